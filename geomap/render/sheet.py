"""A map as one printable page, A4 landscape: a vector sheet that a newsroom can place.

Map, key, list of what is on it with its sources, totals, and the edition line, all of it text and
paths: no raster, no script, no font, nothing that is fetched. An Arabic sheet is laid out from
right to left. Four user units are a millimetre.
"""

from collections.abc import Sequence

from markupsafe import Markup

from geomap.render.counted_words import counted
from geomap.render.date_words import words_of_span
from geomap.render.page_language import title_of_payload
from geomap.render.payload import Item, Lang, Payload
from geomap.render.sheet_key import key_markup
from geomap.render.sheet_list import (
    INDENT,
    LEAST_SIZE,
    SOFT,
    TEXT,
    Entry,
    Type,
    cut_to_fit,
    fitted,
    sections_of_payload,
)
from geomap.render.sheet_words import phrase, word
from geomap.render.static_drawing import number_label
from geomap.render.static_map import map_markup
from geomap.render.static_symbols import is_possible, status_of_item, symbol
from geomap.render.svg_text import FONT, element, text_line
from geomap.render.text_width import isolated, shortened

WIDTH, HEIGHT = 1188.0, 840.0
_MARGIN, _TOP = 32.0, 92.0
_MAP = (668.0, 556.0)
_KEY_TOP = _TOP + _MAP[1] + 12
_LIST = (_MARGIN + _MAP[0] + 20, WIDTH - _MARGIN)
_FOOT = 800.0
# Columns, type and terseness (see `Type`) of the list, the most readable first.
_SETTINGS = (
    *((1, 10.4, 0), (1, 9.4, 0), (2, 9.4, 0), (2, 8.6, 0)),
    *((2, LEAST_SIZE, 0), (2, LEAST_SIZE, 1), (2, LEAST_SIZE, 2)),
)
_COLUMN_GAP = 18.0
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'


def sheet_from_payload(payload: Payload) -> str:
    """Return the sheet of a payload as an SVG document. The same payload gives the same text."""
    lang = payload["lang"]
    title = f"{title_of_payload(payload)} · {payload['period']['label']}"
    size = {"width": "297mm", "height": "210mm", "viewBox": f"0 0 {WIDTH:g} {HEIGHT:g}"}
    map_left = _mirrored(_MARGIN, lang, width=_MAP[0])
    picture = map_markup(payload, width=_MAP[0], height=_MAP[1])
    document = element(
        "svg",
        element("title", title),
        element("rect", width=WIDTH, height=HEIGHT, fill="#ffffff"),
        _head(payload),
        element("g", picture, transform=f"translate({map_left:g} {_TOP:g})"),
        key_markup(payload, left=map_left, top=_KEY_TOP, width=_MAP[0]),
        _list(payload),
        _foot(payload),
        xmlns="http://www.w3.org/2000/svg",
        **size,
        lang=lang,
        font_family=FONT,
    )
    return f"{_XML}{document}\n"


def _mirrored(x: float, lang: Lang, *, width: float = 0) -> float:
    return WIDTH - x - width if lang == "ar" else x


def _start(lang: Lang) -> str:
    return "right" if lang == "ar" else "left"


def _head(payload: Payload) -> Markup:
    lang, x = payload["lang"], _mirrored(_MARGIN, payload["lang"])
    room = WIDTH - 2 * _MARGIN
    period = payload["period"]["label"]
    title = shortened(title_of_payload(payload), room, 24, bold=True)
    counts = " · ".join(
        f"{number} {word(drawn, lang)}" for drawn, number in payload["counts"].items()
    )
    parts = [
        text_line(title, x, 46, size=24, color=TEXT, bold=True, align=_start(lang)),
        text_line(
            shortened(period, room / 2, 16, bold=True), x, 72, size=16, color=SOFT, bold=True,
            align=_start(lang), rtl=lang == "ar",
        ),
        text_line(
            counts, _mirrored(WIDTH - _MARGIN, lang), 72, size=12, color=TEXT, bold=True,
            align="left" if lang == "ar" else "right", rtl=lang == "ar",
        ),
        text_line(
            _certainty(payload["items"], lang), _mirrored(WIDTH - _MARGIN, lang), 87, size=10,
            color=SOFT, align="left" if lang == "ar" else "right", rtl=lang == "ar",
        ),
    ]  # fmt: skip
    return Markup().join(parts)


