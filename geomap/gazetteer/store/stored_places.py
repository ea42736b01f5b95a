"""Read the places of a store, many in one go: lean ones for comparing, whole ones to show."""

import json
import sqlite3
from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter
from typing import Any

from geomap.gazetteer.model import Place, PlaceName
from geomap.gazetteer.store.recent import Recent
from geomap.gazetteer.store.records import rank_of

_REMEMBERED = 32_768
_COLUMNS = "place, place_id, kind, lon, lat, radius_m, population, source_id, ref"


class StoredPlaces:
    """The places of an open store. What was read is remembered.

    Parameters
    ----------
    connection
        The store.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._lean: Recent[int, Place | None] = Recent(_REMEMBERED)
        self._whole: Recent[str, Place] = Recent(_REMEMBERED)

    def with_numbers(self, numbers: Iterable[int]) -> dict[int, Place | None]:
        """Return lean places, whose `names` hold the name to show alone; None for a duplicate."""
        return self._lean.get(set(numbers), self._read_lean)

    def with_ids(self, place_ids: Iterable[str]) -> dict[str, Place]:
        """Return whole places by their ids; an id that no place has is left out."""
        return self._whole.get(list(place_ids), self._read)

    def spelling_counts(self, place_ids: Iterable[str]) -> dict[str, int]:
        """Return how many spellings each place has, by its id."""
        rows = self._connection.execute(
            "SELECT place_id, spellings FROM json_each(?) AS asked"
            " CROSS JOIN places ON place_id = asked.value",
            (json.dumps(list(place_ids)),),
        )
        return dict(rows)

    def _read_lean(self, numbers: list[int]) -> dict[int, Place | None]:
        rows = self._connection.execute(
            f"SELECT {_COLUMNS}, title, title_lang, same_as FROM json_each(?) AS asked"  # noqa: S608
            " CROSS JOIN places ON place = asked.value",
            (json.dumps(numbers),),
        )
        found: dict[int, Place | None] = {}
        for row in rows:
            *_, source_id, _, title, lang, chief = row
            name = PlaceName(title, lang, "official", source_id)
            found[row[0]] = _place(row[:9], (name,)) if chief is None else None
        return found

    def _read(self, place_ids: list[str]) -> dict[str, Place]:
        rows = self._connection.execute(
            f"SELECT {_COLUMNS}, position, text, lang FROM json_each(?) AS asked"  # noqa: S608
            " CROSS JOIN places ON place_id = asked.value CROSS JOIN names USING (place)"
            " CROSS JOIN forms USING (form) ORDER BY place, position",
            (json.dumps(place_ids),),
        )
        found: dict[str, Place] = {}
        for _, group in groupby(rows, key=itemgetter(0)):
            own = list(group)
            columns = own[0][:-3]
            names = tuple(
                PlaceName(text, lang, "variant" if position else "official", columns[-2])
                for *_, position, text, lang in own
            )
            found[columns[1]] = _place(columns, names)
        return found


def _place(columns: Iterable[Any], names: tuple[PlaceName, ...]) -> Place:
    _, place_id, kind, lon, lat, radius_m, population, source_id, ref = columns
    return Place(
        place_id=place_id,
        kind=kind,
        names=names,
        lon=lon,
        lat=lat,
        radius_m=radius_m,
        grade="B",
        rank=rank_of(population),
        source_id=source_id,
        source_ref=ref,
    )
