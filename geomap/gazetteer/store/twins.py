"""Which curated place a stored one is: the same kind of thing, near, with a name alike."""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable

from geomap.gazetteer.geodesy import distance_m
from geomap.gazetteer.model import ADMIN_LEVELS, SETTLEMENT_KINDS, WIDEST_SETTLEMENT_M, Place
from geomap.gazetteer.store.cleaning import SAME_PLACE_M, skeleton

_CELL_DEG = 0.15  # more than WIDEST_SETTLEMENT_M from south to north


class Twins:
    """The curated places by where they are.

    Parameters
    ----------
    curated
        All curated places.
    """

    def __init__(self, curated: Iterable[Place]) -> None:
        self._cells: dict[tuple[int, int], list[Place]] = defaultdict(list)
        self._units: list[Place] = []
        self._known: dict[str, set[str]] = {}
        for place in curated:
            if place.kind in ADMIN_LEVELS:
                self._units.append(place)
            elif place.lon is not None and place.lat is not None:
                self._cells[_cell(place.lon, place.lat)].append(place)

    def of(self, stored: Place, *, whole: Callable[[str], Place]) -> Place | None:
        """Return the curated place that a stored one is, the nearest if there are several.

        Parameters
        ----------
        stored
            Its id, kind and point are enough.
        whole
            Returns a stored place with its names; asked only where a curated one is near.
        """
        if stored.lon is None or stored.lat is None:
            return None
        near = self._near(stored)
        if not near:
            return None
        called = _skeletons(whole(stored.place_id))
        alike = [one for one in near if not self._skeletons_of(one[2]).isdisjoint(called)]
        return min(alike)[2] if alike else None

    def _near(self, stored: Place) -> list[tuple[float, str, Place]]:
        """Return the curated places of a kind near enough, with the distance; of a unit, all."""
        if stored.kind in ADMIN_LEVELS:
            units = (unit for unit in self._units if unit.kind == stored.kind)
            return [(0.0, unit.place_id, unit) for unit in units]
        column, row = _cell(stored.lon or 0, stored.lat or 0)
        return [
            (away_m, place.place_id, place)
            for east in (column - 1, column, column + 1)
            for north in (row - 1, row, row + 1)
            for place in self._cells.get((east, north), ())
            if _are_same_kind(place, stored)
            and (away_m := _distance_m(place, stored)) <= _reach_m(place)
        ]

    def _skeletons_of(self, place: Place) -> set[str]:
        if place.place_id not in self._known:
            self._known[place.place_id] = _skeletons(place)
        return self._known[place.place_id]


def _are_same_kind(place: Place, stored: Place) -> bool:
    return place.kind == stored.kind or {place.kind, stored.kind} <= SETTLEMENT_KINDS


def _skeletons(place: Place) -> set[str]:
    return {key for name in place.names if (key := skeleton(name.text))}


def _distance_m(place: Place, stored: Place) -> float:
    return distance_m(place.lon or 0, place.lat or 0, stored.lon or 0, stored.lat or 0)


def _reach_m(place: Place) -> float:
    return max(SAME_PLACE_M, min(place.radius_m or 0, WIDEST_SETTLEMENT_M))


def _cell(lon: float, lat: float) -> tuple[int, int]:
    return math.floor(lon / _CELL_DEG), math.floor(lat / _CELL_DEG)
