"""Where bulk work on places runs: on this machine, or on a Dask cluster (`cluster.Cluster`).

Both get work that says nothing of where it runs: a function of a gazetteer and some rows that
answers each row by itself, so how the rows are cut changes no answer. Nothing here imports Dask.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol, TypeVar

from geomap.gazetteer.gazetteer import Gazetteer

if TYPE_CHECKING:
    import pandas as pd

Row = TypeVar("Row")
Answer = TypeVar("Answer")

Work = Callable[[Gazetteer, Sequence[Row]], list[Answer]]
"""Answers rows one for one. On a cluster it is pickled: a function of a module, or a partial."""
Progress = Callable[[int], object]

_ROWS_AT_ONCE = 250


class Engine(Protocol):
    """Runs bulk work."""

    def answer(
        self, work: Work[Row, Answer], rows: Sequence[Row], *, progress: Progress | None = None
    ) -> list[Answer]:
        """Answer each row, in their order; `progress` is told how many more are done."""
        ...

    def sums(self, rows: "pd.DataFrame", *, by: Sequence[str]) -> "pd.DataFrame":
        """Sum the other columns of a table for each combination of some, sorted by these."""
        ...


class LocalEngine:
    """The program itself, one thing after the other.

    Parameters
    ----------
    gazetteer
        The one that is asked.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def answer(
        self, work: Work[Row, Answer], rows: Sequence[Row], *, progress: Progress | None = None
    ) -> list[Answer]:
        """Answer each row, in their order; `progress` is told how many more are done."""
        answers: list[Answer] = []
        for start in range(0, len(rows), _ROWS_AT_ONCE):
            part = rows[start : start + _ROWS_AT_ONCE]
            answers += work(self._gazetteer, part)
            if progress is not None:
                progress(len(part))
        return answers

    def sums(self, rows: "pd.DataFrame", *, by: Sequence[str]) -> "pd.DataFrame":
        """Sum the other columns of a table for each combination of some, sorted by these."""
        return rows.groupby(list(by), sort=True).sum().reset_index()
