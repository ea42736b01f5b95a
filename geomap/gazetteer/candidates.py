"""Which stored spellings an asked one may be: hash look-ups from strict to loose, never a scan.

Same letters → same but for the article → same consonants → the same words in another order → one
consonant more, less or other. Only where these give little, spellings that share most letter
triples are added. The index keeps positions and plain keys alone, so its cost is that of the names.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import Levenshtein

from geomap.gazetteer.letter_triples import least_shared, triples_of
from geomap.gazetteer.name_keys import NameKeys

Rows = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

_NO_KEY = -1
_UNSEEN_KEY = -2

ENOUGH_ROWS = 200
"""With fewer spellings than this found by their consonants, letter triples are tried."""
MOST_BY_TRIPLES = 60
SHORTEST_NEIGHBOUR_KEY = 3
_NEIGHBOUR, _CONSONANTS, _ARTICLE, _LETTERS = range(4)


class SpellingTable:
    """Spellings by their keys, in columns that many names are compared with at once.

    Parameters
    ----------
    spellings
        The place number and the keys of each spelling, in any order; a row is one of them.
    counts
        How many spellings each place has in all, where the rows are only some of them.
    """

    def __init__(
        self, spellings: Iterable[tuple[int, NameKeys]], *, counts: Sequence[int] | None = None
    ) -> None:
        listed = list(spellings)
        self.keys: Sequence[NameKeys] = [keys for _, keys in listed]
        self.place: Rows = np.array([number for number, _ in listed], dtype=np.int64)
        self.spellings: Rows = np.bincount(self.place) if counts is None else np.array(counts)
        columns = zip(*self.keys, strict=True) if listed else ((),) * len(NameKeys._fields)
        self.forms: Mapping[str, npt.NDArray[Any]] = {
            field: np.array(column, dtype=object)
            for field, column in zip(NameKeys._fields, columns, strict=True)
        }
        self.roman_length: Rows = np.array([len(keys.roman) for keys in self.keys], dtype=np.int64)
        self.word_count: Rows = np.array(
            [keys.words.count(" ") for keys in self.keys], dtype=np.int64
        )

    def shares(self, field: str, asked: Sequence[NameKeys], name: Rows, row: Rows) -> Flags:
        """Say for each pair of an asked name and a row whether they have a key in common.

        Parameters
        ----------
        field
            The key, one of those of `NameKeys`; an empty one is shared with nobody.
        asked
            The asked names.
        name, row
            The position of an asked name and the number of a row, for each pair.
        """
        stored = self.forms[field][row]
        return np.asarray((_column_of(field, asked)[name] == stored) & (stored != ""), dtype=bool)


class SpellingIndex(SpellingTable):
    """A table whose rows are found by look-up.

    Parameters
    ----------
    spellings
        The place number and the keys of each spelling, in any order.
    """

    def __init__(self, spellings: Iterable[tuple[int, NameKeys]]) -> None:
        super().__init__(spellings)
        # Numbers are compared faster than texts: worth it for a table that is asked often.
        self._codes: Mapping[str, dict[str, int]] = {
            field: {key: code for code, key in enumerate(dict.fromkeys(column)) if key}
            for field, column in self.forms.items()
        }
        self._coded: Mapping[str, Rows] = {
            field: np.array(
                [self._codes[field].get(key, _NO_KEY) for key in column], dtype=np.int64
            )
            for field, column in self.forms.items()
        }
        self._exactly: tuple[dict[str, list[int]], ...] = tuple(defaultdict(list) for _ in range(4))
        triples: dict[str, list[int]] = defaultdict(list)
        for row, keys in enumerate(self.keys):
            hashed = (keys.words, keys.consonants, keys.article, keys.letters)
            for table, key in zip(self._exactly, hashed, strict=True):
                if key:
                    table[key].append(row)
            for triple in triples_of(keys.roman):
                triples[triple].append(row)
        self._triples = {triple: np.array(rows) for triple, rows in triples.items()}
        self._shortened: dict[str, list[str]] = defaultdict(list)
        for key in self._exactly[_CONSONANTS]:
            for form in deletions(key):
                self._shortened[form].append(key)

    def shares(self, field: str, asked: Sequence[NameKeys], name: Rows, row: Rows) -> Flags:
        """Say for each pair of an asked name and a row whether they have a key in common."""
        codes = self._codes[field]
        numbers = [codes.get(key, _UNSEEN_KEY) for key in _column_of(field, asked)]
        return np.asarray(np.array(numbers, dtype=np.int64)[name] == self._coded[field][row])

    def rows_like(self, asked: NameKeys) -> Rows:
        """Return the rows that may be meant, without an order."""
        found: set[int] = set()
        hashed = (asked.words, asked.consonants, asked.article, asked.letters)
        for table, key in zip(self._exactly, hashed, strict=True):
            found.update(table.get(key, ()))
        for key in self._neighbours_of(asked.consonants):
            found.update(self._exactly[_CONSONANTS][key])
        if len(found) < ENOUGH_ROWS:
            found.update(self._rows_sharing_triples(asked.roman))
        return np.fromiter(sorted(found), dtype=np.int64, count=len(found))

    def _neighbours_of(self, key: str) -> set[str]:
        """Return the stored skeletons one consonant away (insertion, loss or exchange)."""
        if len(key) < SHORTEST_NEIGHBOUR_KEY:
            return set()
        close = {other for form in deletions(key) for other in self._shortened.get(form, ())}
        return {
            other
            for other in close
            if len(other) >= SHORTEST_NEIGHBOUR_KEY
            and Levenshtein.distance(key, other, score_cutoff=1) == 1
        }

    def _rows_sharing_triples(self, roman: str) -> list[int]:
        listed = [self._triples[triple] for triple in triples_of(roman) if triple in self._triples]
        if not listed:
            return []
        shared = np.bincount(np.concatenate(listed))
        rows = np.flatnonzero(shared >= least_shared(roman))
        # A stable sort keeps the order of rows, so that equals are cut the same way everywhere.
        best = np.argsort(-shared[rows], kind="stable")[:MOST_BY_TRIPLES]
        return rows[best].tolist()  # type: ignore[no-any-return]


def deletions(key: str) -> set[str]:
    """Return a key and every form of it with one letter left out."""
    return {key, *(key[:index] + key[index + 1 :] for index in range(len(key)))}


def _column_of(field: str, asked: Sequence[NameKeys]) -> npt.NDArray[Any]:
    return np.array([getattr(keys, field) for keys in asked], dtype=object)
