"""Find the places that a spelling may mean: hash look-ups level by level, never a scan.

A place is ranked by the deepest folding level its best name needed (see `folding`). Where no place
is listed with the asked letters, a learned ranker (`ranking`) compares the places of the same
consonants, says how likely each is and how likely none, and adds looser spellings as suggestions;
one-edit neighbours are tried only when no level finds anything, and score low. Equal spellings stay
equal: the caller sees every candidate and decides whether the margin is enough.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from geomap.gazetteer.candidates import deletions
from geomap.gazetteer.folding import (
    LEVELS,
    Level,
    fold_letters,
    keys,
    romanise,
    without_arabic_article,
    words,
)
from geomap.gazetteer.model import Place, PlaceName
from geomap.gazetteer.name_keys import NameKeys, name_keys
from geomap.gazetteer.unlisted import Guess, UnlistedNames

LEVEL_SCORES: Mapping[Level, float] = {
    "exact": 1.0,
    "letters": 0.98,
    "article": 0.96,
    "consonants": 0.80,
}
NEIGHBOUR_SCORE = 0.60
CONSONANT_VOWEL_GAIN = 0.10
"""What agreeing vowels add to a consonant match, at most."""
TIE_MARGIN = 0.03
"""Candidates closer than this are rivals, not winner and losers."""
SAFE_NEIGHBOUR_SCORE = 0.68
"""Below this a one-edit neighbour is only a suggestion: the vowels disagree too."""

PROBABILITY_GAIN = 0.10
"""What a place that the ranker is sure of gains over one it thinks impossible."""
SURE_OF_NONE = 0.9
"""From here on a spelling that no place is listed with stays unresolved."""
SUGGESTION_SCORE = 0.40
LEAST_SUGGESTED = 0.2
"""A looser spelling less likely than this is not worth a reader's look."""

# The fewer the consonants, the more strangers share them, and the better the vowels must agree.
_SHORTEST_KEY = 2
_LIKENESS_OF_KEYS = {2: 0.85, 3: 0.75}
_SHORTEST_NEIGHBOUR_KEY = 4
_SHORTEST_SLIP = 6
_LOOSE_LIKENESS = 0.60
_STRICT_LIKENESS = 0.70
_NO_RANK = 6
_SHORTEST_SUGGESTED = 3
_REMEMBERED = 65_536
_LISTED = frozenset({"exact", "letters", "article"})

_HOW: Mapping[Level, str] = {
    "exact": "is spelled exactly so",
    "letters": "has the same letters but for marks and spaces",
    "article": "has the same letters but for the article",
    "consonants": "has the same consonants",
}


@dataclass(frozen=True, slots=True)
class Match:
    """A place found by one of its names; `level` is None for a spelling that is only near.

    `probability` is what the ranker says of a spelling that no place is listed with.
    """

    place: Place
    score: float
    name: PlaceName
    level: Level | None
    probability: float | None = None

    @property
    def reason(self) -> str:
        """Say in words why this place is a candidate."""
        how = _HOW[self.level] if self.level else _how_near(self.score)
        sure = "" if self.probability is None else f" (probability {self.probability:.2f})"
        return f"'{self.name.text}' {how}{sure}"


class NameIndex:
    """The names of a gazetteer, hashed at every folding level.

    Parameters
    ----------
    places
        The places to find.
    keys_of
        Returns the keys of a spelling; a store that keeps them gives its own look-up.
    """

    def __init__(
        self, places: Iterable[Place], *, keys_of: Callable[[str], NameKeys] = name_keys
    ) -> None:
        self._by_level: dict[Level, dict[str, list[tuple[Place, PlaceName]]]] = {
            level: defaultdict(list) for level in LEVELS
        }
        self._neighbours: dict[str, set[str]] = defaultdict(set)
        self._first_words: set[str] = set()
        self._spellings: list[tuple[Place, PlaceName, NameKeys]] = [
            (place, name, keys_of(name.text)) for place in places for name in place.names
        ]
        for place, name, stored in self._spellings:
            self._first_words.add(without_arabic_article(fold_letters(stored.exact.split(" ")[0])))
            for level in LEVELS:
                if key := getattr(stored, level):
                    self._by_level[level][key].append((place, name))
        for key in self._by_level["consonants"]:
            for shorter in deletions(key):
                self._neighbours[shorter].add(key)
        self._answer = lru_cache(maxsize=_REMEMBERED)(self._find)

    def knows(self, text: str) -> bool:
        """Whether a text is a listed name but for case, marks and article."""
        asked = keys(text)
        return any(asked[level] in self._by_level[level] for level in LEVELS[:-1] if asked[level])

    def begins_name(self, folded_word: str) -> bool:
        """Whether some name begins with a word (letters folded, article off)."""
        return folded_word in self._first_words

    def find(self, text: str, *, kinds: Collection[str] | None = None) -> list[Match]:
        """Return the places that a text may spell, best first, one match a place.

        Parameters
        ----------
        text
            A name without type words, in any script.
        kinds
            Only places of these kinds; None for all.
        """
        return list(self._answer(text, None if kinds is None else frozenset(kinds)))

    def _find(self, text: str, kinds: frozenset[str] | None) -> tuple[Match, ...]:
        asked = keys(text)
        matches = [
            Match(place, score, name, level)
            for level in LEVELS
            for place, name in self._by_level[level].get(asked[level], ())
            if (score := _score_at(level, text, name, asked["consonants"])) is not None
        ]
        if not matches:
            matches = list(self._neighbours_of(text, asked["consonants"]))
        allowed = [match for match in matches if kinds is None or match.place.kind in kinds]
        found = _best_of_each_place(allowed)
        if any(match.level in _LISTED for match in matches):
            return tuple(found)
        return tuple(self._judged(text, found, kinds))

    @cached_property
    def _unlisted(self) -> UnlistedNames:
        return UnlistedNames(self._spellings)

    def _judged(self, text: str, found: list[Match], kinds: frozenset[str] | None) -> list[Match]:
        """Let the ranker order the places of an unlisted spelling, doubt them and add to them."""
        guesses = self._unlisted.guess(name_keys(text), kinds=kinds)
        likely = {guess.place.place_id: guess for guess in guesses.places}
        judged = [
            _judge(match, likely[key].probability if key in likely else 0.0, guesses.none)
            for match in found
            for key in (match.place.place_id,)
        ]
        known = {match.place.place_id for match in found}
        judged += [
            _suggestion(guess)
            for guess in guesses.places
            # Behind a type word the caller first tries the name without it.
            if kinds is None and guess.place.place_id not in known and _is_worth_a_look(text, guess)
        ]
        return _best_of_each_place(judged)

    def _neighbours_of(self, text: str, key: str) -> Iterator[Match]:
        """Yield the names whose consonants are one insertion, loss or exchange away."""
        if len(key) < _SHORTEST_NEIGHBOUR_KEY:
            return
        close = {other for form in deletions(key) for other in self._neighbours.get(form, ())}
        for other in sorted(close):
            # Two keys may share a deletion and still be two edits apart.
            if len(other) < _SHORTEST_NEIGHBOUR_KEY or Levenshtein.distance(key, other) != 1:
                continue
            for place, name in self._by_level["consonants"][other]:
                likeness = _likeness(text, name.text)
                if likeness >= _STRICT_LIKENESS and _differ_in_a_long_word(text, name.text):
                    score = NEIGHBOUR_SCORE + CONSONANT_VOWEL_GAIN * likeness
                    yield Match(place, score, name, None)


