"""A geometry as GeoJSON with 6 decimals (0.1 m): the same bytes on every machine."""

from typing import Any

from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

_DECIMALS = 6


def rounded_geometry(geometry: BaseGeometry) -> dict[str, Any]:
    """Return a geometry (EPSG:4326) as a GeoJSON dictionary.

    Examples
    --------
    >>> from shapely.geometry import Point
    >>> rounded_geometry(Point(36.123456789, 35))
    {'type': 'Point', 'coordinates': [36.123457, 35.0]}
    """
    plain = mapping(geometry)
    return {"type": plain["type"], "coordinates": _rounded(plain["coordinates"])}


def _rounded(coordinates: Any) -> Any:
    if isinstance(coordinates, float | int):
        return round(float(coordinates), _DECIMALS)
    return [_rounded(part) for part in coordinates]
