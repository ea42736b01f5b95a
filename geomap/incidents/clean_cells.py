"""Proves cells right, whole columns at a time, so that frictionless only sees the few others.

What is proved here is never looked at again; what is not proved may still be right. Each distinct
text of a column is looked at once.
"""

import operator
import re
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from geomap.incidents.distinct_texts import has_hardly_a_text_twice
from geomap.incidents.tables import Column

Mask = npt.NDArray[np.bool_]

# The years keep clear of what nanosecond timestamps of older pandas cannot hold.
DATE = re.compile(r"(18|19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}")
NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,2})?")
_IS_MATCH = operator.truth  # a match is true whatever it matched
_STRICT_FORMS = {"date": DATE, "number": NUMBER}


def strict_form_of(column: Column) -> re.Pattern[str] | None:
    """Return what a cell of a column has to look like, None when any text will do."""
    return re.compile(column.pattern) if column.pattern else _STRICT_FORMS.get(column.type)


def unproved_rows(cells: npt.NDArray[Any], column: Column) -> npt.NDArray[np.int64]:
    """Return the positions of the cells that are not proved to be what their column allows.

    Parameters
    ----------
    cells
        Texts, or numbers with NaN for the empty cell.
    column
        What they should be.
    """
    if cells.dtype != object:
        return np.flatnonzero(~_numbers_are_right(cells.astype(np.float64), column))
    is_free = not (column.required or column.choices or strict_form_of(column))
    if is_free and column.type == "string":
        return np.array([], dtype=np.int64)
    if has_hardly_a_text_twice(cells):
        # Finding that out for all of them costs more than it saves.
        return np.flatnonzero(~_texts_are_right(cells, column))
    codes, distinct = pd.factorize(cells)
    is_right = _texts_are_right(distinct, column)
    return np.flatnonzero(~is_right[codes])


def _texts_are_right(texts: npt.NDArray[np.object_], column: Column) -> Mask:
    is_empty = texts == ""
    is_right = np.ones(len(texts), dtype=bool)
    if column.choices:
        is_right &= pd.Series(texts, dtype=object).isin(column.choices).to_numpy()
    if column.type == "boolean":
        is_right &= (texts == "true") | (texts == "false")
    form = strict_form_of(column)
    if form is not None:
        is_right &= _have_form(texts, form)
    if column.type == "number":
        numbers = pd.to_numeric(pd.Series(np.where(is_right, texts, np.nan)), errors="coerce")
        inside = numbers.to_numpy(dtype=np.float64)
        is_right &= _numbers_are_right(inside, column)
        for bound in (column.minimum, column.maximum):
            if bound is not None:
                # On a bound the digits decide, of which a float may not hold all.
                is_right &= (inside != bound) | (texts == f"{bound:.15g}")
    if column.type == "date":
        days = pd.to_datetime(pd.Series(texts), format="%Y-%m-%d", errors="coerce")
        is_right &= days.notna().to_numpy()
    return np.where(is_empty, not column.required, is_right)


def _have_form(texts: npt.NDArray[np.object_], form: re.Pattern[str]) -> Mask:
    matches = map(form.fullmatch, texts.tolist())
    return np.fromiter(map(_IS_MATCH, matches), dtype=bool, count=len(texts))


def _numbers_are_right(numbers: npt.NDArray[np.float64], column: Column) -> Mask:
    """Tell which numbers lie within the bounds."""
    is_right = np.isfinite(numbers) | (np.isnan(numbers) & (not column.required))
    with np.errstate(invalid="ignore"):
        if column.minimum is not None:
            is_right &= ~(numbers < column.minimum)
        if column.maximum is not None:
            is_right &= ~(numbers > column.maximum)
    return is_right
