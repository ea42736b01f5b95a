"""The first-level units and rivers: polygons, shared borders, who contains a point.

The embedded lines are Natural Earth 1:10 m. Measured against OCHA's COD-AB lines of 2018 on the
Aleppo-Idlib border they lie 1.2 km away on average and 4.9 km at worst, so a point closer to a
line than that cannot be put on either side of it by geometry alone.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path

import shapely
import shapely.ops
from shapely.geometry.base import BaseGeometry

from geomap.gazetteer.errors import GazetteerDataError
from geomap.gazetteer.geodesy import (
    angle_between_deg,
    bearing_deg,
    buffer_m,
    circle,
    distance_to_m,
    polygons_of,
    union,
)

BORDER_MEAN_M = 1_200
BORDER_WORST_M = 4_900
SNAP_M = 10_000
"""How far outside every unit a point may lie and still belong to the nearest one."""
COARSE_RIVER_M = 4_000
"""How far a river's line may be off when its data do not say: Natural Earth 1:50 m was within
3.7 km of 1:10 m between Jarabulus and Al-Qaim. Courses from rivers.csv say 2 km, as measured by
benchmarks/rivers.py."""

_TOUCHING_DEG = 0.02
_STEP_DEG = 0.01
_FEWEST_SIDES = 2
_RIGHT_ANGLE_DEG = 90
_COORDINATES = re.compile(r'"coordinates"\s*:\s*\[[][0-9.,eE+\s-]*\]')


@dataclass(frozen=True, slots=True)
class Unit:
    """A first-level unit of a country, as the boundary data names it."""

    code: str
    country: str
    name: str
    geometry: BaseGeometry


@dataclass(frozen=True, slots=True)
class River:
    """A river's line, how far it may be off in metres, and the river that it flows into."""

    line: str
    geometry: BaseGeometry
    accuracy_m: float = COARSE_RIVER_M
    into: str = ""


class Borders:
    """The boundary units and rivers of one pair of GeoJSON files."""

    def __init__(self, units: Iterable[Unit], rivers: Iterable[River]) -> None:
        self.units = {unit.code: unit for unit in units}
        self.rivers = {river.line: river for river in rivers}

    def __contains__(self, code: str) -> bool:
        """Whether there is a unit, a country or a river of this code."""
        return code in self.units or code in self.countries or code in self.rivers

    @cached_property
    def countries(self) -> frozenset[str]:
        """The 3-letter codes that have units."""
        return frozenset(unit.country for unit in self.units.values())

    def polygon(self, code: str) -> BaseGeometry:
        """Return the polygon of a unit code, or of a whole country by its 3-letter code.

        Raises
        ------
        KeyError
            When neither a unit nor a country has this code.
        """
        if code in self.units:
            return self.units[code].geometry
        if code not in self.countries:
            message = f"there is no boundary unit or country {code!r} in units.geojson"
            raise KeyError(message)
        return self._country(code)

    def footprint(self, codes: tuple[str, ...]) -> BaseGeometry:
        """Return the union of units and countries."""
        return self._footprint(codes)

    def accuracy_m(self, codes: tuple[str, ...]) -> tuple[float, float]:  # noqa: ARG002 - others know
        """Return how far the outline of units may be off, on average and at worst, metres."""
        return BORDER_MEAN_M, BORDER_WORST_M

    def containing(self, lon: float, lat: float) -> Unit | None:
        """Return the unit that a point falls in, or None at sea and in gaps."""
        found = self._tree.query(shapely.Point(lon, lat), predicate="intersects")
        return self._listed[min(found)] if len(found) else None

    def nearest(self, lon: float, lat: float) -> tuple[Unit, float]:
        """Return the unit nearest to a point and its distance in metres."""
        unit = self._listed[int(self._tree.nearest(shapely.Point(lon, lat)))]
        return unit, distance_to_m(unit.geometry, lon, lat)

    def beside(self, lon: float, lat: float, *, distance_m: float) -> list[tuple[Unit, float]]:
        """Return the units within a distance of a point that lies outside them, and how far off."""
        box = circle(lon, lat, radius_m=distance_m)
        around = self._tree.query(box, predicate="intersects")
        here = shapely.Point(lon, lat)
        outside = [
            unit
            for unit in (self._listed[index] for index in sorted(around))
            # A long side runs elsewhere in metres than in degrees: 0 m off may still be outside.
            if not unit.geometry.intersects(here)
        ]
        measured = [(unit, distance_to_m(unit.geometry, lon, lat)) for unit in outside]
        return [(unit, away_m) for unit, away_m in measured if away_m <= distance_m]

    def overlapping(self, geometry: BaseGeometry) -> list[Unit]:
        """Return the units that share area with a geometry, in the order of the file."""
        found = self._tree.query(geometry, predicate="intersects")
        return [self._listed[index] for index in sorted(found)]

    @cached_property
    def _listed(self) -> list[Unit]:
        return list(self.units.values())

    @cached_property
    def _tree(self) -> shapely.STRtree:
        outlines = [unit.geometry for unit in self._listed]
        shapely.prepare(outlines)
        return shapely.STRtree(outlines)

    @cache  # noqa: B019 - one gazetteer lives as long as its program
    def _country(self, code: str) -> BaseGeometry:
        return union(unit.geometry for unit in self.units.values() if unit.country == code)

    @lru_cache(maxsize=512)  # noqa: B019 - as above
    def _footprint(self, codes: tuple[str, ...]) -> BaseGeometry:
        return union(self.polygon(code) for code in codes)


