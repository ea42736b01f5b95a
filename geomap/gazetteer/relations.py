"""Relations between known footprints → geometry, with the uncertainty and a sentence saying how.

Nothing here reads words. Distances come from relations.toml; the answer names the one it used.
"""

import math
from dataclasses import replace

import shapely
from shapely.geometry.base import BaseGeometry

from geomap.gazetteer.borders import (
    BORDER_MEAN_M,
    BORDER_WORST_M,
    meeting_point,
    river_band,
    shared_line,
    side_of_river,
)
from geomap.gazetteer.footprints import Footprint, area_footprint
from geomap.gazetteer.geodesy import (
    area_m2,
    buffer_m,
    circle,
    distance_m,
    distance_to_m,
    ellipse,
    farthest_m,
    move,
    point_inside,
    polygons_of,
    union,
    wedge,
)
from geomap.gazetteer.matching import NEAR_MISS_M
from geomap.gazetteer.vocabulary import BEARINGS_DEG

FAR_OFF_M = 100_000
"""From here on a point that the rest of its phrase puts elsewhere is no sure answer."""

MUCH_SMALLER = 0.25
"""Up to this share of another's size an area is the more specific of the two."""

# A part of an area is kept whole when nearly all of it lies in the wider one.
_NEARLY_ALL = 0.98
_MOST = 0.5

_SOME = 0.01


def surroundings_of(of: Footprint, *, reach_m: float) -> Footprint:
    """Return the surroundings of a place; of a unit, the strip outside its border."""
    if of.is_point:
        area: BaseGeometry = circle(of.lon, of.lat, radius_m=of.uncertainty_m + reach_m)
        at = (of.lon, of.lat)
        how = f"Near it: {reach_m / 1000:.0f} km beyond its own {of.uncertainty_m / 1000:.1f} km."
    else:
        wider = buffer_m(of.geometry, reach_m)
        area = wider if of.precision == "area" else polygons_of(wider.difference(of.geometry))
        at = (of.lon, of.lat)
        how = f"Near it: up to {reach_m / 1000:.0f} km from its edge."
    return area_footprint(area, doubt_m=0, at=at, place_ids=of.place_ids, why=(*of.why, how))


def area_between(ends: list[Footprint], *, detour: float) -> Footprint:
    """Return what lies between places: an ellipse for two, the hull for more or for areas."""
    place_ids = tuple(key for end in ends for key in end.place_ids)
    why = tuple(sentence for end in ends for sentence in end.why)
    doubt_m = max(end.uncertainty_m for end in ends if end.is_point or len(ends) > 0)
    first, *others = ends
    if len(ends) == 2 and all(end.is_point for end in ends):  # noqa: PLR2004 - a pair
        second = others[0]
        apart_m = distance_m(first.lon, first.lat, second.lon, second.lat)
        # The way runs between the two places, not between the points that stand for them.
        extent_m = (first.uncertainty_m + second.uncertainty_m) / 2
        area = ellipse(
            (first.lon, first.lat), (second.lon, second.lat), detour=detour + extent_m / apart_m
        )
        how = (
            f"Between the two, {apart_m / 1000:.1f} km apart: where a way from one to the other "
            f"is at most {detour:g} times as long as the direct one, and half their extents more."
        )
        return area_footprint(area, doubt_m=doubt_m, place_ids=place_ids, why=(*why, how))
    hull = union(end.extent for end in ends).convex_hull
    how = f"Between the {len(ends)}: all that their outlines enclose."
    return area_footprint(hull, doubt_m=0, place_ids=place_ids, why=(*why, how))


def border_line(sides: list[Footprint]) -> BaseGeometry | None:
    """Return the line that units share, of one unit its outline; None when no two touch."""
    if len(sides) == 1:
        return sides[0].geometry.boundary
    lines = [
        shared
        for index, first in enumerate(sides)
        for second in sides[index + 1 :]
        if (shared := shared_line(first.geometry, second.geometry)) is not None
    ]
    return shapely.union_all(lines) if lines else None


def border_strip(
    sides: list[Footprint],
    names: list[str],
    *,
    reach_m: float,
    accuracy_m: tuple[float, float] = (BORDER_MEAN_M, BORDER_WORST_M),
) -> Footprint | None:
    """Return the strip along the line that units share, None when no two of them touch.

    Parameters
    ----------
    sides, names
        The units and what they are called.
    reach_m
        How far the strip extends to each side, metres.
    accuracy_m
        How far the line may be off, on average and at worst, metres.
    """
    line = border_line(sides)
    if line is None:
        return None
    mean_m, worst_m = accuracy_m
    of = f"The border {'of' if len(sides) == 1 else 'between'} {' and '.join(names)}"
    how = (
        f"{of}, {reach_m / 1000:g} km to each side; the line as it is drawn is off by "
        f"{mean_m / 1000:.1f} km on average, {worst_m / 1000:.1f} km at worst."
    )
    strip = area_footprint(
        buffer_m(line, reach_m),
        doubt_m=mean_m,
        place_ids=tuple(key for side in sides for key in side.place_ids),
        why=(how,),
    )
    return replace(strip, edge_m=mean_m)


