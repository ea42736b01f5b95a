"""Options that several commands share, each with one help text and one meaning."""

from pathlib import Path

import click

format_option = click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="text is for people, json for programs.",
)
store_option = click.option(
    "--store",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="PATH",
    help="The store; else GEOMAP_STORE, else one in your data folder.",
)
scheduler_option = click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Look places up on the Dask cluster of this scheduler (tcp://host:8786).",
)
