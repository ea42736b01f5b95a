"""A bar a period: incidents by kind, solid when certain, hatched when possible.

The bars lie on a line of real time, so months without reports are gaps. Sites are no bars: they
stand on every day.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from markupsafe import Markup, escape

from geomap.render.payload import Day
from geomap.render.static_symbols import hatch_pattern, style_of_kind
from geomap.render.time_axis import WIDTH_PX, TimeAxis

_TOP_PX, _BASE_PX, _HEIGHT_PX = 18, 150, 170
_SMALL_PX, _SMALL_BASE_PX = 600, 34
_GAP_PX = 1.2
_LEAST_BARS = 2


@dataclass(frozen=True, slots=True)
class Bar:
    """One period: its days, its file, and for each kind how many are certain and possible."""

    label: str
    file: str
    start: Day
    end: Day
    kinds: tuple[tuple[str, int, int], ...]

    @property
    def number(self) -> int:
        """How many incidents it stands for."""
        return sum(certain + possible for _, certain, possible in self.kinds)

    def range_of(self, kind: str) -> tuple[int, int]:
        """Return how many of a kind it has at least, and how many at most."""
        found = (
            (certain, certain + possible) for own, certain, possible in self.kinds if own == kind
        )
        return next(found, (0, 0))


def bars_overlap(bars: Sequence[Bar]) -> bool:
    """Whether a day lies in several periods, other than a day on which reporting months turn."""
    ordered = sorted(bars, key=lambda bar: (bar.start, bar.end))
    return any(later.start < earlier.end for earlier, later in pairwise(ordered))


def bars_markup(bars: Sequence[Bar], *, is_rtl: bool, label: str) -> Markup:
    """Return the chart as SVG, empty when there is nothing to compare.

    Parameters
    ----------
    bars
        Periods in any order.
    is_rtl
        Whether time runs from right to left.
    label
        What the chart says, for those who do not see it.
    """
    most = max((bar.number for bar in bars), default=0)
    if len(bars) < _LEAST_BARS or bars_overlap(bars) or most == 0:
        return Markup()
    axis = TimeAxis.over([day for bar in bars for day in (bar.start, bar.end)], is_rtl=is_rtl)
    unit = (_BASE_PX - _TOP_PX) / most
    kinds = sorted({kind for bar in bars for kind, _, possible in bar.kinds if possible})
    patterns = [
        hatch_pattern(f"b-{kind}", style_of_kind(kind).color, spacing=3.5, opacity=1)
        for kind in kinds
    ]
    drawn = "".join(_bar_markup(bar, axis, unit) for bar in bars if bar.number)
    return Markup(  # noqa: S704 - numbers, our own names, and texts that are escaped
        f'<svg class="bars" viewBox="0 0 {WIDTH_PX} {_HEIGHT_PX}" role="img" '
        f'aria-label="{escape(label)}"><defs>{"".join(patterns)}</defs>'
        f"{axis.markup(top=_TOP_PX, base=_BASE_PX)}{drawn}"
        f'<path class="base" d="M0 {_BASE_PX}H{WIDTH_PX}"/></svg>'
    )


def kind_markup(kind: str, bars: Sequence[Bar], *, is_rtl: bool, label: str) -> Markup:
    """Return the small chart of one kind, each kind on a scale of its own."""
    own = [replace(bar, kinds=(row,)) for bar in bars for row in bar.kinds if row[0] == kind]
    days = [day for bar in bars for day in (bar.start, bar.end)]
    axis = TimeAxis.over(days, is_rtl=is_rtl, width_px=_SMALL_PX)
    unit = (_SMALL_BASE_PX - 2) / max(bar.number for bar in own)
    hatch = hatch_pattern(f"k-{kind}", style_of_kind(kind).color, spacing=3, opacity=1)
    drawn = "".join(
        _blocks_markup(bar, axis, unit, base=_SMALL_BASE_PX, paint="k")[0] for bar in own
    )
    return Markup(  # noqa: S704 - numbers, our own names, and texts that are escaped
        f'<svg class="kind" viewBox="0 0 {_SMALL_PX} {_SMALL_BASE_PX + 2}" role="img" '
        f'aria-label="{escape(label)}"><defs>{hatch}</defs>'
        f"{axis.markup(top=0, base=_SMALL_BASE_PX, has_numbers=False)}{drawn}"
        f'<path class="base" d="M0 {_SMALL_BASE_PX}H{_SMALL_PX}"/></svg>'
    )


def _bar_markup(bar: Bar, axis: TimeAxis, unit: float) -> str:
    blocks, top = _blocks_markup(bar, axis, unit, base=_BASE_PX, paint="b")
    left, whole = axis.span(bar.start, bar.end)
    middle = left + max(2.0, whole - _GAP_PX) / 2
    number = f'<text class="mid" x="{middle:.1f}" y="{top - 4:.1f}">{bar.number}</text>'
    # The cards below link to the same files: one tab stop a map is enough.
    return (
        f'<a href="{escape(bar.file)}" tabindex="-1"><title>{escape(bar.label)}: {bar.number}'
        f"</title>{blocks}{number}</a>"
    )


def _blocks_markup(
    bar: Bar, axis: TimeAxis, unit: float, *, base: float, paint: str
) -> tuple[str, float]:
    """Return the blocks of a bar and where they end; `paint` starts the ids of its hatches."""
    left, whole = axis.span(bar.start, bar.end)
    width = max(2.0, whole - _GAP_PX)
    blocks = [(certain, style_of_kind(kind).color, True) for kind, certain, _ in bar.kinds]
    # Above all that is certain, so that the solid part of a bar is its certain number.
    blocks += [(possible, f"url(#{paint}-{kind})", False) for kind, _, possible in bar.kinds]
    y, parts = base, []
    for number, color, is_solid in blocks:
        if number:
            y -= number * unit
            tall = number * unit - (0.8 if unit > 3 else 0)  # noqa: PLR2004 - a seam while there is room
            frame = "" if is_solid else ' class="maybe"'
            parts.append(
                f'<rect{frame} x="{left:.1f}" y="{y:.1f}" width="{width:.1f}" '
                f'height="{tall:.1f}" fill="{color}"/>'
            )
    return "".join(parts), y
