"""Which spellings of a store an asked name may be, each with its place and its keys.

The rules are those of `candidates.SpellingIndex`, asked of the store's indexes: same letters, same
but for the article, same consonants, same words in another order, one consonant more, less or
other; where these give little, spellings that share most letter triples. Nothing is folded again,
and what was read once is remembered, so that a batch reads each spelling and each place once.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from rapidfuzz.distance import Levenshtein

from geomap.gazetteer.candidates import (
    ENOUGH_ROWS,
    MOST_BY_TRIPLES,
    SHORTEST_NEIGHBOUR_KEY,
    deletions,
)
from geomap.gazetteer.model import PlaceName
from geomap.gazetteer.name_keys import NameKeys
from geomap.gazetteer.spelling import StoredSpelling
from geomap.gazetteer.store.recent import Recent
from geomap.gazetteer.store.schema import LOOKED_UP
from geomap.gazetteer.store.stored_places import StoredPlaces
from geomap.gazetteer.store.triples import forms_sharing_triples

_REMEMBERED = 32_768
"""Spellings in a generation of those kept in memory, about 1 kB each."""
_KEYS = ", ".join(NameKeys._fields)


class StoredSpellings:
    """The spellings of an open store.

    Parameters
    ----------
    connection
        The store.
    places
        Its places.
    """

    def __init__(self, connection: sqlite3.Connection, places: StoredPlaces) -> None:
        self._connection = connection
        self._places = places
        self._spellings: Recent[int, list[StoredSpelling]] = Recent(_REMEMBERED)

    def like(self, asked: NameKeys) -> list[StoredSpelling]:
        """Return the spellings that may be meant, in an order that says nothing."""
        forms = self._forms_with({field: getattr(asked, field) for field in LOOKED_UP})
        forms |= self._forms_one_edit_away(asked.consonants)
        found = self._bearing(forms)
        if len(found) < ENOUGH_ROWS:
            found += self._sharing_triples(asked.roman, forms)
        return found

    def sharing(self, keys: Mapping[str, str]) -> list[StoredSpelling]:
        """Return the spellings that have one of some keys, given by their names."""
        return self._bearing(self._forms_with(keys))

    def has_one(self, keys: Mapping[str, str]) -> bool:
        """Whether any spelling has one of some keys."""
        return bool(self._forms_with(keys))

    def one_edit_away(self, consonants: str) -> list[StoredSpelling]:
        """Return the spellings whose consonants are one insertion, loss or exchange away."""
        return self._bearing(self._forms_one_edit_away(consonants))

    def _forms_with(self, keys: Mapping[str, str]) -> set[int]:
        given = {field: key for field, key in keys.items() if key}
        if not given:
            return set()
        query = " UNION ALL ".join(f"SELECT form FROM forms WHERE {field} = ?" for field in given)  # noqa: S608
        return {form for (form,) in self._connection.execute(query, tuple(given.values()))}

    def _forms_one_edit_away(self, key: str) -> set[int]:
        if len(key) < SHORTEST_NEIGHBOUR_KEY:
            return set()
        close = self._connection.execute(
            "SELECT DISTINCT consonants FROM json_each(?) AS asked"
            " CROSS JOIN deletions ON shortened = asked.value",
            (json.dumps(sorted(deletions(key))),),
        )
        # Two keys may share a deletion and still be two edits apart.
        near = [
            other for (other,) in close if Levenshtein.distance(key, other, score_cutoff=1) == 1
        ]
        rows = self._connection.execute(
            "SELECT form FROM json_each(?) AS asked CROSS JOIN forms ON consonants = asked.value",
            (json.dumps(near),),
        )
        return {form for (form,) in rows}

    def _sharing_triples(self, roman: str, known: set[int]) -> list[StoredSpelling]:
        """Return the best spellings by letter triples without those known by better reasons."""
        closest = forms_sharing_triples(self._connection, roman)[:MOST_BY_TRIPLES].tolist()
        self._bearing(closest)
        best = islice(
            ((form, spelling) for form in closest for spelling in self._spellings.known[form]),
            MOST_BY_TRIPLES,
        )
        return [spelling for form, spelling in best if form not in known]

    def _bearing(self, forms: Iterable[int]) -> list[StoredSpelling]:
        """Return every place's spelling of some forms."""
        listed = sorted(forms)
        if unread := self._spellings.missing(listed):
            self._read(unread)
        known = self._spellings.known
        return [spelling for form in listed for spelling in known[form]]

    def _read(self, forms: Sequence[int]) -> None:
        rows = self._connection.execute(
            f"SELECT form, place, position, text, lang, {_KEYS} FROM json_each(?) AS asked"  # noqa: S608
            " CROSS JOIN forms ON form = asked.value CROSS JOIN names USING (form)"
            " CROSS JOIN places USING (place) WHERE same_as IS NULL ORDER BY form, place",
            (json.dumps(forms),),
        ).fetchall()
        places = self._places.with_numbers({row[1] for row in rows})
        self._spellings.known.update((form, []) for form in forms)
        keys_of: dict[int, NameKeys] = {}
        for form, number, position, text, lang, *stored in rows:
            place = places[number]
            kind = "variant" if position else "official"
            name = PlaceName(text, lang, kind, place.source_id or "")
            keys = keys_of.get(form) or keys_of.setdefault(form, NameKeys._make(stored))
            self._spellings.known[form].append(StoredSpelling(place, name, keys))
