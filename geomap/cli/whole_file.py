"""Write a result to a file, whole or not at all, or to standard output for "-"."""

import click

from geomap.atomic_file import write_whole
from geomap.errors import GeomapError

STANDARD = "-"


class OutputError(GeomapError, OSError):
    """The result cannot be written; what stood there before still stands there."""


def write_whole_text(target: str, text: str) -> None:
    """Write UTF-8 text to a file or to standard output.

    Raises
    ------
    OutputError
        When it cannot be written.
    """
    if target == STANDARD:
        click.echo(text, nl=False)
        return
    try:
        write_whole(target, text.encode())
    except OSError as error:
        message = f"{target!r} cannot be written: {error.strerror}; name another file with -o"
        raise OutputError(message) from None
