"""`geomap gazetteer export`: all places in a format of others, to a file or standard output."""

import json
from pathlib import Path
from typing import Any

import click

from geomap.cli.gazetteer_store import open_store
from geomap.cli.options import store_option
from geomap.cli.whole_file import write_whole_text


@click.command(short_help="Export all places: Linked Places, GeoJSON.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["lpf", "geojson"]),
    default="lpf",
    show_default=True,
    help="lpf: Linked Places Format 1.1. geojson: with precision and provenance.",
)
@click.option(
    "-o",
    "--output",
    default="-",
    show_default=True,
    metavar="FILE",
    help="Where it goes; - is standard output. The whole file is written, or nothing.",
)
@store_option
def export(store: Path | None, format_: str, output: str) -> None:
    """Export all places: for other gazetteers (Linked Places Format) or a GIS (GeoJSON).

    The same gazetteer gives the same bytes.

    \b
    Examples:
      geomap gazetteer export -o places.lpf.json
      geomap gazetteer export --format geojson -o places.geojson
    """  # noqa: D301 - click wants the real control character
    # Each export is loaded only by those who ask for it.
    from geomap.gazetteer.feature_collection import to_feature_collection  # noqa: PLC0415
    from geomap.gazetteer.linked_places import to_linked_places  # noqa: PLC0415

    known, sources = open_store(store)
    make = to_linked_places if format_ == "lpf" else to_feature_collection
    write_whole_text(output, _one_feature_a_line(make(known, sources)))


def _one_feature_a_line(collection: dict[str, Any]) -> str:
    """Return a collection as JSON that a version control system can compare line by line."""
    head = {name: value for name, value in collection.items() if name != "features"}
    start = json.dumps(head, ensure_ascii=False)[:-1]
    features = ",\n".join(
        json.dumps(feature, ensure_ascii=False) for feature in collection["features"]
    )
    return f'{start}, "features": [\n{features}\n]}}\n'
