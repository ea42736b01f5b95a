"""Finds the places that a few names are listed for, without the index of all names.

The index folds thousands of spellings, which pays for texts that ask for anything. Whoever has a
handful of names, such as those of the units on a page, compares the last consonants first, and
folds only the few spellings that pass. Names that are spelled alike but not the same find nothing.
"""

import re
import unicodedata
from collections.abc import Iterable

from geomap.gazetteer.folding import Level, drop_articles, keys, words
from geomap.gazetteer.model import Place

_LEVELS: tuple[Level, ...] = ("exact", "letters", "article")
_NO_CONSONANT = re.compile(r"[^b-df-hj-np-tv-z]+")
_NO_RANK = 6


def places_listed_as(names: Iterable[str], places: Iterable[Place]) -> dict[str, Place]:
    """Return the place that is listed with each name but for case, marks and article.

    The strictest spelling wins, then the bigger place, then the id, as in a search.

    Parameters
    ----------
    names
        In Latin letters; others are not found.
    places
        Where to look, each with all its names.

    Examples
    --------
    >>> from geomap import Gazetteer
    >>> found = places_listed_as(["As-Sulaymaniyah"], Gazetteer.open().places.values())
    >>> found["As-Sulaymaniyah"].name
    'Sulaymaniyah'
    """
    # Spellings that are the same but for articles between words still end in the same word.
    roughly = {name: _consonants("".join(drop_articles(words(name))[-1:])) for name in names}
    ends = tuple(filter(None, roughly.values()))
    best: dict[str, tuple[tuple[int, int, str], Place]] = {}
    for place in places if ends else ():
        for listed in place.names:
            rough = _consonants(listed.text)
            if not rough.endswith(ends):
                continue
            for name, end in roughly.items():
                level = _level_of(name, listed.text) if end and rough.endswith(end) else None
                if level is not None:
                    found = (level, place.rank or _NO_RANK, place.place_id), place
                    best[name] = min(best.get(name, found), found, key=lambda one: one[0])
    return {name: place for name, (_, place) in best.items()}


def _consonants(text: str) -> str:
    return _NO_CONSONANT.sub("", unicodedata.normalize("NFKD", text).casefold())


def _level_of(asked: str, listed: str) -> int | None:
    one, other = keys(asked), keys(listed)
    return next((at for at, level in enumerate(_LEVELS) if one[level] == other[level] != ""), None)
