"""Read the layers of a geographic file: GeoJSON, shapefile, GeoPackage, or a zip with those.

pyogrio and geopandas are imported only here and only when a file is read. Layers come out in
EPSG:4326; one without a CRS is taken to be in degrees, which is then checked.
"""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from geomap.gazetteer.store.archives import unpack_flat
from geomap.gazetteer.store.errors import ImportFileError

if TYPE_CHECKING:
    from collections.abc import Iterator

    import geopandas as gpd

    Layer: TypeAlias = tuple[str, gpd.GeoDataFrame]

_READABLE = frozenset({".shp", ".geojson", ".json", ".gpkg"})
_BESIDE_SHAPEFILE = frozenset({".shx", ".dbf", ".prj", ".cpg"})
_FORMATS = {".geojson": "GeoJSON", ".json": "GeoJSON", ".gpkg": "GeoPackage"}
SUFFIXES = _READABLE | {".zip"}


def read_layers(path: Path) -> "list[Layer]":
    """Return (name, GeoDataFrame) of each layer that has geometry.

    Raises
    ------
    ImportFileError
        When the file cannot be read; it lists every problem.
    """
    problems: list[str] = []
    if path.suffix.lower() != ".zip":
        layers = list(_layers_of(path, problems))
    else:
        with tempfile.TemporaryDirectory() as folder:
            files = unpack_flat(path, Path(folder), suffixes=_READABLE | _BESIDE_SHAPEFILE)
            readable = [file for file in files if file.suffix.lower() in _READABLE]
            layers = [layer for file in readable for layer in _layers_of(file, problems)]
    if not layers and not problems:
        problems.append(f"no layer with geometry in it; expected {', '.join(sorted(_READABLE))}")
    if problems:
        raise ImportFileError(path, problems)
    return layers


def _layers_of(path: Path, problems: list[str]) -> "Iterator[Layer]":
    import geopandas as gpd  # noqa: PLC0415 - seconds that a plain look-up must not pay
    import pyogrio  # noqa: PLC0415

    try:
        for name, kind in pyogrio.list_layers(path):
            if kind is None:
                continue
            frame = gpd.read_file(path, layer=name, engine="pyogrio")
            frame = frame[frame.geometry.notna() & ~frame.geometry.is_empty]
            if frame.crs is not None and frame.crs.to_epsg() != 4326:  # noqa: PLR2004
                frame = frame.to_crs(4326)
            yield str(name), frame.reset_index(drop=True)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, ValueError) as error:
        problems.append(f"{path.name} cannot be read: {_why_unreadable(path, error)}")


def _why_unreadable(path: Path, error: Exception) -> str:
    """Say what to look for. GDAL's own sentence is about its drivers, and of use to few."""
    if path.suffix.lower() == ".shp":
        return "it is broken, or the .shx or .dbf that belong beside it are missing"
    if "not recognized" in str(error):
        return f"it is no {_FORMATS[path.suffix.lower()]}, or only a part of one"
    return str(error)
