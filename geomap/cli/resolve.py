"""`geomap resolve`: place names and phrases on the command line, or a column of a CSV."""

import csv
import io
import json
import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from geomap.cli.location_text import labelled, location_lines
from geomap.cli.options import scheduler_option
from geomap.cli.whole_file import STANDARD, write_whole_text
from geomap.errors import GeomapError
from geomap.gazetteer import AdminUnit, Gazetteer, Location
from geomap.gazetteer.cluster import open_engine
from geomap.gazetteer.model import kind_in_words
from geomap.gazetteer.questions import Question, answer_questions

if TYPE_CHECKING:
    from tqdm import tqdm

_SCALARS = ("query", "status", "precision", "lon", "lat", "uncertainty_m", "explanation")
_LISTS = ("place_ids", "admin", "candidates")


class BatchError(GeomapError, ValueError):
    """The table of `--batch` cannot be read; nothing was written."""


@click.command()
@click.argument("texts", nargs=-1, metavar="TEXT...")
@click.option(
    "--in",
    "within",
    multiple=True,
    metavar="ADMIN",
    help="A unit that contains it; may be repeated.",
)
@click.option("--near", metavar="PLACE", help="A place not far from it: decides between namesakes.")
@click.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="The day the text speaks of."
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "geojson"]),
    default="text",
    show_default=True,
    help="json: one object a line. geojson: a FeatureCollection with the geometry.",
)
@click.option(
    "--batch",
    metavar="FILE",
    help="A CSV whose column is resolved row by row; - is standard input.",
)
@click.option("--column", metavar="NAME", help="The column of the CSV that holds the place texts.")
@click.option(
    "--in-column", metavar="NAME", help="A column with the unit that contains each place."
)
@click.option(
    "-o",
    "--output",
    metavar="OUT.csv",
    help="Where the CSV with its geomap_ columns goes; - is standard output.",
)
@scheduler_option
@click.option(
    "--online",
    is_flag=True,
    help="Ask Nominatim about what stays unresolved; the text leaves this machine.",
)
@click.option(
    "--nominatim",
    "server",
    envvar="GEOMAP_NOMINATIM",
    metavar="URL",
    help="Another Nominatim server than the public one; goes with --online.",
)
@click.option(
    "--cache",
    envvar="GEOMAP_CACHE",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("~/.cache/geomap"),
    show_default=True,
    help="Folder that keeps online answers.",
)
def resolve(  # noqa: PLR0913, PLR0917 - one argument for each option
    texts: tuple[str, ...],
    within: tuple[str, ...],
    near: str | None,
    as_of: datetime | None,
    format_: str,
    batch: str | None,
    column: str | None,
    in_column: str | None,
    output: str | None,
    scheduler: str | None,
    online: bool,  # noqa: FBT001 - click gives it by name
    server: str | None,
    cache: Path,
) -> None:
    """Resolve place names, phrases and coordinates as reports write them.

    The answer says where, how sure, in which unit, and why; what cannot be read is `unresolved`
    with a reason. Only the precisions `site` and `place` may be drawn as a point.

    With --online, OpenStreetMap's Nominatim is asked about names that nobody here has, at most
    one a second. Its answers come as candidates that nobody has checked; the name stays
    unresolved.

    \b
    Examples:
      geomap resolve "Deir Balout" "قرب منطقة آطمة"
      geomap resolve "Al-Waleed crossing" --in "Kurdistan Region of Iraq" --format json
      geomap resolve --batch events.csv --column place -o located.csv
    """  # noqa: D301 - click wants the real control character
    if batch is not None:
        if texts or column is None or output is None:
            message = "--batch takes --column NAME and -o OUT.csv, and no TEXT"
            raise click.UsageError(message)
        if online:
            message = "--online takes single names: Nominatim's rules forbid bulk work"
            raise click.UsageError(message)
        resolve_batch(
            batch,
            output,
            column=column,
            in_column=in_column,
            within=within,
            near=near,
            as_of=as_of.date() if as_of else None,
            scheduler=scheduler,
        )
        return
    if any(given is not None for given in (column, in_column, output, scheduler)):
        message = "--column, --in-column, --scheduler and -o go with --batch FILE"
        raise click.UsageError(message)
    if not texts:
        message = "give at least one TEXT, or --batch FILE"
        raise click.UsageError(message)
    gazetteer = Gazetteer.open()
    day = as_of.date() if as_of else None
    answers: Iterable[Location] = (
        gazetteer.resolve(text, within=within, near=near, as_of=day)
        for argument in texts
        for text in _lines_of(argument)
    )
    if online:
        answers = _helped_online(answers, cache.expanduser(), server)
    if format_ == "json":
        _print_json(answers)
    elif format_ == "geojson":
        _print_geojson(answers)
    else:
        _print_text(answers)