def border_corner(sides: list[Footprint], names: list[str], *, reach_m: float) -> Footprint | None:
    """Return the surroundings of the point where countries meet, None when they do not."""
    corner = meeting_point([side.geometry for side in sides])
    if corner is None:
        return None
    lon, lat = corner
    how = (
        f"{reach_m / 1000:.0f} km around the point where {', '.join(names)} meet "
        f"({lat:.3f} N {lon:.3f} E)."
    )
    return area_footprint(
        circle(lon, lat, radius_m=reach_m),
        doubt_m=BORDER_MEAN_M,
        at=corner,
        place_ids=tuple(key for side in sides for key in side.place_ids),
        why=(how,),
    )


def part_towards(
    of: Footprint, directions: tuple[str, ...], *, half_angle_deg: float, rough: bool
) -> Footprint | None:
    """Return the part of an area that faces one or more directions, seen from its seat."""
    centre = (of.lon, of.lat)
    if rough:
        middle = of.geometry.centroid
        centre = (middle.x, middle.y)
    outer_m = farthest_m(of.extent, *centre) * 1.1
    cones = [
        wedge(
            *centre,
            bearing_deg=BEARINGS_DEG[direction],
            half_angle_deg=half_angle_deg,
            inner_m=0,
            # The chords of the far arc must not cut into the area.
            outer_m=outer_m / math.cos(math.radians(half_angle_deg / 4)),
        )
        for direction in directions
    ]
    part = polygons_of(of.extent.intersection(union(cones)))
    if part.is_empty:
        return None
    seen_from = "its middle" if rough or of.is_point else "its seat"
    how = (
        f"Its {' and '.join(directions)} part: the sector of {2 * half_angle_deg:.0f}° seen from "
        f"{seen_from}; nobody has drawn its edge."
    )
    found = area_footprint(
        part, doubt_m=BORDER_MEAN_M, place_ids=of.place_ids, why=(*of.why, how), rough=rough
    )
    return replace(found, edge_m=of.edge_m, bound=of.extent)


def outside_towards(
    of: Footprint, directions: tuple[str, ...], *, half_angle_deg: float, reach_m: float
) -> Footprint:
    """Return what lies to one side of a place: a wedge from its middle beyond its edge."""
    outer_m = of.uncertainty_m + reach_m
    cones = [
        wedge(
            of.lon,
            of.lat,
            bearing_deg=BEARINGS_DEG[direction],
            half_angle_deg=half_angle_deg,
            inner_m=0,
            outer_m=outer_m,
        )
        for direction in directions
    ]
    how = (
        f"To the {' and '.join(directions)} of it: no distance is given, so a wedge of "
        f"{2 * half_angle_deg:.0f}° up to {outer_m / 1000:.1f} km from its middle is taken."
    )
    return area_footprint(
        union(cones),
        doubt_m=of.uncertainty_m,
        at=_likelier_end(of, BEARINGS_DEG[directions[0]], reach_m) if len(cones) == 1 else None,
        place_ids=of.place_ids,
        why=(*of.why, how),
    )


def _likelier_end(of: Footprint, bearing_deg: float, reach_m: float) -> tuple[float, float]:
    """Return a point a third of the way out: the farther, the more likely another name is used."""
    away_m = of.uncertainty_m + reach_m / 3
    return move(of.lon, of.lat, bearing_deg=bearing_deg, distance_m=away_m)


def countryside_of(of: Footprint, *, reach_m: float, country: BaseGeometry | None) -> Footprint:
    """Return the countryside of a place: its district's reach, inside its country."""
    if not of.is_point:
        return of.saying("Its countryside: the whole of it, for no edge of the town is drawn.")
    area = _inside(circle(of.lon, of.lat, radius_m=of.uncertainty_m + reach_m), country)
    how = f"Its countryside: up to {reach_m / 1000:.0f} km around, inside the country."
    return area_footprint(
        area, doubt_m=0, at=(of.lon, of.lat), place_ids=of.place_ids, why=(*of.why, how)
    )


def countryside_towards(
    of: Footprint,
    directions: tuple[str, ...],
    *,
    half_angle_deg: float,
    reach_m: float,
    country: BaseGeometry | None,
) -> Footprint | None:
    """Return the part of a town's countryside that faces a direction."""
    whole = countryside_of(of, reach_m=reach_m, country=country)
    return part_towards(whole, directions, half_angle_deg=half_angle_deg, rough=False)


