"""The columns that a client of the reconciliation service can add for a place once it is chosen.

Every cell is text, a whole number or a float, as the protocol types them; what is not known is an
empty list. Where sources disagree about the unit a column has several cells, none thrown away.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from geomap.gazetteer.gazetteer import Gazetteer
from geomap.gazetteer.model import Location, Place

Cells = list[dict[str, Any]]


def values_of(gazetteer: Gazetteer, place_id: str, names: Iterable[str]) -> dict[str, Cells]:
    """Return the cells of some columns for a place; an unknown place or column has none."""
    place = gazetteer.places.get(place_id)
    if place is None:
        return {name: [] for name in names}
    location = gazetteer.resolve_place(place_id)
    return {name: _FETCH[name](place, location) if name in _FETCH else [] for name in names}


def _pcodes(place: Place, location: Location) -> Cells:
    units = (unit.code for unit in location.admin if unit.level == 1)
    return _texts(*([place.code] if place.code else units))


def _texts(*values: str | None) -> Cells:
    return [{"str": value} for value in values if value]


def _floats(value: float | None) -> Cells:
    return [] if value is None else [{"float": round(value, 6)}]


_FETCH: Mapping[str, Callable[[Place, Location], Cells]] = {
    "lon": lambda _, location: _floats(location.lon),
    "lat": lambda _, location: _floats(location.lat),
    "precision": lambda _, location: _texts(location.precision),
    "uncertainty_m": lambda _, location: [{"int": round(location.uncertainty_m or 0)}],
    "admin1": lambda _, location: _texts(*(u.name for u in location.admin if u.level == 1)),
    "pcode": _pcodes,
    "name_ar": lambda place, _: _texts(place.name_ar),
    "kind": lambda place, _: _texts(place.kind),
    "source": lambda place, _: _texts(place.source_id),
}
