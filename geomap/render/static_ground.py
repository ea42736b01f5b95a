"""The ground of a static map as SVG paths: sea, land, lines, rivers and lakes.

Cut to the frame and thinned to what its size can show.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

import shapely
from markupsafe import Markup
from shapely import MultiLineString, Polygon
from shapely.geometry.base import BaseGeometry

from geomap.render.static_frame import Frame
from geomap.render.static_symbols import XY, number_text, path_text
from geomap.render.static_topology import Topology
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
_TOLERANCE = 0.7
_BEYOND = 4
_RIVER_WIDTHS = {1: 0.45, 2: 0.32}
# A map no wider than this has room for the greatest rivers and for home's own units alone.
_SMALL = 400
_GREAT_RIVERS = 2


# Months of one country share their frame: the ground is drawn once for all of them.
@lru_cache(maxsize=16)
def ground_markup(topology: Topology, frame: Frame) -> Markup:
    """Return the ground as SVG, to be cut by the frame's own clip path."""
    is_small = frame.width <= _SMALL
    thin = 0.75 if is_small else 0.9
    width = 1.6 if frame.zoom >= 8 else 1.0 if is_small else 1.2  # noqa: PLR2004 - a zoom level
    lines, border = topology.lines(), GROUND["border"]
    admin = lines["admin_home"] + ([] if is_small else lines["admin_abroad"])
    rivers = [found for found in topology.rivers() if not is_small or found[0] <= _GREAT_RIVERS]
    separations = lines["borders"] + lines["ceasefires"]
    parts = [
        element("rect", width=frame.width, height=frame.height, fill=GROUND["sea"]),
        _fill(topology.land(home=False), frame, GROUND["abroad"]),
        _fill(topology.land(home=True), frame, GROUND["home"]),
        _stroke(admin, frame, GROUND["admin"], thin, dash="4 3", tolerance=0.9),
        *(_stroke(river, frame, GROUND["river"], _river_width(r, frame)) for r, river in rivers),
        _fill(topology.lakes(), frame, GROUND["lake"], edge=GROUND["river"]),
        _stroke(lines["coast"], frame, GROUND["coast"], thin),
        _stroke(separations, frame, border, 5.5 * thin, opacity=0.15, tolerance=2),
        _stroke(lines["borders"], frame, border, width),
        _stroke(lines["ceasefires"], frame, border, width, dash="1 4"),
        _margin(topology, frame),
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


def _margin(topology: Topology, frame: Frame) -> Markup:
    """Beyond what the basemap covers lies paper, not a sea that is none."""
    if topology.extent is None:
        return Markup()
    west, south, east, north = topology.extent
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
        step / 10
        for (px, py), (x, y) in pairwise(tenths)
        if (x, y) != (px, py)
        for step in (x - px, y - py)
    ]
    start = _packed(value / 10 for value in tenths[0])
    return f"M{start}l{_packed(steps)}" if steps else f"M{start}"


def _packed(numbers: Iterable[float]) -> str:
    """Return numbers as a path may hold them: no naught before a point, no space before a sign."""
    text = " ".join(number_text(number) for number in numbers)
    return text.replace(" 0.", " .").replace("-0.", "-.").replace(" -", "-")


def _river_width(rank: int, frame: Frame) -> float:
    return max(0.9, (frame.zoom - 4) * _RIVER_WIDTHS.get(rank, 0.25))
