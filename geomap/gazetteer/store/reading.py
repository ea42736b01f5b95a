"""Read a store: look-ups by key and by id through its indexes; the whole is never loaded."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import shapely
from shapely.geometry.base import BaseGeometry

from geomap.gazetteer.folding import LEVELS, Level
from geomap.gazetteer.model import Place, PlaceName
from geomap.gazetteer.provenance import Source
from geomap.gazetteer.store.edits import one_edit_away
from geomap.gazetteer.store.schema import open_checked
from geomap.gazetteer.store.units import StoredUnit

_STRICT = LEVELS[:-1]
_CONSONANTS = LEVELS.index("consonants")
_UNIT_COLUMNS = "unit, source_id, level, code, name, name_ar, parent"


class Store:
    """An open store, for reading only.

    Parameters
    ----------
    path
        The SQLite file.

    Raises
    ------
    StoreError
        When there is no such file, or it is no store of this version.
    """

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)
        self._connection = open_checked(self.path)
        self.place_with_id = lru_cache(maxsize=4096)(self._read_place)
        self.unit = lru_cache(maxsize=1024)(self._read_unit)
        self.polygon = lru_cache(maxsize=256)(self._read_polygon)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    @property
    def sources(self) -> list[Source]:
        """All sources, by id."""
        rows = self._rows(
            "SELECT source_id, title, licence, version, fetched_at, url FROM sources ORDER BY 1"
        )
        return [Source(*row) for row in rows]

    @property
    def corrections(self) -> dict[str, int]:
        """How many learned spellings there are of each source that gave some."""
        return dict(self._rows("SELECT source_id, count(*) FROM learned GROUP BY 1 ORDER BY 1"))

    def count(self, source_id: str | None = None) -> tuple[int, int]:
        """Return how many places and units there are, of one source or of all."""
        where = "" if source_id is None else "WHERE source_id = ?"
        given = () if source_id is None else (source_id,)
        places, units = (
            self._rows(f"SELECT count(*) FROM {table} {where}", given)[0][0]  # noqa: S608
            for table in ("places", "units")
        )
        return places, units

    def quarantined(self, source_id: str | None = None) -> list[tuple[str, str, str]]:
        """Return (place_id, main name, alias) of the aliases that are listed and not used."""
        return self._rows(
            "SELECT place_id, chief.text, names.text FROM names JOIN places USING (place)"
            " JOIN names AS chief ON chief.place = names.place AND chief.main"
            " WHERE names.quarantined AND source_id = coalesce(?, source_id)"
            " ORDER BY place_id, names.text",
            (source_id,),
        )

    def place_ids(self) -> Iterator[str]:
        """Yield the ids of the places, those of duplicates left out."""
        for row in self._connection.execute(
            "SELECT place_id FROM places WHERE same_as IS NULL ORDER BY place"
        ):
            yield row[0]

    def places_spelled(self, asked: Mapping[Level, str]) -> list[Place]:
        """Return the places with a name that shares a key with the asked one, at any level."""
        numbers: set[int] = set()
        for order, level in enumerate(LEVELS):
            if asked[level]:
                numbers |= self._numbers(order, [asked[level]])
        return self._places(numbers)

    def places_one_edit_away(self, consonants: str) -> list[Place]:
        """Return the places whose consonants are one insertion, loss or exchange away."""
        return self._places(self._numbers(_CONSONANTS, one_edit_away(consonants)))

    def knows(self, asked: Mapping[Level, str]) -> bool:
        """Whether a name is listed but for case, marks and article."""
        return any(
            asked[level] and self._numbers(order, [asked[level]])
            for order, level in enumerate(_STRICT)
        )

    def begins_name(self, folded_word: str) -> bool:
        """Whether some name begins with a word (letters folded, article off)."""
        return bool(self._rows("SELECT 1 FROM first_words WHERE word = ? LIMIT 1", (folded_word,)))

    def learned(self, letters: str) -> list[tuple[str, str, str]]:
        """Return (place_id, text, source_id) of the corrections for a spelling."""
        return self._rows(
            "SELECT place_id, text, source_id FROM learned WHERE key = ? ORDER BY 1", (letters,)
        )

    def units_of_place(self, place_id: str) -> tuple[list[StoredUnit], float]:
        """Return the units a place lies in, country first, and how far outside them, in metres."""
        rows = self._rows("SELECT unit, outside_m FROM places WHERE place_id = ?", (place_id,))
        if not rows or rows[0][0] is None:
            return [], 0.0
        return self.chain_of(rows[0][0]), rows[0][1]

    def units_at(self, west: float, south: float, east: float, north: float) -> list[StoredUnit]:
        """Return the units whose bounding box meets a box in degrees."""
        rows = self._rows(
            f"SELECT {_UNIT_COLUMNS} FROM units WHERE west <= ? AND east >= ? AND south <= ?"  # noqa: S608
            " AND north >= ? ORDER BY level, code",
            (east, west, north, south),
        )
        return [StoredUnit(*row) for row in rows]

    def chain_of(self, unit: int) -> list[StoredUnit]:
        """Return a unit and those that contain it, the widest first."""
        chain: list[StoredUnit] = []
        number: int | None = unit
        while number is not None:
            chain.insert(0, self.unit(number))
            number = chain[0].parent
        return chain

    def _read_unit(self, unit: int) -> StoredUnit:
        query = f"SELECT {_UNIT_COLUMNS} FROM units WHERE unit = ?"  # noqa: S608
        return StoredUnit(*self._rows(query, (unit,))[0])

    def _read_polygon(self, unit: int) -> BaseGeometry:
        return shapely.from_wkb(self._rows("SELECT wkb FROM units WHERE unit = ?", (unit,))[0][0])

    def _numbers(self, order: int, wanted: Sequence[str]) -> set[int]:
        marks = ", ".join("?" * len(wanted))
        query = f"SELECT place FROM name_keys WHERE level = ? AND key IN ({marks})"  # noqa: S608
        return {row[0] for row in self._rows(query, (order, *wanted))}

    def _places(self, numbers: Iterable[int]) -> list[Place]:
        found = []
        for number in sorted(numbers):
            query = "SELECT place_id FROM places WHERE place = ?"
            place = self.place_with_id(self._rows(query, (number,))[0][0])
            if place is not None:
                found.append(place)
        return found

    def _read_place(self, place_id: str) -> Place | None:
        rows = self._rows(
            "SELECT place, kind, lon, lat, radius_m, population, source_id, ref FROM places"
            " WHERE place_id = ?",
            (place_id,),
        )
        if not rows:
            return None
        number, kind, lon, lat, radius_m, population, source_id, ref = rows[0]
        names = self._rows(
            "SELECT text, script, names.main AND place = ? FROM names WHERE NOT quarantined"
            " AND place IN (SELECT place FROM places WHERE place = ? OR same_as = ?)"
            " ORDER BY 3 DESC, name",
            (number, number, number),
        )
        once: dict[str, PlaceName] = {}
        for text, script, main in names:
            kind_of_name = "official" if main else "variant"
            once.setdefault(text, PlaceName(text, _lang_of(script), kind_of_name, source_id))
        return Place(
            place_id=place_id,
            kind=kind,
            names=tuple(once.values()),
            lon=lon,
            lat=lat,
            radius_m=radius_m,
            grade="B",
            rank=_rank_of(population),
            source_id=source_id,
            source_ref=ref,
        )

    def _rows(self, query: str, given: tuple[object, ...] = ()) -> list[tuple]:  # type: ignore[type-arg]
        return self._connection.execute(query, given).fetchall()


def _lang_of(script: str) -> str:
    """Return the language under which a name is shown: by its letters, never by its tag."""
    return {"ARABIC": "ar", "LATIN": "en"}.get(script, "")


def _rank_of(population: int) -> int | None:
    """Return 3 to 5 by inhabitants: installed places never outrank the curated ones."""
    for rank, least in ((3, 200_000), (4, 50_000), (5, 5_000)):
        if population >= least:
            return rank
    return None
