"""Read one's own places from a GeoJSON, shapefile or GeoPackage: attributes as columns of a CSV.

A point stands for itself. A polygon stands as its inner point, with the distance to its farthest
corner as its radius unless the row states one.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from geomap.gazetteer.geodesy import farthest_m, point_inside
from geomap.gazetteer.store.own_rows import LIST_OF_COLUMNS, OPTIONAL, REQUIRED, Row

if TYPE_CHECKING:
    from geomap.gazetteer.store.layers import Layer

_FROM_GEOMETRY = {"lon", "lat"}


def rows_of_layer(layer: "Layer", problems: list[str]) -> Iterator[tuple[int | str, Row]]:
    """Yield (row, cells by column) of a layer's features."""
    name, frame = layer
    missing = sorted(set(REQUIRED) - _FROM_GEOMETRY - set(frame.columns))
    if missing:
        problems.append(f"layer {name!r}: no column {', '.join(missing)}; {_EXPECTED}")
        return
    columns = [column for column in (*REQUIRED, *OPTIONAL) if column in frame.columns]
    for number, row in enumerate(frame.itertuples(index=False), start=1):
        cells = {column: _text_of(getattr(row, column)) for column in columns}
        shape = row.geometry
        if shape.geom_type == "Point":
            cells |= {"lon": str(shape.x), "lat": str(shape.y)}
        else:
            lon, lat = point_inside(shape)
            cells |= {"lon": str(lon), "lat": str(lat)}
            cells["radius_m"] = cells.get("radius_m") or str(round(farthest_m(shape, lon, lat)))
        yield number, cells


_EXPECTED = f"expected {LIST_OF_COLUMNS} (lon and lat come from the geometry)"


def _text_of(cell: object) -> str:
    """Return a cell as text; what is missing, and NaN, is empty."""
    return "" if cell is None or cell != cell else str(cell).strip()  # noqa: PLR0124 - only NaN does
