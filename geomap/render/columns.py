"""`PageColumns`: all that a page knows, as columns; a row is an item, a place, a claim, a source.

Items stand along a Morton curve of where they mainly are, so that neighbours in the table are
neighbours on the ground; what is nowhere stands last. Places, claims, actors and cited sources
stand in the order of their items, and each item says how many it has. What the gazetteer answered
stands once, however many places refer to it. docs/payload.md describes every column.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias, cast

import numpy as np
import numpy.typing as npt
import pandas as pd

from geomap.render.payload import Head

Column: TypeAlias = npt.NDArray[Any]
Table: TypeAlias = dict[str, Column]

LONLAT_SCALE = 10**5
NOWHERE = 181 * LONLAT_SCALE
"""Longitude, in 1e-5 degrees, of what has none."""

NUMBER_COLUMNS: dict[str, tuple[str, ...]] = {
    "items": (
        *("site", "layer", "kind", "subkind", "status", "drawn", "background", "certainty"),
        *("dated", "first", "span", "news", "news_certainty", "state", "rank"),
        *("places", "claims", "actors", "cited"),
    ),
    "places": ("role", "standing", "answer", "source"),
    "claims": ("measure", "who", "qualifier", "source", "part_of", "superseded_by"),
    "actors": ("actor",),
    "cited": ("source",),
}
"""Columns of whole numbers that every block of numbers has, by table."""

POINT_COLUMNS = ("lon", "lat", "precision", "uncertainty_m", "admin")
"""What a place says itself when it refers to no answer."""

ANSWER_COLUMNS = ("status", "precision", "lon", "lat", "uncertainty_m", "shape", "admin")

TEXT_COLUMNS: dict[str, dict[str, Any]] = {
    "items": {
        **dict.fromkeys(("title", "title_ar", "summary", "summary_ar"), ""),
        **{"date_precision": "day", "as_written": "", "target": ""},
        **dict.fromkeys(("related", "changes"), None),
    },
    "places": {"as_written": "", "note": ""},
    "points": {"explanation": ""},
    "claims": {"claimed_by": "", "stated_at": None, "note": ""},
    "sources": {"title": "", "language": "", "published": None, "url": None, "archive_url": None},
    "answers": {"explanation": "", "candidates": None, "wording": ""},
}
"""Columns of texts and lists by table, with the value that is left out."""


@dataclass(frozen=True)
class PageColumns:
    """The head of a page, and its tables."""

    head: Head
    tables: dict[str, Table]

    def __len__(self) -> int:
        """Count the items."""
        return len(self.tables["items"]["kind"])

    def rows(self, table: str) -> int:
        """Count the rows of a table."""
        return len(next(iter(self.tables[table].values())))

    def starts(self, table: str) -> Column:
        """Return where the rows of each item start, and where the last ones end."""
        return starts_from_counts(self.tables["items"][table])


def starts_from_counts(counts: Column) -> Column:
    """Return where each run of rows starts, and where the last one ends."""
    return cast("Column", np.concatenate(([0], np.cumsum(counts, dtype=np.int64))))


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


def ranges(starts: Column, counts: Column) -> Column:
    """Return the numbers start, start + 1 … of each run, one run after the other."""
    before = np.cumsum(counts) - counts
    return cast("Column", np.arange(int(counts.sum())) + np.repeat(starts - before, counts))
