"""`PageColumns`: all that a page knows, as columns; a row is an item, a place, a claim, a source.

Items stand along a Morton curve of where they mainly are, so that neighbours in the table are
neighbours on the ground; what is nowhere stands last. Places, claims, actors and cited sources
stand in the order of their items, and each item says how many it has. What the gazetteer answered
stands once, however many places refer to it. docs/payload.md describes every column.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias, cast

import numpy as np
import numpy.typing as npt
import pandas as pd

from geomap.incidents.made_ids import made_ids_of
from geomap.render.payload import Head

Column: TypeAlias = npt.NDArray[Any]
Table: TypeAlias = dict[str, Column]

LONLAT_SCALE = 10**5
NOWHERE = 181 * LONLAT_SCALE
"""Longitude, in 1e-5 degrees, of what has none."""

NUMBERS_A_BLOCK = 65_536
"""Items of a block of numbers, and of ids: what is decoded at one go before the first paint."""

TEXTS_A_BLOCK = 4_096
"""Items of a block of texts: what is decoded when a card opens."""

DEFAULTS: dict[str, dict[str, Any]] = {
    "items": {
        **dict.fromkeys(
            (
                *("site", "layer", "kind", "subkind", "status", "drawn", "background"),
                *("certainty", "dated", "first", "span", "news", "news_certainty", "state"),
                *("rank", "places", "claims", "actors", "cited"),
            ),
            0,
        ),
        **dict.fromkeys(("id", "title", "title_ar", "summary", "summary_ar", "as_written"), ""),
        "date_precision": "day",
        "target": "",
        "related": None,
        "changes": None,
    },
    "places": {
        **dict.fromkeys(("role", "standing", "answer", "source"), 0),
        "lon": NOWHERE,
        "lat": 0,
        "precision": 0,
        "uncertainty_m": 0,
        "admin": 0,
        "anchor_lon": NOWHERE,
        "anchor_lat": 0,
        "as_written": "",
        "note": "",
        "explanation": "",
    },
    "claims": {
        **dict.fromkeys(("measure", "who", "qualifier", "source", "part_of", "superseded_by"), 0),
        "low": math.nan,
        "high": math.nan,
        "id": "",
        "claimed_by": "",
        "stated_at": None,
        "note": "",
    },
    "actors": {"actor": 0},
    "cited": {"source": 0},
    "sources": {
        "publisher": 0,
        "id": "",
        "title": "",
        "language": "",
        "published": None,
        "url": None,
        "archive_url": None,
    },
    "answers": {
        "status": 0,
        "precision": 0,
        "lon": 0,
        "lat": 0,
        "uncertainty_m": 0,
        "shape": 0,
        "admin": 0,
        "explanation": "",
        "candidates": None,
        "wording": "",
    },
}
"""The columns of every table, and the value that is left out of the blocks."""


@dataclass(frozen=True)
class PageColumns:
    """The head of a page, and its tables."""

    head: Head
    tables: dict[str, Table]
    cuts: tuple[tuple[int, int], ...] | None = None
    """Of a page that is split by period and cell: the first row of each part, and the row after its
    last. Else every `NUMBERS_A_BLOCK` items are one."""

    def __len__(self) -> int:
        """Count the items."""
        return len(self.tables["items"]["kind"])


def starts_from_counts(counts: Column) -> Column:
    """Return where each run of rows starts, and where the last one ends."""
    return np.concatenate(([0], np.cumsum(counts, dtype=np.int64)))


def joined_tables(first: Mapping[str, Table], second: Mapping[str, Table]) -> dict[str, Table]:
    """Return two sets of tables as one, the items of the second after those of the first.

    A column that one of them lacks has its default there.
    """
    offset = len(first["items"]["id"])
    joined = {"items": _joined("items", first["items"], second["items"])}
    for name in ("places", "claims", "actors", "cited"):
        before, after = first.get(name, {}), second.get(name, {})
        moved = after | {"item": after["item"] + offset} if after else after
        joined[name] = _joined(name, before, moved)
    return joined


def _joined(name: str, first: Table, second: Table) -> Table:
    names = dict.fromkeys([*first, *second])
    sizes = [len(next(iter(table.values()), ())) for table in (first, second)]
    if not sizes[1]:
        # No sites, as in most large datasets: nothing needs to be moved.
        return {
            column: first[column]
            if column in first
            else same_cells(DEFAULTS[name].get(column, 0), sizes[0], dtype=None)
            for column in names
        }
    return {
        column: np.concatenate(
            [
                table.get(column, np.full(size, DEFAULTS[name].get(column, 0)))
                for table, size in zip((first, second), sizes, strict=True)
            ]
        )
        for column in names
    }


def objects_from(values: Iterable[Any]) -> Column:
    """Return a column of texts or lists; lists stay lists."""
    listed = list(values)
    column = np.empty(len(listed), dtype=object)
    for row, value in enumerate(listed):
        column[row] = value
    return column


def cells_of(column: pd.Series) -> Column:
    """Return the cells of a column of texts."""
    return cast("Column", column.to_numpy(dtype=object))


def ids_of(column: pd.Series) -> Any:
    """Return a column of ids: texts, or `MadeIds`, which can be cut and read like them."""
    made = made_ids_of(column)
    return cells_of(column) if made is None else made


def same_cells(value: Any, size: int, *, dtype: npt.DTypeLike | None = object) -> Column:
    """Return a column that holds the same on every row, at the cost of one cell."""
    return np.broadcast_to(np.array(value, dtype=dtype), size)


def is_same(column: Column) -> bool:
    """Tell whether a column is one cell for all of its rows, as `same_cells` makes them."""
    return isinstance(column, np.ndarray) and column.strides == (0,) and len(column) > 0


def taken(column: Column, rows: Column) -> Column:
    """Return the cells of some rows; one cell for all rows stays one."""
    return np.broadcast_to(column[0], len(rows)) if is_same(column) else column[rows]


def ranges(starts: Column, counts: Column) -> Column:
    """Return the numbers start, start + 1 … of each run, one run after the other."""
    before = np.cumsum(counts) - counts
    return cast("Column", np.arange(int(counts.sum())) + np.repeat(starts - before, counts))


def none_for_empty(texts: Column) -> Column:
    """Return a column of texts with None where a text is empty."""
    if is_same(texts):
        return same_cells(texts[0] or None, len(texts))
    return with_none(texts, texts == "")


def with_none(column: Column, missing: Column) -> Column:
    """Return a column of texts with None where something is missing."""
    if not missing.any():
        return column
    found = column.astype(object, copy=True)
    found[missing] = None
    return found
