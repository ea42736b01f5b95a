"""Which spellings of a store an asked name may be, each with its place and its keys.

The rules are those of `candidates.SpellingIndex`, asked of the store's indexes: same letters, same
but for the article, same consonants, same words in another order, one consonant more, less or
other; where these give little, spellings that share most letter triples. Nothing is folded again,
and what was read once is remembered, so that a batch reads each spelling and each place once.
"""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from itertools import islice

import numpy as np

from geomap.gazetteer.candidates import (
    ENOUGH_ROWS,
    MOST_BY_TRIPLES,
)
from geomap.gazetteer.model import PlaceName
from geomap.gazetteer.name_keys import NameKeys
from geomap.gazetteer.spelling import StoredSpelling
from geomap.gazetteer.store.recent import Recent
from geomap.gazetteer.store.skeletons import (
    forms_one_edit_away,
    forms_with_skeleton,
    most_alike,
)
from geomap.gazetteer.store.stored_places import StoredPlaces
from geomap.gazetteer.store.triples import StoredTriples

MOST_FORMS = 400
"""Of more forms alike by their consonants than this, the most alike by their letters are taken.

On the 3,000 unseen Syrian spellings of `benchmarks/names.py` that changes no share of right answers
by a tenth of a per cent; what it bounds is the cost of short names among a million places.
"""
_REMEMBERED = 65_536
"""Spellings in a generation of those kept in memory, about 1 kB each."""
_KEYS = ", ".join(NameKeys._fields)
_NO_KEYS = NameKeys._make([""] * len(NameKeys._fields))


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
        self._triples = StoredTriples(connection)
        self._remembered: Recent[int, list[StoredSpelling]] = Recent(_REMEMBERED)

    def like(self, asked: NameKeys) -> list[StoredSpelling]:
        """Return the spellings that may be meant, in an order that says nothing."""
        forms = self._forms_with(letters=asked.letters, article=asked.article)
        loose = np.concatenate(
            (
                forms_with_skeleton(
                    self._connection, consonants=asked.consonants, words=asked.words
                ),
                forms_one_edit_away(self._connection, asked.consonants),
            )
        )
        loose = most_alike(loose, asked.roman, most=MOST_FORMS)
        forms.update(loose["form"].tolist())
        found = self._bearing(forms)
        if len(found) < ENOUGH_ROWS:
            found += self._sharing_triples(asked.roman, forms)
        return found

    def listed(self, *, letters: str, article: str) -> list[StoredSpelling]:
        """Return the spellings with the same letters, or the same but for the article."""
        return self._bearing(self._forms_with(letters=letters, article=article))

    def _forms_with(self, *, letters: str, article: str) -> set[int]:
        if not letters:
            return set()
        rows = self._connection.execute(
            "SELECT form FROM forms WHERE letters = ?"
            " UNION ALL SELECT form FROM forms WHERE article = ?"
            " UNION ALL SELECT form FROM forms WHERE letters = ? AND article IS NULL",
            (letters, article, article),
        )
        return {form for (form,) in rows}

    def _sharing_triples(self, roman: str, known: set[int]) -> list[StoredSpelling]:
        """Return the best spellings by letter triples without those known by better reasons."""
        closest = self._triples.forms_sharing(roman)[:MOST_BY_TRIPLES].tolist()
        borne = self._remembered.get(closest, self._read)
        best = islice(
            ((form, spelling) for form in closest for spelling in borne[form]), MOST_BY_TRIPLES
        )
        return [spelling for form, spelling in best if form not in known]

    def _bearing(self, forms: Iterable[int]) -> list[StoredSpelling]:
        """Return every place's spelling of some forms."""
        listed = sorted(forms)
        borne = self._remembered.get(listed, self._read)
        return [spelling for form in listed for spelling in borne[form]]

    def _read(self, forms: Sequence[int]) -> dict[int, list[StoredSpelling]]:
        rows = self._connection.execute(
            f"SELECT form, place, position, text, lang, {_KEYS} FROM json_each(?) AS asked"  # noqa: S608
            " CROSS JOIN spellings ON form = asked.value CROSS JOIN names USING (form)",
            (json.dumps(forms),),
        ).fetchall()
        places = self._places.with_numbers({row[1] for row in rows})
        borne: dict[int, list[StoredSpelling]] = {form: [] for form in forms}
        last, keys = 0, _NO_KEYS
        for row in rows:
            form, number, position, text, lang = row[:5]
            if form != last:
                last, keys = form, NameKeys._make(row[5:])
            place = places[number]
            if place is not None:
                kind = "variant" if position else "official"
                name = PlaceName(text, lang, kind, place.source_id or "")
                borne[form].append(StoredSpelling(place, name, keys))
        return borne
