"""Find the places that a spelling may mean: hash look-ups, then a learned ranker, never a scan.

A place that is listed with the asked letters is ranked by the folding level its best name needed
(see `folding`). Where no place is, or where all of them lie outside what is stated, the ranker
(`unlisted`) says of the places spelled alike how likely each is meant, and how likely none of them.
Equal spellings stay equal: the caller sees every candidate and decides if the margin is enough.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rapidfuzz import fuzz

from geomap.gazetteer.bare_names import BARE, bare_names
from geomap.gazetteer.candidates import SpellingIndex
from geomap.gazetteer.evidence import Evidence
from geomap.gazetteer.folding import Level, fold_letters, without_arabic_article
from geomap.gazetteer.model import Place, PlaceName
from geomap.gazetteer.name_keys import NameKeys, name_keys
from geomap.gazetteer.spelling import StoredSpelling
from geomap.gazetteer.unlisted import Guess, guess
from geomap.gazetteer.vocabulary import WordList

LISTED_LEVELS: tuple[Level, ...] = ("exact", "letters", "article")
LEVEL_SCORES: Mapping[Level, float] = {"exact": 1.0, "letters": 0.98, "article": 0.96}
UNLISTED_SCORE = 0.9
"""The score of a spelling that no place is listed with, were its place certain."""
TIE_MARGIN = 0.03
"""Candidates closer than this are rivals, not winner and losers."""
FEW_PLACES_ODDS = 9.0
"""The odds that an unlisted name is of a place that the curated tables lack.

