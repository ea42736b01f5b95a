"""Sorts many points into groups that lie in the same units, so that each group is asked about once.

`Gazetteer.resolve_point` says which units a point lies in: the one whose polygon holds it, those
whose border runs by closer than it is known, or the nearest one at the coast. Here only that much
is worked out for whole columns that makes two points alike: which unit holds them, and which are
beside it. A point whose answer hangs on less than a few metres is a group of its own, and the
scalar path is asked about it.

Most points are far from every border. They are found by cells of a grid, whose whole ground lies
in one unit or in none; only the points of the other cells meet polygons and segments.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import Geod
from shapely.geometry.base import BaseGeometry

from geomap.gazetteer.borders import BORDER_MEAN_M, SNAP_M, Borders

Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

_GEOD = Geod(ellps="WGS84")
_CELL_DEG = 0.02
_M_PER_DEG = 110_500.0
"""A degree of latitude at its shortest: a reach in degrees made with it is never too short."""
_HIGHEST_LATITUDE_DEG = 80.0
"""Beyond it meridians run together; each point there is asked about by itself."""
_MOST_IN_TABLE = 1 << 20
_MOST_BESIDE = 3
_SAME_DISTANCE_M = 1e-4
_DOUBT_M = 2.5
"""The scalar path asks with a circle of 64 corners, whose sides lie 1.5 m further in."""
_NOWHERE, _AT_SEA, _ALONE = -1, -2, -10


class PointGrouper:
    """Groups the points of some ground by the units of one pair of border files.

    Parameters
    ----------
    borders
        The units, in the order that decides between two that hold a point.
    around
        West, south, east and north of the points, degrees: segments of borders that are farther
        away than a point may be snapped are left out.
    """

    def __init__(self, borders: Borders, *, around: tuple[float, float, float, float]) -> None:
        self._polygons: list[BaseGeometry] = [unit.geometry for unit in borders.units.values()]
        self._base = len(self._polygons) + 1
        self._units = shapely.STRtree(self._polygons)
        ends, unit = _segments_of(self._polygons)
        near = _reaching_into(ends, around)
        self._ends, self._unit_of_segment = ends[near], unit[near]
        self._segments = shapely.STRtree(shapely.linestrings(self._ends.reshape(-1, 2, 2)))

    def groups(self, lon: Floats, lat: Floats) -> Codes:
        """Return a code for each point: equal for points that lie in the same units.

        Parameters
        ----------
        lon, lat
            Degrees, EPSG:4326, finite, of one length.
        """
        codes, is_open = self._groups_of_cells(lon, lat)
        chosen = np.flatnonzero(is_open)
        if len(chosen):
            codes[chosen] = self._groups_near_borders(lon[chosen], lat[chosen])
        alone = codes == _NOWHERE
        codes[alone] = _ALONE - np.flatnonzero(alone)
        return codes

    def units_of(self, code: int) -> tuple[int, ...] | None:
        """Return the units that the points of a group lie in, by their place in the borders.

        The one that holds them comes first, then those beside it, nearest first. None: the group
        is one point that has to be asked about.
        """
        if code <= _ALONE:
            return None
        if code < 0:
            return ()
        digits = [code // self._base**place % self._base for place in range(_MOST_BESIDE, -1, -1)]
        return tuple(digit - 1 for digit in digits if digit)

    def _groups_of_cells(self, lon: Floats, lat: Floats) -> tuple[Codes, Mask]:
        """Group the points of cells that no border comes near; tell which are left."""
        column = np.floor(lon / _CELL_DEG).astype(np.int64)
        row = np.floor(lat / _CELL_DEG).astype(np.int64)
        first, of_point = _distinct_cells(column - column.min(), row - row.min())
        west = (column[first] * _CELL_DEG).astype(np.float64)
        south = (row[first] * _CELL_DEG).astype(np.float64)
        boxes = shapely.box(west, south, west + _CELL_DEG, south + _CELL_DEG)
        is_open = self._meets_border(boxes, south, BORDER_MEAN_M)
        inside = self._unit_holding(west + _CELL_DEG / 2, south + _CELL_DEG / 2)
        outside = ~is_open & (inside < 0)
        is_open[outside] = self._meets_border(boxes[outside], south[outside], SNAP_M)
        is_open |= np.abs(south) > _HIGHEST_LATITUDE_DEG
        codes = np.where(inside < 0, _AT_SEA, (inside + 1) * self._base**_MOST_BESIDE)
        return codes[of_point], is_open[of_point]

    def _meets_border(self, boxes: npt.NDArray[np.object_], south: Floats, reach_m: float) -> Mask:
        found = np.zeros(len(boxes), dtype=bool)
        if len(boxes):
            reach_deg = _reach_deg(south, reach_m)
            met = self._segments.query(boxes, predicate="dwithin", distance=reach_deg)
            found[met[0]] = True
        return found

    def _unit_holding(self, lon: Floats, lat: Floats) -> Codes:
        """Return the first unit that holds each point, -1 for none."""
        found = np.full(len(lon), _NOWHERE, dtype=np.int64)
        if not len(lon):
            return found
        around = shapely.box(lon.min(), lat.min(), lon.max(), lat.max())
        for number in sorted(self._units.query(around))[::-1]:
            polygon = self._polygons[number]
            west, south, east, north = polygon.bounds
            near = np.flatnonzero((lon >= west) & (lon <= east) & (lat >= south) & (lat <= north))
            shapely.prepare(polygon)
            found[near[shapely.intersects_xy(polygon, lon[near], lat[near])]] = number
        return found

    def _groups_near_borders(self, lon: Floats, lat: Floats) -> Codes:
        inside = self._unit_holding(lon, lat)
        codes = np.full(len(lon), _NOWHERE, dtype=np.int64)
        held = np.flatnonzero((inside >= 0) & (np.abs(lat) <= _HIGHEST_LATITUDE_DEG))
        codes[held] = self._groups_of_held(lon[held], lat[held], inside[held])
        free = np.flatnonzero((inside < 0) & (np.abs(lat) <= _HIGHEST_LATITUDE_DEG))
        codes[free] = self._groups_of_snapped(lon[free], lat[free])
        return codes

    def _groups_of_held(self, lon: Floats, lat: Floats, inside: Codes) -> Codes:
        """Group points that lie in a unit by it and by the units beside them, nearest first."""
        point, unit, away_m = self._distances(lon, lat, BORDER_MEAN_M, but=inside)
        beside = ~self._holds(unit, lon[point], lat[point])
        point, unit, away_m = point[beside], unit[beside], away_m[beside]
        unsure = point[np.abs(away_m - BORDER_MEAN_M) < _DOUBT_M]
        close = away_m <= BORDER_MEAN_M
        point, unit, away_m = point[close], unit[close], away_m[close]
        order = np.lexsort((unit, np.round(away_m / _SAME_DISTANCE_M), point))
        point, unit = point[order], unit[order]
        place = np.arange(len(point)) - np.searchsorted(point, point)
        codes: Codes = (inside + 1) * self._base**_MOST_BESIDE
        few = place < _MOST_BESIDE
        weight = self._base ** (_MOST_BESIDE - 1 - place[few])
        np.add.at(codes, point[few], (unit[few] + 1) * weight)
        codes[point[~few]] = _NOWHERE
        codes[unsure] = _NOWHERE
        return codes

    def _groups_of_snapped(self, lon: Floats, lat: Floats) -> Codes:
        """Group points that lie in no unit by the nearest one, if that is near enough."""
        codes = np.full(len(lon), _AT_SEA, dtype=np.int64)
        if not len(lon):
            return codes
        nearest = self._nearest_unit(lon, lat)
        point, unit, away_m = self._distances(lon, lat, SNAP_M)
        own = unit == nearest[point]
        point, unit, away_m = point[own], unit[own], away_m[own]
        codes[point[away_m <= SNAP_M]] = unit[away_m <= SNAP_M] + 1
        # How far the nearest unit is does not stand in the codes, but in the explanation alone.
        codes[point[np.abs(away_m - SNAP_M) < _DOUBT_M]] = _NOWHERE
        return codes

    def _nearest_unit(self, lon: Floats, lat: Floats) -> Codes:
        points = shapely.points(lon, lat)
        point, segment = self._segments.query_nearest(points, all_matches=True)
        unit = self._unit_of_segment[segment]
        nearest = np.full(len(lon), _NOWHERE, dtype=np.int64)
        nearest[point] = unit
        # Where two units meet at the coast both are as near: only their polygons' tree decides.
        tied = np.unique(point[nearest[point] != unit])
        if len(tied):
            nearest[tied] = self._units.nearest(points[tied])
        return nearest

    def _holds(self, unit: Codes, lon: Floats, lat: Floats) -> Mask:
        found = np.zeros(len(unit), dtype=bool)
        for number in np.unique(unit):
            rows = np.flatnonzero(unit == number)
            polygon = self._polygons[number]
            shapely.prepare(polygon)
            found[rows] = shapely.intersects_xy(polygon, lon[rows], lat[rows])
        return found

    def _distances(
        self, lon: Floats, lat: Floats, reach_m: float, *, but: Codes | None = None
    ) -> tuple[Codes, Codes, Floats]:
        """Measure from points to the outlines of units within reach, and somewhat beyond.

        Measured as `geodesy.distance_to_m` does: in the azimuthal plane round the point. `but`
        is a unit of each point that nobody asks about.

        Returns
        -------
        point, unit : arrays of int
            Each pair once, in order.
        away_m : array of float
            Metres between the two.
        """
        points = shapely.points(lon, lat)
        reach_deg = _reach_deg(lat, reach_m)
        point, segment = self._segments.query(points, predicate="dwithin", distance=reach_deg)
        if but is not None:
            others = self._unit_of_segment[segment] != but[point]
            point, segment = point[others], segment[others]
        ends = self._ends[segment]
        start = _in_plane(lon[point], lat[point], ends[:, 0], ends[:, 1])
        end = _in_plane(lon[point], lat[point], ends[:, 2], ends[:, 3])
        away_m = _distance_of_segments(start, end)
        pair = point * self._base + self._unit_of_segment[segment]
        order = np.lexsort((away_m, pair))
        pair, away_m = pair[order], away_m[order]
        first = np.ones(len(pair), dtype=bool)
        first[1:] = pair[1:] != pair[:-1]
        return pair[first] // self._base, pair[first] % self._base, away_m[first]


def _distinct_cells(column: Codes, row: Codes) -> tuple[Codes, Codes]:
    """Return a point of each cell of a grid, and which of these cells each point lies in."""
    rows = int(row.max()) + 1
    key, size = column * rows + row, (int(column.max()) + 1) * rows
    if size > _MOST_IN_TABLE:
        _, first, of_point = np.unique(key, return_index=True, return_inverse=True)
        return first, of_point
    # The cells of a country fit into a table: nothing needs to be sorted.
    point_of_cell = np.full(size, _NOWHERE, dtype=np.int64)
    point_of_cell[key] = np.arange(len(key))
    taken = np.flatnonzero(point_of_cell != _NOWHERE)
    number = np.empty(size, dtype=np.int64)
    number[taken] = np.arange(len(taken))
    return point_of_cell[taken], number[key]


def _segments_of(polygons: Sequence[BaseGeometry]) -> tuple[Floats, Codes]:
    """Take outlines apart: (west, south, east, north) style ends, and the polygon of each."""
    parts, of_part = shapely.get_parts(polygons, return_index=True)
    rings, of_ring = shapely.get_rings(parts, return_index=True)
    positions, of_position = shapely.get_coordinates(rings, return_index=True)
    joined = of_position[1:] == of_position[:-1]
    ends = np.hstack([positions[:-1], positions[1:]])[joined]
    return ends, of_part[of_ring[of_position[:-1][joined]]]


def _reaching_into(ends: Floats, around: tuple[float, float, float, float]) -> Codes:
    """Return the segments that come as near to a box as any question asked here reaches."""
    west, south, east, north = around
    farthest = np.array([max(abs(south), abs(north))])
    reach_deg = float(_reach_deg(farthest, SNAP_M)[0]) + 2 * _CELL_DEG
    lon, lat = np.sort(ends[:, ::2], axis=1), np.sort(ends[:, 1::2], axis=1)
    in_lon = (lon[:, 1] >= west - reach_deg) & (lon[:, 0] <= east + reach_deg)
    in_lat = (lat[:, 1] >= south - reach_deg) & (lat[:, 0] <= north + reach_deg)
    return np.flatnonzero(in_lon & in_lat)


def _reach_deg(lat: Floats, reach_m: float) -> Floats:
    # A fifth more: the sides of a long segment run elsewhere in degrees than in metres.
    highest = np.minimum(np.abs(lat) + _CELL_DEG, _HIGHEST_LATITUDE_DEG)
    return 1.2 * reach_m / _M_PER_DEG / np.cos(np.radians(highest))


def _in_plane(lon: Floats, lat: Floats, to_lon: Floats, to_lat: Floats) -> tuple[Floats, Floats]:
    azimuth_deg, _, away_m = _GEOD.inv(lon, lat, to_lon, to_lat)
    turn = np.radians(azimuth_deg)
    return away_m * np.sin(turn), away_m * np.cos(turn)


def _distance_of_segments(start: tuple[Floats, Floats], end: tuple[Floats, Floats]) -> Floats:
    """Return how far the origin of a plane is from segments in it."""
    along = end[0] - start[0], end[1] - start[1]
    squared = along[0] ** 2 + along[1] ** 2
    with np.errstate(invalid="ignore", divide="ignore"):
        share = -(start[0] * along[0] + start[1] * along[1]) / squared
    share = np.clip(np.nan_to_num(share), 0.0, 1.0)
    return np.hypot(start[0] + share * along[0], start[1] + share * along[1])
