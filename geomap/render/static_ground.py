"""The ground of a static map as SVG paths, from the same TopoJSON that the page draws.

Sea, land, lines between countries and first-level units, rivers and lakes: decoded, cut to the
frame and thinned to what its size can show.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

import shapely
from markupsafe import Markup
from shapely import MultiLineString, Polygon
from shapely.geometry.base import BaseGeometry

from geomap.render.bundle import read_bundle
from geomap.render.static_frame import Box, Frame
from geomap.render.static_symbols import XY, number_text, path_text
from geomap.render.svg_text import element

GROUND: Mapping[str, str] = {
    "sea": "#d3dfe6",
    "margin": "#f6f3ec",
    "abroad": "#ebe7dd",
    "home": "#fbf9f3",
    "coast": "#9db3c0",
    "border": "#83796d",
    "admin": "#cfc7b8",
    "river": "#a3c1d3",
    "lake": "#c8dae5",
}
_FALLBACK_HOME: Box = (35.6, 32.2, 42.5, 37.4)
_TOLERANCE = 0.5
_BEYOND = 4
_RING = 4
_RIVER_WIDTHS = {1: 0.45, 2: 0.32}


class Ground:
    """The decoded basemap: polygons of units by code, arcs by what lies on their two sides."""

    def __init__(self, topology: Mapping[str, Any]) -> None:
        self.home_code: str = topology.get("home", "")
        self.extent: Box | None = tuple(topology["extent"]) if "extent" in topology else None
        self._arcs = [_decoded(arc, topology["transform"]) for arc in topology.get("arcs", [])]
        self._objects: Mapping[str, Any] = topology.get("objects", {})
        self._ceasefires = [line["units"] for line in topology.get("ceasefire", [])]
        self.units = self._geometries("units")

    def land(self, *, home: bool) -> BaseGeometry:
        """Return the home country, or all the others, EPSG:4326."""
        return shapely.union_all(
            [
                self.polygon(unit)
                for unit in self.units
                if (unit["properties"]["country"] == self.home_code) is home
            ]
        )

    def union(self, codes: Iterable[str]) -> BaseGeometry:
        """Return the union of units, by their codes or by three-letter country codes."""
        wanted = set(codes)
        return shapely.union_all(
            [
                self.polygon(unit)
                for unit in self.units
                if wanted & {unit["properties"]["code"], unit["properties"]["country"]}
            ]
        )

    @property
    def home_box(self) -> Box:
        """West, south, east and north of the home country, degrees."""
        home = self.land(home=True)
        if home.is_empty:
            return _FALLBACK_HOME
        west, south, east, north = home.bounds
        return west, south, east, north

    def polygon(self, geometry: Mapping[str, Any]) -> BaseGeometry:
        """Return the area of a Polygon or MultiPolygon object."""
        nested = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        # Thinned islets can have too few corners left to be a ring.
        rings = [[ring for ring in map(self._ring, part) if len(ring) >= _RING] for part in nested]
        parts = [Polygon(part[0], part[1:]) for part in rings if part]
        return shapely.union_all([shapely.make_valid(part) for part in parts])

    def lines(self) -> dict[str, list[list[XY]]]:
        """Return the arcs of the units as coast, borders, ceasefires and admin lines."""
        sides: dict[int, list[Mapping[str, str]]] = defaultdict(list)
        for unit in self.units:
            for index in _flat(unit["arcs"]):
                sides[index if index >= 0 else ~index].append(unit["properties"])
        found: dict[str, list[list[XY]]] = defaultdict(list)
        for arc, units in sides.items():
            found[self._kind_of_line(units)].append(self._arcs[arc])
        return found

    def lakes(self) -> BaseGeometry:
        """Return the lakes."""
        return shapely.union_all([self.polygon(lake) for lake in self._geometries("lakes")])

    def rivers(self) -> list[tuple[int, list[list[XY]]]]:
        """Return the named rivers: their rank, and their lines."""
        return [
            (river["properties"].get("rank", 3), [self._ring([i]) for i in _flat(river["arcs"])])
            for river in self._geometries("rivers")
            if river.get("properties", {}).get("name")
        ]

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
        return "admin" if one["country"] == other["country"] else "borders"

    def _is_ceasefire(self, one: str, other: str) -> bool:
        return any(
            (_fits(one, a) and _fits(other, b)) or (_fits(other, a) and _fits(one, b))
            for a, b in self._ceasefires
        )


@cache
def _ground_from_text(text: str) -> Ground:
    return Ground(json.loads(text))


def read_ground() -> Ground:
    """Return the basemap that stands in the package."""
    return _ground_from_text(read_bundle("basemap.json"))


# Months of one country share their frame: the ground is drawn once for all of them.
@lru_cache(maxsize=16)
def ground_markup(ground: Ground, frame: Frame) -> Markup:
    """Return the ground as SVG, to be cut by the frame's own clip path."""
    width = 1.2 if frame.zoom < 8 else 1.6  # noqa: PLR2004 - a zoom level
    lines = ground.lines()
    border, casing = GROUND["border"], 5.5
    parts = [
        element("rect", width=frame.width, height=frame.height, fill=GROUND["sea"]),
        _fill(ground.land(home=False), frame, GROUND["abroad"]),
        _fill(ground.land(home=True), frame, GROUND["home"]),
        _stroke(lines["admin"], frame, GROUND["admin"], 0.9, dash="4 3", tolerance=0.9),
        *(
            _stroke(river, frame, GROUND["river"], _river_width(rank, frame))
            for rank, river in ground.rivers()
        ),
        _fill(ground.lakes(), frame, GROUND["lake"], edge=GROUND["river"]),
        _stroke(lines["coast"], frame, GROUND["coast"], 0.9),
        _stroke(
            lines["borders"] + lines["ceasefires"],
            frame,
            border,
            casing,
            opacity=0.15,
            tolerance=1.5,
        ),
        _stroke(lines["borders"], frame, border, width),
        _stroke(lines["ceasefires"], frame, border, width, dash="1 4"),
        _margin(ground, frame),
    ]
    joined = Markup().join(parts)
    return element("g", joined, fill="none", stroke_linejoin="round", stroke_linecap="round")


