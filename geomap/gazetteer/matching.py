"""Find the places that a spelling may mean: hash look-ups level by level, never a scan.

A place is ranked by the deepest folding level its best name needed (see `folding`). One-edit
neighbours are tried only when no level finds anything, on the consonant key, and score low. Equal
spellings stay equal: the caller sees every candidate and decides whether the margin is enough.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

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

# The fewer the consonants, the more strangers share them, and the better the vowels must agree.
_SHORTEST_KEY = 2
_LIKENESS_OF_KEYS = {2: 0.85, 3: 0.75}
_SHORTEST_NEIGHBOUR_KEY = 4
_SHORTEST_SLIP = 6
_LOOSE_LIKENESS = 0.60
_STRICT_LIKENESS = 0.70
_NO_RANK = 6

_HOW: Mapping[Level, str] = {
    "exact": "is spelled exactly so",
    "letters": "has the same letters but for marks and spaces",
    "article": "has the same letters but for the article",
    "consonants": "has the same consonants",
}


@dataclass(frozen=True, slots=True)
class Match:
    """A place found by one of its names; `level` is None for a one-edit neighbour."""

    place: Place
    score: float
    name: PlaceName
    level: Level | None

    @property
    def reason(self) -> str:
        """Say in words why this place is a candidate."""
        if self.level is None:
            return f"'{self.name.text}' is one consonant away"
        return f"'{self.name.text}' {_HOW[self.level]}"


class NameIndex:
    """The names of a gazetteer, hashed at every folding level."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._by_level: dict[Level, dict[str, list[tuple[Place, PlaceName]]]] = {
            level: defaultdict(list) for level in LEVELS
        }
        self._neighbours: dict[str, set[str]] = defaultdict(set)
        self._first_words: set[str] = set()
        for place in places:
            for name in place.names:
                self._first_words |= {
                    without_arabic_article(fold_letters(word)) for word in words(name.text)[:1]
                }
                for level, key in keys(name.text).items():
                    if key:
                        self._by_level[level][key].append((place, name))
        for key in self._by_level["consonants"]:
            for shorter in _deletions(key):
                self._neighbours[shorter].add(key)

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
        asked = keys(text)
        matches = [
            Match(place, score, name, level)
            for level in LEVELS
            for place, name in self._by_level[level].get(asked[level], ())
            if (score := _score_at(level, text, name, asked["consonants"])) is not None
        ]
        if not matches:
            matches = list(self._neighbours_of(text, asked["consonants"]))
        return _best_of_each_place(
            match for match in matches if kinds is None or match.place.kind in kinds
        )

    def _neighbours_of(self, text: str, key: str) -> Iterator[Match]:
        """Yield the names whose consonants are one insertion, loss or exchange away."""
        if len(key) < _SHORTEST_NEIGHBOUR_KEY:
            return
        close = {other for form in _deletions(key) for other in self._neighbours.get(form, ())}
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


def _deletions(key: str) -> set[str]:
    """Return a key and every form of it with one letter left out."""
    return {key, *(key[:index] + key[index + 1 :] for index in range(len(key)))}
