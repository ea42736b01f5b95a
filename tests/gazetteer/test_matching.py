"""The name index: what it finds, in which order, and what it leaves undecided."""

import pytest

from geomap.gazetteer import Place, PlaceName
from geomap.gazetteer.matching import SAFE_NEIGHBOUR_SCORE, NameIndex, rivals_of


def place(place_id: str, *names: str, kind: str = "village", rank: int | None = None) -> Place:
    spelled = tuple(PlaceName(name, "", "official", "test") for name in names)
    return Place(place_id, kind, spelled, lon=38.0, lat=35.0, radius_m=1000, rank=rank)


INDEX = NameIndex(
    [
        place("base", "Al-Tanf base", "Al-Tanaf", kind="base"),
        place("village", "Al-Tanf", "التنف"),
        place("fawqani", "Al-Baghuz Fawqani", "الباغوز"),
        place("tahtani", "Al-Baghuz Tahtani", "باغوز"),
        place("ishik", "Kharab Ishik", "خراب عشق"),
        place("jir", "Kharab Al-Jir", "خراب الجير", kind="base"),
        place("city", "Idlib", "إدلب", kind="city", rank=2),
        place("governorate", "Idlib", "إدلب", kind="governorate"),
    ]
)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Al-Tanaf", "base"),
        ("Al-Tanf", "village"),
        ("At Tanf", "village"),
        ("باغوز", "tahtani"),
        ("الباغوز", "fawqani"),
        ("Kharab Ashaq", "ishik"),
        ("خراب عشك", "ishik"),
        ("Kharab Al-Jeir", "jir"),
    ],
)
def test_the_closest_spelling_comes_first(text: str, first: str) -> None:
    assert INDEX.find(text)[0].place.place_id == first


def test_scores_fall_with_each_level() -> None:
    scores = [INDEX.find(text)[0].score for text in ("Al-Tanf", "Al-Tânf", "Tanf", "Al-Tanif")]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(scores)


def test_equal_names_stay_rivals() -> None:
    assert [match.place.place_id for match in rivals_of(INDEX.find("Idlib"))] == [
        "city",
        "governorate",
    ]


def test_kinds_leave_only_what_the_type_word_allows() -> None:
    assert [match.place.place_id for match in INDEX.find("Idlib", kinds={"governorate"})] == [
        "governorate"
    ]


def test_a_consonant_more_or_less_is_found_and_marked_low() -> None:
    # ب for ش at the end: one consonant exchanged
    found = INDEX.find("Al-Baghuz Fawqami")
    assert found[0].place.place_id == "fawqani"
    assert found[0].level is None
    assert SAFE_NEIGHBOUR_SCORE <= found[0].score < 0.8
    assert "one consonant away" in found[0].reason


@pytest.mark.parametrize("text", ["Hartha", "Kharab", "Washington", "", "   ", "ق", "Tn"])
def test_strangers_are_not_found(text: str) -> None:
    assert INDEX.find(text) == []


def test_a_word_of_two_consonants_needs_its_vowels_as_well() -> None:
    index = NameIndex([place("hama", "Hama")])
    assert index.find("Hamma")[0].place.place_id == "hama"
    assert index.find("Himo") == []


@pytest.mark.parametrize(
    ("text", "stored"),
    [("Hatay province", "Hama province"), ("north-east Syria", "north-west Syria")],
)
def test_a_short_word_is_no_slip_of_another(text: str, stored: str) -> None:
    assert NameIndex([place("stored", stored)]).find(text) == []
