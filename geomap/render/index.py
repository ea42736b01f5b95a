"""The atlas of a folder of maps: one static page without scripts.

A small map for each period with its numbers, the incidents over time, what reports sum up, and a
link to each map. It is one file that loads nothing, like the maps themselves.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from markupsafe import Markup

from geomap.gazetteer import Gazetteer
from geomap.incidents.model import LAYERS
from geomap.render.atlas_words import ATLAS_WORDS
from geomap.render.bounds import Box, box_of_units
from geomap.render.counted_words import counted
from geomap.render.csp import policy_for_scripts
from geomap.render.date_words import words_of_span
from geomap.render.inline import style_text
from geomap.render.own_templates import fill_template, read_style
from geomap.render.page import DIRECTIONS
from geomap.render.page_language import ShownText
from geomap.render.payload import (
    Day,
    Drawn,
    EditionRecord,
    Item,
    Lang,
    Payload,
    SourceRecord,
    TotalRecord,
)
from geomap.render.period_bars import Bar, bars_markup
from geomap.render.thumbnail import ThumbnailSheet
from geomap.render.thumbnail_ground import Ground
from geomap.render.thumbnail_marks import Marks, marks_from_payload
from geomap.render.total_lines import total_charts, total_rows

_DRAWN: tuple[Drawn, ...] = ("mapped", "area", "unlocated", "withheld")
_HOME_UNITS = "SYR"
_KEY_KINDS = ("operation", "strike", *(layer for layer in LAYERS if layer != "convoy"), "convoy")
_MARGIN_DEG = 0.25
# Journeys come from beyond the border; what is farther off would shrink everything else.
_REACH_DEG = 0.7


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One map as the atlas shows it. `kinds` are incidents: layer, certain, possible."""

    file: str
    label: str
    start: Day | None
    end: Day | None
    counts: tuple[tuple[str, int], ...]
    layers: tuple[tuple[str, int], ...]
    kinds: tuple[tuple[str, int, int], ...]
    changed_sites: int
    without_place: int
    marks: Marks
    totals: tuple[TotalRecord, ...]
    sources: tuple[SourceRecord, ...]
    is_background_only: bool
    incident_ids: frozenset[str]
    texts_ar: Mapping[str, str]

    @property
    def certain(self) -> int:
        """How many incidents surely lie in the period."""
        return sum(certain for _, certain, _ in self.kinds)

    @property
    def possible(self) -> int:
        """How many incidents may lie in the period."""
        return sum(possible for _, _, possible in self.kinds)

    @property
    def incidents(self) -> int:
        """How many incidents the map has."""
        return self.certain + self.possible


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


def entry_from_payload(payload: Payload, *, file: str) -> IndexEntry:
    """Summarise a map for the atlas.

    Parameters
    ----------
    payload
        The map's data.
    file
        Name of the map's file, beside the atlas.
    """
    items = payload["items"]
    layers = Counter(item["layer"] for item in items)
    return IndexEntry(
        file=file,
        label=payload["period"]["label"],
        start=payload["period"]["start"],
        end=payload["period"]["end"],
        counts=tuple((drawn, payload["counts"][drawn]) for drawn in _DRAWN),
        layers=tuple((layer, layers[layer]) for layer in payload["layers"] if layers[layer]),
        kinds=_kinds_of(items, payload["layers"]),
        changed_sites=sum(item["type"] == "site" and item["date"] is not None for item in items),
        without_place=sum(
            item["type"] == "incident" and item["drawn"] in ("unlocated", "withheld")
            for item in items
        ),
        marks=marks_from_payload(payload),
        totals=tuple(payload["totals"]),
        sources=tuple(payload["sources"]),
        is_background_only=_is_background_only(items),
        incident_ids=frozenset(item["id"] for item in items if item["type"] == "incident"),
        texts_ar=payload["texts_ar"],
    )


def _kinds_of(items: Sequence[Item], layers: Sequence[str]) -> tuple[tuple[str, int, int], ...]:
    found = Counter(
        (item["layer"], item["date"]["certainty"] if item["date"] else "possible")
        for item in items
        if item["type"] == "incident"
    )
    numbers = [(layer, found[layer, "certain"], found[layer, "possible"]) for layer in layers]
    return tuple(row for row in numbers if row[1] + row[2])


def _is_background_only(items: Sequence[Item]) -> bool:
    """Whether reports of a later time mention this period, and none is about it.

    Sites that merely go on standing say nothing either way.
    """
    happened = [item for item in items if item["type"] == "incident"]
    changed = any(change["in_period"] for item in items for change in item["changes"])
    return bool(happened) and not changed and all(item["background"] for item in happened)


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
    sheet = ThumbnailSheet(_frame_of(newest_first, gazetteer), ground=Ground.read())
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
        latest=words_of_span(edition["latest_source"], edition["latest_source"], lang),
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
    is_everything = entry.end is None
    label = f"{words['map_of']}: {entry.label}. {', '.join(kinds) or words['no_incident']}."
    picture = Markup() if is_everything else sheet.thumbnail(entry.marks, label=label)
    return _Card(entry, picture, entry.without_place + sheet.left_out(entry.marks))


def _frame_of(entries: Sequence[IndexEntry], gazetteer: Gazetteer) -> Box:
    """Return the home country with what lies just beyond it; all there is, when that is abroad."""
    home = box_of_units([_HOME_UNITS], gazetteer)
    spots = [mark.at for entry in entries for mark in entry.marks.points]
    spots = spots or [spot for entry in entries for spot in entry.marks.anchors()]
    near = [spot for spot in spots if _is_inside(spot, home, _REACH_DEG)]
    corners = [*near, home[:2], home[2:]] if near or not spots else spots
    lons, lats = zip(*corners, strict=True)
    margin = _MARGIN_DEG
    return min(lons) - margin, min(lats) - margin, max(lons) + margin, max(lats) + margin


def _is_inside(spot: tuple[float, float], box: Box, reach_deg: float) -> bool:
    west, south, east, north = box
    lon, lat = spot
    is_along = west - reach_deg <= lon <= east + reach_deg
    return is_along and south - reach_deg <= lat <= north + reach_deg


def _key(sheet: ThumbnailSheet, entries: Sequence[IndexEntry]) -> list[dict[str, Any]]:
    """Return what the small maps show, each sign with its word's key."""
    used = {kind for entry in entries for kind, _, _ in entry.kinds}
    if not used:
        return []
    has_standing = any(entry.marks.standing for entry in entries)
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
    is_rtl = DIRECTIONS[lang] == "rtl"
    found = {text: arabic for entry in entries for text, arabic in entry.texts_ar.items()}
    texts = found if lang == "ar" else {}
    return {
        "bars": bars_markup(bars, is_rtl=is_rtl, label=ATLAS_WORDS[lang]["incidents_per_period"]),
        "totals": total_charts(totals, sources, lang=lang, is_rtl=is_rtl, texts=texts),
        "total_rows": total_rows(totals, sources, lang=lang, texts=texts),
    }


def _distinct(totals: Sequence[TotalRecord]) -> list[TotalRecord]:
    # The records of neighbouring months hold the same total when it reaches into both.
    found: list[TotalRecord] = []
    for total in totals:
        if total not in found:
            found.append(total)
    return found
