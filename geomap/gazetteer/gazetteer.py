"""The gazetteer: names and phrases as reports write them → places, geometry, doubt, explanation."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
from shapely.geometry.base import BaseGeometry

from geomap.gazetteer.admin import (
    Admin,
    admin_of_area,
    admin_of_choice,
    admin_of_place,
    admin_of_point,
    admin_of_units,
    with_disputes,
)
from geomap.gazetteer.atlas import Atlas
from geomap.gazetteer.borders import Unit, read_borders
from geomap.gazetteer.company import Company
from geomap.gazetteer.context import Context, evidence_of
from geomap.gazetteer.coordinates import read_coordinate
from geomap.gazetteer.disputed import read_disputed
from geomap.gazetteer.errors import GazetteerDataError, PlaceNotFoundError
from geomap.gazetteer.footprints import Footprint, area_footprint, point_footprint
from geomap.gazetteer.geodesy import circle
from geomap.gazetteer.matching import Match
from geomap.gazetteer.model import (
    POINT_PRECISIONS,
    SETTLEMENT_KINDS,
    AdminUnit,
    Candidate,
    Location,
    Place,
    circle_precision,
    kind_in_words,
)
from geomap.gazetteer.naming import Preference
from geomap.gazetteer.phrases import read_phrase
from geomap.gazetteer.provenance import Source
from geomap.gazetteer.readings import Unreadable, evaluate
from geomap.gazetteer.refusals import reason_to_refuse
from geomap.gazetteer.shared_borders import UNIT_KINDS, BorderLine, border_of, without_line
from geomap.gazetteer.store.location import default_store_path
from geomap.gazetteer.tables import AdminClaim, read_tables
from geomap.gazetteer.unit_odds import with_probabilities
from geomap.gazetteer.vocabulary import Vocabulary, read_vocabulary

EMBEDDED = Path(__file__).parent / "_data"
"""The folder with the data that ships."""

_MOST_CANDIDATES = 10
_REMEMBERED = 16_384
_LEAST_SEARCHED = 0.2
"""A spelling that is less likely than this is not worth a reader's look."""


