"""Work that misbehaves on a worker; the workers import it from here."""

import os
import signal
from pathlib import Path

from geomap.cli.resolve import cells_of
from geomap.gazetteer import Location

FATAL = "Atmeh"


def cells_or_death(found: Location, *, marker: Path) -> list[str]:
    """Take the cells of an answer; the first worker to see the fatal name dies at once."""
    if found.query == FATAL and not marker.exists():
        marker.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return cells_of(found)


def refuse(found: Location) -> list[str]:
    message = f"no cells for {found.query!r}"
    raise ValueError(message)
