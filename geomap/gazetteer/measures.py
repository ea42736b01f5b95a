"""Read a stated distance: "20 km", "7,5 km", "10-15 kilometres", خمسة كيلومترات, كيلومترين."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from geomap.gazetteer.vocabulary import Vocabulary

_METRES = {"kilometre": 1000.0, "mile": 1609.344, "metre": 1.0}
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_THOUSANDS = re.compile(r"\d{1,3},\d{3}")


@dataclass(frozen=True, slots=True)
class Measure:
    """A distance, how far its last digit leaves it open, and the words it took."""

    distance_m: float
    doubt_m: float
    length: int


@dataclass(frozen=True, slots=True)
class _Number:
    value: float
    doubt: float
    length: int


def measure_at(keys: Sequence[str], at: int, vocabulary: Vocabulary) -> Measure | None:
    """Return the distance that begins at a word, None when none does.

    The doubt is half a unit of the last digit that counts, as the Georeferencing Best Practices
    (doi.org/10.15468/doc-gg7h-s853) take it: 5 km of "20 km", 0.5 km of "17 km", at most
    `digit_share` of the distance; of a range it is half its width, of a word such as "several
    kilometres" half of it.
    """
    folded = list(keys)
    if at < len(folded) and _THOUSANDS.fullmatch(folded[at]) and _is_metre(folded, at, vocabulary):
        folded[at] = folded[at].replace(",", "")
    number = _range_at(folded, at, vocabulary)
    if number is not None:
        end = at + number.length
        if (unit := vocabulary.units.match(folded, end)) is not None:
            metres = _METRES[unit[0]]
            length = number.length + unit[1]
            return Measure(number.value * metres, number.doubt * metres, length)
    word = vocabulary.distance_words.match(folded, at)
    return None if word is None else Measure(float(word[0]), float(word[0]) / 2, word[1])


def _is_metre(keys: list[str], at: int, vocabulary: Vocabulary) -> bool:
    """Whether metres follow: the comma of "1,500 metres" is no decimal sign."""
    unit = vocabulary.units.match(keys, at + 1)
    return unit is not None and unit[0] == "metre"


def end_of_distance(keys: Sequence[str], at: int, vocabulary: Vocabulary) -> int:
    """Return where the "to the north of" after a distance ends: its words open no new part."""
    folded, end = list(keys), at
    while end < len(folded):
        relation = vocabulary.relations.match(folded, end)
        opener = vocabulary.openers.match(folded, end)
        direction = vocabulary.directions.match(folded, end)
        if direction:
            end += direction[1]
        elif relation and relation[0] in {"away", "of"}:
            end += relation[1]
        elif opener and opener[0] == "from":
            end += opener[1]
        else:
            break
    return end


def _range_at(keys: list[str], at: int, vocabulary: Vocabulary) -> _Number | None:
    """Read a number, or two with "to" or only a hyphen between them."""
    low = _number_at(keys, at, vocabulary)
    if low is None:
        return None
    end = at + low.length
    opener = vocabulary.openers.match(keys, end)
    joint = opener[1] if opener and opener[0] == "to" else 0
    high = _number_at(keys, end + joint, vocabulary)
    if high is None or high.value <= low.value:
        return replace(low, doubt=min(low.doubt, low.value * vocabulary.digit_share))
    middle = (low.value + high.value) / 2
    return _Number(middle, high.value - middle, low.length + joint + high.length)


def _number_at(keys: list[str], at: int, vocabulary: Vocabulary) -> _Number | None:
    if at < len(keys) and _NUMBER.fullmatch(keys[at]):
        return _Number(float(keys[at].replace(",", ".")), _doubt_of(keys[at]), 1)
    total, end = 0.0, at
    while (word := vocabulary.numbers.match(keys, end)) is not None:
        total += float(word[0])
        end += word[1]
        relation = vocabulary.relations.match(keys, end)
        if relation and relation[0] == "and" and vocabulary.numbers.match(keys, end + 1):
            end += 1
    return _Number(total, _doubt_of(f"{total:.0f}"), end - at) if end > at else None


def _doubt_of(digits: str) -> float:
    """Return half a unit of the last digit that counts: trailing zeros of whole numbers do not."""
    whole, _, fraction = digits.replace(",", ".").partition(".")
    if fraction:
        return 0.5 * math.pow(10, -len(fraction))
    zeros = len(whole) - len(whole.rstrip("0"))
    return 0.5 * math.pow(10, zeros)
