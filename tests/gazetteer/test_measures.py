"""Stated distances: how they are written, and how far their last digit leaves them open."""

import pytest

from geomap.gazetteer.gazetteer import EMBEDDED
from geomap.gazetteer.measures import measure_at
from geomap.gazetteer.offsets import doubt_of_distance_m
from geomap.gazetteer.vocabulary import folded_word, read_vocabulary

VOCABULARY = read_vocabulary(EMBEDDED / "relations.toml")


def measured(words: str) -> tuple[float, float, int] | None:
    measure = measure_at([folded_word(word) for word in words.split()], 0, VOCABULARY)
    return None if measure is None else (measure.distance_m, measure.doubt_m, measure.length)


@pytest.mark.parametrize(
    ("words", "distance_m", "doubt_m", "length"),
    [
        ("20 km north", 20_000, 5_000, 2),
        ("17 kilometres", 17_000, 500, 2),
        ("7.5 km", 7_500, 50, 2),
        ("7,5 km", 7_500, 50, 2),
        ("500 metres", 500, 50, 2),
        ("1,500 metres", 1_500, 50, 2),
        ("10 15 km", 12_500, 2_500, 3),
        ("10 to 15 km", 12_500, 2_500, 4),
        ("twenty five km", 25_000, 500, 3),
        ("خمسة و عشرين كيلومترا", 25_000, 500, 4),
        ("كيلومترين غرب", 2_000, 1_000, 1),
    ],
)
def test_a_distance_has_the_doubt_of_its_last_digit(
    words: str, distance_m: float, doubt_m: float, length: int
) -> None:
    found = measured(words)
    assert found is not None
    assert found[0] == pytest.approx(distance_m)
    assert found[1] == pytest.approx(doubt_m)
    assert found[2] == length


@pytest.mark.parametrize("words", ["20 trucks", "km", "five villages", "many kilometres"])
def test_a_number_without_a_unit_is_no_distance(words: str) -> None:
    assert measured(words) is None


@pytest.mark.parametrize(
    ("asked_m", "stated_m", "doubt_m"),
    [
        (17_000, 500, 2_550),  # 15 %
        (20_000, 5_000, 5_000),  # a round number
        (5_000, 2_500, 2_500),  # several kilometres
    ],
)
def test_the_larger_doubt_of_a_distance_counts(
    asked_m: float, stated_m: float, doubt_m: float
) -> None:
    found = doubt_of_distance_m(asked_m, stated_m, distance_share=0.15)
    assert found == pytest.approx(doubt_m)
