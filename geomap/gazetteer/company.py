"""The places that a dataset is already known to speak of: of namesakes the one among them is meant.

Reports return to the same valleys and front lines. Of names that several places bear equally, the
one nearest to what the rest of a dataset speaks of is right clearly more often than the first of
the list (measured by `benchmarks/events.py`). It is evidence for an order, never for an answer: the
name stays ambiguous and every place it may mean stays covered.
"""

import math
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from geomap.gazetteer.geodesy import distance_m
from geomap.gazetteer.model import POINT_PRECISIONS, Location

_NEIGHBOURS = 5
_NEARBY_M = 5_000
"""Closer than this is all the same: one village of a cluster is as near as another."""
_ELLIPSOID_TO_SPHERE = 1.03
"""Squared distances on the two differ by less."""
_TINY = 1e-12

Points = tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]


class Company:
    """The resolved points of a dataset or a report.

    Parameters
    ----------
    locations
        Answers already given; only those that are one point count.
    points
        Longitudes and latitudes, degrees, of points that the dataset states itself.
    """

    def __init__(self, locations: Iterable[Location], *, points: Points | None = None) -> None:
        found = [
            (found.lon, found.lat)
            for found in locations
            if found.status == "resolved"
            and found.precision in POINT_PRECISIONS
            and found.lon is not None
            and found.lat is not None
        ]
        listed = np.array(found, dtype=np.float64).reshape(-1, 2)
        if points is not None:
            listed = np.vstack([listed, np.column_stack(points)])
        self._points = np.unique(listed, axis=0) if len(listed) else listed
        self._directions = _directions(self._points[:, 0], self._points[:, 1])

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(len(self._points))

    def weight_of(self, lon: float, lat: float) -> float:
        """Return how much a point belongs to the others: falls with the distance to the fifth."""
        if not self:
            return 1.0
        asked = min(_NEIGHBOURS, len(self._points))
        chords = np.sum((self._directions - _directions(lon, lat)) ** 2, axis=-1)
        # Only those are measured on the ellipsoid that may be among the nearest on it.
        reach = np.partition(chords, asked - 1)[asked - 1] * _ELLIPSOID_TO_SPHERE + _TINY
        near = self._points[chords <= reach]
        away_m = sorted(distance_m(lon, lat, *point) for point in near.tolist())
        nearest_m = away_m[asked - 1]
        return _NEARBY_M / (_NEARBY_M + nearest_m) if math.isfinite(nearest_m) else 0.0


def _directions(lon: npt.ArrayLike, lat: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """Return points as unit vectors: the chord between two grows as their distance does."""
    x, y = np.radians(lon), np.radians(lat)
    return np.stack([np.cos(y) * np.cos(x), np.cos(y) * np.sin(x), np.sin(y)], axis=-1)
