"""Corridors: a road between places, a reach of a river, a strip along a border.

No road is drawn in the gazetteer: a corridor around the direct way stands for it, wide enough for
the bends. Rivers and borders are drawn, and their own accuracy is part of the width.
"""

from itertools import pairwise

import shapely
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring

from geomap.gazetteer.borders import BORDER_MEAN_M
from geomap.gazetteer.footprints import Footprint, area_footprint
from geomap.gazetteer.geodesy import buffer_m, distance_m, distance_to_m, polygons_of, union

FARTHEST_FROM_LINE_M = 30_000
"""Up to here a place may lie from a border or river that a phrase runs along."""


def road_corridor(ends: list[Footprint], *, width_m: float, width_share: float) -> Footprint:
    """Return the corridor around the direct way between places, in the order they are named.

    Parameters
    ----------
    ends
        Two or more places.
    width_m, width_share
        The half-width: metres, and a share of the direct way on top.
    """
    stretches, longest_m = [], 0.0
    for first, second in pairwise(ends):
        apart_m = distance_m(first.lon, first.lat, second.lon, second.lat)
        longest_m = max(longest_m, apart_m)
        way = shapely.LineString([(first.lon, first.lat), (second.lon, second.lat)])
        stretches.append(buffer_m(way, width_m + width_share * apart_m))
    half_m = width_m + width_share * longest_m
    how = (
        "On the road between them; the road is not drawn, so a corridor of "
        f"{half_m / 1000:.1f} km to each side of the direct way is taken."
    )
    return _area_of(union(stretches), ends, how, doubt_m=0)


def river_course(
    river: Footprint,
    line: BaseGeometry,
    ends: list[Footprint],
    *,
    width_m: float,
    accuracy_m: float,
) -> Footprint | None:
    """Return the land along a river, between two places on it; None when they are not on it.

    `accuracy_m` is how far the line may be off, in metres.
    """
    course = longest_reach(line)
    if ends:
        if any(distance_to_m(course, end.lon, end.lat) > FARTHEST_FROM_LINE_M for end in ends):
            return None
        course = stretch_between(course, ends)
    half_m = width_m + accuracy_m
    how = (
        f"Along the river{' between them' if ends else ''}: {half_m / 1000:.0f} km to each side, "
        f"of which {accuracy_m / 1000:.0f} km are the doubt of the embedded line."
    )
    parts = [river, *ends]
    return _area_of(buffer_m(course, half_m), parts, how, doubt_m=0)


def border_depth(home: Footprint, ends: list[Footprint], *, depth_m: float) -> Footprint | None:
    """Return the strip of a country along its border between two places; None away from it."""
    rings = shapely.get_parts(home.geometry.boundary)
    border = max(rings, key=lambda part: part.length)
    if any(distance_to_m(border, end.lon, end.lat) > FARTHEST_FROM_LINE_M for end in ends):
        return None
    line = stretch_between(border, ends)
    strip = polygons_of(buffer_m(line, depth_m).intersection(home.geometry))
    if strip.is_empty:
        return None
    how = (
        f"The strip {depth_m / 1000:g} km deep along the border between them, on the side of the "
        "country; its two ends are rounded."
    )
    return _area_of(strip, [home, *ends], how, doubt_m=BORDER_MEAN_M)


def stretch_between(line: BaseGeometry, ends: list[Footprint]) -> BaseGeometry:
    """Return the part of a line between the points nearest to places; of a ring the shorter way."""
    stops = sorted(line.project(shapely.Point(end.lon, end.lat)) for end in ends)
    inner = substring(line, stops[0], stops[-1])
    if line.is_ring and inner.length > line.length / 2:
        outer = [substring(line, stops[-1], line.length), substring(line, 0, stops[0])]
        return shapely.union_all(outer)
    return inner


def longest_reach(line: BaseGeometry) -> BaseGeometry:
    """Return the main course of a river: its longest piece without the side arms."""
    parts = shapely.get_parts(shapely.line_merge(line))
    longest: BaseGeometry = max(parts, key=lambda part: part.length)
    return longest


def _area_of(area: BaseGeometry, parts: list[Footprint], how: str, *, doubt_m: float) -> Footprint:
    return area_footprint(
        area,
        doubt_m=doubt_m,
        place_ids=tuple(dict.fromkeys(key for part in parts for key in part.place_ids)),
        why=(*(sentence for part in parts for sentence in part.why), how),
    )