def rivals_of(matches: list[Match]) -> list[Match]:
    """Return the matches that the margin cannot tell from the best one, itself included."""
    return [match for match in matches if matches[0].score - match.score < TIE_MARGIN]


def _judge(match: Match, probability: float, none: float) -> Match:
    """Return a match as the ranker sees it; where none is likely it is only a suggestion."""
    if match.level is not None:
        # Only a suggestion where none is likely: no level, and the score of a looser spelling.
        level = None if none >= SURE_OF_NONE else match.level
        start = SUGGESTION_SCORE if level is None else LEVEL_SCORES[level]
        score = start + PROBABILITY_GAIN * probability
        return replace(match, score=score, level=level, probability=probability)
    safe = none < SURE_OF_NONE
    score = match.score if safe else min(match.score, SAFE_NEIGHBOUR_SCORE - TIE_MARGIN)
    return replace(match, score=score, probability=probability)


def _suggestion(guess: Guess) -> Match:
    """Return a looser spelling as a match that never answers by itself."""
    score = SUGGESTION_SCORE + PROBABILITY_GAIN * guess.probability
    return Match(guess.place, score, guess.name, None, guess.probability)


def _is_worth_a_look(text: str, guess: Guess) -> bool:
    """Whether a reader may have meant it: likely, long enough, and no other word in its place."""
    if guess.probability < LEAST_SUGGESTED or len(guess.keys.consonants) < _SHORTEST_SUGGESTED:
        return False
    same_length = len(words(text)) == len(words(guess.name.text))
    return not same_length or len(words(text)) == 1 or _differ_in_a_long_word(text, guess.name.text)


def _how_near(score: float) -> str:
    return "is one consonant away" if score >= NEIGHBOUR_SCORE else "is spelled much alike"


def _score_at(level: Level, text: str, name: PlaceName, key: str) -> float | None:
    """Return the score of a name met at a level, or None when only its skeleton is alike."""
    if level != "consonants":
        return LEVEL_SCORES[level]
    likeness = _likeness(text, name.text)
    if len(key) < _SHORTEST_KEY or likeness < _LIKENESS_OF_KEYS.get(len(key), _LOOSE_LIKENESS):
        return None
    return LEVEL_SCORES[level] + CONSONANT_VOWEL_GAIN * likeness


def _best_of_each_place(matches: Iterable[Match]) -> list[Match]:
    best: dict[str, Match] = {}
    for match in matches:
        known = best.get(match.place.place_id)
        if known is None or match.score > known.score:
            best[match.place.place_id] = match
    # The bigger place first among equals; the id makes the order the same on every machine.
    return sorted(
        best.values(),
        key=lambda match: (-match.score, match.place.rank or _NO_RANK, match.place.place_id),
    )


def _likeness(first: str, second: str) -> float:
    """Return how alike two names are with their vowels, 0 to 1."""
    return fuzz.ratio(romanise(first), romanise(second)) / 100


def _differ_in_a_long_word(first: str, second: str) -> bool:
    """Whether two names differ in one word, long enough for one consonant to be a slip.

    "Hama province" is no misspelt "Hatay province", nor "north-east Syria" a north-west one.
    """
    ours, theirs = words(first), words(second)
    if len(ours) != len(theirs):
        return False
    apart = [pair for pair in zip(ours, theirs, strict=True) if pair[0] != pair[1]]
    return len(apart) == 1 and min(len(romanise(word)) for word in apart[0]) >= _SHORTEST_SLIP
