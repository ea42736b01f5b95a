"""Where incidents and sites are: each place text resolved once, and how each item may be drawn.

The drawn class is what keeps a map honest. `mapped` needs a point that the source justifies, at
the place of the incident (for a convoy: at both ends); a wider place is `area`; no place at all
is `unlocated`. Only primary locations count; `seen_from` never does, for nothing happened there.
"""

import math
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd
from shapely import unary_union
from shapely.geometry.base import BaseGeometry
from tqdm import tqdm

from geomap.gazetteer import POINT_PRECISIONS, PRECISIONS, Company, Gazetteer, Location
from geomap.gazetteer.geodesy import circle
from geomap.gazetteer.model import SETTLEMENT_KINDS

Points = tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]
Drawn = Literal["mapped", "area", "unlocated", "withheld"]

_PROGRESS_FROM = 500
_LIST_SEPARATOR = ";"
_HAPPENED = {"at", "target"}
_ENDS = {"origin", "destination"}


@dataclass(frozen=True, slots=True)
class PlaceRequest:
    """What one row says about a place; lon and lat come before place_id, place_id before text.

    `radius_m` is the circle round lon and lat that it lies in; a place_id beside it only says what
    the circle stands for.
    """

    text: str
    within: str = ""
    place_id: str = ""
    lon: float | None = None
    lat: float | None = None
    radius_m: float | None = None


@dataclass(frozen=True, slots=True)
class LocatedPlace:
    """One wording of one place of an incident, with where it is."""

    role: str
    standing: str
    place_as_written: str
    source_id: str
    note: str
    location: Location

    @property
    def is_point(self) -> bool:
        """Whether this place may be drawn as a point."""
        return self.location.precision in POINT_PRECISIONS

    @property
    def footprint(self) -> BaseGeometry | None:
        """The ground it may be on, in EPSG:4326: its area, or the circle round its point."""
        found = self.location
        if self.is_point and found.lon is not None and found.lat is not None:
            return circle(found.lon, found.lat, radius_m=found.uncertainty_m or 0)
        return found.geometry


@dataclass(frozen=True, slots=True)
class LocatedIncident:
    """An incident with its places, in the order of the file, and how it may be drawn."""

    incident_id: str
    kind: str
    places: tuple[LocatedPlace, ...]
    drawn: Drawn

    @property
    def drawn_places(self) -> tuple[LocatedPlace, ...]:
        """The primary places whose footprints make up what is drawn."""
        return _drawn_places(self.kind, self.places, self.drawn)

    @property
    def geometry(self) -> BaseGeometry | None:
        """What is drawn, in EPSG:4326: points where every place of it is one, else footprints.

        Points and areas never stand together, for most formats take one kind of geometry a row:
        where one place is only an area, a point beside it is the circle of its uncertainty. So
        nothing that is drawn is lost, and no area becomes a pin.
        """
        places = self.drawn_places
        is_points = self.drawn == "mapped" and all(place.is_point for place in places)
        shapes = [place.location.geometry if is_points else place.footprint for place in places]
        return unary_union(shapes) if shapes else None

    @property
    def precision(self) -> str:
        """The coarsest precision of what is drawn."""
        found = [place.location.precision for place in self.drawn_places]
        order = PRECISIONS.index
        return max(found, key=order) if found else "unlocated"

    @property
    def uncertainty_m(self) -> float | None:
        """The widest uncertainty of what is drawn, in metres."""
        found = [place.location.uncertainty_m for place in self.drawn_places]
        return max((value for value in found if value is not None), default=None)


@dataclass(frozen=True, slots=True)
class LocatedSite:
    """A site with where it is and how it may be drawn."""

    site_id: str
    kind: str
    location: Location
    drawn: Drawn


