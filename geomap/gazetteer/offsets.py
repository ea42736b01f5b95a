"""What lies a stated distance from a place or a line, and the edge of a town.

The arithmetic is that of the point-radius method (Chapman A. D. and Wieczorek J. R. 2020,
Georeferencing Best Practices, GBIF Secretariat, https://doi.org/10.15468/doc-gg7h-s853): the doubts
of the place's extent, of its coordinate and of the distance add up, and a direction given as one
of eight winds is open to half the angle between two of them.
"""

import math

from shapely.affinity import translate
from shapely.geometry.base import BaseGeometry

from geomap.gazetteer.footprints import Footprint, area_footprint
from geomap.gazetteer.geodesy import bearing_deg as bearing_between_deg
from geomap.gazetteer.geodesy import buffer_m, circle, move, point_inside, polygons_of, union, wedge
from geomap.gazetteer.vocabulary import BEARINGS_DEG


def doubt_of_distance_m(asked_m: float, stated_m: float, *, distance_share: float) -> float:
    """Return how wrong a stated distance may be, metres.

    Parameters
    ----------
    asked_m, stated_m
        The distance, and the doubt that its wording leaves (`measures`), metres.
    distance_share
        The share of the distance that is always open.
    """
    return max(asked_m * distance_share, stated_m)


def ring_around(  # noqa: PLR0913 - the measures of a ring sector, by name
    of: Footprint,
    asked_m: float,
    bearing_deg: float | None,
    *,
    towards: str,
    half_angle_deg: float,
    doubt_m: float,
) -> Footprint:
    """Return what lies a stated distance from a place, along a bearing or all round.

    Parameters
    ----------
    of
        The place; its radius adds to the doubt.
    asked_m, doubt_m
        The distance and its own doubt, metres.
    bearing_deg, towards
        The direction from north, and its name; a bearing of None is all round.
    half_angle_deg
        How far the direction is open to each side.
    """
    slack_m = doubt_m + of.uncertainty_m
    inner_m, outer_m = max(0.0, asked_m - slack_m), asked_m + slack_m
    at = None
    if bearing_deg is None:
        area: BaseGeometry = circle(of.lon, of.lat, radius_m=outer_m)
        if inner_m:
            area = polygons_of(area.difference(circle(of.lon, of.lat, radius_m=inner_m)))
        where = "in any direction"
    else:
        sector = wedge(
            of.lon,
            of.lat,
            bearing_deg=bearing_deg,
            half_angle_deg=half_angle_deg,
            inner_m=max(0.0, asked_m - doubt_m),
            # The chords of the far arc must not cut into the ring.
            outer_m=(asked_m + doubt_m) / math.cos(math.radians(half_angle_deg / 4)),
        )
        # It may be measured from anywhere in the place, so its extent counts to all sides.
        area = buffer_m(sector, of.uncertainty_m)
        at = move(of.lon, of.lat, bearing_deg=bearing_deg, distance_m=asked_m)
        where = f"{towards}, {half_angle_deg:g}° to each side"
    how = (
        f"{asked_m / 1000:g} km from it {where}; the distance is taken as good to "
        f"{slack_m / 1000:.1f} km ({doubt_m / 1000:.1f} km of its own and the place's extent)."
    )
    return area_footprint(area, doubt_m=0, at=at, place_ids=of.place_ids, why=(*of.why, how))


def edge_of(
    of: Footprint, directions: tuple[str, ...], *, half_angle_deg: float, reach_m: float
) -> Footprint:
    """Return the outskirts of a place: the ring from half its radius to `reach_m` beyond it."""
    inner_m, outer_m = of.uncertainty_m / 2, of.uncertainty_m + reach_m
    if directions:
        area = union(
            wedge(
                of.lon,
                of.lat,
                bearing_deg=BEARINGS_DEG[direction],
                half_angle_deg=half_angle_deg,
                inner_m=inner_m,
                outer_m=outer_m,
            )
            for direction in directions
        )
        at = move(
            of.lon,
            of.lat,
            bearing_deg=BEARINGS_DEG[directions[0]],
            distance_m=of.uncertainty_m,
        )
        which = f"{' and '.join(directions)} edge, {half_angle_deg:g}° to each side"
    else:
        whole = circle(of.lon, of.lat, radius_m=outer_m)
        area = polygons_of(whole.difference(circle(of.lon, of.lat, radius_m=inner_m)))
        at, which = None, "edge"
    how = (
        f"Its {which}: from {inner_m / 1000:.1f} km to {outer_m / 1000:.1f} km from its middle, "
        "for the outline of the town is not drawn."
    )
    return area_footprint(area, doubt_m=0, at=at, place_ids=of.place_ids, why=(*of.why, how))


def band_beside(
    of: Footprint,
    line: BaseGeometry,
    asked_m: float,
    direction: str | None,
    *,
    doubt_m: float,
) -> Footprint | None:
    """Return what lies a stated distance from a border or river, None where nothing does.

    A direction keeps the side to which the line, moved by the distance, comes to lie.
    """
    inner_m, outer_m = max(0.0, asked_m - doubt_m), asked_m + doubt_m
    band = buffer_m(line, outer_m)
    if inner_m:
        band = polygons_of(band.difference(buffer_m(line, inner_m)))
    where = ""
    if direction is not None:
        lon, lat = point_inside(line.envelope)
        to_lon, to_lat = move(lon, lat, bearing_deg=BEARINGS_DEG[direction], distance_m=asked_m)
        moved = translate(line, to_lon - lon, to_lat - lat)
        band = polygons_of(band.intersection(buffer_m(moved, asked_m / 2 + doubt_m)))
        where = f" on its {direction} side"
    if band.is_empty:
        return None
    how = f"{asked_m / 1000:g} km from the line{where}, good to {doubt_m / 1000:.1f} km."
    return area_footprint(band, doubt_m=0, place_ids=of.place_ids, why=(*of.why, how))


def bearing_towards(of: Footprint, goal: Footprint) -> float:
    """Return the bearing from one place to another, degrees from north."""
    return bearing_between_deg(of.lon, of.lat, goal.lon, goal.lat)
