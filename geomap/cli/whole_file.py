"""Write a result to a file, whole or not at all, or to standard output for "-"."""

import os
from pathlib import Path

import click

from geomap.errors import GeomapError

STANDARD = "-"


class OutputError(GeomapError, OSError):
    """The result cannot be written; what stood there before still stands there."""


def write_whole_text(target: str, text: str) -> None:
    """Write UTF-8 text beside its place under a passing name, then put it there at once.

    Raises
    ------
    OutputError
        When it cannot be written.
    """
    if target == STANDARD:
        click.echo(text, nl=False)
        return
    path = Path(target)
    passing = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        passing.write_text(text, "utf-8", newline="")
        passing.replace(path)
    except OSError as error:
        passing.unlink(missing_ok=True)
        message = f"{target!r} cannot be written: {error.strerror}; name another file with -o"
        raise OutputError(message) from None
