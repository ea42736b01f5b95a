"""Where everything is, as columns: one row a location, one answer a distinct place text.

`Incidents.located()` hands out an object a place, which a month of reports can afford. This is the
same knowledge for a hundred thousand rows: rows that state a point have no object at all, and rows
with the same wording, or the same wide circle, share one answer of the gazetteer. The two agree; a
test says so on real and on made data.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt
import pandas as pd

from geomap.gazetteer import POINT_PRECISIONS, PRECISIONS, AdminUnit, Location
from geomap.gazetteer.engine import Engine
from geomap.gazetteer.model import circle_precision
from geomap.incidents.frames import is_given
from geomap.incidents.locate import Drawn, PlaceResolver, requests_from_locations
from geomap.incidents.made_ids import rows_of_ids

DRAWN: tuple[Drawn, ...] = ("mapped", "area", "unlocated", "withheld")
"""What `LocatedTable.drawn` counts: how an incident may be drawn."""

_MAPPED, _AREA, _UNLOCATED = (DRAWN.index(word) for word in ("mapped", "area", "unlocated"))
_REQUEST_COLUMNS = ["place_as_written", "within", "place_id", "lon", "lat", "radius_m"]
_HAPPENED = ("at", "target")
_STATED = -1
_AREA_PRECISION = PRECISIONS.index("area")

Mask = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int32]


@dataclass(frozen=True)
class LocatedTable:
    """Where the rows of `Incidents.locations` are; every array but `drawn` is aligned with them.

    `answer` is an index into `answers`, -1 where a row states its own point. `lon`, `lat`
    are degrees (EPSG:4326), for an area those of its representative point, NaN where nothing is
    known. `precision` is an index into `geomap.gazetteer.PRECISIONS`, `uncertainty_m` in metres
    with NaN, `admin` an index into `admin_chains`, -1 for unlocated rows. `incident` is the row of
    `Incidents.incidents`, and `drawn` holds an index into `DRAWN` for each of those.
    """

    answers: tuple[Location, ...]
    answer: npt.NDArray[np.int32]
    lon: Floats
    lat: Floats
    precision: npt.NDArray[np.uint8]
    uncertainty_m: Floats
    admin: npt.NDArray[np.int32]
    admin_chains: tuple[tuple[AdminUnit, ...], ...]
    incident: npt.NDArray[np.int32]
    drawn: npt.NDArray[np.uint8]

    @property
    def nbytes(self) -> int:
        """Size of the arrays in bytes."""
        held = (getattr(self, field.name) for field in fields(self))
        return sum(array.nbytes for array in held if isinstance(array, np.ndarray))


def locate_table(
    incidents: pd.DataFrame,
    locations: pd.DataFrame,
    *,
    places: PlaceResolver,
    engine: Engine | None = None,
) -> LocatedTable:
    """Find where each row of `locations` is, and how each incident may be drawn.

    `engine` looks places up elsewhere than in this program.
    """
    lon, lat = (
        locations[column].to_numpy(dtype=np.float64, copy=True) for column in ("lon", "lat")
    )
    radius_m = locations["radius_m"].fillna(0).to_numpy(dtype=np.float64)
    precision = _stated_precisions(locations["place_id"], radius_m, places)
    # A wide circle is an area with a geometry, which the gazetteer gives.
    stated = ~(np.isnan(lon) | np.isnan(lat)) & (precision != _AREA_PRECISION)
    answer, answers = _answers(
        locations, stated, (lon[stated], lat[stated]), places=places, engine=engine
    )
    asked = ~stated
    lon[asked], lat[asked] = (_taken(answers, answer[asked], name) for name in ("lon", "lat"))
    uncertainty_m = radius_m.copy()
    uncertainty_m[asked] = _taken(answers, answer[asked], "uncertainty_m")
    precisions = np.array([PRECISIONS.index(found.precision) for found in answers], dtype=np.uint8)
    precision[asked] = precisions[answer[asked]]
    has_ground = np.array([found.geometry is not None for found in answers], dtype=bool)
    is_somewhere = stated.copy()
    is_somewhere[asked] = has_ground[answer[asked]]
    admin, chains = _admin(answers, answer, (lon, lat), places)
    incident = rows_of_ids(incidents["incident_id"], locations["incident_id"]).astype(np.int32)
    is_point = np.isin(precision, [PRECISIONS.index(name) for name in POINT_PRECISIONS])
    drawn = _drawn(incidents["kind"], locations, incident, is_point, is_somewhere)
    return LocatedTable(
        answers, answer, lon, lat, precision, uncertainty_m, admin, chains, incident, drawn
    )


def _stated_precisions(
    place_ids: pd.Series, radius_m: Floats, places: PlaceResolver
) -> npt.NDArray[np.uint8]:
    """Tell how sharply a circle of each row's radius would be drawn, whether it has one or not."""
    code, radii = pd.factorize(radius_m)
    of_radius = np.array(
        [
            [PRECISIONS.index(circle_precision(r, is_settled=flag)) for r in radii.tolist()]
            for flag in (False, True)
        ],
        dtype=np.uint8,
    )
    precision: npt.NDArray[np.uint8] = of_radius[0][code]
    # Only of what is named and has a circle it matters what kind of place it is.
    named = np.flatnonzero((radius_m > 0) & is_given(place_ids))
    if len(named):
        names = place_ids.iloc[named]
        settled = [name for name in names.unique() if name and places.is_settlement(name)]
        rows = named[names.isin(settled).to_numpy(dtype=bool)]
        precision[rows] = of_radius[1][code[rows]]
    return precision