def side_of(  # noqa: PLR0913 - a side and how far it reaches, by name
    river: Footprint,
    line: BaseGeometry,
    area: Footprint,
    directions: tuple[str, ...],
    *,
    band_m: float,
    accuracy_m: float,
    into: BaseGeometry | None = None,
    whole: bool = True,
) -> Footprint | None:
    """Return one side of a river inside an area, or the land along both; None if it runs by.

    Parameters
    ----------
    river, line
        The river, and its line.
    area, directions
        What the side lies in, and which side or sides.
    band_m
        How far a bank reaches inland, metres.
    accuracy_m
        How far the line may be off, metres.
    into
        The line of the river that it flows into, if there is one.
    whole
        All land of that side ("east of the Euphrates"), not the bank alone.
    """
    if len(directions) == 1:
        side = side_of_river(area.extent, line, side_deg=BEARINGS_DEG[directions[0]], into=into)
        if side is None:
            return None
        how = f"The side of it to the {directions[0]}, inside the area stated or the country."
        geometry = side
        if not whole:
            geometry = polygons_of(side.intersection(river_band(line, area.extent, width_m=band_m)))
            how = f"Its {directions[0]} bank: {band_m / 1000:.0f} km inland."
        # Towns on the water lie on either side of a line that is so far off.
        doubtful = river_band(line, area.extent, width_m=accuracy_m)
        geometry = polygons_of(union([geometry, doubtful]))
    else:
        geometry = river_band(line, area.extent, width_m=band_m)
        if geometry.is_empty:
            return None
        how = f"Both banks: {band_m / 1000:.0f} km to each side."
    how += f" The embedded river line is good to {accuracy_m / 1000:.0f} km."
    found = area_footprint(
        geometry, doubt_m=accuracy_m, place_ids=river.place_ids, why=(*river.why, how)
    )
    return replace(found, edge_m=accuracy_m)


def laid_over(specific: Footprint, wider: Footprint) -> Footprint:
    """Return a footprint narrowed by a wider one that also holds, or with the conflict said.

    A point is never moved and an area whose edge nobody has drawn never cuts a small one: where
    the two disagree the more specific one stays. A border cuts only beyond its own doubt, and a
    direction does not cut at all: it says which of what is left is likelier.
    """
    if specific.is_point:
        return _point_in(specific, wider)
    whole_m2, wider_m2 = area_m2(specific.geometry), area_m2(wider.extent)
    # The sector of a direction is a manner of speaking: it takes a larger area to be cut by it.
    is_small = whole_m2 < (MUCH_SMALLER if wider.bound is None else _MOST) * wider_m2
    # Of a small area the doubt of a border may be the whole; a large one is cut as it is drawn.
    limit = wider.limit if is_small else wider.extent
    shared = polygons_of(specific.geometry.intersection(limit))
    share = area_m2(shared) / whole_m2 if not shared.is_empty and whole_m2 else 0.0
    keeps_all = (
        share >= _NEARLY_ALL
        or (wider.rough and share >= MUCH_SMALLER)
        or (is_small and share >= _MOST and wider.rough)
    )
    if keeps_all:
        return specific
    if share < _SOME:
        return specific.saying(
            "The parts of the phrase do not overlap: they disagree, and the most specific one "
            "is kept."
        )
    narrowed = area_footprint(
        shared,
        doubt_m=BORDER_MEAN_M,
        at=_likeliest_point(specific, shared, wider),
        place_ids=tuple(dict.fromkeys((*specific.place_ids, *wider.place_ids))),
        why=specific.why,
        rough=specific.rough and wider.rough,
    )
    return narrowed.saying(
        f"Where both hold: {area_m2(shared) / 1e6:,.0f} km², {share:.0%} of the former."
    )


def _likeliest_point(
    specific: Footprint, shared: BaseGeometry, wider: Footprint
) -> tuple[float, float] | None:
    if specific.precision != "area":
        return specific.lon, specific.lat
    likelier = polygons_of(shared.intersection(wider.extent)) if wider.bound else None
    return None if likelier is None or likelier.is_empty else point_inside(likelier)


def _point_in(point: Footprint, wider: Footprint) -> Footprint:
    away_m = distance_to_m(wider.extent, point.lon, point.lat)
    if away_m <= point.uncertainty_m + BORDER_WORST_M:
        return point
    outside = f"It lies {away_m / 1000:.0f} km outside another part of the phrase"
    if away_m <= NEAR_MISS_M:
        return point.saying(f"{outside}: close to it, not in it.")
    disagreeing = point.saying(f"{outside}: they disagree, and the more specific one is kept.")
    # So far off it is a namesake as likely as loose wording.
    return replace(disagreeing, status="ambiguous") if away_m > FAR_OFF_M else disagreeing


def _inside(area: BaseGeometry, country: BaseGeometry | None) -> BaseGeometry:
    if country is None or not country.intersects(area):
        return area
    return polygons_of(area.intersection(country))
