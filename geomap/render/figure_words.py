"""Figures of claims and totals as words: "at least 130", "11–15", "14 424".

Twin of `figureText` in web/src/claims.ts.
"""

from collections.abc import Sequence

from geomap.render.payload import ClaimRecord, Lang, TotalRecord
from geomap.render.sheet_words import word

_NARROW_SPACE = "\u202f"


def words_of_figure(figure: ClaimRecord | TotalRecord, lang: Lang) -> str:
    """Return a figure with its qualifier, "" when no number is given."""
    low, high = figure["low"], figure["high"]
    ends = [number for number in dict.fromkeys((low, high)) if number is not None]
    if not ends:
        return ""
    number = words_of_range(ends, lang)
    qualifier = figure["qualifier"]
    return f"{word(qualifier, lang)} {number}" if qualifier not in {"", "exactly"} else number


def words_of_range(ends: Sequence[float], lang: Lang) -> str:
    """Return one number, or the ends of a range.

    In Arabic in words: on a line from right to left a dash leaves open which end comes first.

    Examples
    --------
    >>> words_of_range([9, 13], "en"), words_of_range([9, 13], "ar")
    ('9–13', '9 إلى 13')
    """
    return (" إلى " if lang == "ar" else "–").join(map(grouped, ends))


def grouped(number: float) -> str:
    r"""Return a number with digits in groups of three, the same in both languages.

    Examples
    --------
    >>> grouped(14424).replace("\u202f", " ")
    '14 424'
    """
    return f"{number:,.10g}".replace(",", _NARROW_SPACE)
