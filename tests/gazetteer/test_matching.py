"""The name index: what it finds, in which order, and what it leaves undecided."""

import pytest

from geomap.gazetteer import Place, PlaceName
from geomap.gazetteer.matching import NameIndex, rivals_of
from geomap.gazetteer.vocabulary import WordList


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


def test_an_unlisted_spelling_is_never_worth_as_much_as_a_listed_one() -> None:
    # ب for ش at the end: one consonant exchanged
    found = INDEX.find("Al-Baghuz Fawqami")
    assert found[0].place.place_id == "fawqani"
    assert not found[0].is_listed
    assert found[0].score < INDEX.find("Baghuz Fawqani")[0].score


@pytest.mark.parametrize("text", ["Washington", "", "   ", "ق"])
def test_strangers_are_not_likely(text: str) -> None:
    assert all(match.probability < 0.5 for match in INDEX.find(text))


def test_a_place_that_sounds_alike_is_shown_beside_a_listed_one() -> None:
    shown = INDEX.find("Al-Tanaf")
    assert [match.place.place_id for match in shown] == ["base", "village"]
    assert [match.is_listed for match in shown] == [True, False]


GAS = NameIndex(
    [
        place("field", "Al-Sha'er gas field", kind="gas_plant"),
        place("town", "Tiyas"),
        place("t4", "Tiyas air base", kind="airfield"),
    ],
    types=WordList({"field": ["gas field"], "base": ["air base", "airbase"]}),
)


@pytest.mark.parametrize(
    ("text", "kinds", "expected"),
    [
        ("Shaer", {"gas_plant", "oil_field"}, ["field"]),
        ("Tiyas", {"airfield", "base"}, ["t4"]),
        ("Tiyas", None, ["town"]),
    ],
)
def test_a_facility_is_found_without_its_type_word_only_where_one_says_so(
    text: str, kinds: set[str] | None, expected: list[str]
) -> None:
    found = [match.place.place_id for match in GAS.find(text, kinds=kinds) if match.is_listed]
    assert found == expected


def test_a_name_without_its_type_word_is_no_known_name() -> None:
    assert GAS.knows("Al-Sha'er gas field")
    assert not GAS.knows("Al-Sha'er")
