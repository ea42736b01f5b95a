"""Read any file that `add` takes, by what is in it."""

from pathlib import Path
from typing import Literal, TypeAlias

from geomap.gazetteer.provenance import Source
from geomap.gazetteer.store.archives import open_archive
from geomap.gazetteer.store.boundaries import are_boundaries, units_of_layers
from geomap.gazetteer.store.errors import ImportFileError
from geomap.gazetteer.store.geonames import read_geonames
from geomap.gazetteer.store.layers import SUFFIXES, read_layers
from geomap.gazetteer.store.own_csv import read_own_csv
from geomap.gazetteer.store.own_features import rows_of_layer
from geomap.gazetteer.store.own_rows import places_from_rows
from geomap.gazetteer.store.records import Batch
from geomap.gazetteer.store.whos_on_first import is_whos_on_first, read_whos_on_first

Content: TypeAlias = Literal["auto", "places", "boundaries"]


def read_file(path: Path, source: Source, *, content: Content = "auto") -> Batch:
    """Read places or boundaries of a file.

    Parameters
    ----------
    path
        A CSV, GeoJSON (own or Who's On First), shapefile, GeoPackage, a zip with one of them, or a
        GeoNames dump (XX.zip, XX.txt).
    source
        What is to be recorded of it.
    content
        `boundaries` for administrative units, `places` for what has a name and a point; `auto`
        takes polygons with P-codes for units.

    Raises
    ------
    ImportFileError
        When it cannot be read whole; it lists every problem.
    """
    suffix = path.suffix.lower()
    if path.is_dir():
        raise ImportFileError(path, ["it is a folder; give one of its files"])
    if not path.is_file():
        raise ImportFileError(path, ["there is no such file"])
    if suffix == ".csv":
        return read_own_csv(path, source)
    if suffix == ".txt" or (suffix == ".zip" and _is_dump(path)):
        return read_geonames(path, source)
    if suffix not in SUFFIXES:
        expected = ", ".join(sorted({".csv", ".txt", *SUFFIXES}))
        raise ImportFileError(path, [f"the ending {suffix!r} is unknown, expected {expected}"])
    if suffix in {".geojson", ".json"} and is_whos_on_first(path):
        return read_whos_on_first(path, source)
    layers = read_layers(path)
    if content == "boundaries" or (content == "auto" and are_boundaries(layers)):
        return Batch(source, units=units_of_layers(path, layers))
    problems: list[str] = []
    rows = (row for layer in layers for row in rows_of_layer(layer, problems))
    places = places_from_rows(rows, problems)
    if problems:
        raise ImportFileError(path, problems)
    return Batch(source, places)


def _is_dump(path: Path) -> bool:
    with open_archive(path) as archive:
        return f"{path.stem.upper()}.txt" in archive.namelist()
