"""`geomap check`: says what is in a dataset, or everything that is wrong with it."""

import click

from geomap.incidents import read_incidents
from geomap.incidents.summary import summarize_dataset


@click.command()
@click.argument("dataset", required=False)
def check(dataset: str | None) -> None:
    """Check a dataset and list every problem at once.

    DATASET is a folder with a datapackage.json, a CSV file, "-" for a CSV on standard input, or
    left out: the dataset that ships with geomap. Without problems a one-screen summary goes to
    standard output; otherwise every problem goes to standard error, with file, row, column,
    value and what was expected, and the exit code is 1.

    \b
    Examples:
      geomap check
      geomap check incidents/coalition-syria
      geomap check mine.csv
    """  # noqa: D301 - click wants the real control character
    incidents = read_incidents(dataset)
    incidents.require_valid()
    for line in summarize_dataset(incidents):
        click.echo(line)
