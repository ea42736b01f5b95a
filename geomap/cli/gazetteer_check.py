"""`geomap gazetteer check`: everything that is wrong with the tables of a gazetteer."""

from pathlib import Path

import click


@click.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option(
    "--geonames",
    type=click.Path(path_type=Path),
    metavar="ZIP",
    help="A country's dump of GeoNames (SY.zip): compare the ids that places cite with it.",
)
def check(folder: Path | None, geonames: Path | None) -> None:
    """Check the tables of a gazetteer and list every problem at once.

    FOLDER holds places.csv, names.csv, sources.csv and admin_claims.csv; left out, it is the
    gazetteer that ships with geomap. Each problem is told with file, row, column, value and what
    was expected, and the exit code is 1. The rules are those of gazetteer/README.md.

    \b
    Examples:
      geomap gazetteer check
      geomap gazetteer check gazetteer/ --geonames SY.zip
    """  # noqa: D301 - click wants the real control character
    # Only those who edit tables pay for reading the borders.
    from geomap.gazetteer.gazetteer import EMBEDDED  # noqa: PLC0415
    from geomap.gazetteer.linting import FaultyTablesError, check_tables  # noqa: PLC0415

    chosen = folder or EMBEDDED
    sheets, findings = check_tables(chosen, geonames=geonames)
    if findings:
        raise FaultyTablesError(chosen, findings)
    click.echo(
        f"{len(sheets.places)} places, {len(sheets.names)} names, {len(sheets.sources)} sources, "
        f"{len(sheets.claims)} admin claims: no problem"
    )
