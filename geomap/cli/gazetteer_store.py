"""The option `--store` of the commands that look into a gazetteer, and what it opens."""

from pathlib import Path

import click

from geomap.gazetteer import Gazetteer
from geomap.gazetteer.gazetteer import EMBEDDED
from geomap.gazetteer.provenance import Source, read_source_list

store_option = click.option(
    "--store",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Another gazetteer than the one that ships.",
)


def open_store(store: Path | None) -> tuple[Gazetteer, dict[str, Source]]:
    """Return a gazetteer and its sources by id; None opens the one that ships."""
    return Gazetteer.open(store), read_source_list(store or EMBEDDED)