def _answers(
    locations: pd.DataFrame,
    stated: Mask,
    points: tuple[Floats, Floats],
    *,
    places: PlaceResolver,
    engine: Engine | None,
) -> tuple[Codes, tuple[Location, ...]]:
    """Ask each distinct question once, in the order of the table."""
    answer = np.full(len(locations), _STATED, dtype=np.int32)
    asked = np.flatnonzero(~stated)
    if not len(asked):
        return answer, ()
    columns = locations[_REQUEST_COLUMNS].iloc[asked]
    number = np.zeros(len(asked), dtype=np.int64)
    for column in _REQUEST_COLUMNS:
        codes, distinct = pd.factorize(columns[column], use_na_sentinel=False)
        number = pd.factorize(number * len(distinct) + codes)[0]
    answer[asked] = number
    first = columns[~pd.Series(number, index=columns.index).duplicated()]
    requests = requests_from_locations(first)
    places.locate_all(requests, beside=points, engine=engine)
    return answer, tuple(places.locate(request) for request in requests)


def _taken(answers: Sequence[Location], codes: Codes, name: str) -> Floats:
    values = [getattr(found, name) for found in answers]
    return np.array([np.nan if v is None else v for v in values], dtype=np.float64)[codes]


def _admin(
    answers: Sequence[Location],
    answer: Codes,
    position: tuple[Floats, Floats],
    places: PlaceResolver,
) -> tuple[Codes, tuple[tuple[AdminUnit, ...], ...]]:
    """Code the chains of units: those of the answers first, then those of stated points."""
    known: dict[tuple[AdminUnit, ...], int] = {}
    of_answer = [
        -1 if found.precision == "unlocated" else known.setdefault(found.admin, len(known))
        for found in answers
    ]
    admin = np.full(len(answer), -1, dtype=np.int32)
    asked = answer != _STATED
    admin[asked] = np.array(of_answer, dtype=np.int32)[answer[asked]]
    if not asked.all():
        lon, lat = (degrees[~asked] for degrees in position)
        codes, chains = places.gazetteer.units_of_points(lon, lat)
        of_chain = [known.setdefault(chain, len(known)) for chain in chains]
        admin[~asked] = np.array(of_chain, dtype=np.int32)[codes]
    return admin, tuple(known)


def _is_one_of(column: pd.Series, words: Collection[str]) -> Mask:
    """Tell which cells hold one of a few words, each distinct text compared once."""
    if not is_given(column) and len(column):
        return np.full(len(column), column.iloc[0] in words)
    codes, distinct = pd.factorize(column.to_numpy(dtype=object))
    return np.array([word in words for word in distinct], dtype=bool)[codes]


def _drawn(
    kinds: pd.Series, locations: pd.DataFrame, incident: Codes, is_point: Mask, is_somewhere: Mask
) -> npt.NDArray[np.uint8]:
    """Tell for whole columns what `locate.drawn_class` tells for the places of one incident."""
    primary = _is_one_of(locations["standing"], {"primary"})
    role = locations["role"]
    happened = _is_one_of(role, _HAPPENED)

    def any_of(rows: Mask) -> Mask:
        found = np.zeros(len(kinds), dtype=bool)
        found[incident[rows]] = True
        return found

    def ends_at(word: str) -> Mask:
        return any_of(primary & is_point & _is_one_of(role, {word}))

    is_convoy = _is_one_of(kinds, {"convoy"})
    mapped = any_of(primary & is_point & happened)
    mapped |= is_convoy & ends_at("origin") & ends_at("destination")
    area = any_of(primary & is_somewhere & ~_is_one_of(role, {"seen_from"}))
    drawn = np.full(len(kinds), _UNLOCATED, dtype=np.uint8)
    drawn[area] = _AREA
    drawn[mapped] = _MAPPED
    return drawn