class Gazetteer:
    """Places, their spellings and the borders around them, ready to resolve texts.

    Examples
    --------
    >>> from geomap import Gazetteer
    >>> answer = Gazetteer.open().resolve("Deir Balout")
    >>> answer.precision, round(answer.lon, 3), round(answer.lat, 3)
    ('place', 36.665, 36.34)
    """

    def __init__(self, atlas: Atlas, vocabulary: Vocabulary) -> None:
        self._atlas = atlas
        self._vocabulary = vocabulary
        self._answer = lru_cache(maxsize=_REMEMBERED)(self._resolve)
        self._area_stated = lru_cache(maxsize=_REMEMBERED)(self._read_context)

    @classmethod
    def open(
        cls, path: Path | str | None = None, *, store: Path | str | None = None
    ) -> "Gazetteer":
        """Open the gazetteer that ships, or a folder with the same tables.

        Borders, rivers and relation words that the folder lacks come from the embedded data. A
        store adds what was installed (`geomap gazetteer install`): more candidates, finer units;
        curated places win on detail. The result is cached: opening the same twice costs nothing.

        Parameters
        ----------
        path
            A folder with places.csv, names.csv and admin_claims.csv; None for the embedded data.
        store
            The store to merge. None for the one that GEOMAP_STORE names or that lies in the
            user's data folder, if there is one and `path` is None too.

        Raises
        ------
        GazetteerDataError
            When the folder cannot be used; it lists every problem.
        StoreError
            When the store cannot be used.
        """
        folder = EMBEDDED if path is None else Path(path)
        chosen = Path(store) if store is not None else None
        if store is None and path is None:
            usual = default_store_path()
            chosen = usual if usual is not None and usual.exists() else None
        # A store that was written anew is opened anew.
        written = chosen.stat().st_mtime_ns if chosen is not None and chosen.exists() else 0
        return _open(folder, chosen, written)

    @property
    def places(self) -> Mapping[str, Place]:
        """All places by their id, in the order of the table."""
        return self._atlas.places

    @property
    def installed_sources(self) -> tuple[Source, ...]:
        """What the store adds to the places, with versions; nothing where no store is open."""
        return self._atlas.installed_sources

    @property
    def corrections(self) -> Mapping[str, int]:
        """How many spellings each source taught the store (`geomap gazetteer learn`)."""
        return self._atlas.corrections

    def place(self, place_id: str) -> Place:
        """Return a place by its id.

        Raises
        ------
        PlaceNotFoundError
            When no place has the id.
        """
        try:
            return self._atlas.places[place_id]
        except KeyError:
            raise PlaceNotFoundError(place_id) from None

    def parents_of(self, place_id: str) -> list[Place]:
        """Return the units and the country that a place's row puts it in, the nearest first.

        Raises
        ------
        PlaceNotFoundError
            When no place has the id.
        """
        return self._atlas.chain_of(self.place(place_id))[1:]

    def claims_on(self, place_id: str) -> tuple[AdminClaim, ...]:
        """Return what sources claim about the unit of a place; none where nobody disagrees."""
        return self._atlas.claims.get(place_id, ())

    def unit_polygon(self, code: str) -> BaseGeometry:
        """Return the polygon (EPSG:4326) of a boundary unit or of a country's 3-letter code.

        Raises
        ------
        KeyError
            When no unit or country has the code.
        """
        return self._atlas.borders.polygon(code)

    def resolve(
        self,
        text: str,
        *,
        within: str | Sequence[str] | None = None,
        near: str | None = None,
        among: Company | None = None,
        as_of: date | None = None,  # noqa: ARG002 - of the contract; see the docstring
    ) -> Location:
        """Resolve a name, a phrase or a coordinate; the answer says why, or why not.

        Never raises for any text: what cannot be read is `unresolved` with a reason. Answers are
        remembered: the same question again costs nothing.

        Parameters
        ----------
        text
            As a report writes it, in English or Arabic.
        within
            Names of units or regions that contain the place. They rank candidates and clip vague
            areas; of a place that lies far outside, the answer says so and is `ambiguous`.
        near
            The name of a place not far from it: decides between namesakes.
        among
            The places that the rest of a dataset or report speaks of: of names that several places
            bear equally, the one among them comes first. `resolve_all` does this by itself.
        as_of
            The day the text speaks of. No place of the embedded data has validity dates, so it
            changes no answer there.
        """
        names = (within,) if isinstance(within, str) else tuple(within or ())
        return self._answer(text, tuple(filter(None, names)), near or None, among)

    def resolve_all(
        self,
        texts: Iterable[str],
        *,
        within: Iterable[str | Sequence[str] | None] | None = None,
        near: str | None = None,
        as_of: date | None = None,
        progress: Callable[[int], object] | None = None,
    ) -> list[Location]:
        """Resolve many texts of one dataset, each distinct question once.

        Texts that stay ambiguous are asked again among the places that the others were resolved
        to, whatever their order.

        Parameters
        ----------
        texts
            As reports write them.
        within
            For each text the names of units that contain it; None for none at all.
        near
            The name of a place not far from all of them.
        as_of
            The day that the texts speak of.
        progress
            Called with the number of texts answered since the last call.

        Returns
        -------
        list of Location
            One for each text, in their order.
        """
        listed = list(texts)
        stated = [None] * len(listed) if within is None else list(within)
        told = progress or (lambda _: None)
        first = []
        for text, units in zip(listed, stated, strict=True):
            first.append(self.resolve(text, within=units, near=near, as_of=as_of))
            told(1)
        company = Company(first)
        return [
            self.resolve(text, within=units, near=near, among=company, as_of=as_of)
            if found.status == "ambiguous"
            else found
            for text, units, found in zip(listed, stated, first, strict=True)
        ]

    def _resolve(
        self, text: str, within: tuple[str, ...], near: str | None, among: Company | None
    ) -> Location:
        refused = reason_to_refuse(text)
        if refused:
            return _unlocated(text, refused)
        coordinate = read_coordinate(text)
        if coordinate is not None:
            return self._locate_coordinate(text, *coordinate)
        context, doubts = self._context_of(within, near)
        outcome = evaluate(
            read_phrase(text, self._vocabulary, self._atlas.index),
            self._atlas,
            self._vocabulary,
            replace(context, company=among),
        )
        if isinstance(outcome, Unreadable):
            candidates = self._candidates_of(outcome.matches)
            return _unlocated(text, " ".join([outcome.reason, *doubts]), candidates)
        found = self._locate(text, outcome.saying(*doubts))
        known = evidence_of(self._atlas, context).context
        units = with_probabilities(found.admin, outcome.matches, self._atlas, context=known)
        return replace(found, admin=units)

    def shared_border(self, first: str, second: str) -> BorderLine:
        """Return the line that two units share, as a (Multi)LineString in EPSG:4326.

        Never raises for any text: without such a border the answer is `unresolved` and says why.
        Governorates and countries are drawn in the embedded data; districts and subdistricts need
        installed boundaries, and give governorates their finer line too.

        Parameters
        ----------
        first, second
            Names of two units that do not contain each other: "Aleppo", "Syria", "Afrin district".

        Examples
        --------
        >>> from geomap import Gazetteer
        >>> line = Gazetteer.open().shared_border("Aleppo", "Idlib")
        >>> line.geometry.geom_type, round(line.length_m / 1000), line.accuracy_m
        ('LineString', 128, 1200)
        """
        query = first, second
        sides: list[Place] = []
        for name in query:
            found = self._unit_of(name)
            if isinstance(found, str):
                return without_line(query, found)
            sides.append(found)
        return border_of(query, sides[0], sides[1], self._atlas)

    def _unit_of(self, name: str) -> Place | str:
        """Return the one unit that a name means, or why it means none."""
        found = self._area_stated(name, "units")
        if found is None:
            return f"The gazetteer has no unit spelled {name!r}."
        places = [self._atlas.places[place_id] for place_id in found.place_ids]
        if len(places) > 1:
            return f"{name!r} means {' or '.join(place.name for place in places)}: name one."
        if not places or places[0].kind not in UNIT_KINDS or not places[0].units:
            return (
                f"{name!r} is no unit with a drawn border; name a country, a governorate or, with "
                f"installed boundaries, a district (such as 'Afrin district')."
            )
        return places[0]

    def resolve_place(self, place_id: str) -> Location:
        """Return the location of a stored place.

        Raises
        ------
        PlaceNotFoundError
            When no place has the id.
        """
        place = self.place(place_id)
        sentence = f"{place.name} ({kind_in_words(place.kind)}), given by its id."
        return self._locate(place.name, self._atlas.footprint(place).saying(sentence))

    def resolve_point(
        self, lon: float, lat: float, *, uncertainty_m: float = 0, place_id: str | None = None
    ) -> Location:
        """Return the location of a point given in degrees, with the units its point falls in.

        Parameters
        ----------
        lon, lat
            Degrees, EPSG:4326.
        uncertainty_m
            Radius of the circle that it lies in. Above 5 km the answer is that circle, an area.
        place_id
            A place that the circle stands for: of a settlement, up to 10 km are still a point.

        Raises
        ------
        PlaceNotFoundError
            When no place has the id.
        """
        if not uncertainty_m:
            return self._locate_coordinate(f"{lat}, {lon}", lon, lat, 0)
        said = f"The coordinate is stated, within {uncertainty_m / 1000:g} km."
        is_settled = place_id is not None and self.place(place_id).kind in SETTLEMENT_KINDS
        return self._locate_circle(
            f"{lat}, {lon}", lon, lat, uncertainty_m, said=said, is_settled=is_settled
        )

    def places_listed_as(self, text: str) -> list[Place]:
        """Return the places listed with a name but for case, marks and article; or none.

        Unlike `search` it never guesses and leaves no namesake out.
        """
        return self._atlas.index.listed(text)

    def units_of_points(
        self, lon: npt.NDArray[np.float64], lat: npt.NDArray[np.float64]
    ) -> tuple[npt.NDArray[np.int32], tuple[tuple[AdminUnit, ...], ...]]:
        """Return the units that many points lie in, as `resolve_point` gives them for one.

        Parameters
        ----------
        lon, lat
            Degrees, finite, of one length.

        Returns
        -------
        codes : array of int32
            For each point an index into `chains`.
        chains : tuple
            Distinct chains of units, in the order of their first point.

        Examples
        --------
        >>> import numpy as np
        >>> codes, chains = Gazetteer.open().units_of_points(
        ...     np.array([36.69, 40.45, 36.7]), np.array([36.31, 35.02, 36.3]))
        >>> [chains[code][1].name for code in codes]
        ['Idlib', 'Deir ez-Zor', 'Idlib']
        """
        known: dict[tuple[AdminUnit, ...], int] = {}
        of_point, first, units = self._atlas.groups_of_points(lon, lat)
        found = [
            self._units_of_group(*group)
            for group in zip(lon[first].tolist(), lat[first].tolist(), units, strict=True)
        ]
        chain_of_group = np.array([known.setdefault(c, len(known)) for c in found], dtype=np.int32)
        return chain_of_group[of_point], tuple(known)

    def _units_of_group(
        self, lon: float, lat: float, units: list[Unit] | None
    ) -> tuple[AdminUnit, ...]:
        """Return the units of a group of points, given one of them and the borders around it."""
        if units is None:
            return self.resolve_point(lon, lat).admin
        point = point_footprint(
            lon, lat, radius_m=0, precision=circle_precision(0, is_settled=False)
        )
        found, _ = with_disputes(self._atlas, point, admin_of_units(self._atlas, units))
        if self._atlas.finer_units is not None:
            found, _ = self._atlas.finer_units.join(found, point)
        return found

    def search(self, text: str, *, limit: int = _MOST_CANDIDATES) -> list[Candidate]:
        """Return the places that a name may spell, best first; an unknown name gives none."""
        if reason_to_refuse(text):
            return []
        found = [
            match
            for match in self._atlas.index.find(text)
            if match.probability is None or match.probability >= _LEAST_SEARCHED
        ]
        return list(self._candidates_of(found)[:limit])

    def _context_of(self, within: tuple[str, ...], near: str | None) -> tuple[Context, list[str]]:
        """Resolve the context's own names; what is not known is said, and does not narrow."""
        areas, doubts = [], []
        for name in within:
            area = self._area_stated(name, "units")
            if area is None:
                doubts.append(f"The context {name!r} is not in the gazetteer and did not narrow.")
            else:
                areas.append(area)
        close = self._area_stated(near, "points") if near else None
        if near and close is None:
            doubts.append(f"The context {near!r} is not in the gazetteer and did not narrow.")
        return Context(tuple(areas), close), doubts

    def _read_context(self, text: str, prefer: Preference) -> Footprint | None:
        if reason_to_refuse(text):
            return None
        phrase = read_phrase(text, self._vocabulary, self._atlas.index)
        outcome = evaluate(phrase, self._atlas, self._vocabulary, Context(), prefer=prefer)
        return None if isinstance(outcome, Unreadable) else outcome

    def _locate(self, text: str, footprint: Footprint) -> Location:
        units, sentences = self._admin_of(footprint)
        if self._atlas.finer_units is not None:
            units, snapped = self._atlas.finer_units.join(units, footprint)
            sentences = (*sentences, *snapped)
        return Location(
            query=text,
            status=footprint.status,
            precision=footprint.precision,
            geometry=footprint.geometry,
            lon=footprint.lon,
            lat=footprint.lat,
            uncertainty_m=footprint.uncertainty_m,
            admin=units,
            place_ids=footprint.place_ids,
            explanation=" ".join([*footprint.why, *sentences]),
            candidates=self._candidates_of(footprint.matches),
        )

    def _admin_of(self, footprint: Footprint) -> Admin:
        return with_disputes(self._atlas, footprint, self._undisputed_admin_of(footprint))

    def _undisputed_admin_of(self, footprint: Footprint) -> Admin:
        if footprint.is_choice:
            return admin_of_choice(self._atlas, footprint)
        if not footprint.is_point:
            return admin_of_area(self._atlas, footprint)
        place = self._atlas.places.get(footprint.place_ids[0]) if footprint.place_ids else None
        if place is None:
            return admin_of_point(self._atlas, footprint.lon, footprint.lat)
        return admin_of_place(self._atlas, place)

    def _locate_coordinate(
        self, text: str, lon: float, lat: float, uncertainty_m: float
    ) -> Location:
        sentence = (
            "The text is a coordinate, latitude first; the uncertainty is that of its last digit."
        )
        return self._locate_circle(text, lon, lat, uncertainty_m, said=sentence)

    def _locate_circle(  # noqa: PLR0913 - a circle and what is said of it, by name
        self,
        text: str,
        lon: float,
        lat: float,
        radius_m: float,
        *,
        said: str,
        is_settled: bool = False,
    ) -> Location:
        precision = circle_precision(radius_m, is_settled=is_settled)
        if precision in POINT_PRECISIONS:
            point = point_footprint(lon, lat, radius_m=radius_m, precision=precision, why=(said,))
            return self._locate(text, point)
        area = circle(lon, lat, radius_m=radius_m)
        return self._locate(text, area_footprint(area, doubt_m=0, at=(lon, lat), why=(said,)))

    def _candidates_of(self, matches: Sequence[Match]) -> tuple[Candidate, ...]:
        return tuple(
            Candidate(
                match.place.place_id,
                match.place.name,
                match.place.kind,
                *self._atlas.point_of(match.place),
                match.score,
                match.reason,
                match.probability,
            )
            for match in matches[:_MOST_CANDIDATES]
        )


