"""Writes layers as one PMTiles archive, which a web host serves as it is.

GDAL cuts each layer into tiles of its own; here the tiles of one place are joined, which the format
of vector tiles allows by writing one after the other, and packed again without a time: the same
layers give the same bytes.
"""

import gzip
import io
from collections.abc import Iterable, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pyogrio
from pmtiles.reader import MemorySource, Reader, all_tiles
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer

from geomap.render.tile_layers import TileLayer

if TYPE_CHECKING:
    from collections.abc import Iterator

# A tile is cut into so many units a side: 2.4 m at zoom 10 at the equator, less deeper.
_EXTENT = 16_384
# Nothing is ever left out of a tile: where many points are, they begin at a deeper zoom.
_NO_LIMIT = 2**31 - 1
_LEVEL = 6

Tile = tuple[int, int, int]


def pmtiles_from_layers(layers: Sequence[TileLayer], *, title: str, description: str) -> bytes:
    """Return the archive.

    Parameters
    ----------
    layers
        At least one, none of them empty.
    title, description
        For whoever opens the archive by itself.
    """
    tiles: dict[Tile, list[bytes]] = {}
    boxes = []
    with TemporaryDirectory() as folder, _one_thread():
        for layer in layers:
            content = _written_by_gdal(layer, Path(folder) / "layer.pmtiles")
            source = MemorySource(content)
            boxes.append(Reader(source).header())
            for tile, packed in all_tiles(source):
                tiles.setdefault(tile, []).append(gzip.decompress(packed))
    out = io.BytesIO()
    writer = Writer(out)
    for tile in sorted(tiles, key=lambda tile: int(zxy_to_tileid(*tile))):
        joined = gzip.compress(b"".join(tiles[tile]), _LEVEL, mtime=0)
        writer.write_tile(zxy_to_tileid(*tile), joined)
    writer.finalize(_header(boxes), _metadata(layers, title, description))
    return out.getvalue()


def _written_by_gdal(layer: TileLayer, path: Path) -> bytes:
    pyogrio.write_dataframe(
        layer.frame,
        path,
        driver="PMTiles",
        layer=layer.name,
        MINZOOM=layer.zooms[0],
        MAXZOOM=layer.zooms[-1],
        EXTENT=_EXTENT,
        # Points near an edge would be in both tiles, and be counted twice.
        BUFFER=0 if layer.frame.geom_type.iloc[0] == "Point" else _EXTENT // 64,
        MAX_SIZE=_NO_LIMIT,
        MAX_FEATURES=_NO_LIMIT,
    )
    content = path.read_bytes()
    path.unlink()
    return content


@contextmanager
def _one_thread() -> "Iterator[None]":
    """Let GDAL write features in the order of the table, which several threads do not."""
    name = "GDAL_NUM_THREADS"
    before = pyogrio.get_gdal_config_option(name)
    pyogrio.set_gdal_config_options({name: "1"})
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options({name: before})


def _header(boxes: Iterable[dict[str, Any]]) -> dict[str, Any]:
    found = list(boxes)
    west, south = (min(box[name] for box in found) for name in ("min_lon_e7", "min_lat_e7"))
    east, north = (max(box[name] for box in found) for name in ("max_lon_e7", "max_lat_e7"))
    return {
        "tile_type": TileType.MVT,
        "tile_compression": Compression.GZIP,
        "min_lon_e7": west,
        "min_lat_e7": south,
        "max_lon_e7": east,
        "max_lat_e7": north,
        "center_zoom": min(box["min_zoom"] for box in found),
        "center_lon_e7": (west + east) // 2,
        "center_lat_e7": (south + north) // 2,
    }


def _metadata(layers: Sequence[TileLayer], title: str, description: str) -> dict[str, Any]:
    names = dict.fromkeys(layer.name for layer in layers)
    of_name = {name: [layer for layer in layers if layer.name == name] for name in names}
    return {
        "name": title,
        "description": description,
        "format": "pbf",
        "vector_layers": [
            {
                "id": name,
                "description": same[0].description,
                "minzoom": min(layer.zooms[0] for layer in same),
                "maxzoom": max(layer.zooms[-1] for layer in same),
                "fields": _fields(same[0]),
            }
            for name, same in of_name.items()
        ],
    }


def _fields(layer: TileLayer) -> dict[str, str]:
    frame = layer.frame.drop(columns="geometry")
    numbers = set(frame.select_dtypes("number").columns)
    return {name: "Number" if name in numbers else "String" for name in frame.columns}
