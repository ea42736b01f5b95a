"""Write a file whole or not at all: a reader never meets half a page."""

import os
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
    target = Path(path)
    passing = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        passing.write_bytes(data)
        passing.replace(target)
    finally:
        # Gone already when all went well.
        with suppress(FileNotFoundError):
            passing.unlink()
