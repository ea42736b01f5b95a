"""A period's name in the page's language: the data names it in English alone.

Arabic readers of the Levant and of the Gulf call the months by different names, so both stand.
"""

from datetime import date

from geomap.incidents import Period
from geomap.render.payload import Lang

_ARABIC_MONTHS = (
    "كانون الثاني/يناير",
    "شباط/فبراير",
    "آذار/مارس",
    "نيسان/أبريل",
    "أيار/مايو",
    "حزيران/يونيو",
    "تموز/يوليو",
    "آب/أغسطس",
    "أيلول/سبتمبر",
    "تشرين الأول/أكتوبر",
    "تشرين الثاني/نوفمبر",
    "كانون الأول/ديسمبر",
)
_EVERYTHING = {"en": "All dates", "ar": "كل التواريخ"}


def label_of_period(period: Period, *, lang: Lang) -> str:
    """Return the name of a period for readers.

    Examples
    --------
    >>> label_of_period(Period.parse("2022-02"), lang="ar")
    'شباط/فبراير 2022'
    >>> label_of_period(Period.parse("2022-Q1"), lang="ar")
    'كانون الثاني/يناير – آذار/مارس 2022'
    """
    if period.is_everything:
        return _EVERYTHING[lang]
    if lang == "en":
        return period.label
    days = _arabic_days(period)
    return days if period.number is None else f"الشهر {period.number} · {days}"


def _arabic_days(period: Period) -> str:
    year, month = period.start.year, period.start.month
    if period == Period.year(year):
        return str(year)
    if period.quarter_of_year:
        return f"{_ARABIC_MONTHS[month - 1]} – {_ARABIC_MONTHS[period.end.month - 1]} {year}"
    whole = Period.month(year, month)
    if (period.start, period.end) == (whole.start, whole.end):
        return f"{_ARABIC_MONTHS[month - 1]} {year}"
    if period.start == period.end:
        return _arabic_day(period.start)
    return f"{_arabic_day(period.start)} – {_arabic_day(period.end)}"


def _arabic_day(day: date) -> str:
    return f"{day.day} {_ARABIC_MONTHS[day.month - 1]} {day.year}"
