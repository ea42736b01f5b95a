"""Days in the page's language: "20–23 Jan 2022", Arabic months as Syria names them.

Twin of web/src/date_text.ts. Digits are 0 to 9 in both languages, as the page writes them.
"""

from calendar import monthrange
from datetime import date

from geomap.render.payload import DateSpan, Day, ItemDate, Lang

MONTHS: dict[Lang, tuple[str, ...]] = {
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    "ar": (
        *("كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران"),
        *("تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول"),
    ),
}


# On a line from right to left a dash between two numbers leaves open which comes first.
_TO: dict[Lang, str] = {"en": "–", "ar": " إلى "}


def words_of_date(found: DateSpan | ItemDate | None, lang: Lang) -> str:
    """Return the days of an item as words, "" when they are not known."""
    return words_of_span(found["start"], found["end"], lang) if found else ""


def words_of_span(start: Day | None, end: Day | None, lang: Lang) -> str:
    """Return a span of days with what its ends share said once.

    Examples
    --------
    >>> words_of_span("2022-01-20", "2022-01-23", "en")
    '20–23 Jan 2022'
    >>> words_of_span("2022-01-20", "2022-01-23", "ar")
    '20 إلى 23 كانون الثاني 2022'
    >>> words_of_span("2021-12-23", "2022-01-23", "ar")
    '23 كانون الأول 2021 – 23 كانون الثاني 2022'
    """
    if start is None or end is None:
        return ""
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    if first == last:
        return _day(first, lang)
    whole = _whole_months(first, last, lang)
    if whole:
        return whole
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}{_TO[lang]}{_day(last, lang)}"
    if first.year == last.year:
        return f"{first.day} {_month(first, lang)} – {_day(last, lang)}"
    return f"{_day(first, lang)} – {_day(last, lang)}"


def _whole_months(first: date, last: date, lang: Lang) -> str:
    if first.day != 1 or last.day != monthrange(last.year, last.month)[1]:
        return ""
    if first.year != last.year:
        return ""
    if (first.month, last.month) == (1, 12):
        return str(first.year)
    return f"{_month(first, lang)} {first.year}" if first.month == last.month else ""


def _month(day: date, lang: Lang) -> str:
    return MONTHS[lang][day.month - 1]


def _day(day: date, lang: Lang) -> str:
    return f"{day.day} {_month(day, lang)} {day.year}"
