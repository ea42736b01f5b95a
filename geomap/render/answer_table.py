"""What the gazetteer answered, each distinct answer once, as the page draws it."""

import json
from collections.abc import Sequence
from typing import cast

import numpy as np

from geomap.gazetteer import Location
from geomap.incidents import LocatedPlace
from geomap.render.codes import PRECISION, Codes, fixed_codes
from geomap.render.columns import LONLAT_SCALE, NOWHERE, Table, objects_from
from geomap.render.item_places import item_location
from geomap.render.payload import ItemLocation, LonLat
from geomap.render.shapes import ShapeCollector

_OF_THE_PLACE = ("role", "standing", "as_written", "source", "note")


class AdminTable:
    """Chains of names of administrative units, each once. Code 0 is no chain."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, ...], int] = {}

    def code_of(self, names: Sequence[str]) -> int:
        """Return the code of a chain."""
        return self._codes.setdefault(tuple(names), len(self._codes) + 1) if names else 0

    def chains(self) -> list[list[str]]:
        """Return the chains; code 1 is the first."""
        return [list(names) for names in self._codes]


class AnswerTable:
    """Gathers answers; a place refers to one by its code, the first being 1."""

    def __init__(self, shapes: ShapeCollector, admins: AdminTable) -> None:
        self._shapes, self._admins = shapes, admins
        self._codes: dict[str, int] = {}
        self._records: list[ItemLocation] = []
        self._wordings: list[str] = []

    def code_of(self, location: Location, *, wording: str) -> int:
        """Return the code of an answer, and note the wording that it first answered."""
        place = LocatedPlace("at", "primary", wording, "", "", location)
        return self.code_of_record(item_location(place, self._shapes))

    def code_of_record(self, record: ItemLocation) -> int:
        """Return the code of an answer that is a record already."""
        key = json.dumps({name: cell for name, cell in record.items() if name not in _OF_THE_PLACE})
        if key not in self._codes:
            self._codes[key] = len(self._codes) + 1
            self._records.append(record)
            self._wordings.append(record["as_written"])
        return self._codes[key]

    def wording_of(self, code: int) -> str:
        """Return the wording that an answer was first given to."""
        return self._wordings[code - 1]

    def anchor_of(self, code: int) -> LonLat | None:
        """Return where in its area an answer's badge stands, None for a point."""
        return self._records[code - 1]["anchor"]

    def table(self, codes: Codes) -> Table:
        """Return the answers as columns."""
        records = self._records
        where = [lonlat_codes(_point_of(record)) for record in records]
        return {
            "status": codes.of("place_status", [record["status"] for record in records]),
            "precision": fixed_codes([record["precision"] for record in records], PRECISION),
            "lon": np.array([lon for lon, _ in where], dtype=np.int64),
            "lat": np.array([lat for _, lat in where], dtype=np.int64),
            "uncertainty_m": np.array(
                [_or_minus_one(r["uncertainty_m"]) for r in records], np.int64
            ),
            "shape": np.array([_or_minus_one(r["shape"]) + 1 for r in records], np.int64),
            "admin": np.array([self._admins.code_of(r["admin"]) for r in records], np.int64),
            "explanation": objects_from([record["explanation"] for record in records]),
            "candidates": objects_from([record["candidates"] or None for record in records]),
            "wording": objects_from(self._wordings),
        }


def lonlat_codes(point: LonLat | None) -> tuple[int, int]:
    """Return a point in 1e-5 degrees, `NOWHERE` for none."""
    if point is None:
        return NOWHERE, 0
    lon, lat = point
    return round(lon * LONLAT_SCALE), round(lat * LONLAT_SCALE)


def _point_of(record: ItemLocation) -> LonLat | None:
    if record["lon"] is None:
        return record["anchor"]
    return [record["lon"], cast("float", record["lat"])]


def _or_minus_one(number: int | None) -> int:
    return -1 if number is None else number
