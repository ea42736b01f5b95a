"""A span of days to show: a month, a reporting month, a quarter, a year, a day, a range, or all.

Both ends are inclusive. A reporting month that turns on the 23rd runs from the 23rd to the 23rd:
the turning day belongs to both neighbours, because reports of such a series cover it twice. So an
event dated on just that day is `possible` in each and `certain` in none.

What is dated too vaguely for a period is not in it: "some time in 2024" would stand as possible in
each of twelve months and say nothing in any. It is in the year.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, Self

from geomap.errors import GeomapError

Certainty = Literal["certain", "possible"]

REPORTING_EPOCH = date(2014, 9, 23)
"""Start of the first reporting month of the Coalition series; month N ends N months later."""

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
VAGUEST_FOR_A_MONTH_DAYS = 62
"""Longest span, both ends counted, that may be possible in a month: two months of 31 days."""

_MONTHS_IN_A_YEAR = 12
_MONTHS_IN_A_QUARTER = 3
_FORMS = re.compile(
    r"(?P<year>[0-9]{4})"
    r"(-[Qq](?P<quarter>[0-9]+)|-(?P<month>[0-9]{2})(-(?P<day>[0-9]{2}))?)?",
    flags=re.ASCII,
)


class PeriodError(GeomapError, ValueError):
    """A period that cannot be read or cannot be."""


@dataclass(frozen=True, slots=True)
class Period:
    """A span of calendar days, both ends inclusive.

    `number` is that of a reporting month, None otherwise; `shares_turning_days` is True when
    the first and last day belong to the neighbouring periods as well.
    """

    start: date
    end: date
    label: str
    number: int | None = None
    shares_turning_days: bool = False

    def __post_init__(self) -> None:
        """Refuse a period that ends before it starts."""
        if self.end < self.start:
            message = f"a period ends on or after its start, found {self.start} to {self.end}"
            raise PeriodError(message)

    @classmethod
    def parse(cls, text: str, *, month_starts: int = 1, epoch: date | None = None) -> "Period":
        """Read a period.

        Parameters
        ----------
        text
            `2022-02` a month, `2022-Q1` a quarter, `2022` a year, `2022-02-03` a day,
            `2022-01-20..2022-02-05` a range, `all` everything.
        month_starts
            Day of the month on which months turn, 1 to 31. With 23, `2022-01` is the reporting
            month that ends on 23 January 2022. Quarters and years stay those of the calendar.
        epoch
            Start of reporting month 1; only for its number in the label.

        Raises
        ------
        PeriodError
            When the text is none of these, or no such day exists.

        Examples
        --------
        >>> Period.parse("2022-02")
        Period(start=datetime.date(2022, 2, 1), end=datetime.date(2022, 2, 28), \
label='February 2022', number=None, shares_turning_days=False)
        >>> Period.parse("2022-01", month_starts=23, epoch=date(2014, 9, 23)).label
        'month 88 · 23 Dec 2021 – 23 Jan 2022'
        """
        cleaned = text.strip()
        if cleaned.casefold() == "all":
            return cls.everything()
        first, dots, last = cleaned.partition("..")
        if dots:
            return cls.from_days(
                cls._parse_one(first, text=text).start, cls._parse_one(last, text=text).end
            )
        is_month = cleaned.count("-") == 1 and "q" not in cleaned.casefold()
        if is_month and month_starts != 1:
            month = cls._parse_one(cleaned, text=text).start
            return cls._month_that_ends_in(
                month.year, month.month, month_starts=month_starts, epoch=epoch
            )
        return cls._parse_one(cleaned, text=text)

    @classmethod
    def month(cls, year: int, month: int) -> Self:
        """Give a calendar month.

        Examples
        --------
        >>> Period.month(2024, 2).end
        datetime.date(2024, 2, 29)
        """
        last = calendar.monthrange(year, month)[1]
        label = f"{_MONTHS[month - 1]} {year}"
        return cls(date(year, month, 1), date(year, month, last), label)

    @classmethod
    def quarter(cls, year: int, quarter: int) -> Self:
        """Give a quarter of a calendar year, 1 to 4.

        Examples
        --------
        >>> Period.quarter(2022, 1).label
        'January – March 2022'
        """
        last = quarter * _MONTHS_IN_A_QUARTER
        first = last - _MONTHS_IN_A_QUARTER + 1
        label = f"{_MONTHS[first - 1]} – {_MONTHS[last - 1]} {year}"
        return cls(date(year, first, 1), _days_of_month(year, last)[1], label)

    @classmethod
    def year(cls, year: int) -> Self:
        """Give a calendar year."""
        return cls(date(year, 1, 1), date(year, 12, 31), str(year))

    @classmethod
    def from_days(cls, start: date, end: date) -> Self:
        """Give the span from one day to another, both inclusive."""
        label = _long_day(start) if start == end else f"{_short_day(start)} – {_short_day(end)}"
        return cls(start, end, label)

    @classmethod
    def everything(cls) -> Self:
        """Give the period that holds every day, and what is not dated at all."""
        return cls(date.min, date.max, "all dates")

    @classmethod
    def reporting_month(
        cls, number: int, month_starts: int = 23, epoch: date = REPORTING_EPOCH
    ) -> "Period":
        """Give a numbered reporting month: number N ends N months after the epoch.

        Parameters
        ----------
        number
            1 or more.
        month_starts
            Day of the month on which months turn; the epoch falls on it.
        epoch
            Start of month 1.

        Examples
        --------
        >>> Period.reporting_month(88).label
        'month 88 · 23 Dec 2021 – 23 Jan 2022'
        """
        if number < 1:
            message = f"reporting months are numbered from 1, found {number!r}"
            raise PeriodError(message)
        _check_turning_day(month_starts, epoch)
        ends_in = epoch.year * _MONTHS_IN_A_YEAR + epoch.month - 1 + number
        if month_starts == 1:
            ends_in -= 1
        year, month = divmod(ends_in, _MONTHS_IN_A_YEAR)
        return cls._month_that_ends_in(year, month + 1, month_starts=month_starts, epoch=epoch)

    @classmethod
    def month_holding(
        cls, day: date, *, month_starts: int = 1, epoch: date | None = None
    ) -> "Period":
        """Give the (reporting) month that holds a day; of a turning day, the one it ends.

        Examples
        --------
        >>> Period.month_holding(date(2022, 1, 23), month_starts=23).label
        '23 Dec 2021 – 23 Jan 2022'
        """
        found = cls._month_that_ends_in(day.year, day.month, month_starts=month_starts, epoch=epoch)
        return found if day <= found.end else found.following(month_starts, epoch)

    def following(self, month_starts: int = 1, epoch: date | None = None) -> "Period":
        """Give the month after the one in which this period ends."""
        year, month = divmod(self.end.year * _MONTHS_IN_A_YEAR + self.end.month, _MONTHS_IN_A_YEAR)
        return self._month_that_ends_in(year, month + 1, month_starts=month_starts, epoch=epoch)

    @property
    def is_everything(self) -> bool:
        """Whether this period holds every day."""
        return self.start == date.min and self.end == date.max

    @property
    def quarter_of_year(self) -> int | None:
        """Which quarter of its year this period is, 1 to 4; None when it is no quarter."""
        quarter = (self.start.month - 1) // _MONTHS_IN_A_QUARTER + 1
        whole = Period.quarter(self.start.year, quarter)
        return quarter if (self.start, self.end) == (whole.start, whole.end) else None

    @property
    def vaguest_days(self) -> int:
        """Longest span, days with both ends counted, that may be possible here.

        Twice the period, and never less than two months: a day may be that of something dated to
        its month, a month that of something dated to two, a year that of something dated to two.
        """
        return max(VAGUEST_FOR_A_MONTH_DAYS, 2 * ((self.end - self.start).days + 1))

    @property
    def slug(self) -> str:
        """A name for files: `2022-02`, `2022-Q1`, `2021-12-23_2022-01-23`, `all`."""
        if self.is_everything:
            return "all"
        if self == Period.year(self.start.year):
            return f"{self.start.year:04d}"
        if self.quarter_of_year:
            return f"{self.start.year:04d}-Q{self.quarter_of_year}"
        if (self.start, self.end) == _days_of_month(self.start.year, self.start.month):
            return f"{self.start:%Y-%m}"
        if self.start == self.end:
            return self.start.isoformat()
        return f"{self.start.isoformat()}_{self.end.isoformat()}"

    def certainty_of(self, start: date, end: date) -> Certainty | None:
        """Tell how surely something dated `start` to `end` happened in this period.

        Returns
        -------
        str or None
            `certain` when the whole span lies inside, `possible` when it overlaps, None when
            it lies outside or is longer than `vaguest_days`. Touching no more than a shared
            turning day is not an overlap, unless the span is that very day.

        Examples
        --------
        >>> february = Period.month(2022, 2)
        >>> february.certainty_of(date(2022, 2, 3), date(2022, 2, 3))
        'certain'
        >>> february.certainty_of(date(2022, 1, 30), date(2022, 2, 2))
        'possible'
        >>> february.certainty_of(date(2022, 1, 1), date(2022, 12, 31)) is None
        True
        """
        if end < self.start or start > self.end:
            return None
        if self.shares_turning_days:
            turning = (self.start, self.end)
            if start == end and start in turning:
                return "possible"
            if end == self.start or start == self.end:
                return None
        if self.start <= start and end <= self.end:
            return "certain"
        return "possible" if (end - start).days < self.vaguest_days else None

    @classmethod
    def _parse_one(cls, part: str, *, text: str) -> "Period":
        found = _FORMS.fullmatch(part.strip())
        if found is None:
            raise PeriodError(_what_a_period_is(text))
        try:
            return cls._from_form(found)
        except (ValueError, IndexError) as error:
            message = f"{_why_there_is_no_such(found)}; {_what_a_period_is(text)}"
            raise PeriodError(message) from error

    @classmethod
    def _from_form(cls, found: re.Match[str]) -> "Period":
        year = int(found["year"])
        if found["quarter"]:
            return cls.quarter(year, int(found["quarter"]))
        if found["day"]:
            day = date(year, int(found["month"]), int(found["day"]))
            return cls.from_days(day, day)
        if found["month"]:
            return cls.month(year, int(found["month"]))
        return cls.year(year)

    @classmethod
    def _month_that_ends_in(
        cls, year: int, month: int, *, month_starts: int, epoch: date | None
    ) -> "Period":
        _check_turning_day(month_starts, epoch)
        if month_starts == 1:
            start, end = _days_of_month(year, month)
            label = f"{_MONTHS[month - 1]} {year}"
        else:
            end = _turning_day(year, month, month_starts)
            before = date(year, month, 1) - timedelta(days=1)
            start = _turning_day(before.year, before.month, month_starts)
            label = f"{_short_day(start)} – {_short_day(end)}"
        number = None
        if epoch is not None:
            months = (year - epoch.year) * _MONTHS_IN_A_YEAR + month - epoch.month
            number = months + 1 if month_starts == 1 else months
        if number is not None and number >= 1:
            return cls(start, end, f"month {number} · {label}", number, month_starts != 1)
        return cls(start, end, label, None, month_starts != 1)


def _check_turning_day(month_starts: int, epoch: date | None) -> None:
    if not 1 <= month_starts <= 31:  # noqa: PLR2004
        message = f"months turn on a day from 1 to 31, found {month_starts!r}"
        raise PeriodError(message)
    if epoch is not None and epoch != _turning_day(epoch.year, epoch.month, month_starts):
        message = (
            f"the epoch falls on the day on which months turn, found {epoch} with months that "
            f"turn on day {month_starts}: give both the same day"
        )
        raise PeriodError(message)


def _turning_day(year: int, month: int, month_starts: int) -> date:
    # Months that turn on the 31st turn on the last day of a shorter month.
    return date(year, month, min(month_starts, calendar.monthrange(year, month)[1]))


def _days_of_month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _short_day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1][:3]} {day.year}"


def _long_day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _why_there_is_no_such(found: re.Match[str]) -> str:
    if int(found["year"]) < date.min.year:
        return "years are numbered from 1"
    if found["quarter"]:
        return f"a year has the quarters Q1 to Q4, found Q{found['quarter']}"
    month = int(found["month"])
    if not 1 <= month <= _MONTHS_IN_A_YEAR:
        return f"a year has the months 01 to 12, found {found['month']}"
    days = calendar.monthrange(int(found["year"]), month)[1]
    return f"{_MONTHS[month - 1]} {found['year']} has the days 01 to {days}, found {found['day']}"


def _what_a_period_is(text: str) -> str:
    return (
        f"{text!r} is not a period: write a month (2022-02), a quarter (2022-Q1), a year (2022), "
        "a day (2022-02-03), a range (2022-01-20..2022-02-05) or all"
    )
