"""The ground of the atlas's small maps: the page's own basemap, with few vertices, drawn once.

Each small map refers to this one drawing. Lines are sorted by what lies on their two sides, as
web/src/basemap.ts does, so that a line of separation never looks like a border.
"""

import json
import math
from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from functools import cached_property
from typing import Any

import shapely

from geomap.render.bounds import Box
from geomap.render.bundle import read_bundle
from geomap.render.static_symbols import XY

WIDTH_PX = 240
_TOLERANCE_DEG = 0.015
_TOLERANCE_PX = 0.4
_RIVERS_SHOWN = 2


class Frame:
    """Web Mercator in a box of degrees, `WIDTH_PX` wide, north up."""

    def __init__(self, box: Box) -> None:
        self.box = box
        west, south, east, north = box
        self._scale = WIDTH_PX / (east - west)
        self._top = _mercator_deg(north)
        self.size_px = WIDTH_PX, round((self._top - _mercator_deg(south)) * self._scale)

    def xy(self, lon: float, lat: float) -> XY:
        """Return pixels from the upper left corner."""
        return (lon - self.box[0]) * self._scale, (self._top - _mercator_deg(lat)) * self._scale

    def line(self, points: Iterable[Sequence[float]]) -> list[XY]:
        """Return a line of longitudes and latitudes in pixels."""
        return [self.xy(lon, lat) for lon, lat in points]

    def simple_line(self, points: Sequence[Sequence[float]]) -> list[XY]:
        """Return a line in pixels without the vertices that nobody would see."""
        return list(shapely.LineString(self.line(points)).simplify(_TOLERANCE_PX).coords)

    def shows(self, lon: float, lat: float) -> bool:
        """Tell whether a point lies inside the box."""
        west, south, east, north = self.box
        return west <= lon <= east and south <= lat <= north