class PlaceResolver:
    """Asks the gazetteer, each distinct question once, and remembers.

    Opens the embedded gazetteer only when something is asked, so reading a file does not wait
    for it.
    """

    def __init__(self, gazetteer: Gazetteer | None = None) -> None:
        self._gazetteer = gazetteer
        self._known: dict[PlaceRequest, Location] = {}

    @property
    def gazetteer(self) -> Gazetteer:
        """The gazetteer that is asked."""
        if self._gazetteer is None:
            self._gazetteer = Gazetteer.open()
        return self._gazetteer

    def knows(self, place_id: str) -> bool:
        """Tell whether the gazetteer has a place."""
        return place_id in self.gazetteer.places

    def is_settlement(self, place_id: str) -> bool:
        """Tell whether a place is a city, town, village, neighbourhood or camp."""
        return self.knows(place_id) and self.gazetteer.place(place_id).kind in SETTLEMENT_KINDS

    def place_ids(self) -> list[str]:
        """List the ids of all places."""
        return list(self.gazetteer.places)

    def locate(self, request: PlaceRequest) -> Location:
        """Find where one row says it is."""
        if request not in self._known:
            self._known[request] = self._ask(request)
        return self._known[request]

    def locate_all(self, requests: Iterable[PlaceRequest], *, beside: Points | None = None) -> None:
        """Find many at once; a terminal shows progress when there are more than 500 new ones.

        Parameters
        ----------
        requests
            What rows say about places.
        beside
            Longitudes and latitudes of points that the dataset states: they keep company too.
        """
        new = [found for found in dict.fromkeys(requests) if found not in self._known]
        is_quiet = len(new) <= _PROGRESS_FROM or not sys.stderr.isatty()
        for request in tqdm(new, desc="resolving places", unit="place", disable=is_quiet):
            self._known[request] = self._ask(request)
        # Of namesakes that nothing else tells apart, the one among the dataset's places goes first.
        unclear = [request for request in new if self._known[request].status == "ambiguous"]
        if unclear:
            company = Company((self._known[request] for request in new), points=beside)
            for request in unclear:
                self._known[request] = self._ask(request, among=company)

    def _ask(self, request: PlaceRequest, *, among: Company | None = None) -> Location:
        if request.lon is not None and request.lat is not None:
            known = request.place_id if self.knows(request.place_id) else None
            return self.gazetteer.resolve_point(
                request.lon, request.lat, uncertainty_m=request.radius_m or 0, place_id=known
            )
        if request.place_id and self.knows(request.place_id):
            return self.gazetteer.resolve_place(request.place_id)
        within = [part.strip() for part in request.within.split(_LIST_SEPARATOR) if part.strip()]
        return self.gazetteer.resolve(request.text, within=within or None, among=among)


def requests_from_locations(locations: pd.DataFrame) -> list[PlaceRequest]:
    """Take what each row of `locations` says about its place."""
    texts = [locations[column].tolist() for column in ("place_as_written", "within", "place_id")]
    numbers = [
        [None if math.isnan(value) else value for value in locations[column].tolist()]
        for column in ("lon", "lat", "radius_m")
    ]
    return [PlaceRequest(*row) for row in zip(*texts, *numbers, strict=True)]


def drawn_class(kind: str, places: Sequence[LocatedPlace]) -> Drawn:
    """Decide how an incident of a kind may be drawn from its places."""
    if _points_of(kind, places):
        return "mapped"
    return "area" if _footprints_of(places) else "unlocated"


def drawn_class_of_location(location: Location) -> Drawn:
    """Decide how a thing that is at one location may be drawn."""
    if location.geometry is None:
        return "unlocated"
    return "mapped" if location.precision in POINT_PRECISIONS else "area"


def _drawn_places(
    kind: str, places: Sequence[LocatedPlace], drawn: Drawn
) -> tuple[LocatedPlace, ...]:
    if drawn not in ("mapped", "area"):
        return ()
    footprints = _footprints_of(places)
    if drawn == "mapped":
        # With its points the areas of the same kind: where else it happened, where else it went.
        of_points = {place.role for place in _points_of(kind, places)}
        roles = _ENDS | _HAPPENED if of_points == _ENDS else _HAPPENED
        return tuple(place for place in footprints if place.role in roles)
    # An area is where it happened; where it was launched from only when nothing else is known.
    happened = tuple(place for place in footprints if place.role in _HAPPENED)
    return happened or footprints


def _points_of(kind: str, places: Sequence[LocatedPlace]) -> tuple[LocatedPlace, ...]:
    points = [place for place in places if place.standing == "primary" and place.is_point]
    happened = tuple(place for place in points if place.role in _HAPPENED)
    if happened or kind != "convoy":
        return happened
    ends = tuple(place for place in points if place.role in _ENDS)
    return ends if {place.role for place in ends} == _ENDS else ()


def _footprints_of(places: Sequence[LocatedPlace]) -> tuple[LocatedPlace, ...]:
    return tuple(
        place
        for place in places
        if place.standing == "primary"
        and place.role != "seen_from"
        and place.location.geometry is not None
    )
