"""`geomap map`: writes a dataset's maps, one HTML file a period, and an atlas of them."""

import re
import sys
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click
from tqdm import tqdm

from geomap.incidents import Incidents, Period, PeriodError, read_incidents
from geomap.render import write_maps
from geomap.render.payload import Lang
from geomap.render.since import OlderEdition

_MONTH_NUMBER = re.compile(r"(?:month\s*)?(\d{1,4})", re.IGNORECASE | re.ASCII)
_FIRST_YEAR = 1000
MOST_IN_ONE_FILE = 250_000
"""More incidents than this are better written with `--tiles`: a page is some 45 MB per million."""

_LARGE = "{:,} incidents make a large page: --tiles splits it into parts that load as needed."
_DAY = click.DateTime(["%Y-%m-%d"])


@click.command("map")
@click.argument("dataset", required=False)
@click.option(
    "--period",
    "periods",
    multiple=True,
    metavar="PERIOD",
    help="2022-02, 2022-Q1, 2022, 2022-02-03, 2022-01-20..2022-02-05, all, or with --epoch a "
    "month's number (88). Can be repeated.",
)
@click.option("--from", "first", type=_DAY, metavar="DAY", help="First day of one map; needs --to.")
@click.option("--to", "last", type=_DAY, metavar="DAY", help="Last day of one map, inclusive.")
@click.option("--all", "every", is_flag=True, help="A map of each month, and one of all dates.")
@click.option(
    "--month-starts",
    type=click.IntRange(1, 31),
    help="Day on which months turn; the day of --epoch, or 1, when left out.",
)
@click.option(
    "--epoch", type=_DAY, metavar="DAY", help="Start of month 1, for months that have numbers."
)
@click.option("--lang", type=click.Choice(["en", "ar"]), default="en", show_default=True)
@click.option("--title", help="Title of the maps; the dataset's own when left out.")
@click.option(
    "--since",
    metavar="OLD",
    help="Older dataset, or older map of the same period: page, sheet and atlas tell what changed.",
)
@click.option(
    "--svg",
    is_flag=True,
    help="Also write each map as a printable A4 sheet, vectors and text alone.",
)
@click.option(
    "--tiles",
    is_flag=True,
    help="For hundreds of thousands of incidents: the data goes into a folder beside each page, in "
    "parts by period and area that the page loads as they are needed.",
)
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("outputs"),
    show_default=True,
    help="Folder to write into.",
)
def map_(  # noqa: PLR0913 - one argument an option
    dataset: str | None,
    *,
    periods: tuple[str, ...],
    first: datetime | None,
    last: datetime | None,
    every: bool,
    month_starts: int | None,
    epoch: datetime | None,
    lang: Lang,
    title: str | None,
    since: str | None,
    svg: bool,
    tiles: bool,
    folder: Path,
) -> None:
    """Write a dataset's maps: one HTML file a period, and an atlas of them.

    DATASET is a folder with a datapackage.json, a CSV file with date, kind and place (or lon and
    lat), "-" for a CSV on standard input, or left out: the dataset that ships with geomap.
    Without a period everything goes on one map. Each file carries all it needs and opens without
    a network. The paths go to standard output; nothing is written when the data has problems.

    --month-starts or --epoch alone mean --all. With --month-starts 23, --period 2022-01 is the
    reporting month that ends on 23 January 2022; with --epoch 2014-09-23 as well, --period 88 is
    the 88th of them.

    \b
    Examples:
      geomap map --period 2022-02 --period 2022-Q1
      geomap map --period 2022-02 --svg --lang ar
      geomap map --all -o outputs
      geomap map --period 88 --month-starts 23 --epoch 2014-09-23
      geomap map --period 2022-02 --since older/coalition-syria
      geomap map --all --svg --since older/coalition-syria
      geomap map large.csv --tiles
      geomap map mine.csv --from 2022-01-15 --to 2022-02-15 --lang ar
    """  # noqa: D301 - click reads the backspace as: keep these lines as they are
    _refuse_clashing_options(periods=periods, first=first, last=last, every=every)
    turning = _TurningDay(month_starts, epoch.date() if epoch else None)
    try:
        chosen = list(dict.fromkeys(turning.parse(period) for period in periods))
        if first and last:
            chosen = [Period.from_days(first.date(), last.date())]
    except PeriodError as error:
        raise click.UsageError(str(error)) from None
    incidents = read_incidents(dataset)
    incidents.require_valid()
    # Whoever says how months turn wants months.
    if every or (not chosen and (month_starts or epoch)):
        chosen = [*turning.months_of(incidents), Period.everything()]
    chosen = chosen or [Period.everything()]
    older = OlderEdition.read(since) if since else None
    if older:
        for period in chosen:
            older.require_period(period)  # before the first file is written
    periods_to_map = _with_progress(chosen)
    written = write_maps(
        incidents,
        periods_to_map,
        folder,
        lang=lang,
        title=title,
        since=older,
        svg=svg,
        is_split=tiles,
    )
    for path in written:
        click.echo(path)
    if not tiles:
        _say_what_is_large(incidents, chosen)


class _TurningDay:
    """The day on which months turn, and the start of month 1, as the options give them."""

    def __init__(self, month_starts: int | None, epoch: date | None) -> None:
        self._epoch = epoch
        self._month_starts = month_starts or (epoch.day if epoch else 1)

    def parse(self, text: str) -> Period:
        number = _MONTH_NUMBER.fullmatch(text.strip())
        if number is None or (text.strip().isdigit() and int(text) >= _FIRST_YEAR):
            return Period.parse(text, month_starts=self._month_starts, epoch=self._epoch)
        if self._epoch is None:
            message = f"--period {text} is a month's number: say with --epoch when month 1 starts."
            raise click.UsageError(message)
        return Period.reporting_month(int(number[1]), self._month_starts, self._epoch)

    def months_of(self, incidents: Incidents) -> list[Period]:
        return incidents.months(self._month_starts, self._epoch)


def _refuse_clashing_options(
    *, periods: tuple[str, ...], first: Any, last: Any, every: bool
) -> None:
    if (first is None) != (last is None):
        message = "--from and --to go together."
        raise click.UsageError(message)
    if sum([bool(periods), first is not None, every]) > 1:
        message = "--period, --from with --to, and --all exclude each other."
        raise click.UsageError(message)


def _say_what_is_large(incidents: Incidents, periods: list[Period]) -> None:
    if len(incidents) <= MOST_IN_ONE_FILE:
        return  # then no map of it is large
    most = max(len(incidents.period(period)) for period in periods)
    if most > MOST_IN_ONE_FILE:
        click.echo(_LARGE.format(most), err=True)


def _with_progress(periods: list[Period]) -> Iterable[Period]:
    # On a terminal alone: a log file is no place for a bar.
    is_seen = len(periods) > 1 and sys.stderr.isatty()
    bar: Iterable[Period] = tqdm(periods, unit="map", file=sys.stderr, disable=not is_seen)
    return bar
