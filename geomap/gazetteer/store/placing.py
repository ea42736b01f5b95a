"""Which unit every stored place lies in, by its point: what a source's own columns say is ignored.

A point outside every unit takes the nearest one within 10 km, and the distance is kept.
"""

import sqlite3

import numpy as np
import shapely

from geomap.gazetteer.geodesy import distance_to_m

SNAP_M = 10_000
SAME_BORDER_M = 50
"""Units of several levels whose borders are as near as this share the border."""
_DEGREE_M = 111_320.0


def place_in_units(connection: sqlite3.Connection) -> None:
    """Write the deepest unit of every place; needed after any change of places or units."""
    connection.execute("UPDATE places SET unit = NULL, outside_m = NULL")
    rows = connection.execute("SELECT unit, level, wkb FROM units ORDER BY unit").fetchall()
    points = connection.execute("SELECT place, lon, lat FROM places ORDER BY place").fetchall()
    if not rows or not points:
        return
    shapes = shapely.from_wkb([row[2] for row in rows])
    levels = np.array([row[1] for row in rows])
    stands = shapely.points([row[1] for row in points], [row[2] for row in points])
    tree = shapely.STRtree(shapes)
    deepest: dict[int, int] = {}
    which, inside = tree.query(stands, predicate="intersects")
    for point, unit in zip(which.tolist(), inside.tolist(), strict=True):
        known = deepest.get(point)
        if known is None or levels[unit] > levels[known]:
            deepest[point] = unit
    found = [(rows[unit][0], 0.0, points[point][0]) for point, unit in deepest.items()]
    found += [
        (rows[unit][0], away_m, points[point][0])
        for point in range(len(points))
        if point not in deepest
        for unit, away_m in _nearest(tree, levels, stands[point])
    ]
    connection.executemany("UPDATE places SET unit = ?, outside_m = ? WHERE place = ?", found)


def _nearest(
    tree: shapely.STRtree, levels: np.ndarray, point: shapely.Point
) -> list[tuple[int, float]]:
    """Return the deepest of the nearest units and its distance in metres, if it is near enough."""
    reach_deg = 2 * SNAP_M / _DEGREE_M
    close = tree.query(point, predicate="dwithin", distance=reach_deg).tolist()
    measured = [(distance_to_m(tree.geometries[unit], point.x, point.y), unit) for unit in close]
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
