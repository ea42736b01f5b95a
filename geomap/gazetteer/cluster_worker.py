"""What a Dask worker needs to answer as this machine would: the same programs and the same store.

Imported only where a cluster is used. The store is sent once to each worker, those that join or
start again included, and lies in the worker's own folder under the digest of its content.
"""

from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from threading import Lock
from typing import Any

import pyproj
import shapely
from dask.distributed import Worker, WorkerPlugin, get_worker

from geomap.gazetteer.engine import Answer, Row, Work
from geomap.gazetteer.gazetteer import EMBEDDED, Gazetteer

_ONE_AT_A_TIME = Lock()


class StorePlugin(WorkerPlugin):
    """Puts a store where the tasks of this worker find it.

    Parameters
    ----------
    content
        The bytes of the store; None where none is used.
    """

    def __init__(self, content: bytes | None) -> None:
        self._content = content
        self.digest = "" if content is None else sha256(content).hexdigest()
        self.name = f"geomap-store-{self.digest[:16]}"

    def setup(self, worker: Worker) -> None:
        """Write the store, unless it is there."""
        if self._content is None:
            return
        path = _store_path(worker, self.digest)
        if not path.exists():
            passing = path.with_suffix(".part")
            passing.write_bytes(self._content)
            passing.replace(path)


def programs() -> dict[str, str]:
    """Name what decides an answer: geomap, its tables, and the libraries that compute geometry."""
    return {
        "geomap": version("geomap"),
        "geomap's tables": _digest_of_tables()[:12],
        "shapely": shapely.__version__,
        "GEOS": shapely.geos_version_string,
        "pyproj": pyproj.__version__,
        "PROJ": pyproj.proj_version_str,
    }


def answer_rows(work: Work[Row, Answer], rows: Any, *, digest: str) -> list[Answer]:
    """Do work on the rows of a partition with the store of this digest ("" for none)."""
    gazetteer = Gazetteer.open(store=_store_path(get_worker(), digest)) if digest else _embedded()
    listed: list[Row] = rows["row"].tolist()
    # Its caches and the store's connection are one thread's at a time.
    with _ONE_AT_A_TIME:
        return work(gazetteer, listed)


def _embedded() -> Gazetteer:
    # A store that lies on the worker's machine is not this client's.
    return Gazetteer.open(EMBEDDED)


def _store_path(worker: Worker, digest: str) -> Path:
    return Path(worker.local_directory) / f"geomap-{digest}.sqlite"


def _digest_of_tables() -> str:
    digest = sha256()
    for path in sorted(EMBEDDED.iterdir()):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
