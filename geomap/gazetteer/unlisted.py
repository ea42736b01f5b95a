"""Spellings that no place is listed with: which place may be meant, and whether any is.

The features and the learned ranker put together for the candidates of one name.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from rapidfuzz import fuzz

from geomap.gazetteer.candidates import SpellingTable
from geomap.gazetteer.evidence import Evidence
from geomap.gazetteer.features import Context, compare
from geomap.gazetteer.model import Place
from geomap.gazetteer.name_keys import NameKeys
from geomap.gazetteer.ranking import rank, read_ranker, with_more_missing
from geomap.gazetteer.spelling import StoredSpelling

_MOST_GUESSES = 10
_LEAST_PROBABILITY = 0.02


class Guess(NamedTuple):
    """The closest spelling of a place that may be meant, and how likely it is, 0 to 1."""

    spelling: StoredSpelling
    probability: float


class Guesses(NamedTuple):
    """The likeliest places, best first, and how likely it is that none of all is meant."""

    places: tuple[Guess, ...]
    none: float


def guess(
    asked: NameKeys,
    spellings: Sequence[StoredSpelling],
    *,
    counts: Mapping[str, int],
    evidence: Evidence | None = None,
    none_odds: float = 1.0,
) -> Guesses:
    """Return the places that an unlisted spelling may mean.

    Parameters
    ----------
    asked
        The keys of the spelling.
    spellings
        The stored ones that are like it.
    counts
        How many spellings each of their places has in all, by place_id.
    evidence
        What is known of where the place is.
    none_odds
        How many times likelier "none" is than where half of what is asked is there.
    """
    if not spellings:
        return Guesses((), 1.0)
    number: dict[str, int] = {}
    numbered = [number.setdefault(one.place.place_id, len(number)) for one in spellings]
    table = SpellingTable(
        zip(numbered, (one.keys for one in spellings), strict=True),
        counts=[counts[place_id] for place_id in number],
    )
    places = list({one.place.place_id: one.place for one in spellings}.values())
    rows = np.arange(len(spellings))
    compared = compare(table, [asked], [rows], context=_context_of(places, evidence))
    ranked = rank(compared, read_ranker()[evidence.context if evidence else "none"])
    ranked = with_more_missing(ranked, compared, none_odds)
    best = np.argsort(-ranked.place, kind="stable")[:_MOST_GUESSES]
    likely = tuple(
        Guess(
            _closest(asked, spellings, numbered, int(compared.place[at])), float(ranked.place[at])
        )
        for at in best
        if ranked.place[at] >= _LEAST_PROBABILITY
    )
    return Guesses(likely, float(ranked.none[0]))


def _context_of(places: Sequence[Place], evidence: Evidence | None) -> Context:
    if evidence is None:
        return Context()
    stated = evidence.within or evidence.beside
    inside = evidence.contains(places) if stated else None
    km = evidence.km_from(places) if evidence.near else None
    return Context(
        in_admin=None if inside is None else lambda _, place: inside[place],
        km=None if km is None else lambda _, place: km[place],
    )


def _closest(
    asked: NameKeys, spellings: Sequence[StoredSpelling], numbered: Sequence[int], place: int
) -> StoredSpelling:
    own = [one for at, one in zip(numbered, spellings, strict=True) if at == place]
    return max(own, key=lambda one: fuzz.ratio(asked.roman, one.keys.roman))
