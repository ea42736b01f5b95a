"""Areas as the page draws them: units of its basemap where possible, few vertices elsewhere."""

import json

import shapely
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

from geomap.gazetteer import Gazetteer, Location
from geomap.render.payload import PolygonsShape, Shape

_DECIMALS = 5
_GRID_DEG = 10.0**-_DECIMALS
# The eye cannot tell: 0.0009° is at most 100 m, and a small area moves by no more than 1 % of
# its own size.
_TOLERANCE_DEG = 0.0009
_TOLERANCE_SHARE = 0.01
# Unions made in a different order differ in the last bits of their coordinates.
_SAME_AREA_SHARE = 1e-9


class ShapeCollector:
    """Gathers the shapes of a page, each once; their order is that of first use."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._indexes: dict[str, int] = {}
        self.shapes: list[Shape] = []

    def index_of(self, location: Location) -> int | None:
        """Return the index of a location's area; None for points and for the unlocated."""
        if location.geometry is None or location.drawable_as_point:
            return None
        shape = self._shape_of(location, location.geometry)
        if shape is None:
            return None
        key = json.dumps(shape)
        if key not in self._indexes:
            self._indexes[key] = len(self.shapes)
            self.shapes.append(shape)
        return self._indexes[key]

    def _shape_of(self, location: Location, area: BaseGeometry) -> Shape | None:
        codes = self._units_of(location)
        if codes and _is_same_area(area, self._union_of(codes)):
            return {"units": codes}
        return polygons_shape(area)

    def _units_of(self, location: Location) -> list[str]:
        places = [self._gazetteer.place(place_id) for place_id in location.place_ids]
        return sorted({code for place in places for code in place.units})

    def _union_of(self, codes: list[str]) -> BaseGeometry:
        return shapely.union_all([self._gazetteer.unit_polygon(code) for code in codes])


def polygons_shape(area: BaseGeometry) -> PolygonsShape | None:
    """Return the polygons of an area with few vertices, on a grid of 5 decimals (about 1 m).

    Rings wind as GeoJSON asks: outer ones counterclockwise. None when nothing of it is an area.
    """
    west, south, east, north = area.bounds
    tolerance = min(_TOLERANCE_DEG, _TOLERANCE_SHARE * min(east - west, north - south))
    simple = shapely.set_precision(area.simplify(tolerance), _GRID_DEG)
    polygons = [orient(part) for part in _polygons_in(simple)]
    if not polygons:
        return None
    polygons.sort(key=lambda polygon: polygon.bounds)
    return {"polygons": [_rings_of(polygon) for polygon in polygons]}


def _polygons_in(area: BaseGeometry) -> list[Polygon]:
    parts = shapely.get_parts(shapely.normalize(area)).tolist()
    nested = [part for part in parts if isinstance(part, MultiPolygon)]
    return [
        *(part for part in parts if isinstance(part, Polygon) and not part.is_empty),
        *(polygon for part in nested for polygon in part.geoms),
    ]


def _rings_of(polygon: Polygon) -> list[list[list[float]]]:
    rings = (polygon.exterior, *polygon.interiors)
    return [shapely.get_coordinates(ring).round(_DECIMALS).tolist() for ring in rings]


def _is_same_area(one: BaseGeometry, other: BaseGeometry) -> bool:
    if abs(one.area - other.area) > _SAME_AREA_SHARE * other.area:
        return False
    return bool(one.symmetric_difference(other).area <= _SAME_AREA_SHARE * other.area)
