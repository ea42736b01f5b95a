"""Write the places of a source: which row stands for which, what each is called, what is in doubt.

What a duplicate is called, the place that stands for it is called too. An alias unlike all others
is kept as doubtful and borne by nobody.
"""

import sqlite3
from collections.abc import Iterator, Mapping

from geomap.gazetteer.provenance import Source
from geomap.gazetteer.store.cleaning import duplicates_of, strangers_among
from geomap.gazetteer.store.forms import FormWriter
from geomap.gazetteer.store.records import (
    RADIUS_M,
    RADIUS_OTHERWISE_M,
    ImportedPlace,
)

_PLACE = "INSERT INTO places VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL)"


class PlaceWriter:
    """The places of one source, and what they are called.

    Parameters
    ----------
    source
        Where the places come from.
    places
        All places of the source.
    forms
        Where all their spellings are written already.
    """

    def __init__(
        self, source: Source, places: tuple[ImportedPlace, ...], forms: FormWriter
    ) -> None:
        self._source = source
        self._places = places
        self._forms = forms
        self.chiefs = duplicates_of(places, skeleton_of=self._consonants_of)
        self._used: dict[str, dict[str, None]] = {}
        self.doubtful: dict[str, list[str]] = {}
        for place in places:
            self._sort_out(place)
        for place in places:
            if chief := self.chiefs.get(place.place_id):
                self._used[chief] |= self._used[place.place_id]

    def write(self, connection: sqlite3.Connection) -> None:
        """Write the rows of the places and of their names."""
        (last,) = connection.execute("SELECT coalesce(max(place), 0) FROM places").fetchone()
        numbers = {
            place.place_id: number for number, place in enumerate(self._places, start=last + 1)
        }
        connection.executemany(_PLACE, (self._row_of(place, numbers) for place in self._places))
        connection.executemany("INSERT INTO names VALUES (?, ?, ?)", self._name_rows(numbers))
        connection.executemany(
            "INSERT INTO doubtful VALUES (?, ?)",
            ((numbers[key], text) for key, texts in self.doubtful.items() for text in texts),
        )
        words = {self._forms[text].first_word for used in self._used.values() for text in used}
        connection.executemany(
            "INSERT INTO first_words VALUES (?, ?)",
            ((word, self._source.source_id) for word in sorted(words - {""})),
        )

    def _consonants_of(self, text: str) -> str:
        return self._forms[text].consonants

    def _sort_out(self, place: ImportedPlace) -> None:
        """Part the spellings that a place bears from those in doubt, each text once."""
        once = dict.fromkeys(spelling.text for spelling in place.spellings)
        strangers = strangers_among(place.spellings, skeleton_of=self._consonants_of)
        if strangers:
            self.doubtful[place.place_id] = [text for text in once if text in strangers]
        self._used[place.place_id] = {text: None for text in once if text not in strangers}

    def _row_of(self, place: ImportedPlace, numbers: Mapping[str, int]) -> tuple[object, ...]:
        used = self._used[place.place_id]
        title = next((text for text in used if self._forms[text].lang == "en"), next(iter(used)))
        chief = self.chiefs.get(place.place_id)
        return (
            *(numbers[place.place_id], place.place_id, self._source.source_id, place.ref),
            *(place.kind, place.lon, place.lat),
            place.radius_m or RADIUS_M.get(place.kind, RADIUS_OTHERWISE_M),
            *(place.population, place.country),
            *(title, self._forms[title].lang, len(used)),
            None if chief is None else numbers[chief],
        )

    def _name_rows(self, numbers: Mapping[str, int]) -> Iterator[tuple[int, int, int]]:
        for place_id, used in self._used.items():
            for position, text in enumerate(used):
                yield numbers[place_id], position, self._forms[text].number
