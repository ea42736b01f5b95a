"""`geomap summarize`: how many incidents, by month, kind, unit and the like."""

import click

from geomap.cli.options import scheduler_option
from geomap.cli.whole_file import write_whole_text


@click.command()
@click.argument("dataset", required=False)
@click.option(
    "--by",
    default="month,kind",
    show_default=True,
    metavar="NAME,NAME",
    help="What to count by: month, year, country, admin1, admin2, admin3, kind, subkind, status, "
    "date_precision, drawn.",
)
@click.option(
    "-o",
    "--output",
    default="-",
    show_default=True,
    metavar="OUT.csv",
    help="Where the CSV goes; - is standard output.",
)
@scheduler_option
def summarize(dataset: str | None, by: str, output: str, scheduler: str | None) -> None:
    """Count incidents by month, kind, unit and the like, as CSV.

    An incident that may belong to several rows, because it is dated over two months or lies on a
    border, is counted as possible in each and as certain in none. DATASET is as for `geomap map`.

    \b
    Examples:
      geomap summarize --by year,admin1
      geomap summarize my-dataset --by month,kind,admin1 -o counts.csv
    """  # noqa: D301 - click wants the real control character
    # `geomap summarize --help` answers at once.
    from geomap.gazetteer.cluster import open_engine  # noqa: PLC0415
    from geomap.incidents import read_incidents  # noqa: PLC0415
    from geomap.incidents.tally import check_dimensions, tally_incidents  # noqa: PLC0415

    names = [name.strip() for name in by.split(",") if name.strip()]
    check_dimensions(names)
    incidents = read_incidents(dataset)
    incidents.require_valid()
    with open_engine(scheduler) as engine:
        counts = tally_incidents(incidents, by=names, engine=engine)
    write_whole_text(output, counts.to_csv(index=False, lineterminator="\n"))
