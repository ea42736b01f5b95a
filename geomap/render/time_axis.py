"""The time axis that the charts of the atlas share: years from one side to the other.

In Arabic time runs from right to left. SVG's `text-anchor` follows the page's direction, so the
charts set it for themselves.
"""

from dataclasses import dataclass
from datetime import date

from geomap.render.payload import Day

WIDTH_PX = 1000
_LONGEST_YEAR_PX = 34


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """Days on a line `width_px` long; both ends included."""

    first: date
    last: date
    is_rtl: bool = False
    width_px: int = WIDTH_PX

    @classmethod
    def over(cls, days: list[Day], *, is_rtl: bool, width_px: int = WIDTH_PX) -> "TimeAxis":
        """Return the axis of the whole years that hold some days."""
        years = [int(day[:4]) for day in days]
        return cls(date(min(years), 1, 1), date(max(years), 12, 31), is_rtl, width_px)

    def x(self, day: date) -> float:
        """Return where a day starts, in reading direction."""
        whole = (self.last - self.first).days + 1
        part = (day - self.first).days / whole
        return self.width_px * (1 - part if self.is_rtl else part)

    def span(self, first: Day, last: Day) -> tuple[float, float]:
        """Return the left edge and the width of a span of days, its last day included."""
        start = max(date.fromisoformat(first), self.first)
        end = min(date.fromisoformat(last), self.last)
        one, other = self.x(start), self.x(date.fromordinal(end.toordinal() + 1))
        return min(one, other), abs(other - one)

    def markup(self, *, top: float, base: float, has_numbers: bool = True) -> str:
        """Return the years: a hair line each, and its number under the base while there is room."""
        parts = []
        for year in range(self.first.year, self.last.year + 1):
            left, width = self.span(f"{year}-01-01", f"{year}-12-31")
            edge = left + width if self.is_rtl else left
            parts.append(f'<path class="year" d="M{edge:.1f} {top:g}V{base:g}"/>')
            if has_numbers and width >= _LONGEST_YEAR_PX:
                middle = left + width / 2
                parts.append(f'<text class="mid" x="{middle:.1f}" y="{base + 14:g}">{year}</text>')
        return "".join(parts)
