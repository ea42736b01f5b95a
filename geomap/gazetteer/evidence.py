"""What is known of where a name is to be looked for, in the form a ranker asks for it.

Evidence, never a veto: a place in the stated unit, or near a place named beside it, is likelier.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from geomap.gazetteer.geodesy import distance_m
from geomap.gazetteer.model import Place
from geomap.gazetteer.ranking import ContextClass

Numbers = npt.NDArray[np.float64]

_M_PER_DEG = 111_320
_NOWHERE_KM = 1_000.0


@dataclass(frozen=True, slots=True)
class Area:
    """An area that should contain the answer.

    `extent` is in EPSG:4326; `edge_m` is how far its edge may lie from the true one; `holds` says
    of a place whether a row or a claim puts it there, wherever its point lies.
    """

    extent: BaseGeometry
    edge_m: float
    holds: Callable[[Place], bool]

    def reaches(self, places: Sequence[Place], *, margin_m: float) -> npt.NDArray[np.bool_]:
        """Say for each place whether it lies in the area or no farther out than a margin."""
        lonlat = np.array([point_of(place) for place in places])
        has_point = ~np.isnan(lonlat[:, 0])
        shapely.prepare(self.extent)
        # Degrees of longitude are shorter: a margin in degrees that is never too small.
        south = min(abs(self.extent.bounds[1]), abs(self.extent.bounds[3]))
        degrees = margin_m / (_M_PER_DEG * max(math.cos(math.radians(south)), 0.1))
        inside = np.zeros(len(places), dtype=bool)
        inside[has_point] = shapely.dwithin(self.extent, shapely.points(lonlat[has_point]), degrees)
        return np.array([bool(i) or self.holds(p) for i, p in zip(inside, places, strict=True)])


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a caller or the rest of a phrase says.

    `within` are the areas stated; `beside` those of other parts of the phrase; `near` is the
    longitude and latitude of a place not far from it.
    """

    within: tuple[Area, ...] = ()
    beside: tuple[Area, ...] = ()
    near: tuple[float, float] | None = None

    @property
    def context(self) -> ContextClass:
        """The class of context whose weights fit."""
        stated = bool(self.within or self.beside)
        if stated:
            return "both" if self.near else "admin"
        return "near" if self.near else "none"

    def contains(self, places: Sequence[Place]) -> Numbers:
        """Return 1 for each place that lies in all areas, up to the doubt of their edges."""
        inside = np.ones(len(places), dtype=bool)
        for area in (*self.within, *self.beside):
            inside &= area.reaches(places, margin_m=area.edge_m)
        return np.where(inside, 1.0, 0.0)

    def km_from(self, places: Sequence[Place]) -> Numbers:
        """Return the distance of each place from the one that it should be near to."""
        if self.near is None:
            return np.full(len(places), _NOWHERE_KM)
        km = np.array([distance_m(*self.near, *point_of(place)) / 1000 for place in places])
        return np.where(np.isnan(km), _NOWHERE_KM, km)

    def agrees(self, place: Place, *, margin_m: float) -> bool:
        """Whether a place lies in what is stated, or no farther out than a margin."""
        return all(area.reaches([place], margin_m=margin_m)[0] for area in self.within)


def point_of(place: Place) -> tuple[float, float]:
    """Return the point of a place; a place without one (a unit) has none that is anywhere."""
    if place.lon is None or place.lat is None:
        return math.nan, math.nan
    return place.lon, place.lat