class Ground:
    """The page's basemap with the vertices that a small map can show."""

    def __init__(self, topology: dict[str, Any]) -> None:
        self._topology = topology

    @classmethod
    def read(cls) -> "Ground":
        """Read the basemap that stands in every page."""
        return cls.from_text(read_bundle("basemap.json"))

    @classmethod
    def from_text(cls, text: str) -> "Ground":
        """Read a basemap as TopoJSON."""
        return cls(json.loads(text))

    def rings_of_units(self, codes: Iterable[str]) -> list[list[XY]]:
        """Return the rings of units, given by their codes or by country codes, in degrees."""
        wanted = set(codes)
        return [
            ring
            for unit in self._units
            if {unit["properties"]["code"], unit["properties"]["country"]} & wanted
            for ring in self._rings(unit)
        ]

    def markup(self, frame: Frame) -> str:
        """Return the ground as SVG elements."""
        home, abroad = self._sides(frame)
        lines = self._lines(frame)
        lakes = [ring for lake in self._objects("lakes") for ring in self._rings(lake)]
        parts = [
            _path("g-abroad", (path_of(ring, is_closed=True) for ring in abroad)),
            _path("g-home", (path_of(ring, is_closed=True) for ring in home)),
            _path("g-lake", (path_of(frame.line(ring), is_closed=True) for ring in lakes)),
            _path("g-river", map(path_of, self._rivers(frame))),
            *(_path(f"g-{kind}", map(path_of, found)) for kind, found in lines.items()),
        ]
        return "".join(parts)

    @cached_property
    def _arcs(self) -> list[list[XY]]:
        scale = self._topology.get("transform", {}).get("scale", (1, 1))
        shift = self._topology.get("transform", {}).get("translate", (0, 0))
        return [_simple_arc(arc, scale, shift) for arc in self._topology.get("arcs", [])]

    @cached_property
    def _units(self) -> list[dict[str, Any]]:
        return self._objects("units")

    def _objects(self, name: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = (
            self._topology.get("objects", {}).get(name, {}).get("geometries", [])
        )
        return found

    def _rings(self, geometry: dict[str, Any]) -> list[list[XY]]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        return [self._joined(ring) for polygon in polygons for ring in polygon]

    def _joined(self, indexes: Sequence[int]) -> list[XY]:
        points: list[XY] = []
        for index in indexes:
            arc = self._arcs[index] if index >= 0 else self._arcs[~index][::-1]
            points += arc[1:] if points else arc
        return points

    def _sides(self, frame: Frame) -> tuple[list[list[XY]], list[list[XY]]]:
        sides: tuple[list[list[XY]], list[list[XY]]] = ([], [])
        for unit in self._units:
            is_abroad = unit["properties"]["country"] != self._topology["home"]
            rings = [ring for ring in self._rings(unit) if _is_near(ring, frame)]
            sides[is_abroad].extend(frame.line(ring) for ring in rings)
        return sides

    def _rivers(self, frame: Frame) -> list[list[XY]]:
        rivers = [
            river
            for river in self._objects("rivers")
            if river.get("properties", {}).get("rank", _RIVERS_SHOWN + 1) <= _RIVERS_SHOWN
        ]
        lines = [
            self._joined(line)
            for river in rivers
            for line in (river["arcs"] if river["type"] == "MultiLineString" else [river["arcs"]])
        ]
        return [frame.line(line) for line in lines if _is_near(line, frame)]

    def _lines(self, frame: Frame) -> dict[str, list[list[XY]]]:
        found: dict[str, list[list[XY]]] = {
            kind: [] for kind in ("admin", "coast", "border", "ceasefire")
        }
        for index, units in self._units_beside_arcs().items():
            kind = self._kind_of_line(units)
            if kind and _is_near(self._arcs[index], frame):
                found[kind].append(frame.line(self._arcs[index]))
        return found

    def _units_beside_arcs(self) -> dict[int, list[dict[str, str]]]:
        beside: dict[int, list[dict[str, str]]] = {}
        for unit in self._units:
            nested = unit["arcs"] if unit["type"] == "MultiPolygon" else [unit["arcs"]]
            for index in (index for polygon in nested for ring in polygon for index in ring):
                beside.setdefault(max(index, ~index), []).append(unit["properties"])
        return beside

    def _kind_of_line(self, units: Sequence[dict[str, str]]) -> str | None:
        if len(units) == 1:
            return "coast"
        first, second = units[:2]
        if first["country"] != second["country"]:
            return "ceasefire" if self._is_ceasefire(first["code"], second["code"]) else "border"
        return "admin" if first["country"] == self._topology["home"] else None

    def _is_ceasefire(self, first: str, second: str) -> bool:
        pairs = [line["units"] for line in self._topology.get("ceasefire", [])]
        return any(
            (fnmatchcase(first, one) and fnmatchcase(second, other))
            or (fnmatchcase(first, other) and fnmatchcase(second, one))
            for one, other in pairs
        )


def path_of(points: Sequence[XY], *, scale: float = 1.0, is_closed: bool = False) -> str:
    """Return points as SVG path data: tenths of a pixel, each step from the point before."""
    steps = [(round(x * scale * 10), round(y * scale * 10)) for x, y in points]
    if is_closed and len(steps) > 1 and steps[0] == steps[-1]:
        steps.pop()
    out: list[str] = []
    last: tuple[int, int] | None = None
    for x, y in steps:
        if last is None:
            out.append(f"M{x / 10:g} {y / 10:g}")
        elif (x, y) != last:
            out.append(f"l{(x - last[0]) / 10:g} {(y - last[1]) / 10:g}")
        last = x, y
    return "".join(out) + ("z" if is_closed else "")


def _mercator_deg(lat: float) -> float:
    return math.degrees(math.asinh(math.tan(math.radians(lat))))


def _simple_arc(arc: Sequence[XY], scale: XY, shift: XY) -> list[XY]:
    x = y = 0.0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
    # The ends of an arc stay, so neighbours that share it still meet.
    return list(shapely.LineString(points).simplify(_TOLERANCE_DEG).coords)


def _is_near(line: Sequence[XY], frame: Frame) -> bool:
    west, south, east, north = frame.box
    lons, lats = [lon for lon, _ in line], [lat for _, lat in line]
    is_along = min(lons) <= east and max(lons) >= west
    return is_along and min(lats) <= north and max(lats) >= south


def _path(name: str, parts: Iterable[str]) -> str:
    data = "".join(parts)
    return f'<path class="{name}" d="{data}"/>' if data else ""
