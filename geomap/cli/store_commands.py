"""The commands that change the store: `geomap gazetteer install | add | remove | learn`."""

import hashlib
import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from geomap.cli.known_place import known_place
from geomap.cli.options import store_option
from geomap.gazetteer import Gazetteer
from geomap.gazetteer.gazetteer import EMBEDDED
from geomap.gazetteer.provenance import Source
from geomap.gazetteer.store import StoreError, default_store_path
from geomap.gazetteer.store.countries import find_country
from geomap.gazetteer.store.files import Content, read_file
from geomap.gazetteer.store.installing import install_country
from geomap.gazetteer.store.learning import learn_spelling
from geomap.gazetteer.store.publishers import VARIABLES, publishers_from_environment
from geomap.gazetteer.store.records import Batch
from geomap.gazetteer.store.writing import Added, remove_source, write_batches

_Command = TypeVar("_Command", bound=Callable[..., Any])
_SHOWN = 10

_quarantined_option = click.option(
    "--quarantined", "show_all", is_flag=True, help="List every doubtful alias, not only the first."
)


def _base_url_options(command: _Command) -> _Command:
    for name, variable in reversed(list(VARIABLES.items())):
        option = click.option(
            f"--{name}-url", metavar="URL", help=f"Base address of a mirror; else {variable}."
        )
        command = option(command)
    return command


@click.command(short_help="Install a country's places and boundaries.")
@click.argument("country")
@store_option
@click.option("--boundaries/--no-boundaries", default=True, help="Fetch administrative units too.")
@_base_url_options
@_quarantined_option
def install(  # noqa: PLR0913 - one argument for each option
    *,
    country: str,
    store: Path | None,
    boundaries: bool,
    geonames_url: str | None,
    ocha_url: str | None,
    geoboundaries_url: str | None,
    show_all: bool,
) -> None:
    """Install the places and boundaries of a country from their publishers.

    COUNTRY is a name or an ISO code. Places come from GeoNames, administrative units from OCHA
    (COD-AB), or from geoBoundaries where OCHA has none. Everything is fetched and checked first;
    when anything fails the store is as it was. Doubtful aliases are listed and not used.

    \b
    Examples:
      geomap gazetteer install syria
      geomap gazetteer install IQ --no-boundaries
    """  # noqa: D301 - click wants the real control character
    found = find_country(country, other_names=_countries_that_ship())
    path = _path_of(store)
    installed = install_country(
        found,
        path,
        publishers=publishers_from_environment(
            geonames=geonames_url, ocha=ocha_url, geoboundaries=geoboundaries_url
        ),
        fetched_at=_today(),
        boundaries=boundaries,
    )
    for batch, added in installed.batches:
        _tell(batch, added, show_all=show_all)
    for remark in installed.remarks:
        click.echo(f"note: {remark}.", err=True)
    _tell_store(path)


@click.command(short_help="Add your own places or boundaries.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--source", "source_id", metavar="ID", help="Id of the source; else the file's name.")
@click.option("--title", metavar="TEXT", help="How answers call the source; else its id.")
@click.option(
    "--licence",
    default="not stated",
    show_default=True,
    metavar="TEXT",
    help="What others may do with it, such as CC BY 4.0.",
)
@click.option("--version", metavar="TEXT", help="Which edition it is; else the file's checksum.")
@click.option(
    "--as",
    "content",
    type=click.Choice(["auto", "places", "boundaries"]),
    default="auto",
    show_default=True,
    help="What the file holds; auto takes polygons with P-codes for boundaries.",
)
@store_option
@_quarantined_option
def add(  # noqa: PLR0913 - one argument for each option
    *,
    file: Path,
    source_id: str | None,
    title: str | None,
    licence: str,
    version: str | None,
    content: Content,
    store: Path | None,
    show_all: bool,
) -> None:
    """Add your own places or boundaries to the store.

    FILE is a CSV (place_id, name, lon, lat, kind; if you like name_ar, aliases, radius_m,
    population, country), a GeoJSON, shapefile or GeoPackage with the same attributes or of
    boundaries with P-codes, plain or zipped, Who's On First records (GeoJSON), or a GeoNames dump
    (SY.zip, SY.txt). Adding a source again replaces it. Every problem is listed at once; then
    nothing is added.

    \b
    Examples:
      geomap gazetteer add my-villages.csv --source my-villages --licence "own work"
      geomap gazetteer add syr_admin3.shp --source ocha-sy --licence "CC BY 3.0 IGO"
    """  # noqa: D301 - click wants the real control character
    chosen = source_id or re.sub(r"[^a-z0-9]+", "-", file.stem.lower()).strip("-") or "mine"
    seen = hashlib.sha256(file.read_bytes()).hexdigest()[:12] if file.is_file() else ""
    source = Source(chosen, title or chosen, licence, version or f"sha256 {seen}", _today())
    batch = read_file(file, source, content=content)
    path = _path_of(store)
    (added,) = write_batches(path, [batch])
    _tell(batch, added, show_all=show_all)
    _tell_store(path)


