"""What reports sum up, over time: a line for each publisher and measure, never added up.

A sum over a month or two is a bar as wide as its days, from its low to its high figure. A count
that runs from long ago is a dot at the day up to which it counts, on a scale of its own: it holds
the earlier ones, and sums of months beside it would look like nothing. Parts of a total stand in
the table alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from markupsafe import Markup, escape

from geomap.incidents.period import VAGUEST_FOR_A_MONTH_DAYS
from geomap.render.atlas_words import ATLAS_WORDS
from geomap.render.counted_words import plain_words
from geomap.render.date_words import words_of_span
from geomap.render.figure_words import words_of_range
from geomap.render.payload import Lang, SourceRecord, TotalRecord
from geomap.render.plain_list import web_address
from geomap.render.time_axis import TimeAxis

_WIDTH_PX = 520
_ROW_PX = 50
_MARK_PX = 20
_LEAST_MARK_PX = 4
_LABEL_PX = 6.2
_LTR, _POP = "\u2066", "\u2069"
_SIGNS = {"at_least": "≥", "more_than": ">", "up_to": "≤", "about": "≈", "nearly": "≈"}


@dataclass(frozen=True, slots=True)
class TotalChart:
    """One measure: its heading and its chart."""

    heading: str
    chart: Markup


@dataclass(frozen=True, slots=True)
class TotalRow:
    """One total as the table says it."""

    days: str
    what: str
    figure: str
    publisher: str
    url: str | None
    place: str
    is_part: bool


def total_charts(
    totals: Sequence[TotalRecord],
    sources: Mapping[str, SourceRecord],
    *,
    lang: Lang,
    is_rtl: bool,
    texts: Mapping[str, str] = MappingProxyType({}),
) -> list[TotalChart]:
    """Return a chart for each measure, sums of months before running counts.

    `texts` has the data's texts, publishers among them, in the page's language.
    """
    days = [day for total in totals if (day := total["period_end"])]
    if not days:
        return []
    axis = TimeAxis.over(days, is_rtl=is_rtl, width_px=_WIDTH_PX)
    groups: dict[tuple[bool, str], dict[str, list[TotalRecord]]] = {}
    for total in totals:
        if total["part_of"] is None and total["period_end"] and total["high"] is not None:
            rows = groups.setdefault((_runs(total), total["measure"]), {})
            rows.setdefault(_publisher_of(total, sources, texts), []).append(total)
    return [
        TotalChart(
            _heading(measure, runs=runs, lang=lang), _chart(rows, axis, runs=runs, lang=lang)
        )
        for (runs, measure), rows in sorted(groups.items(), key=lambda found: found[0])
    ]


def total_rows(
    totals: Sequence[TotalRecord],
    sources: Mapping[str, SourceRecord],
    *,
    lang: Lang,
    texts: Mapping[str, str] = MappingProxyType({}),
) -> list[TotalRow]:
    """Return the totals as rows of a table, by the day on which they end."""
    ordered = sorted(totals, key=lambda total: total["period_end"] or "")
    return [_row(total, sources, lang, texts) for total in ordered]


def figure_text(total: TotalRecord, *, lang: Lang) -> str:
    """Return a figure in words: "at least 24", "9–13"; a dash when no number is given."""
    number = _number_text(total, lang)
    if not number:
        return "–"
    qualifier = total["qualifier"]
    return f"{ATLAS_WORDS[lang][qualifier]} {number}" if qualifier in _SIGNS else number


def _row(
    total: TotalRecord,
    sources: Mapping[str, SourceRecord],
    lang: Lang,
    texts: Mapping[str, str],
) -> TotalRow:
    source = sources.get(total["source"] or "")
    who, place = total["who"], total["place_as_written"]
    said = ATLAS_WORDS[lang].get(who) or texts.get(who) or plain_words(who)
    what = _measure_as_heading(total["measure"], lang)
    return TotalRow(
        days=words_of_span(total["period_start"], total["period_end"], lang),
        what=what if who in ("", "all") else f"{what}: {said}",
        figure=figure_text(total, lang=lang),
        publisher=_publisher_of(total, sources, texts),
        url=web_address(source["url"] or source["archive_url"]) if source else None,
        place=texts.get(place, place),
        is_part=total["part_of"] is not None,
    )


def _runs(total: TotalRecord) -> bool:
    start, end = total["period_start"], total["period_end"]
    if start is None or end is None:
        return False
    return (date.fromisoformat(end) - date.fromisoformat(start)).days >= VAGUEST_FOR_A_MONTH_DAYS


def _publisher_of(
    total: TotalRecord, sources: Mapping[str, SourceRecord], texts: Mapping[str, str]
) -> str:
    source = sources.get(total["source"] or "")
    name = source["publisher"] if source else total["source"] or ""
    return texts.get(name, name)


def _heading(measure: str, *, runs: bool, lang: Lang) -> str:
    name = _measure_as_heading(measure, lang)
    return f"{name} · {ATLAS_WORDS[lang]['running_count']}" if runs else name


def _measure_as_heading(measure: str, lang: Lang) -> str:
    name = ATLAS_WORDS[lang].get(measure) or plain_words(measure)
    return name[:1].upper() + name[1:]


def _chart(
    rows: Mapping[str, Sequence[TotalRecord]], axis: TimeAxis, *, runs: bool, lang: Lang
) -> Markup:
    most = max(total["high"] or 0 for found in rows.values() for total in found) or 1
    height = len(rows) * _ROW_PX + 20
    parts = [axis.markup(top=4, base=len(rows) * _ROW_PX)]
    said = []
    for index, (publisher, found) in enumerate(rows.items()):
        base = (index + 1) * _ROW_PX - 4
        side = _WIDTH_PX - 2 if axis.is_rtl else 2
        parts.append(f'<path class="base" d="M0 {base}H{_WIDTH_PX}"/>')
        parts.append(f'<text class="who" x="{side}" y="{base - 36}">{escape(publisher)}</text>')
        parts.append(_marks(found, axis, base=base, most=most, runs=runs, lang=lang))
        figures = "; ".join(f"{total['period_end']} {_sign_text(total, lang)}" for total in found)
        said.append(f"{publisher}: {figures}")
    label = escape(". ".join(said))
    return Markup(  # noqa: S704 - numbers, and texts that are escaped
        f'<svg class="totals" viewBox="0 0 {_WIDTH_PX} {height}" role="img" lang="{lang}" '
        f'aria-label="{label}">{"".join(parts)}</svg>'
    )


def _marks(  # noqa: PLR0913 - the totals and how they are drawn
    totals: Sequence[TotalRecord],
    axis: TimeAxis,
    *,
    base: float,
    most: float,
    runs: bool,
    lang: Lang,
) -> str:
    by_span: dict[tuple[str, str], list[TotalRecord]] = {}
    for total in totals:
        end = total["period_end"] or ""
        by_span.setdefault((total["period_start"] or end, end), []).append(total)
    parts: list[str] = []
    free_from = -1.0e9
    scale, line = _MARK_PX / most, base - _MARK_PX - 4
    for (start, end), found in sorted(by_span.items()):
        left, width = axis.span(end if runs else start, end)
        width = max(width, _LEAST_MARK_PX)
        parts += [_mark(total, left, width, base, scale, runs=runs, lang=lang) for total in found]
        # Two figures for the same days stand in one label, in the order of the data.
        text = " / ".join(dict.fromkeys(_sign_text(total, lang) for total in found))
        middle = left + width / 2
        half = len(text) * _LABEL_PX / 2
        along = _WIDTH_PX - middle if axis.is_rtl else middle
        if along - half >= free_from:
            anchored = min(max(middle, half), _WIDTH_PX - half)
            parts.append(f'<text class="mid" x="{anchored:.1f}" y="{line:g}">{text}</text>')
            free_from = along + half + 3
    return "".join(parts)


def _mark(  # noqa: PLR0913 - a total and where it stands
    total: TotalRecord,
    left: float,
    width: float,
    base: float,
    scale: float,
    *,
    runs: bool,
    lang: Lang,
) -> str:
    high = total["high"] or 0
    low = high if total["low"] is None else total["low"]
    top, bottom = base - high * scale, base - low * scale
    title = f"<title>{escape(total['period_start'])} – {escape(total['period_end'])}: "
    title += f"{_sign_text(total, lang)}</title>"
    if runs:
        middle = left + width / 2
        line = f'<path class="range" d="M{middle:.1f} {top:.1f}V{bottom:.1f}"/>'
        spot = f'<circle cx="{middle:.1f}" cy="{(top + bottom) / 2:.1f}" r="2.6"/>'
        return f'<g class="runs">{title}{line if high > low else ""}{spot}</g>'
    tall = max(bottom - top, _LEAST_MARK_PX)
    hedge = " hedged" if total["qualifier"] in _SIGNS else ""
    return (
        f'<g class="sum{hedge}">{title}'
        f'<path class="stem" d="M{left + width / 2:.1f} {base:g}V{bottom:.1f}"/>'
        f'<rect x="{left:.1f}" y="{top - _LEAST_MARK_PX / 2:.1f}" width="{width:.1f}" '
        f'height="{tall:.1f}"/></g>'
    )


def _sign_text(total: TotalRecord, lang: Lang) -> str:
    sign = _SIGNS.get(total["qualifier"], "")
    figure = f"{sign}{_number_text(total, lang) or '–'}"
    # From right to left "> 19" would be turned into "19 <".
    return f"{_LTR}{figure}{_POP}" if lang == "ar" and sign and " " not in figure else figure


def _number_text(total: TotalRecord, lang: Lang) -> str:
    ends = (total["low"], total["high"])
    return words_of_range([end for end in dict.fromkeys(ends) if end is not None], lang)
