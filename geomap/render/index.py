"""The atlas of a folder of maps: one static page without scripts.

A small map for each period with its numbers, the incidents over time, what reports sum up, and a
link to each map. It is one file that loads nothing, like the maps themselves.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from markupsafe import Markup

from geomap.gazetteer import Gazetteer
from geomap.incidents.model import LAYERS
from geomap.render.atlas_words import ATLAS_WORDS
from geomap.render.bounds import box_of_units
from geomap.render.counted_words import counted
from geomap.render.csp import policy_for_scripts
from geomap.render.date_words import words_of_span
from geomap.render.index_entry import IndexEntry
from geomap.render.inline import style_text
from geomap.render.leading_periods import leads_of, range_text
from geomap.render.own_templates import fill_template, read_style
from geomap.render.page import DIRECTIONS
from geomap.render.page_language import ShownText
from geomap.render.payload import EditionRecord, Lang, TotalRecord
from geomap.render.period_bars import Bar, bars_markup, kind_markup
from geomap.render.static_frame import Frame, frame_around, world_from_lon_lat
from geomap.render.static_symbols import XY
from geomap.render.static_topology import read_topology
from geomap.render.thumbnail import WIDTH, ThumbnailSheet
from geomap.render.total_lines import total_charts, total_rows

_HOME_UNITS = "SYR"
_KEY_KINDS = ("operation", "strike", *(layer for layer in LAYERS if layer != "convoy"), "convoy")
_MARGIN = 0.25 / 360
# Journeys come from beyond the border; what is farther off would shrink everything else.
_REACH = 0.7 / 360


@dataclass(frozen=True, slots=True)
class _Card:
    entry: IndexEntry
    picture: Markup
    not_drawn: int


@dataclass(frozen=True, slots=True)
class _Group:
    heading: str
    cards: Sequence[_Card]
    is_wide: bool = False


def index_page(  # noqa: PLR0913 - what an atlas is made of
    entries: Iterable[IndexEntry],
    *,
    title: str,
    edition: EditionRecord,
    gazetteer: Gazetteer,
    lang: Lang = "en",
    vague: Sequence[ShownText] = (),
) -> str:
    """Return the atlas as HTML. The same input gives the same text.

    Parameters
    ----------
    entries
        The maps; the newest year first, its months in their order, the map of all dates on top.
    title
        The dataset's title.
    edition
        What the maps were built from.
    gazetteer
        Knows the home country, which the small maps show.
    lang
        Language of the page's own words.
    vague
        Titles of incidents that no month shows: undated, or dated too vaguely.
    """
    newest_first = sorted(entries, key=lambda entry: entry.end or "", reverse=True)
    sheet = ThumbnailSheet(_frame_of(newest_first, gazetteer), topology=read_topology())
    cards = [_card(entry, sheet, lang) for entry in newest_first]
    return fill_template(
        "index.html",
        lang=lang,
        direction=DIRECTIONS[lang],
        policy=policy_for_scripts([]),
        style=Markup(style_text(read_style("index.css"))),  # noqa: S704 - our own file
        title=title,
        words=ATLAS_WORDS[lang],
        counted=partial(counted, lang=lang),
        groups=_groups_of([card for card in cards if not card.entry.is_background_only]),
        background=[card for card in cards if card.entry.is_background_only],
        vague=vague,
        edition=edition,
        day_text=lambda day: words_of_span(day, day, lang),
        key=_key(sheet, newest_first),
        sign=sheet.sign,
        **_charts(newest_first, lang),
        definitions=sheet.definitions,
    )


def _groups_of(cards: Sequence[_Card]) -> list[_Group]:
    years = sorted({card.entry.end[:4] for card in cards if card.entry.end}, reverse=True)
    all_dates = [card for card in cards if card.entry.end is None]
    groups = [_Group("", all_dates, is_wide=True)] if all_dates else []
    return groups + [
        _Group(year, [card for card in cards[::-1] if (card.entry.end or "").startswith(year)])
        for year in years
    ]


def _card(entry: IndexEntry, sheet: ThumbnailSheet, lang: Lang) -> _Card:
    words = ATLAS_WORDS[lang]
    kinds = [f"{words[kind]} {certain + possible}" for kind, certain, possible in entry.kinds]
    # Sites that merely stand are no news, and a map of years holds more than a small one can show.
    label = f"{words['map_of']}: {entry.label}. {', '.join(kinds) or words['no_incident']}."
    picture = sheet.thumbnail(entry.marks, label=label) if entry.is_dated else Markup()
    return _Card(entry, picture, entry.without_place + sheet.left_out(entry.marks))


def _frame_of(entries: Sequence[IndexEntry], gazetteer: Gazetteer) -> Frame:
    """Return the home country with what lies just beyond it; all there is, when that is abroad."""
    west, south, east, north = box_of_units([_HOME_UNITS], gazetteer)
    home = [world_from_lon_lat(west, north), world_from_lon_lat(east, south)]
    spots = [point.at for entry in entries for point in entry.marks.points]
    spots = spots or [spot for entry in entries for _, spot in entry.marks.places()]
    near = [spot for spot in spots if _is_near(spot, home)]
    corners = [*near, *home] if near or not spots else spots
    xs, ys = zip(*corners, strict=True)
    edges = [(min(xs) - _MARGIN, min(ys) - _MARGIN), (max(xs) + _MARGIN, max(ys) + _MARGIN)]
    return frame_around(edges, width=WIDTH)


def _is_near(spot: XY, box: Sequence[XY]) -> bool:
    (west, north), (east, south) = box
    x, y = spot
    is_along = west - _REACH <= x <= east + _REACH
    return is_along and north - _REACH <= y <= south + _REACH


def _key(sheet: ThumbnailSheet, entries: Sequence[IndexEntry]) -> list[dict[str, Any]]:
    """Return what the small maps show, each sign with its word's key."""
    used = {kind for entry in entries for kind, _, _ in entry.kinds}
    if not used:
        return []
    has_standing = any(point.sign.is_standing for entry in entries for point in entry.marks.points)
    # A wide shape shows best what fills it.
    first = min(used, key=_KEY_KINDS.index)
    return [
        {"sign": sheet.sign(first), "word": "key_point"},
        {"sign": sheet.sign(first, status="reported"), "word": "key_reported"},
        {"sign": sheet.sign(first, possible=True), "word": "key_possible"},
        {"sign": sheet.area_sign(first), "word": "key_area"},
        *([{"sign": sheet.journey_sign(), "word": "key_journey"}] if "convoy" in used else []),
        *([{"sign": sheet.standing_sign(), "word": "key_stands"}] if has_standing else []),
    ]


