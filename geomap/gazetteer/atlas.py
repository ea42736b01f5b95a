"""Places and borders together: the footprint of a place, and where its representative point is."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from shapely.geometry.base import BaseGeometry

from geomap.gazetteer.borders import BORDER_WORST_M, COARSE_RIVER_M, Borders, Unit
from geomap.gazetteer.disputed import DisputedAreas
from geomap.gazetteer.footprints import Footprint, area_footprint, point_footprint
from geomap.gazetteer.geodesy import buffer_m, circle, distance_to_m, point_inside, polygons_of
from geomap.gazetteer.matching import NameIndex
from geomap.gazetteer.model import ADMIN_LEVELS, POINT_PRECISIONS, UNIT_PRECISIONS, Place
from geomap.gazetteer.point_groups import Codes, Floats, PointGrouper
from geomap.gazetteer.tables import AdminClaim, Tables
from geomap.gazetteer.vocabulary import WordList

if TYPE_CHECKING:
    from geomap.gazetteer.provenance import Source
    from geomap.gazetteer.store.installed import Installed

_POINT_WITHOUT_RADIUS_M = 2_000
# A circle stands for them because nobody has drawn their edge; it must not spill over a border that
# they end at.
_CUT_BY_PARENT = frozenset({"region", "desert", "district"})


class Atlas:
    """The places of a gazetteer on their borders."""

    def __init__(
        self,
        tables: Tables,
        borders: Borders,
        installed: "Installed | None" = None,
        *,
        disputed: DisputedAreas,
        types: WordList | None = None,
    ) -> None:
        self.disputed = disputed
        self.curated: Mapping[str, Place] = tables.places
        self.places: Mapping[str, Place] = installed.places if installed else tables.places
        self.sources = {**(installed.sources if installed else {}), **tables.sources}
        self.claims: Mapping[str, tuple[AdminClaim, ...]] = tables.claims
        self.borders = installed.borders if installed else borders
        self._installed_index = installed.index if installed else None
        self._types = types
        self.finer_units = installed.finer_units if installed else None
        self.units = installed.units if installed else None
        self.installed_sources: tuple[Source, ...] = installed.listed if installed else ()
        self.corrections: Mapping[str, int] = installed.corrections if installed else {}

    def footprint(self, place: Place) -> Footprint:
        """Return what a place covers: its units, its line with the line's doubt, or its circle."""
        known = (place.place_id,)
        if place.units:
            mean_m, worst_m = self.borders.accuracy_m(place.units)
            drawn = area_footprint(
                self.borders.footprint(place.units),
                doubt_m=mean_m,
                precision=place.precision,
                at=self.point_of(place),
                place_ids=known,
                why=self._on_outline(place),
            )
            return replace(drawn, edge_m=worst_m)
        if place.line:
            line = self.borders.rivers[place.line].geometry
            band = buffer_m(line, self.line_accuracy_m(place))
            return area_footprint(band, doubt_m=0, place_ids=known)
        lon, lat = self.point_of(place)
        radius_m = place.radius_m or _POINT_WITHOUT_RADIUS_M
        if place.precision in POINT_PRECISIONS:
            return point_footprint(
                lon, lat, radius_m=radius_m, precision=place.precision, place_ids=known
            )
        return area_footprint(
            self._cut_by_parent(place, circle(lon, lat, radius_m=radius_m)),
            doubt_m=0,
            precision=place.precision,
            at=(lon, lat),
            place_ids=known,
        )

    def _on_outline(self, place: Place) -> tuple[str, ...]:
        """Say whose the outline of an installed unit is; the embedded ones are told elsewhere."""
        if place.kind not in UNIT_PRECISIONS or self.units is None:
            return ()
        mean_m, worst_m = self.borders.accuracy_m(place.units)
        whose = f"The outline is that of {self.units.title_of(place)} ({place.code})"
        how_good = f"{mean_m / 1000:.1f} km on average and {worst_m / 1000:.1f} km at worst"
        return (f"{whose}, taken as good to {how_good}.",)

    def _cut_by_parent(self, place: Place, area: BaseGeometry) -> BaseGeometry:
        """Return a circle without what lies beyond the unit, where the unit's border holds.

        Fiq district is stated in Quneitra and lies in the Golan, outside its embedded border.
        """
        parent = self.places.get(place.parent or "")
        if place.kind not in _CUT_BY_PARENT or parent is None or not parent.units:
            return area
        unit = self.polygon_of(parent)
        if distance_to_m(unit, *self.point_of(place)) > BORDER_WORST_M:
            return area
        return polygons_of(area.intersection(unit))

    def point_of(self, place: Place) -> tuple[float, float]:
        """Return the representative point (lon, lat): the seat's for a unit, else its own."""
        if place.seat and place.units:
            seat = self.places[place.seat]
            if seat.lon is not None and seat.lat is not None:
                return seat.lon, seat.lat
        if place.lon is not None and place.lat is not None:
            return place.lon, place.lat
        return point_inside(self.polygon_of(place))

    def polygon_of(self, place: Place) -> BaseGeometry:
        """Return the drawn outline of a unit or line, without any doubt added."""
        if place.line:
            return self.borders.rivers[place.line].geometry
        return self.borders.footprint(place.units)

    def line_accuracy_m(self, river: Place) -> float:
        """Return how far the drawn line of a river may be off, in metres."""
        return self.borders.rivers[river.line].accuracy_m if river.line else COARSE_RIVER_M

    def main_stem_of(self, river: Place) -> BaseGeometry | None:
        """Return the line of the river that a river flows into, or None."""
        known = self.borders.rivers
        stem = known.get(known[river.line].into) if river.line else None
        return stem.geometry if stem else None

    def country_of(self, place: Place) -> Place | None:
        """Return the country that a place's row puts it in."""
        return next((parent for parent in self.chain_of(place) if parent.kind == "country"), None)

    def groups_of_points(
        self, lon: Floats, lat: Floats
    ) -> tuple[Codes, Codes, list[list[Unit] | None]]:
        """Sort points into groups whose members lie in the same units and disputed areas.

        Returns
        -------
        of_point : array of int
            The number of each point's group, counted from 0 by first appearance.
        first : array of int
            The first point of each group.
        units : list
            The border units of each group, the one that holds it first; None where a point has to
            be asked about by itself.
        """
        if not len(lon):
            nothing = np.zeros(0, dtype=np.int64)
            return nothing, nothing, []
        box = float(lon.min()), float(lat.min()), float(lon.max()), float(lat.max())
        grouper = PointGrouper(self.borders, around=box)
        grouped = grouper.groups(lon, lat)
        columns = [grouped, self.disputed.codes_at(lon, lat)]
        if self.finer_units is not None:
            columns.append(self.finer_units.groups_at(lon, lat))
        numbers, first = np.zeros(len(lon), dtype=np.int64), np.zeros(0, dtype=np.int64)
        for codes in columns:
            if bool((codes != codes[:1]).any()) or not len(first):
                distinct, of_point = _numbered(codes)
                numbers, first = _numbered_by_first(numbers * len(distinct) + of_point)
        borders = list(self.borders.units.values())
        found = [grouper.units_of(code) for code in grouped[first].tolist()]
        units = [None if beside is None else [borders[i] for i in beside] for beside in found]
        return numbers, first, units

    @cached_property
    def index(self) -> NameIndex:
        """The names of the places, made when one is first asked for: points need none."""
        return self._installed_index or NameIndex(self.curated.values(), types=self._types)

    def chain_of(self, place: Place) -> list[Place]:
        """Return a place and its stated parents, the nearest first."""
        chain = [place]
        while (parent_id := chain[-1].parent) and len(chain) < len(self.places):
            chain.append(self.places[parent_id])
        return chain

    @cached_property
    def admin_by_unit(self) -> Mapping[str, Place]:
        """The governorate (or country) of the gazetteer that a boundary unit code belongs to."""
        admin = (place for place in self.curated.values() if place.kind in ADMIN_LEVELS)
        return {code: place for place in admin for code in place.units}

    def places_of_kind(self, kind: str) -> Iterable[Place]:
        """Yield the curated places of one kind, in the order of the table."""
        return (place for place in self.curated.values() if place.kind == kind)


def _numbered_by_first(codes: Codes) -> tuple[Codes, Codes]:
    """Return the numbers of codes by first appearance, and where each of them first stands."""
    distinct, numbers = _numbered(codes)
    first = np.empty(len(distinct), dtype=np.int64)
    # Written from the last to the first: the first stays.
    first[numbers[::-1]] = np.arange(len(codes))[::-1]
    rank = np.empty_like(first)
    rank[np.argsort(first)] = np.arange(len(first))
    return rank[numbers], np.sort(first)


def _numbered(codes: Codes) -> tuple[Codes, Codes]:
    """Return the distinct codes, few of many, in order, and the number of each."""
    distinct = np.unique(codes)
    return distinct, np.searchsorted(distinct, codes)
