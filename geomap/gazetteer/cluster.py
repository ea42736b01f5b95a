"""A Dask cluster as the engine: `--scheduler ADDRESS`.

Rows travel as a dask.dataframe whose partitions the scheduler keeps until they are answered, so a
worker that dies in mid-run costs its partition a second run and no answer. Workers must have what
this machine has; anything else could answer otherwise and is refused, all of it at once.
"""

import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.errors import GeomapError
from geomap.gazetteer.engine import Answer, Engine, LocalEngine, Progress, Row, Work
from geomap.gazetteer.gazetteer import Gazetteer
from geomap.gazetteer.store.location import default_store_path

if TYPE_CHECKING:
    import pandas as pd

ROWS_AT_ONCE = 500
"""Rows of a partition: a second of work or less, so that a worker lost costs little."""
_PATIENCE_S = 10
_LOOKS_EVERY_S = 5


class ClusterError(GeomapError, RuntimeError):
    """The cluster cannot be used, or failed; nothing was written."""


@contextmanager
def open_engine(scheduler: str | None) -> Iterator[Engine]:
    """Give the engine of a scheduler's address, or this machine when there is none.

    Raises
    ------
    ClusterError
        When Dask is not installed, nobody answers, or the workers differ from this machine.
    """
    if scheduler is None:
        yield LocalEngine(Gazetteer.open())
        return
    try:
        from dask.distributed import Client  # noqa: PLC0415 - only --scheduler needs Dask
    except ImportError:
        message = "--scheduler needs Dask, which is not installed: pip install 'geomap[dask]'"
        raise ClusterError(message) from None
    try:
        client = Client(scheduler, timeout=_PATIENCE_S, set_as_default=False)
    except (OSError, ValueError, ImportError) as error:
        message = (
            f"no Dask scheduler answers at {scheduler!r} ({error}); expected an address such as "
            "tcp://host:8786, which `dask scheduler` prints"
        )
        raise ClusterError(message) from None
    with client:
        cluster = Cluster(client, scheduler)
        cluster.prepare()
        yield cluster


class Cluster:
    """The workers of a scheduler.

    Parameters
    ----------
    client
        A connected client.
    address
        The scheduler's address, for messages.
    """

    def __init__(self, client: Any, address: str) -> None:
        self._client = client
        self._address = address
        self._digest = ""

    def prepare(self) -> None:
        """Compare the workers with this machine and send them the store.

        Raises
        ------
        ClusterError
            When there are no workers, or one differs.
        """
        from geomap.gazetteer.cluster_worker import StorePlugin  # noqa: PLC0415 - imports Dask

        try:
            self._client.wait_for_workers(1, timeout=_PATIENCE_S)
        except TimeoutError:
            message = f"the scheduler at {self._address!r} has no workers: start `dask worker`"
            raise ClusterError(message) from None
        self._compare()
        path = default_store_path()
        has_store = path is not None and path.exists()
        plugin = StorePlugin(Path(path).read_bytes() if path and has_store else None)
        with self._told():
            self._client.register_plugin(plugin)
        self._digest = plugin.digest

    def answer(
        self, work: Work[Row, Answer], rows: Sequence[Row], *, progress: Progress | None = None
    ) -> list[Answer]:
        """Answer each row, in their order; `progress` is told how many more are done.

        Raises
        ------
        ClusterError
            When a worker fails, or none is left.
        """
        if not rows:
            return []
        import pandas as pd  # noqa: PLC0415 - 0.4 s that a single name should not pay
        from dask.delayed import delayed  # noqa: PLC0415 - only --scheduler needs Dask

        from geomap.gazetteer.cluster_worker import answer_rows  # noqa: PLC0415

        run = delayed(partial(answer_rows, work, digest=self._digest), pure=False)
        table = pd.DataFrame({"row": pd.Series(list(rows), dtype=object)})
        parts = [run(part) for part in _partitions(table).to_delayed()]
        with self._told():
            futures = self._client.compute(parts)
            self._wait_for(futures, len(rows), progress)
            answers = self._client.gather(futures)
        return [answer for part in answers for answer in part]

    def sums(self, rows: "pd.DataFrame", *, by: Sequence[str]) -> "pd.DataFrame":
        """Sum the other columns of a table for each combination of some, sorted by these.

        Raises
        ------
        ClusterError
            When a worker fails, or none is left.
        """
        with self._told():
            summed = _partitions(rows).groupby(list(by), sort=True).sum()
            future = self._client.compute(summed)
            self._wait_for([future], 0, None)
            found: pd.DataFrame = future.result()
        return found.sort_index().reset_index()

    def _compare(self) -> None:
        from geomap.gazetteer.cluster_worker import programs  # noqa: PLC0415 - imports Dask

        own = self._programs_here()
        with self._told():
            found = self._client.run(programs, on_error="return")
        told = []
        for worker, theirs in sorted(found.items()):
            if isinstance(theirs, BaseException):
                told.append(f"{worker} cannot run geomap ({_in_words(theirs)})")
                continue
            told += [
                f"{worker} has {name} {theirs.get(name)}, this machine {own[name]}"
                for name in own
                if theirs.get(name) != own[name]
            ]
        if told:
            message = f"workers at {self._address!r} may answer otherwise: " + "; ".join(told)
            raise ClusterError(message + ". Install the same on all of them")

    @staticmethod
    def _programs_here() -> dict[str, str]:
        from geomap.gazetteer.cluster_worker import programs  # noqa: PLC0415 - imports Dask

        return programs()

    def _wait_for(self, futures: Sequence[Any], rows: int, progress: Progress | None) -> None:
        from dask.distributed import as_completed  # noqa: PLC0415 - only --scheduler needs Dask

        left = {future.key: future for future in futures}
        done = 0
        while left:
            try:
                waiting = as_completed(
                    list(left.values()), loop=self._client.loop, timeout=_LOOKS_EVERY_S
                )
                for future in waiting:
                    future.result()
                    del left[future.key]
                    if progress is not None:
                        # The last partition is smaller, and partitions come in any order.
                        more = min(ROWS_AT_ONCE, rows - done)
                        done += more
                        progress(more)
            except TimeoutError:
                self._require_workers()

    def _require_workers(self) -> None:
        try:
            self._client.wait_for_workers(1, timeout=_PATIENCE_S)
        except TimeoutError:
            message = f"no worker is left at {self._address!r}; nothing was written"
            raise ClusterError(message) from None

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn what Dask raises into one message; geomap's own errors pass."""
        with warnings.catch_warnings():
            # The rows lie in the graph on purpose: what only a worker holds dies with it.
            warnings.filterwarnings("ignore", message="Sending large graph")
            try:
                yield
            except GeomapError:
                raise
            except Exception as error:  # noqa: BLE001 - a task may raise anything
                message = f"the cluster at {self._address!r} failed: {_in_words(error)}"
                raise ClusterError(message) from None


def _partitions(rows: "pd.DataFrame") -> Any:
    import dask  # noqa: PLC0415 - only --scheduler needs Dask
    import dask.dataframe as dd  # noqa: PLC0415

    # Objects stay objects: Dask would turn texts into another type of column.
    with dask.config.set({"dataframe.convert-string": False}):
        return dd.from_pandas(rows, chunksize=ROWS_AT_ONCE, sort=False)


def _in_words(error: BaseException) -> str:
    name = type(error).__name__
    if name == "KilledWorker":
        return f"a part of the work ended one worker after the other ({error})"
    return f"{name}: {error}" if str(error) else name