@lru_cache(maxsize=8)
def _open(folder: Path, store: Path | None, written: int) -> Gazetteer:  # noqa: ARG001 - of the cache's key
    def here_or_embedded(name: str) -> Path:
        own = folder / name
        return own if own.exists() else EMBEDDED / name

    borders = read_borders(here_or_embedded("units.geojson"), here_or_embedded("rivers.geojson"))
    vocabulary = read_vocabulary(here_or_embedded("relations.toml"))
    disputed = read_disputed(here_or_embedded("disputed.toml"), borders)
    tables = read_tables(folder)
    problems = [
        f"places.csv: {place.place_id!r} stands on {code!r}, which the borders and rivers lack"
        for place in tables.places.values()
        for code in (*place.units, *filter(None, (place.line,)))
        if code not in borders
    ]
    if problems:
        raise GazetteerDataError(folder, problems)
    if store is None:
        atlas = Atlas(tables, borders, disputed=disputed, types=vocabulary.types)
        return Gazetteer(atlas, vocabulary)
    # Without a store nobody pays for reading one.
    from geomap.gazetteer.store.installed import Installed  # noqa: PLC0415
    from geomap.gazetteer.store.reading import Store  # noqa: PLC0415

    installed = Installed(Store(store), tables.places, borders, types=vocabulary.types)
    return Gazetteer(Atlas(tables, borders, installed, disputed=disputed), vocabulary)


def _unlocated(text: str, reason: str, candidates: tuple[Candidate, ...] = ()) -> Location:
    return Location(
        query=text,
        status="unresolved",
        precision="unlocated",
        geometry=None,
        lon=None,
        lat=None,
        uncertainty_m=None,
        explanation=reason,
        candidates=candidates,
    )
