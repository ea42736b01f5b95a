"""Metres on the Earth: the only module that turns degrees into metres.

Single points use geodesics on the WGS 84 ellipsoid (pyproj.Geod). Shapes are projected to an
azimuthal equidistant CRS centred on themselves, where distances from the centre are true and, over
the few hundred kilometres asked for here, others are off by less than 0.1 %.
"""

import math
from collections.abc import Iterable
from functools import lru_cache

import numpy as np
import shapely
from pyproj import Geod, Proj
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

_GEOD = Geod(ellps="WGS84")
_CIRCLE_VERTICES = 64
_HALF_TURN_DEG = 180.0


def distance_m(lon1: float, lat1: float, lon2: float, lat2: float) -> float:
    """Return the geodesic distance in metres between two points given in degrees.

    Examples
    --------
    >>> round(distance_m(36.66503, 36.34, 36.68839, 36.3095) / 1000, 1)
    4.0
    """
    return float(_GEOD.inv(lon1, lat1, lon2, lat2)[2])


def bearing_deg(lon1: float, lat1: float, lon2: float, lat2: float) -> float:
    """Return the initial bearing from the first point to the second, degrees from north, 0-360."""
    return float(_GEOD.inv(lon1, lat1, lon2, lat2)[0]) % 360


def angle_between_deg(first_deg: float, second_deg: float) -> float:
    """Return the smaller angle between two bearings, 0-180 degrees."""
    return abs((first_deg - second_deg + _HALF_TURN_DEG) % 360 - _HALF_TURN_DEG)


def move(lon: float, lat: float, *, bearing_deg: float, distance_m: float) -> tuple[float, float]:
    """Return the point (lon, lat) that lies `distance_m` metres from here along a bearing."""
    end_lon, end_lat, _ = _GEOD.fwd(lon, lat, bearing_deg, distance_m)
    return float(end_lon), float(end_lat)


def circle(lon: float, lat: float, *, radius_m: float) -> Polygon:
    """Return the circle of `radius_m` metres around a point, as a polygon of 64 vertices."""
    count = _CIRCLE_VERTICES
    bearings_deg = np.arange(count) * (-360 / count)
    lons, lats, _ = _GEOD.fwd(
        np.full(count, lon), np.full(count, lat), bearings_deg, np.full(count, radius_m)
    )
    return Polygon(np.column_stack((lons, lats)))


def wedge(  # noqa: PLR0913 - the measures of a ring sector, by name
    lon: float,
    lat: float,
    *,
    bearing_deg: float,
    half_angle_deg: float,
    inner_m: float,
    outer_m: float,
) -> Polygon:
    """Return the part of a ring around a point that faces one direction.

    Parameters
    ----------
    lon, lat
        The point, degrees.
    bearing_deg, half_angle_deg
        The middle of the wedge, from north, and how far it opens to each side.
    inner_m, outer_m
        The distances from the point at which the wedge begins and ends; 0 begins at the point.
    """
    steps = max(4, round(half_angle_deg / 3))
    bearings = [
        bearing_deg - half_angle_deg + 2 * half_angle_deg * index / steps
        for index in range(steps + 1)
    ]
    outer = [move(lon, lat, bearing_deg=angle, distance_m=outer_m) for angle in bearings]
    inner = (
        [move(lon, lat, bearing_deg=angle, distance_m=inner_m) for angle in reversed(bearings)]
        if inner_m > 0
        else [(lon, lat)]
    )
    return Polygon([*outer, *inner])


def ellipse(
    first: tuple[float, float], second: tuple[float, float], *, detour: float
) -> BaseGeometry:
    """Return all points on a way from one point to another that is at most `detour` times as long.

    Parameters
    ----------
    first, second
        The foci, (lon, lat) in degrees; they must differ.
    detour
        Longest way through a point of the ellipse over the direct way; above 1.
    """
    apart_m = distance_m(*first, *second)
    lon, lat = _GEOD.npts(*first, *second, 1)[0]
    major_m = detour * apart_m / 2
    minor_m = math.sqrt(major_m**2 - (apart_m / 2) ** 2)
    # Counter-clockwise from east in the plane; a bearing runs clockwise from north.
    tilt = math.radians(90 - bearing_deg(lon, lat, *second))
    ring = []
    for index in range(_CIRCLE_VERTICES):
        turn = 2 * math.pi * index / _CIRCLE_VERTICES
        along, across = major_m * math.cos(turn), minor_m * math.sin(turn)
        east_m = along * math.cos(tilt) - across * math.sin(tilt)
        north_m = along * math.sin(tilt) + across * math.cos(tilt)
        ring.append((east_m, north_m))
    return _to_degrees(Polygon(ring), (lon, lat))