def shared_line(first: BaseGeometry, second: BaseGeometry) -> BaseGeometry | None:
    """Return the line where two polygons meet, or None when they do not touch.

    Neighbours in the data share their vertices; where they do not quite, the part of the first
    boundary that runs within 2 km of the second polygon stands in.
    """
    lines = _lines_of(first.boundary.intersection(second.boundary))
    if lines is None:
        lines = _lines_of(first.boundary.intersection(second.buffer(_TOUCHING_DEG)))
    return lines


def meeting_point(polygons: list[BaseGeometry]) -> tuple[float, float] | None:
    """Return the point (lon, lat) where three or more polygons meet, or None."""
    zones = [polygon.buffer(_TOUCHING_DEG) for polygon in polygons]
    zone = zones[0]
    for other in zones[1:]:
        zone = zone.intersection(other)
    if zone.is_empty:
        return None
    vertex = shapely.intersection_all([polygon.boundary for polygon in polygons])
    centre = (zone if vertex.is_empty else vertex).centroid
    return float(centre.x), float(centre.y)


def side_of_river(
    area: BaseGeometry,
    river: BaseGeometry,
    *,
    side_deg: float,
    into: BaseGeometry | None = None,
) -> BaseGeometry | None:
    """Return the part of an area on one side of a river, or None when the river does not split it.

    Parameters
    ----------
    area, river
        A polygon and a line, EPSG:4326.
    side_deg
        The bearing that names the side: 90 for the eastern one. Seen from the chord of the river
        inside the area, so a bend to the other side does not swap banks.
    into
        The line of the river that this one flows into, when it does: what lies beyond that is on
        neither side of the tributary.
    """
    # Side arms do not decide what is east and west of a river: its longest reach does.
    reach = max(shapely.get_parts(shapely.line_merge(river)), key=lambda part: part.length)
    if not reach.intersects(area):
        return None
    reach = _led_to_edge(reach, area)
    pieces = _split(area, reach if into is None else shapely.union(reach, into))
    if into is not None:
        pieces = [piece for piece in pieces if _is_bank(piece, reach)]
    if len(pieces) < _FEWEST_SIDES:
        return None
    (start_lon, start_lat), (end_lon, end_lat) = _ends_inside(reach, area)
    left_deg = bearing_deg(start_lon, start_lat, end_lon, end_lat) - 90
    wants_left = angle_between_deg(left_deg, side_deg) < _RIGHT_ANGLE_DEG
    return union(piece for piece in pieces if _is_left_of(piece, reach) == wants_left)


def river_band(river: BaseGeometry, area: BaseGeometry, *, width_m: float) -> BaseGeometry:
    """Return the land within `width_m` metres of a river, inside an area."""
    reach = river.intersection(area)
    return polygons_of(buffer_m(reach, width_m).intersection(area)) if reach.length else reach


