"""Candidates come from look-ups: strict first, one consonant apart, shared triples at last."""

import pytest

from geomap.gazetteer.candidates import SpellingIndex, deletions
from geomap.gazetteer.name_keys import name_keys

NAMES = ("Kharab Ishik", "خراب الجير", "Tall Abyad", "Maarrat al-Numan", "Khan Shaykhun", "Azaz")
INDEX = SpellingIndex((number, name_keys(name)) for number, name in enumerate(NAMES))


def found(text: str) -> set[str]:
    return {NAMES[INDEX.place[row]] for row in INDEX.rows_like(name_keys(text))}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("kharab ishik", "Kharab Ishik"),  # the same letters
        ("Kharab Al-Jeir", "خراب الجير"),  # the same consonants, the other script
        ("Abyad Tall", "Tall Abyad"),  # the words turned round
        ("Khan Shaykhum", "Khan Shaykhun"),  # one consonant exchanged
        ("Maarrat Numan Junction", "Maarrat al-Numan"),  # most letter triples
    ],
)
def test_each_step_finds_what_the_stricter_one_misses(text: str, name: str) -> None:
    assert name in found(text)


def test_a_stranger_shares_no_candidate() -> None:
    assert found("Washington") == set()


def test_an_index_of_nothing_finds_nothing() -> None:
    assert SpellingIndex([]).rows_like(name_keys("Atmeh")).tolist() == []


def test_deletions_hold_the_key_itself() -> None:
    assert deletions("abc") == {"abc", "bc", "ac", "ab"}
