"""Which stored forms have the consonants of an asked name, or all but one of them.

For every consonant key, and for every key of words in alphabetic order that differs from it, a row
holds its forms, packed and ascending, each with the letter pairs of its romanised name: one look-up
hands out thousands, and the most alike of them without reading any. Keys one edit apart meet in
what is left of them without one letter: eight look-ups. Asking for every key that one edit can make
needs no such table, which is a twentieth of a store, but some 250 look-ups and three times as long.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import Levenshtein

from geomap.gazetteer.candidates import SHORTEST_NEIGHBOUR_KEY, deletions
from geomap.gazetteer.store.pair_bits import likeness, pair_bits

Forms = npt.NDArray[np.void]
"""Forms by number, with `pairs` to compare them (see `pair_bits`)."""

_FORM = np.dtype([("form", "<u4"), ("pairs", "<u4")])
_LONGEST_NEIGHBOUR_KEY = 100  # a longer one is no name, and has as many deletions as letters
_FIELDS = ("consonants", "words")


def rebuild_skeletons(connection: sqlite3.Connection) -> None:
    """Write the keys of all forms anew."""
    connection.execute("DELETE FROM skeletons")
    connection.execute("DELETE FROM deletions")
    for field in _FIELDS:
        rows = connection.execute(
            f"SELECT {field}, form, roman FROM forms WHERE coalesce({field}, '') <> ''"  # noqa: S608
            f" ORDER BY {field}, form"
        )
        connection.executemany("INSERT INTO skeletons VALUES (?, ?, ?)", _packed(field, rows))
    keys = connection.execute("SELECT key FROM skeletons WHERE field = 'consonants'").fetchall()
    close = groupby(sorted(_deletions(key for (key,) in keys)), key=itemgetter(0))
    connection.executemany(
        "INSERT INTO deletions VALUES (?, ?)",
        ((shortened, " ".join(key for _, key in group)) for shortened, group in close),
    )


def forms_with_skeleton(connection: sqlite3.Connection, *, consonants: str, words: str) -> Forms:
    """Return the forms that have the same consonants, or the same words in another order."""
    rows = connection.execute(
        "SELECT forms FROM skeletons WHERE field = 'consonants' AND key IN (?, ?)"
        " UNION ALL SELECT forms FROM skeletons WHERE field = 'words' AND key = ?",
        (consonants, words, words),
    )
    return _unpacked([packed for (packed,) in rows])


def forms_one_edit_away(connection: sqlite3.Connection, consonants: str) -> Forms:
    """Return the forms whose consonants are one insertion, loss or exchange away."""
    if not _has_neighbours(consonants):
        return _unpacked([])
    close = connection.execute(
        "SELECT keys FROM json_each(?) AS asked CROSS JOIN deletions ON shortened = asked.value",
        (json.dumps(sorted(deletions(consonants))),),
    )
    near = {key for (keys,) in close for key in keys.split(" ")}
    # Two keys may share a deletion and still be two edits apart.
    near = {key for key in near if Levenshtein.distance(consonants, key, score_cutoff=1) == 1}
    rows = connection.execute(
        "SELECT forms FROM json_each(?) AS asked"
        " CROSS JOIN skeletons ON field = 'consonants' AND skeletons.key = asked.value",
        (json.dumps(sorted(near)),),
    )
    return _unpacked([packed for (packed,) in rows])


def most_alike(forms: Forms, roman: str, *, most: int) -> Forms:
    """Return the forms whose letter pairs are most like those of a name; all where these are few.

    Of equals the one that was written first comes first.
    """
    if len(forms) <= most:
        return forms
    alike = likeness(forms["pairs"], pair_bits(roman))
    return forms[np.argsort(-alike, kind="stable")[:most]]


def _packed(field: str, rows: Iterable[tuple[str, int, str]]) -> Iterator[tuple[str, str, bytes]]:
    for key, group in groupby(rows, key=itemgetter(0)):
        forms = [(form, pair_bits(roman)) for _, form, roman in group]
        yield field, key, np.array(forms, dtype=_FORM).tobytes()


def _unpacked(packed: Sequence[bytes]) -> Forms:
    return np.frombuffer(b"".join(packed), dtype=_FORM)


def _deletions(skeletons: Iterable[str]) -> Iterator[tuple[str, str]]:
    for key in skeletons:
        if _has_neighbours(key):
            yield from ((shortened, key) for shortened in deletions(key))


def _has_neighbours(key: str) -> bool:
    return SHORTEST_NEIGHBOUR_KEY <= len(key) <= _LONGEST_NEIGHBOUR_KEY