@click.command(short_help="Remove a source and all it brought.")
@click.argument("source_id", metavar="SOURCE")
@store_option
def remove(source_id: str, store: Path | None) -> None:
    """Remove a source, with all it brought, from the store.

    \b
    Example:
      geomap gazetteer remove geonames-sy
    """  # noqa: D301 - click wants the real control character
    remove_source(_path_of(store), source_id)
    click.echo(f"{source_id}: removed")


@click.command(short_help="Remember what place a spelling means.")
@click.argument("text")
@click.argument("place_id")
@click.option("--source", "source_id", required=True, metavar="ID", help="Who says so.")
@store_option
def learn(text: str, place_id: str, source_id: str, store: Path | None) -> None:
    """Remember that TEXT means the place PLACE_ID.

    From then on the spelling is an exact name of that place, ahead of its namesakes. A correction
    for another place does not undo it: both stand, and the answer is ambiguous.

    \b
    Example:
      geomap gazetteer learn "Deir Balot" deir-ballut --source desk-2026
    """  # noqa: D301 - click wants the real control character
    path = _path_of(store)
    known = Gazetteer.open(store=path) if path.exists() else Gazetteer.open(EMBEDDED)
    name = known_place(place_id, known).name
    learn_spelling(path, text, place_id, source_id=source_id)
    click.echo(f"{text}: {name} ({place_id}), as {source_id} says")
    _tell_store(path)


COMMANDS: tuple[click.Command, ...] = (install, add, remove, learn)
"""What belongs into the group `gazetteer`."""


def _path_of(store: Path | None) -> Path:
    path = store or default_store_path()
    if path is None:
        msg = "GEOMAP_STORE says there is to be no store; name one with --store PATH"
        raise StoreError(msg)
    return path


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


def _countries_that_ship() -> dict[str, str]:
    places = Gazetteer.open(EMBEDDED).places.values()
    return {
        name.text: place.code
        for place in places
        if place.kind == "country" and place.code
        for name in place.names
    }


def _tell(batch: Batch, added: Added, *, show_all: bool) -> None:
    source = batch.source
    parts = [f"{added.places:,} places"] if added.places or not added.units else []
    parts += [f"{added.units:,} units"] if added.units else []
    click.echo(f"{source.source_id}: {', '.join(parts)} ({source.licence}, {source.version})")
    if added.duplicates:
        click.echo(f"  {added.duplicates:,} stand for the same place as another row within 2 km")
    left_out = sum(batch.skipped.values())
    if left_out:
        reasons = ", ".join(f"{reason} {count:,}" for reason, count in batch.skipped.most_common(5))
        click.echo(f"  {left_out:,} rows left out: {reasons}")
    _tell_quarantined(added.quarantined, show_all=show_all)


def _tell_store(path: Path) -> None:
    click.echo(f"store: {path} ({path.stat().st_size / 1e6:.1f} MB)")


def _tell_quarantined(aliases: Sequence[tuple[str, str]], *, show_all: bool) -> None:
    if not aliases:
        return
    click.echo(f"  {len(aliases):,} aliases unlike every other name of their place are not used:")
    shown = aliases if show_all else aliases[:_SHOWN]
    for name, alias in shown:
        click.echo(f"    {alias}  (of {name})")
    if len(shown) < len(aliases):
        click.echo(f"    and {len(aliases) - len(shown)} more: --quarantined lists them")
