"""`geomap gazetteer`: looks into the gazetteer, checks it, adds to it, exports and serves it."""

import difflib
import json
from importlib import metadata
from pathlib import Path
from typing import Any

import click

from geomap.cli.gazetteer_check import check
from geomap.cli.gazetteer_export import export
from geomap.cli.gazetteer_serve import serve
from geomap.cli.gazetteer_store import InstalledSource, installed_sources, open_store, store_option
from geomap.cli.gazetteer_text import candidate_lines, place_lines, place_to_dict, source_lines
from geomap.cli.store_commands import COMMANDS as STORE_COMMANDS
from geomap.errors import GeomapError
from geomap.gazetteer import Gazetteer
from geomap.gazetteer.gazetteer import EMBEDDED
from geomap.gazetteer.provenance import count_by_source

_FORMATS = click.Choice(["text", "json"])
_MOST_HINTS = 3


class UnknownPlaceError(GeomapError, KeyError):
    """There is no place with this id; the message names those that it may be."""


@click.group()
def gazetteer() -> None:
    """Look into the gazetteer, check it, add to it, export it, serve it.

    \b
    Examples:
      geomap gazetteer search Tanf
      geomap gazetteer show al-tanf-base
      geomap gazetteer export --format lpf -o places.lpf.json
    """  # noqa: D301 - click wants the real control character


@gazetteer.command("list")
@click.option("--format", "format_", type=_FORMATS, default="text", show_default=True)
@store_option
def list_(store: Path | None, format_: str) -> None:
    """List the sources: how many places and names cite each, and its licence.

    \b
    Example:
      geomap gazetteer list
    """  # noqa: D301 - click wants the real control character
    known, sources = open_store(store)
    own_folder = store is not None and store.is_dir()
    shipped = known.places.values() if own_folder else Gazetteer.open(EMBEDDED).places.values()
    counts = count_by_source(shipped, sources)
    names = sum(len(place.names) for place in shipped)
    installed = installed_sources(store)
    version = metadata.version("geomap")
    if format_ == "json":
        _print_json(
            {
                "version": version,
                "places": len(shipped),
                "names": names,
                "sources": [
                    {
                        "source_id": count.source.source_id,
                        "title": count.source.title,
                        "places": count.places,
                        "names": count.names,
                        "licence": count.source.licence,
                        "url": count.source.url,
                    }
                    for count in counts
                ],
                "installed": [_installed_to_dict(found) for found in installed],
            }
        )
        return
    where = f"in {str(store)!r}" if own_folder else f"that ships with geomap {version}"
    click.echo(f"The gazetteer {where}: {len(shipped)} places, {names} names")
    for line in source_lines(counts):
        click.echo(line)
    if not own_folder and not installed:
        click.echo("Nothing is installed beside it: geomap gazetteer install syria")
    for found in installed:
        click.echo(
            f"installed: {found.source.source_id} ({found.source.title}; {found.source.licence}; "
            f"{found.version}): {found.places:,} places, {found.units:,} units"
        )


@gazetteer.command()
@click.argument("text")
@click.option("--limit", type=click.IntRange(1, 100), default=10, show_default=True)
@click.option("--format", "format_", type=_FORMATS, default="text", show_default=True)
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


@gazetteer.command()
@click.argument("place_id")
@click.option("--format", "format_", type=_FORMATS, default="text", show_default=True)
@store_option
def show(store: Path | None, place_id: str, format_: str) -> None:
    """Show everything known of a place: names, footprint, units, claims, source, licence.

    \b
    Example:
      geomap gazetteer show al-tanf-base
    """  # noqa: D301 - click wants the real control character
    known, sources = open_store(store)
    if place_id not in known.places:
        raise UnknownPlaceError(_unknown_place(place_id, known))
    if format_ == "json":
        _print_json(place_to_dict(known, place_id, sources))
        return
    for line in place_lines(known, place_id, sources):
        click.echo(line)


for _command in (check, export, serve, *STORE_COMMANDS):
    gazetteer.add_command(_command)


def _installed_to_dict(found: InstalledSource) -> dict[str, Any]:
    return {
        "source_id": found.source.source_id,
        "title": found.source.title,
        "version": found.version,
        "licence": found.source.licence,
        "places": found.places,
        "units": found.units,
    }


def _unknown_place(place_id: str, known: Gazetteer) -> str:
    """Return a message with ids that look like it, then places whose name it may be."""
    alike = difflib.get_close_matches(place_id.lower(), known.places, n=_MOST_HINTS)
    named = [candidate.place_id for candidate in known.search(place_id.replace("-", " "))]
    hints = list(dict.fromkeys([*alike, *named]))[:_MOST_HINTS]
    advice = (
        f"did you mean {', '.join(hints)}?"
        if hints
        else "look one up with: " + ("geomap gazetteer search TEXT")
    )
    return f"the gazetteer has no place with the id {place_id!r}; {advice}"


def _print_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))
