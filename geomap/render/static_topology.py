"""The page's basemap, decoded for pictures that run no program: what lies where, in degrees.

One TopoJSON serves the page, the sheet, the picture inside the page and the atlas. Lines are sorted
by what lies on their two sides, as web/src/basemap.ts does, so that a line of separation never
looks like a border.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from functools import cache
from typing import Any

import shapely
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from geomap.render.bounds import Box
from geomap.render.bundle import read_bundle
from geomap.render.payload import Shape
from geomap.render.static_symbols import XY

_FALLBACK_HOME: Box = (35.6, 32.2, 42.5, 37.4)
_RING = 4


class Topology:
    """The decoded basemap: polygons of units by code, arcs by what lies on their two sides."""

    def __init__(self, topology: Mapping[str, Any]) -> None:
        self.home_code: str = topology.get("home", "")
        self.extent: Box | None = tuple(topology["extent"]) if "extent" in topology else None
        self._arcs = [_decoded(arc, topology["transform"]) for arc in topology.get("arcs", [])]
        self._objects: Mapping[str, Any] = topology.get("objects", {})
        self._ceasefires = [line["units"] for line in topology.get("ceasefire", [])]
        self._units = self._geometries("units")
        self._unions: dict[frozenset[str], BaseGeometry] = {}
        self._lands: dict[bool, BaseGeometry] = {}

    def land(self, *, home: bool) -> BaseGeometry:
        """Return the home country, or all the others, EPSG:4326."""
        if home not in self._lands:
            self._lands[home] = shapely.union_all(
                [
                    self._polygon(unit)
                    for unit in self._units
                    if (unit["properties"]["country"] == self.home_code) is home
                ]
            )
        return self._lands[home]

    def union(self, codes: Iterable[str]) -> BaseGeometry:
        """Return the union of units, by their codes or by three-letter country codes."""
        wanted = frozenset(codes)
        if wanted not in self._unions:
            self._unions[wanted] = shapely.union_all(
                [
                    self._polygon(unit)
                    for unit in self._units
                    if wanted & {unit["properties"]["code"], unit["properties"]["country"]}
                ]
            )
        return self._unions[wanted]

    def area_of_shape(self, shape: Shape) -> BaseGeometry:
        """Return the area of a payload's shape, which may name units of this basemap."""
        if "units" in shape:
            return self.union(shape["units"])
        polygons = [Polygon(rings[0], rings[1:]) for rings in shape["polygons"]]
        return shapely.union_all([shapely.make_valid(polygon) for polygon in polygons])

    @property
    def home_box(self) -> Box:
        """West, south, east and north of the home country, degrees."""
        home = self.land(home=True)
        if home.is_empty:
            return _FALLBACK_HOME
        west, south, east, north = home.bounds
        return west, south, east, north

    def lines(self) -> dict[str, list[list[XY]]]:
        """Return the arcs: coast, borders, ceasefires, and admin lines, those of home apart."""
        sides: dict[int, list[Mapping[str, str]]] = defaultdict(list)
        for unit in self._units:
            for index in _flat(unit["arcs"]):
                sides[index if index >= 0 else ~index].append(unit["properties"])
        found: dict[str, list[list[XY]]] = defaultdict(list)
        for arc, units in sides.items():
            found[self._kind_of_line(units)].append(self._arcs[arc])
        return found

    def lakes(self) -> BaseGeometry:
        """Return the lakes."""
        return shapely.union_all([self._polygon(lake) for lake in self._geometries("lakes")])

    def rivers(self) -> list[tuple[int, list[list[XY]]]]:
        """Return the named rivers: their rank, and their lines."""
        return [
            (river["properties"].get("rank", 3), [self._ring([i]) for i in _flat(river["arcs"])])
            for river in self._geometries("rivers")
            if river.get("properties", {}).get("name")
        ]

    def _polygon(self, geometry: Mapping[str, Any]) -> BaseGeometry:
        nested = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        # Thinned islets can have too few corners left to be a ring.
        rings = [[ring for ring in map(self._ring, part) if len(ring) >= _RING] for part in nested]
        parts = [Polygon(part[0], part[1:]) for part in rings if part]
        return shapely.union_all([shapely.make_valid(part) for part in parts])

    def _geometries(self, name: str) -> Sequence[Mapping[str, Any]]:
        found = self._objects.get(name, {"geometries": []})["geometries"]
        return [geometry for geometry in found if geometry.get("arcs")]

    def _ring(self, indexes: Iterable[int]) -> list[XY]:
        points: list[XY] = []
        for index in indexes:
            arc = self._arcs[index] if index >= 0 else self._arcs[~index][::-1]
            points += arc[1:] if points else arc
        return points

    def _kind_of_line(self, units: Sequence[Mapping[str, str]]) -> str:
        if len(units) < 2:  # noqa: PLR2004 - one side is sea, or the data's edge
            return "coast"
        one, other = units[0], units[1]
        if self._is_ceasefire(one["code"], other["code"]):
            return "ceasefires"
        if one["country"] != other["country"]:
            return "borders"
        return "admin_home" if one["country"] == self.home_code else "admin_abroad"

    def _is_ceasefire(self, one: str, other: str) -> bool:
        return any(
            (fnmatchcase(one, a) and fnmatchcase(other, b))
            or (fnmatchcase(other, a) and fnmatchcase(one, b))
            for a, b in self._ceasefires
        )


@cache
def _topology_from_text(text: str) -> Topology:
    return Topology(json.loads(text))


def read_topology() -> Topology:
    """Return the basemap that stands in the package."""
    return _topology_from_text(read_bundle("basemap.json"))


def _decoded(arc: Sequence[Sequence[int]], transform: Mapping[str, Sequence[float]]) -> list[XY]:
    (kx, ky), (dx, dy) = transform["scale"], transform["translate"]
    points: list[XY] = []
    x = y = 0
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        points.append((x * kx + dx, y * ky + dy))
    return points


def _flat(arcs: Iterable[Any]) -> Iterable[int]:
    for arc in arcs:
        if isinstance(arc, int):
            yield arc
        else:
            yield from _flat(arc)