def buffer_m(geometry: BaseGeometry, distance_m: float) -> BaseGeometry:
    """Return all points within `distance_m` metres of a geometry; none of an empty one."""
    if geometry.is_empty:
        return geometry
    centre = _centre(geometry)
    return _to_degrees(_to_metres(geometry, centre).buffer(distance_m, quad_segs=8), centre)


def area_m2(geometry: BaseGeometry) -> float:
    """Return the geodesic area of a geometry in square metres; 0 for points and lines."""
    if isinstance(geometry, shapely.Polygon) and not shapely.get_num_interior_rings(geometry):
        # As nearly all are: the corners at once, not one by one.
        lon, lat = shapely.get_coordinates(geometry).T
        return abs(float(_GEOD.polygon_area_perimeter(lon, lat)[0]))
    return abs(float(_GEOD.geometry_area_perimeter(_oriented(geometry))[0]))


def length_m(geometry: BaseGeometry) -> float:
    """Return the geodesic length of lines in metres."""
    return float(_GEOD.geometry_length(geometry))


def distance_to_m(geometry: BaseGeometry, lon: float, lat: float) -> float:
    """Return the distance in metres from a point to the nearest part of a geometry; 0 inside."""
    here = shapely.Point(lon, lat)
    if geometry.intersects(here):
        return 0.0
    return float(_to_metres(geometry, (lon, lat)).distance(shapely.Point(0, 0)))


def farthest_m(geometry: BaseGeometry, lon: float, lat: float) -> float:
    """Return the distance in metres from a point to the farthest vertex of a geometry."""
    coordinates = shapely.get_coordinates(geometry)
    count = len(coordinates)
    lons, lats = [lon] * count, [lat] * count
    return float(max(_GEOD.inv(lons, lats, coordinates[:, 0], coordinates[:, 1])[2], default=0))


def point_inside(geometry: BaseGeometry) -> tuple[float, float]:
    """Return a point (lon, lat) inside a geometry: its centroid where that lies inside."""
    centroid = geometry.centroid
    if not geometry.intersects(centroid):
        centroid = geometry.representative_point()
    return float(centroid.x), float(centroid.y)


def union(geometries: Iterable[BaseGeometry]) -> BaseGeometry:
    """Return the valid union of geometries."""
    return shapely.union_all([shapely.make_valid(geometry) for geometry in geometries])


def polygons_of(geometry: BaseGeometry) -> BaseGeometry:
    """Return only the polygons of a geometry: an overlay may leave points and lines behind."""
    parts = [part for part in shapely.get_parts(geometry) if part.geom_type == "Polygon"]
    if geometry.geom_type == "GeometryCollection":
        nested = [part for part in shapely.get_parts(geometry) if part.geom_type == "MultiPolygon"]
        parts += [part for collection in nested for part in shapely.get_parts(collection)]
    return union(parts)


def _oriented(geometry: BaseGeometry) -> BaseGeometry:
    """Orient rings as pyproj expects, or holes would add to the area."""
    return shapely.orient_polygons(geometry)


def _centre(geometry: BaseGeometry) -> tuple[float, float]:
    west, south, east, north = geometry.bounds
    return (west + east) / 2, (south + north) / 2


def _to_metres(geometry: BaseGeometry, centre: tuple[float, float]) -> BaseGeometry:
    return shapely.transform(geometry, _plane_around(centre), interleaved=False)


def _to_degrees(geometry: BaseGeometry, centre: tuple[float, float]) -> BaseGeometry:
    plane = _plane_around(centre)

    def invert(x: float, y: float) -> tuple[float, float]:
        degrees: tuple[float, float] = plane(x, y, inverse=True)
        return degrees

    return shapely.make_valid(shapely.transform(geometry, invert, interleaved=False))


@lru_cache(maxsize=256)
def _plane_around(centre: tuple[float, float]) -> Proj:
    # A bare projection: looking up the CRS for a Transformer costs a hundred times as much.
    lon, lat = centre
    return Proj(proj="aeqd", lon_0=lon, lat_0=lat, ellps="WGS84", units="m")