def _charts(entries: Sequence[IndexEntry], lang: Lang) -> dict[str, Any]:
    totals = _distinct([total for entry in entries for total in entry.totals])
    sources = {source["id"]: source for entry in entries for source in entry.sources}
    bars = [
        Bar(entry.label, entry.file, entry.start, entry.end, entry.kinds)
        for entry in entries
        if entry.start and entry.end
    ]
    words, is_rtl = ATLAS_WORDS[lang], DIRECTIONS[lang] == "rtl"
    chart = bars_markup(bars, is_rtl=is_rtl, label=words["incidents_per_period"])
    # Where periods overlap, or there is but one, none of them leads.
    compared = (
        [_with_sites(entry) for entry in entries if entry.start and entry.end] if chart else []
    )
    names = {**words, "site": words["sites_changed"]}
    found = {text: arabic for entry in entries for text, arabic in entry.texts_ar.items()}
    texts = found if lang == "ar" else {}
    leads = leads_of(compared, lang=lang)
    return {
        "bars": chart,
        "leads": [
            (lead, kind_markup(lead.kind, compared, is_rtl=is_rtl, label=names[lead.kind]))
            for lead in leads
        ],
        "compared": sorted((bar for bar in compared if bar.kinds), key=lambda bar: bar.start),
        "kind_names": names,
        "years": _years_of(compared),
        "range_text": range_text,
        "totals": total_charts(totals, sources, lang=lang, is_rtl=is_rtl, texts=texts),
        "total_rows": total_rows(totals, sources, lang=lang, texts=texts),
    }


def _years_of(bars: Sequence[Bar]) -> str:
    years = sorted({day[:4] for bar in bars for day in (bar.start, bar.end)})
    return "–".join(dict.fromkeys([*years[:1], *years[-1:]]))


def _with_sites(entry: IndexEntry) -> Bar:
    """Return the bar of a map with the sites that changed as one more kind."""
    sites = [("site", *entry.site_changes)] if entry.changed_sites else []
    return Bar(entry.label, entry.file, entry.start or "", entry.end or "", (*entry.kinds, *sites))


def _distinct(totals: Sequence[TotalRecord]) -> list[TotalRecord]:
    # The records of neighbouring months hold the same total when it reaches into both.
    found: list[TotalRecord] = []
    for total in totals:
        if total not in found:
            found.append(total)
    return found
