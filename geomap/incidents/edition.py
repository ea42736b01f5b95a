"""An edition: what a dataset said when it was published, as rows of text that can be compared.

Two editions may come from different places, a folder of tables or a page built long ago, and one
of them may know less than the other: each says which fields it can speak of, and only those that
both know are compared. Columns that a reader takes in together are one field: `figure` (qualifier,
low, high), `date`, `period`, `point`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from geomap.incidents.dataset import Incidents
from geomap.incidents.tables import dataset_tables

Row = Mapping[str, str]

_LIST_COLUMNS = frozenset({"actors", "operator", "related_to", "within"})
_SPANS = {
    "date": ("date_start", "date_end"),
    "period": ("period_start", "period_end"),
    "point": ("lon", "lat"),
}
_FIGURE = ("qualifier", "low", "high")
_JOINED = frozenset({*_FIGURE, *(column for ends in _SPANS.values() for column in ends)})


@dataclass(frozen=True, slots=True)
class Edition:
    """The rows of one edition, by table, and the fields that it knows of.

    `data_hash` is the sha256 of the dataset it was built from, `latest_source` the day of its
    latest source as YYYY-MM-DD, "" when none is dated.
    """

    name: str
    data_hash: str
    latest_source: str
    tables: Mapping[str, tuple[Row, ...]]
    fields: Mapping[str, frozenset[str]]


def edition_from_incidents(incidents: Incidents) -> Edition:
    """Return a dataset, or a view of it, as an edition.

    Raises
    ------
    InvalidDatasetError
        When anything is wrong with the dataset.
    """
    tables = {}
    for name, table in dataset_tables().items():
        frame: pd.DataFrame = getattr(incidents, name)[list(table.columns)]
        columns = [[_text_of_cell(cell) for cell in frame[column]] for column in table.columns]
        tables[name] = [
            dict(zip(table.columns, cells, strict=True)) for cells in zip(*columns, strict=True)
        ]
    published = incidents.sources["published"].max()
    return edition_from_rows(
        tables,
        {name: table.columns for name, table in dataset_tables().items()},
        name=incidents.name,
        data_hash=incidents.data_hash,
        latest_source=_text_of_cell(published),
    )


def edition_from_rows(
    tables: Mapping[str, Iterable[Row]],
    columns: Mapping[str, Iterable[str]],
    *,
    name: str,
    data_hash: str,
    latest_source: str,
) -> Edition:
    """Return rows that hold the columns of a dataset's tables as text as an edition.

    Parameters
    ----------
    tables
        The rows; a column that is absent is empty.
    columns
        Which columns the rows can speak of, by table.
    name, data_hash, latest_source
        What tells the edition from others.
    """
    return Edition(
        name=name,
        data_hash=data_hash,
        latest_source=latest_source,
        tables={
            table: tuple(_fields_of_row(row) for row in rows) for table, rows in tables.items()
        },
        fields={table: frozenset(_names_of_fields(names)) for table, names in columns.items()},
    )


def figure_text(qualifier: str, low: str, high: str) -> str:
    """Write a number with its qualifier as one text.

    Examples
    --------
    >>> figure_text("at_least", "7", "7"), figure_text("", "3", "5"), figure_text("about", "", "")
    ('at_least 7', '3–5', 'about')
    """
    number = low if low == high else f"{low}–{high}"
    return " ".join(filter(None, (qualifier, number)))


def _fields_of_row(row: Row) -> Row:
    found = {column: _tidy(column, cell) for column, cell in row.items() if column not in _JOINED}
    for field, ends in _SPANS.items():
        if ends[0] in row:
            first, last = (row.get(end, "") for end in ends)
            separator = ", " if field == "point" else ".."
            found[field] = first if first == last else separator.join((first, last))
    if "low" in row:
        found["figure"] = figure_text(*(row.get(column, "") for column in _FIGURE))
    return found


def _names_of_fields(columns: Iterable[str]) -> set[str]:
    names = set(columns)
    joined = {field for field, ends in _SPANS.items() if names.issuperset(ends)}
    if names.issuperset(_FIGURE):
        joined.add("figure")
    return (names - _JOINED) | joined


def _tidy(column: str, cell: str) -> str:
    """Write a list in one way: spaces round its separator mean nothing."""
    if column not in _LIST_COLUMNS:
        return cell
    return ";".join(part.strip() for part in cell.split(";") if part.strip())


def _text_of_cell(cell: Any) -> str:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return str(cell).lower()
    if pd.isna(cell):
        return ""
    if isinstance(cell, pd.Timestamp):
        return cell.date().isoformat()
    return number_text(float(cell))


def number_text(number: float) -> str:
    """Write a number as the tables do: whole ones without a point."""
    return str(int(number)) if number.is_integer() else repr(number)
