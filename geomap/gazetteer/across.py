"""What lies across a line or between two: the far bank, the land inland of a border.

Rivers and borders are drawn with a doubt of kilometres, and that doubt is part of every answer.
"""

from itertools import pairwise

import shapely
import shapely.ops
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from geomap.gazetteer.borders import BORDER_MEAN_M, side_of_river
from geomap.gazetteer.footprints import Footprint, area_footprint
from geomap.gazetteer.geodesy import (
    buffer_m,
    circle,
    distance_m,
    polygons_of,
    union,
)
from geomap.gazetteer.vocabulary import BEARINGS_DEG

_STEPS = 160


def land_opposite(  # noqa: PLR0913 - a place, a river and how far, by name
    of: Footprint,
    river: Footprint,
    line: BaseGeometry,
    directions: tuple[str, ...],
    *,
    reach_m: float,
    accuracy_m: float,
) -> Footprint | None:
    """Return what lies across a river from a place; None where the river does not run by it.

    Parameters
    ----------
    of, river, line
        The place, the river and its line.
    directions
        Which side is meant; without any it is the one on which the place does not lie.
    reach_m
        How far the far side reaches along and beyond the water, metres.
    accuracy_m
        How far the line may be off, metres.
    """
    around = circle(of.lon, of.lat, radius_m=of.uncertainty_m + reach_m)
    if not line.intersects(around):
        return None
    far = side_of_river(around, line, side_deg=BEARINGS_DEG[directions[0]]) if directions else None
    if far is None:
        far = _side_without(around, line, (of.lon, of.lat))
    # Towns on the water lie on either side of a line that is so far off.
    doubtful = buffer_m(line.intersection(around), accuracy_m).intersection(around)
    area = polygons_of(union([far, doubtful]))
    how = (
        f"Across the river from it: up to {reach_m / 1000:.0f} km beyond its edge, and the "
        f"{accuracy_m / 1000:.1f} km to each side of the embedded line that are in doubt."
    )
    return area_footprint(
        area,
        doubt_m=0,
        place_ids=tuple(dict.fromkeys((*of.place_ids, *river.place_ids))),
        why=(*of.why, *river.why, how),
    )


def _side_without(
    area: BaseGeometry, line: BaseGeometry, point: tuple[float, float]
) -> BaseGeometry:
    """Return the pieces into which a line cuts an area but for the one that holds a point."""
    edges = shapely.union_all([area.boundary, line.intersection(area)])
    faces = shapely.get_parts(shapely.polygonize(list(shapely.get_parts(edges))))
    return union(face for face in faces if not face.intersects(Point(point)))


def land_inland(  # noqa: PLR0913 - a country, a border and how deep, by name
    country: Footprint,
    line: BaseGeometry,
    distance_m: float,
    *,
    doubt_m: float,
    is_depth: bool,
    place_ids: tuple[str, ...],
    why: tuple[str, ...],
) -> Footprint | None:
    """Return the land of a country at, or up to, a distance from a line; None where there is none.

    Parameters
    ----------
    country, line
        The country, and the border that the distance is measured from.
    distance_m, doubt_m
        How far, and the doubt of that with the line's own, metres.
    is_depth
        Whether all land as far as that is meant: a depth, no distance.
    place_ids, why
        The places of the border, and how it was read.
    """
    inner_m = 0.0 if is_depth else max(0.0, distance_m - doubt_m)
    band = buffer_m(line, distance_m + doubt_m)
    if inner_m:
        band = polygons_of(band.difference(buffer_m(line, inner_m)))
    land = polygons_of(band.intersection(country.geometry))
    if land.is_empty:
        return None
    words = "Up to" if is_depth else "At"
    how = f"{words} {distance_m / 1000:g} km inside, good to {doubt_m / 1000:.1f} km."
    return area_footprint(
        land,
        doubt_m=BORDER_MEAN_M,
        place_ids=tuple(dict.fromkeys((*country.place_ids, *place_ids))),
        why=(*country.why, *why, how),
    )


def land_between_lines(
    lines: list[BaseGeometry], home: BaseGeometry, *, farthest_m: float, doubt_m: float
) -> BaseGeometry | None:
    """Return the land between two lines where they are near each other; None where nowhere.

    It is swept by the shortest ways from points of one line to the other, as far as these are no
    longer than `farthest_m` metres, and cut by the home country.
    """
    swept: list[BaseGeometry] = []
    for first, second in (lines, lines[::-1]):
        for part in shapely.get_parts(shapely.line_merge(first)):
            ways = [_way_from(part, share / _STEPS, second) for share in range(_STEPS + 1)]
            pairs = pairwise(ways)
            swept += [
                shapely.MultiPoint([*one, *other]).convex_hull
                for one, other in pairs
                if max(_length_m(one), _length_m(other)) <= farthest_m
            ]
    if not swept:
        return None
    land = polygons_of(buffer_m(union(swept), doubt_m).intersection(home))
    return None if land.is_empty else land


def _way_from(line: BaseGeometry, share: float, other: BaseGeometry) -> list[tuple[float, float]]:
    """Return the ends of the shortest way from a point of one line to another line."""
    start = line.interpolate(share, normalized=True)
    end = shapely.ops.nearest_points(other, start)[0]
    return [(float(start.x), float(start.y)), (float(end.x), float(end.y))]


def _length_m(way: list[tuple[float, float]]) -> float:
    return distance_m(*way[0], *way[1])