def resolve_batch(  # noqa: PLR0913 - one argument for each option
    source: str,
    target: str,
    *,
    column: str,
    in_column: str | None = None,
    within: tuple[str, ...] = (),
    near: str | None = None,
    as_of: date | None = None,
    scheduler: str | None = None,
) -> None:
    """Write a CSV with the location of each row appended; whole file or nothing.

    Parameters
    ----------
    source, target
        Paths of CSV files; "-" is standard input or output.
    column, in_column
        The columns with the place texts and with the unit that contains each.
    within, near, as_of
        Context for every row.
    scheduler
        Address of the Dask scheduler whose cluster looks the places up; None for this machine.

    Raises
    ------
    ClusterError
        When the cluster cannot be used.
    BatchError
        When the table is missing, empty, not UTF-8 or lacks a column.
    OutputError
        When the result cannot be written.
    """
    header, rows = _read_table(source)
    for name in filter(None, (column, in_column)):
        if name not in header:
            message = f"{source!r} has no column {name!r}; its columns are {', '.join(header)}"
            raise BatchError(message)
    place_at = header.index(column)
    in_at = header.index(in_column) if in_column else None
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow([*header, *(f"geomap_{name}" for name in (*_SCALARS, *_LISTS))])
    questions = [
        Question(row[place_at], (*within, row[in_at]) if in_at is not None else within)
        for row in rows
    ]
    with open_engine(scheduler) as engine, _progress_of(len(rows)) as bar:
        answers = answer_questions(
            questions,
            engine=engine,
            take=cells_of,
            near=near,
            as_of=as_of,
            progress=bar.update,
        )
    for row, cells in zip(rows, answers, strict=True):
        writer.writerow([*row, *cells])
    write_whole_text(target, written.getvalue())


def _helped_online(
    answers: Iterable[Location], cache: Path, server: str | None
) -> Iterator[Location]:
    """Add what Nominatim says to the answers that are unresolved."""
    # Only those who ask for it pay for geopy.
    from geomap.gazetteer.nominatim import (  # noqa: PLC0415
        PUBLIC_SERVER,
        OnlineHelp,
        add_online_candidates,
    )

    help_ = OnlineHelp(cache, server=server or PUBLIC_SERVER)
    for answer in answers:
        yield add_online_candidates(answer, help_)


def _read_table(source: str) -> tuple[list[str], list[list[str]]]:
    """Read a CSV; short rows are filled up, so that every row has every column."""
    try:
        raw = sys.stdin.buffer.read() if source == STANDARD else Path(source).read_bytes()
        table = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), strict=True))
    except FileNotFoundError:
        message = f"there is no file {source!r}; give a CSV, or - for standard input"
        raise BatchError(message) from None
    except OSError as error:
        message = f"{source!r} cannot be read: {error.strerror}"
        raise BatchError(message) from None
    except UnicodeDecodeError as error:
        message = f"{source!r} is not UTF-8 text (byte {error.start}); save it as UTF-8"
        raise BatchError(message) from None
    except csv.Error as error:
        message = f"{source!r} is no CSV: {error}"
        raise BatchError(message) from None
    if not table or not any(table[0]):
        message = f"{source!r} is empty; a CSV with a header line was expected"
        raise BatchError(message)
    header, *rows = table
    width = len(header)
    for number, row in enumerate(rows, start=2):
        if len(row) > width:
            message = f"{source!r} row {number} has {len(row)} cells, the header has {width}"
            raise BatchError(message)
    return header, [[*row, *[""] * (width - len(row))] for row in rows if row]


def _progress_of(rows: int) -> "tqdm[NoReturn]":
    """Return a bar that only a person at a terminal sees."""
    from tqdm import tqdm  # noqa: PLC0415 - only this command needs it

    return tqdm(total=rows, unit=" rows", file=sys.stderr, disable=not sys.stderr.isatty())


def cells_of(answer: Location) -> list[str]:
    """Return what `--batch` writes of an answer, in the order of its columns."""
    plain = answer.to_dict()
    scalars = ["" if plain[name] is None else str(plain[name]) for name in _SCALARS]
    admin = ";".join(unit.name for unit in answer.admin)
    candidates = ";".join(candidate.place_id for candidate in answer.candidates)
    return [*scalars, ";".join(answer.place_ids), admin, candidates]


def _lines_of(argument: str) -> Iterator[str]:
    """Yield an argument, or the lines of standard input for "-"."""
    if argument != STANDARD:
        yield argument
        return
    for line in sys.stdin.buffer.read().decode("utf-8-sig", "replace").splitlines():
        if line.strip():
            yield line


def _print_text(answers: Iterable[Location]) -> None:
    for number, answer in enumerate(answers):
        if number:
            click.echo()
        click.echo("\n".join(_text_lines(answer)))


def _text_lines(answer: Location) -> Iterator[str]:
    yield f"{answer.query}: {answer.status}"
    if answer.geometry is not None:
        yield from location_lines(answer)
    if answer.admin:
        named = [_unit_in_words(unit) for unit in answer.admin]
        yield labelled("in", "; ".join(named))
    yield labelled("why", answer.explanation)
    if len(answer.candidates) > 1 or answer.status == "unresolved":
        for candidate in answer.candidates:
            what = f"{kind_in_words(candidate.kind)}, {candidate.place_id}"
            said = f"{candidate.score:.2f} {candidate.name} ({what}): {candidate.reason}"
            yield labelled("candidate", said)


def _unit_in_words(unit: AdminUnit) -> str:
    code = f" ({unit.code})" if unit.code else ""
    sure = "" if unit.probability is None else f", probability {unit.probability:.2f}"
    return f"{unit.name}{code}{sure}"


def _print_json(answers: Iterable[Location]) -> None:
    for answer in answers:
        click.echo(json.dumps(answer.to_dict(), ensure_ascii=False))


def _print_geojson(answers: Iterable[Location]) -> None:
    collection: dict[str, Any] = {
        "type": "FeatureCollection",
        "features": [answer.to_feature() for answer in answers],
    }
    click.echo(json.dumps(collection, ensure_ascii=False))