def _certainty(items: Sequence[Item], lang: Lang) -> str:
    dated = [item for item in items if item["type"] == "incident" and item["date"]]
    possible = sum(is_possible(item) for item in dated)
    certain = phrase("certain_count", lang, n=len(dated) - possible)
    return " · ".join(
        [word("of_incidents", lang), certain, phrase("possible_count", lang, n=possible)]
    )


def _list(payload: Payload) -> Markup:
    lang = payload["lang"]
    left, right = _LIST
    height = _FOOT - _TOP - 18
    for count, size, terseness in _SETTINGS:
        width = (right - left - _COLUMN_GAP * (count - 1)) / count
        sections = sections_of_payload(Type(payload, width, size, terseness))
        columns = fitted(sections, columns=count, height=height)
        if columns is not None:
            break
    else:
        columns = cut_to_fit(sections, columns=count, height=height)
    return Markup().join(
        _column(column, left + i * (width + _COLUMN_GAP), lang, size=size)
        for i, column in enumerate(columns)
    )


def _column(entries: Sequence[Entry], left: float, lang: Lang, *, size: float) -> Markup:
    y = _TOP
    parts = []
    for i, entry in enumerate(entries):
        y += entry.gap_before(is_first=i == 0)
        parts.append(_entry(entry, left, y, lang, size=size))
        y += entry.height
    return Markup().join(parts)


def _entry(entry: Entry, left: float, top: float, lang: Lang, *, size: float) -> Markup:
    x = left
    parts = []
    if entry.item is not None:
        item, middle = entry.item.item, top + size * 0.62
        parts = [
            number_label(
                str(entry.item.number), _mirrored(left, lang, width=16), middle - 5.5, width=16
            ),
            symbol(
                item["layer"],
                status_of_item(item),
                _mirrored(left + 16 + size * 0.72, lang),
                middle,
                size * 0.46,
                possible=is_possible(item),
            ),
        ]
        x += INDENT * size
    y = top
    for line in entry.lines:
        y += line.size * 1.24
        parts.append(
            text_line(
                line.text,
                _mirrored(x, lang),
                y - line.size * 0.26,
                size=line.size,
                color=line.color,
                bold=line.is_bold,
                align=_start(lang),
                rtl=line.rtl,
                href=line.href,
            )
        )
    return Markup().join(parts)


def _foot(payload: Payload) -> Markup:
    lang, edition = payload["lang"], payload["edition"]
    latest = words_of_span(edition["latest_source"], edition["latest_source"], lang)
    facts = [
        counted(edition["incidents"], "incident", lang),
        counted(edition["sources"], "source", lang),
        f"{word('latest', lang)} {latest}" if latest else "",
        isolated(f"geomap {edition['geomap_version']}"),
        f"{word('data', lang)} {isolated(edition['data_hash'][:12])}",
        *_installed(payload),
        *_changed(payload),
    ]
    line = f"{word('edition', lang)}: {' · '.join(filter(None, facts))}"
    room = WIDTH - 2 * _MARGIN
    x, is_arabic = _mirrored(_MARGIN, lang), lang == "ar"
    rule = element("path", d=f"M{_MARGIN:g} {_FOOT - 10:g}H{WIDTH - _MARGIN:g}", stroke="#cfc7b8")
    return rule + Markup().join(
        text_line(
            shortened(text, room, 8.6), x, y, size=8.6, color=SOFT, align=_start(lang),
            rtl=is_arabic,
        )
        for text, y in ((line, _FOOT + 2), (word("attribution", lang), _FOOT + 14))
    )  # fmt: skip


def _changed(payload: Payload) -> list[str]:
    since, lang = payload["edition"].get("since"), payload["lang"]
    if not since:
        return []
    then = words_of_span(since["latest_source"], since["latest_source"], lang)
    counts = [
        f"{word('added', lang)} {since['added']}",
        f"{word('corrected', lang)} {since['corrected']}",
        f"{word('withdrawn_since', lang)} {since['withdrawn']}",
    ]
    older = (
        f"{word('since', lang)} {then} ({word('data', lang)} {isolated(since['data_hash'][:12])})"
    )
    return [f"{older}: {', '.join(counts)}"]


def _installed(payload: Payload) -> list[str]:
    store, lang = payload["edition"].get("store"), payload["lang"]
    if not store:
        return []
    named = ", ".join(isolated(source["title"] or source["id"]) for source in store)
    return [f"{word('places_also_from', lang)}: {named}"]