@lru_cache(maxsize=8)
def read_borders(units_path: Path, rivers_path: Path) -> Borders:
    """Read units.geojson and rivers.geojson once for each pair of paths.

    Raises
    ------
    GazetteerDataError
        When a file is missing or is no GeoJSON.
    """
    units = [
        Unit(
            properties["code"],
            properties["country"],
            properties.get("name") or properties["code"],
            geometry,
        )
        for properties, geometry in _features(units_path)
    ]
    rivers = [
        River(
            properties["line"],
            geometry,
            float(properties.get("accuracy_m", COARSE_RIVER_M)),
            properties.get("into", ""),
        )
        for properties, geometry in _features(rivers_path)
    ]
    return Borders(units, rivers)


def _features(path: Path) -> list[tuple[dict[str, str], BaseGeometry]]:
    try:
        text = path.read_text("utf-8")
        # GEOS reads the coordinates by itself; as lists of Python they would be read twice.
        collection = json.loads(_COORDINATES.sub('"coordinates":[]', text))
    except FileNotFoundError:
        problem = (
            f"{path.name} is not built; run `pip install -e .` again in a checkout "
            f"(hatch_build.py compiles it)"
        )
        raise GazetteerDataError(path.parent, [problem]) from None
    except json.JSONDecodeError as error:
        raise GazetteerDataError(path.parent, [f"{path.name} is no JSON: {error}"]) from None
    shapes = shapely.get_parts(shapely.from_geojson(text)).tolist()
    return [
        (feature["properties"], found)
        for feature, found in zip(collection["features"], shapes, strict=True)
    ]


def _lines_of(geometry: BaseGeometry) -> BaseGeometry | None:
    parts = shapely.get_parts(geometry)
    lines = [part for part in parts if part.geom_type == "LineString" and not part.is_empty]
    return shapely.line_merge(shapely.MultiLineString(lines)) if lines else None


def _split(area: BaseGeometry, line: BaseGeometry) -> list[BaseGeometry]:
    """Cut an area along a line: polygonise the boundary together with the line."""
    edges = shapely.union_all([area.boundary, line])
    faces = shapely.get_parts(shapely.polygonize(list(shapely.get_parts(edges))))
    return [face for face in faces if area.contains(face.representative_point())]


def _led_to_edge(reach: BaseGeometry, area: BaseGeometry) -> BaseGeometry:
    """Lead a line whose spring or mouth stands just inside the edge of an area across that edge."""
    first, *between, last = shapely.get_coordinates(reach).tolist()
    return shapely.LineString([*_across(first, area), *between, *_across(last, area)[::-1]])


def _across(end: list[float], area: BaseGeometry) -> list[list[float]]:
    """Return an end of a line with a point beyond the nearest edge before it, if that is near."""
    here = shapely.Point(end)
    at = shapely.ops.nearest_points(area.boundary, here)[0]
    if not area.contains(here) or distance_to_m(at, here.x, here.y) > BORDER_WORST_M:
        return [end]
    return [[2 * at.x - here.x, 2 * at.y - here.y], end]


def _is_bank(piece: BaseGeometry, river: BaseGeometry) -> bool:
    """Whether a river runs along the edge of a piece of land."""
    return bool(piece.boundary.intersection(river).length)


def _ends_inside(
    line: BaseGeometry, area: BaseGeometry
) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return where a line enters and leaves an area, in the order in which it is drawn."""
    crossings = sorted(
        line.project(shapely.Point(position))
        for position in shapely.get_coordinates(line.intersection(area))
    )
    first, last = line.interpolate(crossings[0]), line.interpolate(crossings[-1])
    return (float(first.x), float(first.y)), (float(last.x), float(last.y))


def _is_left_of(piece: BaseGeometry, line: BaseGeometry) -> bool:
    """Whether a piece of land lies to the left of the nearest stretch of a line, as it is drawn."""
    inside = piece.representative_point()
    at = line.project(inside)
    before, after = (line.interpolate(max(0.0, at + step)) for step in (-_STEP_DEG, _STEP_DEG))
    turn = (after.x - before.x) * (inside.y - before.y) - (after.y - before.y) * (
        inside.x - before.x
    )
    return bool(turn > 0)
