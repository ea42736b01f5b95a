"""Options that several commands share, each with one help text and one meaning."""

from pathlib import Path

import click

store_option = click.option(
    "--store",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="PATH",
    help="The store; else GEOMAP_STORE, else one in your data folder.",
)
