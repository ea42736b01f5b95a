"""Texts that are no place phrases: an answer of `unresolved` with a reason, never an exception."""

import random
import time

import pytest

from geomap.gazetteer import Gazetteer, Location

GAZETTEER = Gazetteer.open()
LONGEST_S = 0.5
WHOLE_PHRASES = ("near Atmeh", "10 km north of Raqqa", "بين آطمة ودير بلوط", "قرب الرقة")


def seconds_for(text: str) -> tuple[Location, float]:
    # Of the processor, so that a busy machine fails nobody.
    start = time.process_time()
    answer = GAZETTEER.resolve(text)
    return answer, time.process_time() - start


def is_refused(answer: Location) -> bool:
    return (
        answer.status == "unresolved"
        and answer.precision == "unlocated"
        and answer.geometry is None
        and answer.lon is None
        and answer.place_ids == ()
        and bool(answer.explanation)
    )


@pytest.mark.parametrize(
    "text",
    [
        # empty, and what looks so
        *("", " ", "\u00a0", "\u200f\u200e", "\t\n", "ـــ", "\ufeff", "…", "—", "()", "،؛"),
        # one letter, and letters of no name
        *("A", "z", "و", "ب", "é", "X", "1", "٧", "½"),
        # numbers that are no coordinate
        *(
            "2022",
            "٢٠٢٢",
            "3.14",
            "12345",
            "10 km",
            "-5",
            "1,000",
            "1e9",
            "91.5, 200.1",
            "999, 999",
        ),
        # markup and code
        *("<b>Atmeh</b>", "<script>alert(1)</script>", "{{7*7}} Atmeh", "${Atmeh}", "{% raw %}"),
        *("</script>", "<!-- Raqqa -->", "&lt;Raqqa&gt;", "=cmd()", "javascript:alert(1)"),
        # letters of two scripts in one word
        *("Аtmeh", "Rаqqa", "Αleppo", "Raqaالرقة", "حلبAleppo"),
        # no letters of a name at all
        *("🙂", "🇸🇾", "•••", "???", "…!", "\x00", "\x07\x1b[31m", "\u202e\u202d"),
    ],
)
def test_what_is_no_phrase_is_refused_with_a_reason(text: str) -> None:
    assert is_refused(GAZETTEER.resolve(text)), GAZETTEER.resolve(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("between Atmeh and", "two places"),
        ("between", "two places"),
        ("between and", "two places"),
        ("بين آطمة و", "two places"),
        ("بين", "two places"),
        ("10 km north of", "a place it is measured from"),
        ("10 km", "a place it is measured from"),
        ("على بعد 10 كم شمال", "a place it is measured from"),
        ("10 km from Raqqa towards", "Raqqa"),  # a distance from it, in any direction
        ("near", "name no place"),
        ("قرب", "name no place"),
        ("in the vicinity of", "name no place"),
        ("north of", "a place it belongs to"),
        ("شمال", "a place it belongs to"),
        ("at the border between", "a unit or country"),
        ("على الحدود بين", "a unit or country"),
        ("on the border of", "a unit or country"),
        ("the border triangle of Syria and", "three countries"),
        ("on the outskirts of", "a place it belongs to"),
        ("على أطراف", "a place it belongs to"),
        ("on the road to", "a place it leads to"),
        ("على طريق", "a place it leads to"),
        ("along the Euphrates between Raqqa and", "two places"),
        ("inside Iraq, 5 km from", "5 km"),
        ("from Ras al-Ain to", "the place it leads to"),
        ("من رأس العين إلى", "the place it leads to"),
        ("the eastern bank of", "a place it belongs to"),
        ("the countryside of", "a place it belongs to"),
        ("ريف", "a place it belongs to"),
        ("opposite", "no place"),
        ("the bridge of", "no place"),
        ("at a depth of 5 km", "the two ends"),
    ],
)
def test_half_a_phrase_says_what_it_lacks_or_is_no_pin(text: str, reason: str) -> None:
    answer = GAZETTEER.resolve(text)
    assert reason in answer.explanation, answer.explanation
    assert not answer.drawable_as_point


@pytest.mark.parametrize(
    "text",
    [
        "a" * 10_000,
        "و" * 10_000,
        "Atmeh " * 1_700,
        "near " * 2_000,
        "between Atmeh and " * 600,
        "10 km north of " * 700,
        "قرب الرقة " * 1_000,
        "-" * 10_000,
        "(" * 10_000,
        "1" * 10_000,
        "\u202e" * 10_000,
        "{{" * 5_000,
        # as long as a phrase may be
        "near " * 60,
        "between Atmeh and " * 16,
        "north of " * 33,
        "of the and in " * 21,
        "ق" * 300,
        "شمال " * 60,
        "villages of " * 25,
        "inside Iraq 5 km " * 17,
        "a-" * 150,
        "10 " * 100,
    ],
)
def test_a_long_text_is_answered_at_once(text: str) -> None:
    answer, seconds = seconds_for(text)
    assert seconds < LONGEST_S
    assert answer.explanation
    assert not answer.drawable_as_point


# Marks that copying leaves in a text: they say nothing and change nothing.
@pytest.mark.parametrize("mark", list("\u200f\u200e\u202b\u202c\u200b\ufeff\u2069"))
@pytest.mark.parametrize("phrase", WHOLE_PHRASES)
def test_invisible_marks_change_no_answer(mark: str, phrase: str) -> None:
    plain = GAZETTEER.resolve(phrase)
    marked = GAZETTEER.resolve(mark + phrase.replace(" ", f"{mark} ") + mark)
    assert (marked.status, marked.lon, marked.lat) == (plain.status, plain.lon, plain.lat)


CHARACTERS = [
    *"abcdeXYZ قرشمالبينوفي ةأىإـ 0123456789٠١٢ <>{}$()[]-/|،؛;:,.'’\"“”&*%=+",
    *"\u00a0\u200b\u200e\u200f\u202a\u202e\u2066\u2069\ufeff\x00\x1b\n\t",
    *"éßİﷺﻻЖΩ漢🙂\u0301\u0651\ud7ff\ue000",
]
TEXTS = 1_500


def texts() -> list[str]:
    # The texts need be repeatable, not unpredictable.
    chance = random.Random(20261121)  # noqa: S311
    return ["".join(chance.choices(CHARACTERS, k=chance.randint(1, 60))) for _ in range(TEXTS)]


def is_sound(answer: Location) -> bool:
    if answer.status == "unresolved":
        return is_refused(answer)
    geometry = answer.geometry
    return geometry is not None and geometry.is_valid and bool(answer.explanation)


def test_no_text_at_all_raises_or_breaks_a_geometry() -> None:
    assert [text for text in texts() if not is_sound(GAZETTEER.resolve(text))] == []
