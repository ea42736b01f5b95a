"""The relation words that people edit (gazetteer/relations.toml), folded for look-up."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geomap.gazetteer.errors import GazetteerDataError
from geomap.gazetteer.folding import fold_letters, without_arabic_article, words

BEARINGS_DEG: Mapping[str, float] = {
    "north": 0,
    "north-east": 45,
    "east": 90,
    "south-east": 135,
    "south": 180,
    "south-west": 225,
    "west": 270,
    "north-west": 315,
}

_SECTIONS = ("distances_m", "angles_deg", "between", "offset", "road", "directions", "relations")
_DISTANCES = (
    *("near_settlement", "near_city", "near_facility", "near_area", "region_of_settlement"),
    *("border", "near_border", "country_border", "near_country_border", "overlap"),
    *("triangle", "triangle_of_units", "countryside_of_town", "countryside_of_village"),
    *("outside_village", "outside_town", "outside_city", "banks", "opposite", "between_lines"),
    *("along_river", "edge", "beside", "road_to", "lost_facility"),
)
_MEASURES = ("units", "distance_words", "numbers", "zones")
_TABLES = (*_SECTIONS, *_MEASURES, "types", "adjectives", "openers", "fillers", "holders")

Phrase = tuple[str, ...]


class WordList:
    """Entries of one or more folded words, each standing for a meaning; the longest wins."""

    def __init__(self, entries: Mapping[str, Iterable[str]]) -> None:
        self._meanings: dict[Phrase, str] = {}
        for meaning, list_ in entries.items():
            for phrase in map(folded_phrase, list_):
                known = self._meanings.setdefault(phrase, meaning)
                if known != meaning:
                    message = f"{' '.join(phrase)!r} stands under both {known!r} and {meaning!r}"
                    raise ValueError(message)
        self._longest = max(map(len, self._meanings), default=0)

    def __contains__(self, word: str) -> bool:
        return (word,) in self._meanings

    def match(self, folded: list[str], at: int) -> tuple[str, int] | None:
        """Return (meaning, number of words) of the longest entry that begins at a word."""
        for length in range(min(self._longest, len(folded) - at), 0, -1):
            meaning = self._meanings.get(tuple(folded[at : at + length]))
            if meaning is not None:
                return meaning, length
        return None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of relations.toml and the distances behind them, metres and degrees."""

    home: str
    distances_m: Mapping[str, float]
    angles_deg: Mapping[str, float]
    detour: float
    distance_share: float
    digit_share: float
    road_width_m: float
    road_width_share: float
    directions: WordList
    relations: WordList
    units: WordList
    distance_words: WordList
    numbers: WordList
    zones: Mapping[str, str]
    types: WordList
    kinds_of_type: Mapping[str, frozenset[str]]
    words_of_type: Mapping[str, tuple[str, ...]]
    reach_of_type_m: Mapping[str, float]
    adjectives: WordList
    openers: WordList
    fillers: WordList
    holders: WordList


def folded_word(word: str) -> str:
    """Return one word as the reader compares it: case and letters folded, Arabic article off."""
    return without_arabic_article(fold_letters(word.casefold()))


def folded_phrase(text: str) -> Phrase:
    """Return the words of an entry as the reader compares them."""
    return tuple(folded_word(word) for word in words(text)) or (text,)


def read_vocabulary(path: Path) -> Vocabulary:
    """Read relations.toml.

    Raises
    ------
    GazetteerDataError
        When the file is missing, no TOML, or lacks a section.
    """
    try:
        data: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise GazetteerDataError(path.parent, [f"{path.name}: there is no such file"]) from None
    except tomllib.TOMLDecodeError as error:
        raise GazetteerDataError(path.parent, [f"{path.name}: {error}"]) from None
    missing = [name for name in ("home", *_TABLES) if name not in data]
    if missing:
        problem = f"{path.name}: no section {', '.join(missing)}"
        raise GazetteerDataError(path.parent, [problem])
    unmeasured = [name for name in _DISTANCES if name not in data["distances_m"]]
    if unmeasured:
        problem = f"{path.name}: no distance {', '.join(unmeasured)} in [distances_m], in metres"
        raise GazetteerDataError(path.parent, [problem])
    try:
        return _vocabulary_from(data)
    except (KeyError, ValueError) as error:
        raise GazetteerDataError(path.parent, [f"{path.name}: {error}"]) from None


def _vocabulary_from(data: dict[str, Any]) -> Vocabulary:
    return Vocabulary(
        home=data["home"],
        distances_m=data["distances_m"],
        angles_deg=data["angles_deg"],
        detour=data["between"]["detour"],
        distance_share=data["offset"]["distance_share"],
        digit_share=data["offset"]["digit_share"],
        road_width_m=data["road"]["width_m"],
        road_width_share=data["road"]["width_share"],
        directions=WordList(data["directions"]),
        relations=WordList(data["relations"]),
        units=WordList(data["units"]),
        distance_words=WordList(data["distance_words"]),
        numbers=WordList(data["numbers"]),
        zones=data["zones"],
        types=WordList({name: type_["words"] for name, type_ in data["types"].items()}),
        kinds_of_type={name: frozenset(type_["kinds"]) for name, type_ in data["types"].items()},
        words_of_type={name: tuple(type_["words"]) for name, type_ in data["types"].items()},
        reach_of_type_m={
            name: type_["reach_m"] for name, type_ in data["types"].items() if "reach_m" in type_
        },
        adjectives=WordList(data["adjectives"]),
        openers=WordList(data["openers"]),
        fillers=WordList({"filler": data["fillers"]["words"]}),
        holders=WordList({"held": data["holders"]["words"], "like": data["holders"]["trailing"]}),
    )
