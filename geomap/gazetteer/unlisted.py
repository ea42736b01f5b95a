"""Spellings that no place is listed with: which place may be meant, and whether any is.

The index of `candidates`, the features and the learned ranker put together for a list of places.
It is built at the first question: most names in reports are listed ones and never come here.
"""

from collections.abc import Collection, Sequence
from typing import NamedTuple

import numpy as np
from rapidfuzz import fuzz

from geomap.gazetteer.candidates import Rows, SpellingIndex
from geomap.gazetteer.features import compare
from geomap.gazetteer.model import Place, PlaceName
from geomap.gazetteer.name_keys import NameKeys
from geomap.gazetteer.ranking import rank, read_ranker

_MOST_GUESSES = 10
_LEAST_PROBABILITY = 0.02


class Guess(NamedTuple):
    """A place that may be meant, its closest spelling, and how likely it is, 0 to 1."""

    place: Place
    name: PlaceName
    keys: NameKeys
    probability: float


class Guesses(NamedTuple):
    """The likeliest places, best first, and how likely it is that none of all is meant."""

    places: tuple[Guess, ...]
    none: float


class UnlistedNames:
    """The ranker over the spellings of some places.

    Parameters
    ----------
    spellings
        Each spelling with its place and its keys.
    """

    def __init__(self, spellings: Sequence[tuple[Place, PlaceName, NameKeys]]) -> None:
        number: dict[str, int] = {}
        self._spellings = spellings
        self._index = SpellingIndex(
            (number.setdefault(place.place_id, len(number)), keys) for place, _, keys in spellings
        )

    def guess(self, asked: NameKeys, *, kinds: Collection[str] | None = None) -> Guesses:
        """Return the places that an unlisted spelling may mean.

        Parameters
        ----------
        asked
            The keys of the spelling.
        kinds
            Only places of these kinds; None for all.
        """
        rows = self._index.rows_like(asked)
        if kinds is not None:
            rows = rows[[self._spellings[row][0].kind in kinds for row in rows]]
        if not len(rows):
            return Guesses((), 1.0)
        compared = compare(self._index, [asked], [rows])
        ranked = rank(compared, read_ranker()["none"])
        best = np.argsort(-ranked.place, kind="stable")[:_MOST_GUESSES]
        likely = [number for number in best if ranked.place[number] >= _LEAST_PROBABILITY]
        places = tuple(
            self._closest(asked, rows, int(compared.place[number]), float(ranked.place[number]))
            for number in likely
        )
        return Guesses(places, float(ranked.none[0]))

    def _closest(self, asked: NameKeys, rows: Rows, place: int, probability: float) -> Guess:
        own = rows[self._index.place[rows] == place].tolist()
        row = max(own, key=lambda row: fuzz.ratio(asked.roman, self._index.keys[row].roman))
        found, name, keys = self._spellings[row]
        return Guess(found, name, keys, probability)
