"""Read a store: look-ups by key and by id through its indexes; the whole is never loaded."""

import zlib
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import shapely
from shapely.geometry.base import BaseGeometry

from geomap.gazetteer.model import Place
from geomap.gazetteer.name_keys import NameKeys
from geomap.gazetteer.provenance import Source
from geomap.gazetteer.spelling import StoredSpelling
from geomap.gazetteer.store.listing import Listed, places_listed
from geomap.gazetteer.store.schema import open_checked
from geomap.gazetteer.store.spellings import StoredSpellings
from geomap.gazetteer.store.stored_places import StoredPlaces
from geomap.gazetteer.store.units import StoredUnit

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
        self._places = StoredPlaces(self._connection)
        self._spellings = StoredSpellings(self._connection, self._places)
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
            "SELECT place_id, forms.text, doubtful.text FROM doubtful JOIN places USING (place)"
            " JOIN names ON names.place = doubtful.place AND position = 0 JOIN forms USING (form)"
            " WHERE source_id = coalesce(?, source_id) ORDER BY place_id, doubtful.text",
            (source_id,),
        )

    def place_ids(self) -> Iterator[str]:
        """Yield the ids of the places, those of duplicates left out."""
        for row in self._connection.execute(
            "SELECT place_id FROM places WHERE same_as IS NULL ORDER BY place"
        ):
            yield row[0]

    def spellings_like(self, asked: NameKeys) -> list[StoredSpelling]:
        """Return the spellings that an asked one may be, for a ranker to compare.

        Those that share letters, article, consonants or words with it, or whose consonants are one
        edit away; where these are few, those that share most letter triples too.
        """
        return self._spellings.like(asked)

    def spellings_listed(self, asked: NameKeys) -> list[StoredSpelling]:
        """Return the spellings that are the asked one but for marks, spaces and the article."""
        return self._spellings.listed(letters=asked.letters, article=asked.article)

    def listed_many(self, texts: Sequence[str]) -> list[list[Listed]]:
        """Return for each text the places listed with it, whatever its case; nothing is folded.

        The strictest level comes first. A text without any may still be listed with other marks,
        spaces or article: `spellings_listed` folds it.
        """
        return places_listed(self._connection, texts)

    def spelling_counts(self, place_ids: Iterable[str]) -> dict[str, int]:
        """Return how many spellings each place has in all."""
        return self._places.spelling_counts(place_ids)

    def places_with_ids(self, place_ids: Iterable[str]) -> dict[str, Place]:
        """Return those of some places that there are, by id, with all their names."""
        return self._places.with_ids(place_ids)

    def place_with_id(self, place_id: str) -> Place | None:
        """Return a place with all its names, None if there is none."""
        return self._places.with_ids([place_id]).get(place_id)

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
        return shapely.from_wkb(
            zlib.decompress(self._rows("SELECT polygon FROM units WHERE unit = ?", (unit,))[0][0])
        )

    def _rows(self, query: str, given: tuple[object, ...] = ()) -> list[tuple]:  # type: ignore[type-arg]
        return self._connection.execute(query, given).fetchall()
