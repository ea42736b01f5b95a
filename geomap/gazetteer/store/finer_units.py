"""Units of installed boundaries for an answer: levels 1 to 3 with their P-codes.

They join the units that the embedded borders give, and replace none: at a border, or where sources
disagree, both stand in the answer.
"""

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from geomap.gazetteer.folding import keys
from geomap.gazetteer.footprints import Footprint
from geomap.gazetteer.geodesy import distance_to_m
from geomap.gazetteer.model import UNIT_PRECISIONS, AdminUnit
from geomap.gazetteer.store.placing import SAME_BORDER_M, SNAP_M
from geomap.gazetteer.store.reading import Store
from geomap.gazetteer.store.unit_places import UnitPlaces
from geomap.gazetteer.store.units import StoredUnit

_LEVELS = (1, 2, 3)
_LEAST_SHARE = 0.02
_MOST_UNITS = 8
"""An area that covers more units of a level is not told by listing them."""
_SNAP_DEG = 0.2

_Floats = npt.NDArray[np.float64]

Units = tuple[AdminUnit, ...]
Sentences = tuple[str, ...]


class FinerUnits:
    """The administrative units of a store, asked for answers."""

    def __init__(self, store: Store, places: UnitPlaces) -> None:
        self._store = store
        self._places = places
        self._titles = {source.source_id: source.title for source in store.sources}

    def join(self, units: Units, footprint: Footprint) -> tuple[Units, Sentences]:
        """Return the units of an answer with the finer ones, and a sentence if it was snapped."""
        if footprint.precision == "country":
            return units, ()
        if footprint.is_choice or footprint.precision in UNIT_PRECISIONS.values():
            # The neighbours of a unit share but a line with it.
            chains = (self.of_place(place_id) for place_id in footprint.place_ids)
            return self._joined(units, list(dict.fromkeys(one for c in chains for one in c))), ()
        if not footprint.is_point:
            # The answer is a unit of level 1 itself: what lies in it says nothing of where it lies.
            levels = _LEVELS[:1] if footprint.precision == "admin1" else _LEVELS
            return self._joined(units, self._units_over(footprint.geometry, levels)), ()
        chain, away_m = self._chain_at(footprint)
        if not chain or not away_m:
            return self._joined(units, chain), ()
        countries = {unit.code for unit in units if unit.level == 0}
        if chain[0].code[:2] not in countries:
            # The neighbour's units are not installed: nearness says nothing.
            return units, ()
        deepest = chain[-1]
        sentence = (
            f"Its point falls outside every unit of {self._titles[deepest.source_id]} and is "
            f"snapped to {deepest.name} ({deepest.code}), {away_m / 1000:.1f} km away."
        )
        return self._joined(units, chain), (sentence,)

    def groups_at(self, lon: _Floats, lat: _Floats) -> npt.NDArray[np.int64]:
        """Return a code for each point: equal for points that lie in the same units.

        A point that lies in none, and may be snapped to one, has a code of its own.
        """
        codes = np.zeros(len(lon), dtype=np.int64)
        if not len(lon):
            return codes
        box = lon.min() - _SNAP_DEG, lat.min() - _SNAP_DEG, lon.max(), lat.max()
        units = self._store.units_at(*box[:2], box[2] + _SNAP_DEG, box[3] + _SNAP_DEG)
        is_near = np.zeros(len(lon), dtype=bool)
        for number, unit in enumerate(units, start=1):
            polygon = self._store.polygon(unit.number)
            west, south, east, north = polygon.bounds
            around = (lon >= west - _SNAP_DEG) & (lon <= east + _SNAP_DEG)
            around &= (lat >= south - _SNAP_DEG) & (lat <= north + _SNAP_DEG)
            is_near |= around
            shapely.prepare(polygon)
            near = np.flatnonzero(around)
            # Deeper units come later: the last one that holds a point decides.
            codes[near[shapely.intersects_xy(polygon, lon[near], lat[near])]] = number
        alone = is_near & (codes == 0)
        codes[alone] = -1 - np.flatnonzero(alone)
        return codes

    def of_place(self, place_id: str) -> list[StoredUnit]:
        """Return the units that an installed place lies in, or is; none of other places."""
        return self._store.units_of_place(place_id)[0] or self._chains_of((place_id,))

    def _chains_of(self, place_ids: tuple[str, ...]) -> list[StoredUnit]:
        """Return the units that places are, each with those that contain it."""
        numbers = map(self._places.number_of, place_ids)
        chains = (self._store.chain_of(number) for number in numbers if number is not None)
        return list(dict.fromkeys(unit for chain in chains for unit in chain))

    def _chain_at(self, footprint: Footprint) -> tuple[list[StoredUnit], float]:
        if footprint.place_ids:
            chain, away_m = self._store.units_of_place(footprint.place_ids[0])
            if chain:
                return chain, away_m
        lon, lat = footprint.lon, footprint.lat
        here = Point(lon, lat)
        around = self._store.units_at(
            lon - _SNAP_DEG, lat - _SNAP_DEG, lon + _SNAP_DEG, lat + _SNAP_DEG
        )
        inside = [unit for unit in around if self._store.polygon(unit.number).intersects(here)]
        if inside:
            return self._store.chain_of(max(inside, key=lambda unit: unit.level).number), 0.0
        measured = [
            (distance_to_m(self._store.polygon(unit.number), lon, lat), -unit.level, unit.number)
            for unit in around
        ]
        near = [found for found in measured if found[0] <= SNAP_M]
        if not near:
            return [], 0.0
        # The units of all levels that share the nearest border are equally far.
        closest_m = min(near)[0]
        _, away_m, number = min(
            (level, away_m, number)
            for away_m, level, number in near
            if away_m <= closest_m + SAME_BORDER_M
        )
        return self._store.chain_of(number), away_m

    def _units_over(self, area: BaseGeometry, levels: tuple[int, ...]) -> list[StoredUnit]:
        """Return the units that share more than a sliver with an area, by levels that stay few."""
        met = self._store.units_at(*area.bounds)
        found: list[StoredUnit] = []
        shapely.prepare(area)
        for level in levels:
            drawn = [
                (self._store.polygon(unit.number), unit) for unit in met if unit.level == level
            ]
            # Asking whether they meet is far cheaper than what they share.
            shares = [
                (outline.intersection(area).area, unit)
                for outline, unit in drawn
                if area.intersects(outline)
            ]
            shared = [
                unit
                for share, unit in sorted(shares, key=lambda pair: (-pair[0], pair[1].code))
                if share >= _LEAST_SHARE * area.area and share > 0
            ]
            if len(shared) > _MOST_UNITS:
                return found
            found += shared
        return found

    def _joined(self, units: Units, finer: list[StoredUnit]) -> Units:
        known = {(unit.level, mark) for unit in units for mark in (unit.code, _sound(unit.name))}
        added = [
            AdminUnit(unit.level, unit.name, unit.code, self._titles[unit.source_id])
            for unit in finer
            if unit.level in _LEVELS
            and (unit.level, unit.code) not in known
            and (unit.level > 1 or (unit.level, _sound(unit.name)) not in known)
        ]
        return tuple(sorted([*units, *added], key=lambda unit: unit.level))


def _sound(name: str) -> str:
    """Return the consonants of a name, marked so that they are never taken for a code."""
    return f"~{keys(name)['consonants']}"
