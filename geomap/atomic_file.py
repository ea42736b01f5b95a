"""Write a file, or several, whole or not at all: a reader never meets half a page."""

import os
from collections.abc import Mapping
from contextlib import suppress
from os import PathLike
from pathlib import Path


def write_whole(path: str | PathLike[str], data: bytes) -> None:
    """Write `data` beside `path` under a passing name, then put it in its place at once.

    Raises
    ------
    OSError
        When it cannot be written. What stood at `path` before still stands there.
    """
    write_together({Path(path): data})


def write_together(files: Mapping[Path, bytes]) -> None:
    """Write files that belong together: none is put in its place before all are written.

    Raises
    ------
    OSError
        When one cannot be written. What stood there before still stands there.
    """
    passing = {path: path.with_name(f".{path.name}.{os.getpid()}.part") for path in files}
    try:
        for path, data in files.items():
            passing[path].write_bytes(data)
        for path, part in passing.items():
            part.replace(path)
    finally:
        # Gone already when all went well.
        for part in passing.values():
            with suppress(FileNotFoundError):
                part.unlink()
