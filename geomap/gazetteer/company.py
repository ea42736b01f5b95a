"""The places that a dataset is already known to speak of: of namesakes the one among them is meant.

Reports return to the same valleys and front lines. Of names that several places bear equally, the
one nearest to what the rest of a dataset speaks of is right clearly more often than the first of
the list (measured by `benchmarks/events.py`). It is evidence for an order, never for an answer: the
name stays ambiguous and every place it may mean stays covered.
"""

import math
from collections.abc import Iterable

from geomap.gazetteer.geodesy import distance_m
from geomap.gazetteer.model import POINT_PRECISIONS, Location

_NEIGHBOURS = 5
_NEARBY_M = 5_000
"""Closer than this is all the same: one village of a cluster is as near as another."""


class Company:
    """The resolved points of a dataset or a report.

    Parameters
    ----------
    locations
        Answers already given; only those that are one point count.
    """

    def __init__(self, locations: Iterable[Location]) -> None:
        self._points = sorted(
            {
                (found.lon, found.lat)
                for found in locations
                if found.status == "resolved"
                and found.precision in POINT_PRECISIONS
                and found.lon is not None
                and found.lat is not None
            }
        )

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self._points)

    def weight_of(self, lon: float, lat: float) -> float:
        """Return how much a point belongs to the others: falls with the distance to the fifth."""
        if not self._points:
            return 1.0
        away_m = sorted(distance_m(lon, lat, *point) for point in self._points)
        nearest_m = away_m[min(_NEIGHBOURS, len(away_m)) - 1]
        return _NEARBY_M / (_NEARBY_M + nearest_m) if math.isfinite(nearest_m) else 0.0
