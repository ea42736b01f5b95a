"""Which unit every stored place lies in, by its point: what a source's own columns say is ignored.

A point outside every unit takes the nearest one within 10 km, and the distance is kept.
"""

import math
import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Set as AbstractSet

import numpy as np
import shapely

from geomap.gazetteer.geodesy import distance_m

SNAP_M = 10_000
SAME_BORDER_M = 50
"""Units of several levels whose borders are as near as this share the border."""
_REACH_DEG = 2 * SNAP_M / 111_320.0
"""Enough for SNAP_M from west to east up to 60 degrees north or south."""


def place_in_units(connection: sqlite3.Connection) -> None:
    """Write the deepest unit of every place; needed after any change of places or units."""
    connection.execute("UPDATE places SET unit = NULL, outside_m = NULL")
    rows = connection.execute("SELECT unit, level, polygon FROM units ORDER BY unit").fetchall()
    points = connection.execute("SELECT place, lon, lat FROM places ORDER BY place").fetchall()
    if not rows or not points:
        return
    shapes = shapely.from_wkb([zlib.decompress(row[2]) for row in rows])
    levels = np.array([row[1] for row in rows])
    stands = shapely.points([row[1] for row in points], [row[2] for row in points])
    inside = _deepest_around(shapes, levels, stands)
    found = [(unit, 0.0, point) for point, unit in inside.items()]
    found += _nearest_to_those_outside(shapes, levels, stands, inside.keys())
    connection.executemany(
        "UPDATE places SET unit = ?, outside_m = ? WHERE place = ?",
        ((rows[unit][0], away_m, points[point][0]) for unit, away_m, point in found),
    )


def _deepest_around(shapes: np.ndarray, levels: np.ndarray, stands: np.ndarray) -> dict[int, int]:
    """Return, by point, the deepest unit around it.

    The points are the tree and the units the question: so each polygon is prepared once.
    """
    unit, point = shapely.STRtree(stands).query(shapes, predicate="intersects")
    order = np.lexsort((unit, -levels[unit], point))
    around, first = np.unique(point[order], return_index=True)
    return dict(zip(around.tolist(), unit[order][first].tolist(), strict=True))


def _nearest_to_those_outside(
    shapes: np.ndarray, levels: np.ndarray, stands: np.ndarray, inside: AbstractSet[int]
) -> list[tuple[int, float, int]]:
    """Return unit, distance in metres and point for the points outside all units but near one."""
    outside = np.array([point for point in range(len(stands)) if point not in inside], dtype=int)
    tree = shapely.STRtree(stands[outside])
    unit, which = tree.query(shapes, predicate="dwithin", distance=_REACH_DEG)
    close: defaultdict[int, list[int]] = defaultdict(list)
    for point, near in zip(outside[which].tolist(), unit.tolist(), strict=True):
        close[point].append(near)
    return [
        (unit, away_m, point)
        for point, units in close.items()
        for unit, away_m in _nearest(shapes, levels, stands[point], units)
    ]


def _nearest(
    shapes: np.ndarray, levels: np.ndarray, point: shapely.Point, close: Iterable[int]
) -> list[tuple[int, float]]:
    """Return the deepest of the nearest units and its distance in metres, if it is near enough."""
    measured = [(_away_m(shapes[unit], point), unit) for unit in sorted(close)]
    near = [(away_m, unit) for away_m, unit in measured if away_m <= SNAP_M]
    if not near:
        return []
    closest_m = min(near)[0]
    _, away_m, unit = min(
        (-int(levels[unit]), away_m, unit)
        for away_m, unit in near
        if away_m <= closest_m + SAME_BORDER_M
    )
    return [(unit, away_m)]


def _away_m(shape: shapely.Geometry, point: shapely.Point) -> float:
    """Return the distance in metres to the nearest point of a unit that the point is outside of.

    The nearest point is sought in degrees, those of longitude shortened: within reach that is off
    by less than a metre. Only what is in reach is looked at: outlines have thousands of vertices.
    """
    shorter = math.cos(math.radians(point.y)), 1.0
    reach = 1.1 * _REACH_DEG  # clipping may lose what only touches the box
    box = (point.x - reach, point.y - reach, point.x + reach, point.y + reach)
    near = shapely.transform(shapely.clip_by_rect(shape, *box), lambda degrees: degrees * shorter)
    here = shapely.Point(point.x * shorter[0], point.y)
    x, y = shapely.get_coordinates(shapely.shortest_line(here, near))[1].tolist()
    return distance_m(point.x, point.y, x / shorter[0], y)