def area_path(area: BaseGeometry, frame: Frame, *, tolerance: float = _TOLERANCE) -> str:
    """Return the `d` of an area given in EPSG:4326, cut a little outside the frame."""
    seen = _cut(_placed(area, frame).buffer(0), frame)
    seen = seen.simplify(tolerance)
    rings = [
        ring.coords[:-1]
        for part in shapely.get_parts(seen)
        if isinstance(part, Polygon) and not part.is_empty
        for ring in (part.exterior, *part.interiors)
    ]
    return "".join(f"{_short_path(ring)}Z" for ring in rings)


def _fill(area: BaseGeometry, frame: Frame, color: str, *, edge: str | None = None) -> Markup:
    path = area_path(area, frame)
    if not path:
        return Markup()
    # A line in the fill's own colour hides the hairlines between neighbours.
    return element(
        "path", d=path, fill=color, fill_rule="evenodd", stroke=edge or color, stroke_width=0.8
    )


def _stroke(  # noqa: PLR0913 - how a line looks
    lines: Sequence[Sequence[XY]],
    frame: Frame,
    color: str,
    width: float,
    *,
    dash: str | None = None,
    opacity: float | None = None,
    tolerance: float = _TOLERANCE,
) -> Markup:
    if not lines:
        return Markup()
    whole = shapely.line_merge(_cut(_placed(MultiLineString(lines), frame), frame))
    simple = shapely.get_parts(whole.simplify(tolerance))
    path = "".join(
        _short_path(line.coords)
        for line in simple
        if line.geom_type == "LineString" and not line.is_empty
    )
    if not path:
        return Markup()
    return element(
        "path",
        d=path,
        stroke=color,
        stroke_width=width,
        stroke_dasharray=dash,
        stroke_opacity=opacity,
    )


def _margin(ground: Ground, frame: Frame) -> Markup:
    """Beyond what the basemap covers lies paper, not a sea that is none."""
    if ground.extent is None:
        return Markup()
    west, south, east, north = ground.extent
    (x0, y0), (x1, y1) = frame.place(west, north), frame.place(east, south)
    if x0 <= 0 and y0 <= 0 and x1 >= frame.width and y1 >= frame.height:
        return Markup()
    w, h = frame.width, frame.height
    outer = path_text([(0, 0), (w, 0), (w, h), (0, h)], closed=True)
    inner = path_text([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], closed=True)
    return element("path", d=outer + inner, fill=GROUND["margin"], fill_rule="evenodd")


def _placed(shape: BaseGeometry, frame: Frame) -> BaseGeometry:
    def place(points: Any) -> Any:
        return [frame.place(lon, lat) for lon, lat in points]

    return shapely.transform(shape, place)


def _cut(shape: BaseGeometry, frame: Frame) -> BaseGeometry:
    far = _BEYOND
    return shapely.clip_by_rect(shape, -far, -far, frame.width + far, frame.height + far)


def _short_path(points: Iterable[Sequence[float]]) -> str:
    """Return a path in steps of tenths: the ground has thousands of corners."""
    tenths = [(round(point[0] * 10), round(point[1] * 10)) for point in points]
    steps = [
        f"{number_text((x - px) / 10)} {number_text((y - py) / 10)}"
        for (px, py), (x, y) in pairwise(tenths)
        if (x, y) != (px, py)
    ]
    start = " ".join(number_text(value / 10) for value in tenths[0])
    return f"M{start}l{' '.join(steps)}" if steps else f"M{start}"


def _river_width(rank: int, frame: Frame) -> float:
    return max(0.9, (frame.zoom - 4) * _RIVER_WIDTHS.get(rank, 0.25))


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


def _fits(code: str, pattern: str) -> bool:
    return code.startswith(pattern[:-1]) if pattern.endswith("*") else code == pattern