Of the names of real events that they do not list, one in ten is of a place that they have
(`benchmarks/events.py --embedded`).
"""
WHOLE_COUNTRY_ODDS = 1.0
"""The same where all places of a country are installed: half of the names are of one of them."""
NEAR_MISS_M = 25_000
"""Up to here a place beside a stated area is loose wording (a crossing "with" a region)."""

_NO_RANK = 6
_SOUNDING_SCORE = 0.8
_LEAST_LIKENESS = 0.6
_SHORTEST_SOUND = 2
_REMEMBERED = 65_536
_WORDS_REMEMBERED = 4_096
_HOW: Mapping[Level | None, str] = {
    "exact": "is spelled exactly so",
    "letters": "has the same letters but for marks and spaces",
    "article": "has the same letters but for the article",
    "consonants": "has the same consonants",
    None: "is spelled much alike",
}


@dataclass(frozen=True, slots=True)
class Match:
    """A place found by one of its names.

    `level` is the strictest under which the two meet, None for a spelling that is only near. Where
    no place is listed with the spelling, `probability` is how likely the ranker thinks this one,
    and `none` how likely none of all; both are None beside a listed place.
    """

    place: Place
    score: float
    name: PlaceName
    level: Level | None
    probability: float | None = None
    none: float | None = None

    @property
    def is_listed(self) -> bool:
        """Whether the place is listed with these letters, but for marks and article."""
        return self.level in LISTED_LEVELS

    @property
    def reason(self) -> str:
        """Say in words why this place is a candidate."""
        sure = "" if self.probability is None else f" (probability {self.probability:.2f})"
        return f"'{self.name.text}' {_HOW[self.level]}{sure}"


class NameIndex:
    """The names of a gazetteer, hashed.

    Parameters
    ----------
    places
        The places to find.
    types
        The type words that a facility is also found without, where one says that it is meant.
    none_odds
        The odds that an unlisted name is of a place that is not among them.
    """

    def __init__(
        self,
        places: Iterable[Place],
        *,
        types: WordList | None = None,
        none_odds: float = FEW_PLACES_ODDS,
    ) -> None:
        self._none_odds = none_odds
        self._spellings = [
            StoredSpelling(place, name, name_keys(name.text))
            for place in places
            for name in (*place.names, *(bare_names(place, types) if types else ()))
        ]
        self._rows: dict[str, list[StoredSpelling]] = defaultdict(list)
        self._sounds: dict[str, list[StoredSpelling]] = defaultdict(list)
        self._first_words: set[str] = set()
        for spelling in self._spellings:
            # "Al-Bab" and "Bab" meet without the article; a name that is one article has letters.
            for key in {spelling.keys.letters, spelling.keys.article} - {""}:
                self._rows[key].append(spelling)
            if spelling.name.kind == BARE:
                continue
            self._sounds[spelling.keys.consonants].append(spelling)
            first = spelling.keys.exact.split(" ")[0]
            self._first_words.add(without_arabic_article(fold_letters(first)))
        self._answer = lru_cache(maxsize=_REMEMBERED)(self._find)
        # The reader of phrases asks for the same words again and again.
        self._spelled = lru_cache(maxsize=_WORDS_REMEMBERED)(self._listed)

    def knows(self, text: str) -> bool:
        """Whether a text is a listed name but for case, marks and article."""
        return any(one.name.kind != BARE for one in self._spelled(name_keys(text)))

    def listed(self, text: str) -> list[Place]:
        """Return each place that is listed with a text but for case, marks and article, once."""
        found = (one.place for one in self._spelled(name_keys(text)) if one.name.kind != BARE)
        return list({place.place_id: place for place in found}.values())

    def lists(self, text: str, kinds: Collection[str]) -> bool:
        """Whether a place of some kinds is listed with a name, its type word left out or not."""
        allowed = frozenset(kinds)
        return any(
            one.place.kind in allowed and _is_meant(one, allowed)
            for one in self._spelled(name_keys(text))
        )

    def begins_name(self, folded_word: str) -> bool:
        """Whether some name begins with a word (letters folded, article off)."""
        return folded_word in self._first_words

    def find(
        self,
        text: str,
        *,
        kinds: Collection[str] | None = None,
        evidence: Evidence | None = None,
    ) -> list[Match]:
        """Return the places that a text may spell, best first, one match a place.

        Parameters
        ----------
        text
            A name without type words, in any script.
        kinds
            Only places of these kinds; None for all.
        evidence
            What is known of where the place is.
        """
        allowed = None if kinds is None else frozenset(kinds)
        if evidence is None or evidence.context == "none":
            return list(self._answer(text, allowed))
        return list(self._find(text, allowed, evidence))

    def _find(
        self, text: str, kinds: frozenset[str] | None, evidence: Evidence | None = None
    ) -> tuple[Match, ...]:
        asked = name_keys(text)
        spelled_so = [one for one in self._spelled(asked) if _is_meant(one, kinds)]
        listed = best_of_each_place(self._listed_matches(asked, spelled_so, kinds))
        if spelled_so and not listed:
            return ()  # a listed name of another kind: the caller tries it without the type word
        if listed and (evidence is None or any(_agrees(match, evidence) for match in listed)):
            return (*listed, *self._sounding_alike(asked, listed, kinds))
        known = {match.place.place_id for match in listed}
        alike = [
            spelling
            for spelling in self._like(asked)
            if spelling.place.place_id not in known
            and (kinds is None or spelling.place.kind in kinds)
            and _is_meant(spelling, kinds)
        ]
        guesses = guess(
            asked,
            alike,
            counts=self._counts(alike),
            evidence=evidence,
            none_odds=self._none_odds,
        )
        found = [_match_of(one, asked, guesses.none) for one in guesses.places]
        return (*listed, *self._kept(text, found))

    def _listed_matches(
        self,
        asked: NameKeys,
        spellings: Iterable[StoredSpelling],
        kinds: frozenset[str] | None,
    ) -> list[Match]:
        return [
            Match(place, self._score(place, LEVEL_SCORES[level], name), name, level)
            for place, name, keys in spellings
            if kinds is None or place.kind in kinds
            for level in (level_of(asked, keys),)
        ]

    def _sounding_alike(
        self, asked: NameKeys, listed: Sequence[Match], kinds: frozenset[str] | None
    ) -> list[Match]:
        """Return the places a reader might take for a listed one: shown, never chosen."""
        if len(asked.consonants) < _SHORTEST_SOUND:
            return []
        known = {match.place.place_id for match in listed}
        return best_of_each_place(
            Match(place, _SOUNDING_SCORE * likeness, name, "consonants")
            for place, name, keys in self._sounds.get(asked.consonants, ())
            if place.place_id not in known and (kinds is None or place.kind in kinds)
            for likeness in (fuzz.ratio(asked.roman, keys.roman) / 100,)
            if likeness >= _LEAST_LIKENESS
        )

    # What an index that reaches further answers in its own way:

    def _listed(self, asked: NameKeys) -> list[StoredSpelling]:
        """Return the spellings with the letters of the asked one, but for marks and article."""
        once = dict.fromkeys(
            (*self._rows.get(asked.letters, ()), *self._rows.get(asked.article, ()))
        )
        return [spelling for spelling in once if _is_same(asked, spelling.keys)]

    def _like(self, asked: NameKeys) -> list[StoredSpelling]:
        """Return the spellings that may be meant by the asked one."""
        return [self._spellings[row] for row in self._index.rows_like(asked).tolist()]

    def _counts(self, spellings: Sequence[StoredSpelling]) -> Mapping[str, int]:
        """Return how many spellings each place has, by its id."""
        return {spelling.place.place_id: len(spelling.place.names) for spelling in spellings}

    def _score(self, place: Place, score: float, name: PlaceName) -> float:  # noqa: ARG002 - for heirs
        return score

    def _kept(self, text: str, found: list[Match]) -> list[Match]:  # noqa: ARG002 - for heirs
        return found

    @cached_property
    def _index(self) -> SpellingIndex:
        number: dict[str, int] = {}
        return SpellingIndex(
            (number.setdefault(place.place_id, len(number)), keys)
            for place, _, keys in self._spellings
        )


def level_of(asked: NameKeys, stored: NameKeys) -> Level:
    """Return the strictest level under which two listed spellings meet."""
    if asked.exact == stored.exact:
        return "exact"
    return "letters" if asked.letters == stored.letters else "article"


def rivals_of(matches: Sequence[Match]) -> list[Match]:
    """Return the matches that the margin cannot tell from the best one, itself included."""
    return [match for match in matches if matches[0].score - match.score < TIE_MARGIN]


def best_of_each_place(matches: Iterable[Match]) -> list[Match]:
    """Return the best match of each place, best first."""
    best: dict[str, Match] = {}
    for match in matches:
        known = best.get(match.place.place_id)
        if known is None or match.score > known.score:
            best[match.place.place_id] = match
    return sorted(
        best.values(),
        key=in_order,
    )


def in_order(match: Match) -> tuple[float, int, str]:
    """Sort matches by score, the bigger place first among equals.

    The id makes the order the same on every machine.
    """
    return -match.score, match.place.rank or _NO_RANK, match.place.place_id


def _is_same(asked: NameKeys, stored: NameKeys) -> bool:
    same_letters = asked.letters != "" and asked.letters == stored.letters
    return same_letters or (asked.article != "" and asked.article == stored.article)


def _is_meant(spelling: StoredSpelling, kinds: frozenset[str] | None) -> bool:
    """Whether a spelling counts: a bare one only behind a type word of its kind."""
    return spelling.name.kind != BARE or (kinds is not None and spelling.place.kind in kinds)


def _agrees(match: Match, evidence: Evidence) -> bool:
    return evidence.agrees(match.place, margin_m=NEAR_MISS_M)


def _match_of(one: Guess, asked: NameKeys, none: float) -> Match:
    place, name, keys = one.spelling
    level: Level | None = "consonants" if keys.consonants == asked.consonants else None
    return Match(place, UNLISTED_SCORE * one.probability, name, level, one.probability, none)
