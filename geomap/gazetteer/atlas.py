"""Places and borders together: the footprint of a place, and where its representative point is."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from shapely.geometry.base import BaseGeometry

from geomap.gazetteer.borders import BORDER_MEAN_M, BORDER_WORST_M, RIVER_ACCURACY_M, Borders
from geomap.gazetteer.footprints import Footprint, area_footprint, point_footprint
from geomap.gazetteer.geodesy import buffer_m, circle, distance_to_m, point_inside, polygons_of
from geomap.gazetteer.matching import NameIndex
from geomap.gazetteer.model import ADMIN_LEVELS, POINT_PRECISIONS, Place
from geomap.gazetteer.tables import AdminClaim, Tables

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
        self, tables: Tables, borders: Borders, installed: "Installed | None" = None
    ) -> None:
        self.curated: Mapping[str, Place] = tables.places
        self.places: Mapping[str, Place] = installed.places if installed else tables.places
        self.sources = {**(installed.sources if installed else {}), **tables.sources}
        self.claims: Mapping[str, tuple[AdminClaim, ...]] = tables.claims
        self.borders = borders
        self.index = installed.index if installed else NameIndex(tables.places.values())
        self.finer_units = installed.finer_units if installed else None
        self.installed_sources: tuple[Source, ...] = installed.listed if installed else ()
        self.corrections: Mapping[str, int] = installed.corrections if installed else {}

    def footprint(self, place: Place) -> Footprint:
        """Return what a place covers: its units, its line with the line's doubt, or its circle."""
        known = (place.place_id,)
        if place.units:
            drawn = area_footprint(
                self.borders.footprint(place.units),
                doubt_m=BORDER_MEAN_M,
                precision=place.precision,
                at=self.point_of(place),
                place_ids=known,
            )
            return replace(drawn, edge_m=BORDER_WORST_M)
        if place.line:
            line = self.borders.rivers[place.line]
            band = buffer_m(line, RIVER_ACCURACY_M)
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
            return self.borders.rivers[place.line]
        return self.borders.footprint(place.units)

    def country_of(self, place: Place) -> Place | None:
        """Return the country that a place's row puts it in."""
        return next((parent for parent in self.chain_of(place) if parent.kind == "country"), None)

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
