"""The ranker: shares that add up, context as evidence, "none" when nothing fits."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from shapely import box

from geomap.gazetteer import Place, PlaceName
from geomap.gazetteer.candidates import SpellingIndex
from geomap.gazetteer.doubt import INPUTS, terms_of
from geomap.gazetteer.evidence import Area, Evidence
from geomap.gazetteer.features import FEATURES, NO_PLACE, Compared, Context, compare
from geomap.gazetteer.matching import NameIndex
from geomap.gazetteer.name_keys import name_keys
from geomap.gazetteer.ranking import CONTEXT_CLASSES, rank, read_ranker, softmax, with_more_missing

NAMES = ("Tall Ahmad", "Tell Hamad", "Tall Ḩamūd", "تل حمد", "Azaz")
INDEX = SpellingIndex((number, name_keys(name)) for number, name in enumerate(NAMES))


def compared(*texts: str, context: Context | None = None) -> Compared:
    asked = [name_keys(text) for text in texts]
    return compare(INDEX, asked, [INDEX.rows_like(keys) for keys in asked], context=context)


def test_the_shares_of_each_name_add_up_to_one_with_none() -> None:
    table = compared("Tal Ahmed", "Azez", "Washington")
    shares = softmax(table, read_ranker()["none"].features)
    assert np.bincount(table.name, weights=shares) == pytest.approx([1, 1, 1])
    assert (table.place[[*(table.start[1:] - 1), -1]] == NO_PLACE).all()


def test_the_closest_spelling_is_likeliest() -> None:
    table = compared("Tel Ahmed")
    ranked = rank(table, read_ranker()["none"])
    assert NAMES[table.place[np.argmax(ranked.place)]] == "Tall Ahmad"


def test_a_name_without_candidates_is_most_likely_none() -> None:
    assert rank(compared("Washington"), read_ranker()["none"]).none[0] > 0.9


def test_the_answer_to_a_name_does_not_depend_on_its_batch() -> None:
    alone = rank(compared("Tel Hamed"), read_ranker()["none"]).place
    table = compared("Azez", "Tel Hamed", "Washington")
    together = rank(table, read_ranker()["none"]).place[table.name == 1]
    assert together == pytest.approx(alone)


@pytest.mark.parametrize("stated", [1, 3])
def test_a_stated_unit_makes_its_place_likelier(stated: int) -> None:
    context = Context(in_admin=lambda _, place: (place == stated).astype(float))
    weights = read_ranker()["admin"]
    plain, told = compared("Tel Hamed"), compared("Tel Hamed", context=context)
    before = softmax(plain, weights.features)[plain.place == stated]
    after = softmax(told, weights.features)[told.place == stated]
    assert after > before


def test_a_near_place_makes_its_neighbour_likelier() -> None:
    weights = read_ranker()["near"]
    shares = [
        softmax(table, weights.features)[table.place == 1]
        for km in (5.0, 300.0)
        for table in [
            compared(
                "Tel Hamed",
                context=Context(km=lambda _, place, km=km: np.where(place == 1, km, 100.0)),
            )
        ]
    ]
    assert shares[0] > shares[1]


def test_the_reviewed_file_has_weights_and_rising_curves_for_each_context() -> None:
    for kind in CONTEXT_CLASSES:
        weights = read_ranker()[kind]
        assert weights.features.shape == (len(FEATURES),)
        assert weights.doubt.mean.shape == weights.doubt.spread.shape == (len(INPUTS),)
        assert weights.doubt.weights.shape == terms_of(weights.doubt.mean[None, :]).shape[1:]
        for curve in (weights.place_curve, weights.none_curve):
            assert list(curve.raw) == sorted(curve.raw)
            assert list(curve.share) == sorted(curve.share)


def test_weights_for_other_features_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "ranker.json"
    file.write_text(
        json.dumps({"features": ["roman"], "doubt_inputs": [], "contexts": {}}), "utf-8"
    )
    with pytest.raises(ValueError, match="train_ranker"):
        read_ranker(file)


def village(place_id: str, *names: str) -> Place:
    spelled = tuple(PlaceName(name, "", "official", "test") for name in names)
    return Place(place_id, "village", spelled, lon=38.0, lat=35.0, radius_m=1000)


VILLAGES = NameIndex(
    [village("ahmad", "Tall Ahmad", "تل أحمد"), village("shaykhun", "Khan Shaykhun", "خان شيخون")]
)


def test_a_listed_spelling_needs_no_probability() -> None:
    assert VILLAGES.find("Tall Ahmad")[0].probability is None


def test_an_unlisted_spelling_says_how_sure_the_ranker_is() -> None:
    best = VILLAGES.find("Tel Ahmed")[0]
    assert best.place.place_id == "ahmad"
    assert best.probability is not None
    assert best.probability > 0.5
    assert "probability" in best.reason


def test_context_chooses_among_the_unlisted() -> None:
    index = NameIndex(
        [
            replace(village("north", "Tall Ahmad"), lat=36.5),
            replace(village("south", "Tall Ahmad"), lat=32.5),
        ]
    )
    for lat, expected in ((36.5, "north"), (32.5, "south")):
        near = Evidence(near=(38.05, lat))
        inside = Evidence(within=(Area(box(37, lat - 1, 39, lat + 1), 0, lambda _: False),))
        for evidence in (near, inside):
            found = index.find("Tel Ahmed", evidence=evidence)
            assert found[0].place.place_id == expected
            assert found[0].probability > 5 * sum(match.probability for match in found[1:])


def test_a_listed_place_outside_the_stated_unit_lets_the_unlisted_speak() -> None:
    index = NameIndex(
        [
            replace(village("far", "Jadidah"), lat=32.5),
            replace(village("here", "Judaydah"), lat=36.5),
        ]
    )
    stated = Evidence(within=(Area(box(37, 36, 39, 37), 0, lambda _: False),))
    assert [match.place.place_id for match in index.find("Jadidah") if match.is_listed] == ["far"]
    assert {match.place.place_id for match in index.find("Jadidah", evidence=stated)} == {
        "far",
        "here",
    }


def test_what_the_caller_does_to_an_answer_does_not_change_the_next_one() -> None:
    VILLAGES.find("Tall Ahmad").clear()
    assert VILLAGES.find("Tall Ahmad")


def test_where_more_is_missing_none_is_likelier_and_the_order_stays() -> None:
    table = compared("Tel Ahmed", "Azez")
    usual = rank(table, read_ranker()["none"])
    poorer = with_more_missing(usual, table, 9.0)
    assert (poorer.none > usual.none).all()
    assert with_more_missing(usual, table, 1.0).place == pytest.approx(usual.place)
    places = table.place != NO_PLACE
    assert (poorer.place[places] <= usual.place[places]).all()
    of_one = table.name == 0
    assert np.argmax(poorer.place[of_one]) == np.argmax(usual.place[of_one])
