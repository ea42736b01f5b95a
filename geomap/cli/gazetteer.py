"""`geomap gazetteer`: looks into the gazetteer, checks it, adds to it, exports and serves it."""

import json
from importlib import metadata
from pathlib import Path
from typing import Any

import click

from geomap.cli.gazetteer_check import check
from geomap.cli.gazetteer_export import export
from geomap.cli.gazetteer_serve import serve
from geomap.cli.gazetteer_store import InstalledSource, content_of_store, open_store
from geomap.cli.gazetteer_text import candidate_lines, place_lines, place_to_dict, source_lines
from geomap.cli.known_place import known_place
from geomap.cli.options import format_option, store_option
from geomap.cli.store_commands import COMMANDS as STORE_COMMANDS
from geomap.gazetteer import Gazetteer
from geomap.gazetteer.gazetteer import EMBEDDED
from geomap.gazetteer.provenance import SourceCount, count_by_source, read_source_list


@click.group()
def gazetteer() -> None:
    """Look into the gazetteer, check it, add to it, export it, serve it.

    A gazetteer ships with geomap. What you install or add lies beside it, in one file: the store.

    \b
    Examples:
      geomap gazetteer search Tanf
      geomap gazetteer show al-tanf-base
      geomap gazetteer install syria
    """  # noqa: D301 - click wants the real control character


@gazetteer.command("list", short_help="List the sources, with counts and licences.")
@format_option
@store_option
def list_(store: Path | None, format_: str) -> None:
    """List the sources: how many places and names cite each, and its licence.

    \b
    Example:
      geomap gazetteer list
    """  # noqa: D301 - click wants the real control character
    shipped = Gazetteer.open(EMBEDDED).places.values()
    counts = count_by_source(shipped, read_source_list(EMBEDDED))
    names = sum(len(place.names) for place in shipped)
    installed, corrections = content_of_store(store)
    version = metadata.version("geomap")
    if format_ == "json":
        _print_json(
            {
                "version": version,
                "places": len(shipped),
                "names": names,
                "sources": [_counted_to_dict(count) for count in counts],
                "installed": [_installed_to_dict(found) for found in installed],
                "corrections": corrections,
            }
        )
        return
    click.echo(
        f"The gazetteer that ships with geomap {version}: {len(shipped)} places, {names} names"
    )
    for line in source_lines(counts):
        click.echo(line)
    if not installed and not corrections:
        click.echo("Nothing is installed beside it: geomap gazetteer install syria")
    for found in installed:
        click.echo(
            f"installed: {found.source.source_id} ({found.source.title}; {found.source.licence}; "
            f"{found.source.version}): {found.places:,} places, {found.units:,} units"
        )
    for source_id, count in corrections.items():
        click.echo(f"learned: {source_id}: corrected spellings {count:,}")


@gazetteer.command(short_help="List the places that a name may spell.")
@click.argument("text")
@click.option(
    "--limit",
    type=click.IntRange(1, 100),
    default=10,
    show_default=True,
    metavar="N",
    help="How many at most.",
)
@format_option
@store_option
def search(store: Path | None, text: str, limit: int, format_: str) -> None:
    """List the places that a name may spell, best first.

    An unknown name gives an empty list and exit code 0. For phrases ("20 km north of X") take
    geomap resolve.

    \b
    Examples:
      geomap gazetteer search "Deir ez-Zor"
      geomap gazetteer search الوليد --format json
    """  # noqa: D301 - click wants the real control character
    known, _ = open_store(store)
    found = known.search(text, limit=limit)
    if format_ == "json":
        _print_json([candidate.to_dict() for candidate in found])
        return
    if not found:
        click.echo(f"no place spelled {text!r}", err=True)
    for line in candidate_lines(found):
        click.echo(line)


@gazetteer.command(short_help="Show everything known of a place.")
@click.argument("place_id")
@format_option
@store_option
def show(store: Path | None, place_id: str, format_: str) -> None:
    """Show everything known of a place: names, footprint, units, claims, source, licence.

    \b
    Example:
      geomap gazetteer show al-tanf-base
    """  # noqa: D301 - click wants the real control character
    known, sources = open_store(store)
    known_place(place_id, known)
    if format_ == "json":
        _print_json(place_to_dict(known, place_id, sources))
        return
    for line in place_lines(known, place_id, sources):
        click.echo(line)


for _command in (check, export, serve, *STORE_COMMANDS):
    gazetteer.add_command(_command)


def _counted_to_dict(count: SourceCount) -> dict[str, Any]:
    return {
        "source_id": count.source.source_id,
        "title": count.source.title,
        "places": count.places,
        "names": count.names,
        "licence": count.source.licence,
        "url": count.source.url,
    }


def _installed_to_dict(found: InstalledSource) -> dict[str, Any]:
    return {
        "source_id": found.source.source_id,
        "title": found.source.title,
        "version": found.source.version,
        "licence": found.source.licence,
        "places": found.places,
        "units": found.units,
    }


def _print_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))
