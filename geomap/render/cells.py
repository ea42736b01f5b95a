"""Cells of the dataset's frames as values of the payload: no NaN, no NaT, no `130.0`."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from geomap.render.payload import DateSpan, Day

_LIST_SEPARATOR = ";"


def rows_of(frame: pd.DataFrame) -> Iterator[Any]:
    """Yield the rows, their cells as attributes; their types are those of the tables."""
    return iter(frame.itertuples(index=False))


def day_or_none(cell: Any) -> Day | None:
    """Return a day as YYYY-MM-DD, None when it is missing."""
    return None if pd.isna(cell) else pd.Timestamp(cell).date().isoformat()


def number_or_none(cell: Any) -> float | None:
    """Return a number, whole ones as int; None when it is missing."""
    if pd.isna(cell):
        return None
    number = float(cell)
    return int(number) if number.is_integer() else number


def text_or_none(cell: str) -> str | None:
    """Return a reference or an address, None when the cell is empty."""
    return cell or None


def list_from_cell(cell: str) -> list[str]:
    """Return the parts of a cell joined by `;`."""
    return [part.strip() for part in cell.split(_LIST_SEPARATOR) if part.strip()]


def span_of(row: Any) -> DateSpan:
    """Return the dates of a row that has the four date columns."""
    return {
        "start": day_or_none(row.date_start),
        "end": day_or_none(row.date_end),
        "precision": row.date_precision,
        "as_written": row.date_as_written,
    }
