"""The gazetteer that ships with a store beside it: curated wins, installed adds."""

from collections.abc import Callable
from pathlib import Path

import pytest
from shapely.geometry import box

from geomap.gazetteer import Gazetteer, Location
from geomap.gazetteer.store import Batch, ImportedPlace, ImportedUnit, Source, Spelling
from geomap.gazetteer.store.learning import learn_spelling
from geomap.gazetteer.store.writing import write_batches

GEONAMES = Source("geonames-sy", "GeoNames, Syria", "CC BY 4.0", "2026-11-01", "2026-11-21")
OCHA = Source("ocha-sy", "OCHA COD-AB, Syria", "CC BY 3.0 IGO", "2018-02", "2026-11-21")


def village(number: int, lon: float, lat: float, *texts: str) -> ImportedPlace:
    spellings = tuple(Spelling(text) for text in texts)
    return ImportedPlace(f"geonames-{number}", str(number), "village", lon, lat, spellings)


PLACES = (
    village(1, 36.686, 36.310, "`Atmah", "Atma al-Hudud", "أطمة"),  # the curated Atmeh
    village(2, 37.5, 36.2, "Khirbat Qasim", "خربة قاسم"),
    village(3, 36.9, 34.6, "Khirbat Qasim"),
    village(4, 39.0, 35.5, "Atmeh"),  # a namesake far away
    village(5, 36.02, 34.66, "بصيصة"),
    village(6, 36.66, 36.34, "Dayr Ballut", "محافظة إدلب"),
)


def unit(level: int, code: str, name: str, parent: str, *bounds: float) -> ImportedUnit:
    return ImportedUnit(level, code, name, "", parent, box(*bounds).segmentize(0.01))


UNITS = (
    unit(0, "SY", "Syrian Arab Republic", "", 36.2, 34.0, 40.0, 36.32),
    unit(1, "SY07", "Idleb", "SY", 36.2, 35.5, 36.7, 36.32),
    unit(2, "SY0703", "Harim", "SY07", 36.2, 36.0, 36.7, 36.32),
    unit(3, "SY070301", "Dana", "SY0703", 36.6, 36.2, 36.7, 36.32),
    unit(1, "SY02", "Aleppo", "SY", 36.7, 35.5, 38.0, 36.8),
    unit(2, "SY0200", "Jebel Saman", "SY02", 36.7, 35.5, 38.0, 36.5),
    unit(3, "SY020000", "Jebel Saman", "SY0200", 36.7, 35.9, 38.0, 36.5),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "gazetteer.sqlite"
    write_batches(path, [Batch(GEONAMES, PLACES), Batch(OCHA, units=UNITS)])
    return path


@pytest.fixture
def resolve(path: Path) -> Callable[..., Location]:
    return Gazetteer.open(store=path).resolve


Resolve = Callable[..., Location]


def codes(answer: Location) -> list[str | None]:
    return [unit.code for unit in answer.admin]


def test_a_curated_place_keeps_its_detail_and_borrows_spellings(resolve: Resolve) -> None:
    for spelling in ("Atmeh", "Atma al-Hudud"):
        answer = resolve(spelling)
        assert answer.place_ids == ("atmeh",), spelling
        assert (answer.lon, answer.lat) == (36.68839, 36.3095)


def test_a_namesake_of_a_curated_place_is_only_a_candidate(resolve: Resolve) -> None:
    answer = resolve("Atmeh")
    assert answer.status == "resolved"
    assert [candidate.place_id for candidate in answer.candidates] == ["atmeh", "geonames-4"]


def test_an_installed_place_is_found_in_either_script(resolve: Resolve) -> None:
    for spelling in ("Khirbet Qasem", "خربة قاسم"):
        assert "geonames-2" in [found.place_id for found in resolve(spelling).candidates], spelling


def test_installed_namesakes_are_ambiguous_until_context_tells_them_apart(
    resolve: Resolve,
) -> None:
    assert resolve("Khirbat Qasim").status == "ambiguous"
    answer = resolve("Khirbat Qasim", within="Aleppo")
    assert (answer.status, answer.place_ids) == ("resolved", ("geonames-2",))
    assert "Khirbat Qasim (village, Aleppo)" in answer.explanation


def test_a_name_that_a_source_gives_to_the_wrong_place_does_not_reach_curated_ones(
    resolve: Resolve,
) -> None:
    assert resolve("محافظة إدلب").place_ids == ("idlib-governorate",)


def test_a_short_common_word_is_no_hamlet_that_sounds_like_it(resolve: Resolve) -> None:
    assert resolve("bases").status == "unresolved"
    assert resolve("بصيصه").place_ids == ("geonames-5",)


def test_admin_goes_down_to_level_3_with_p_codes_and_sources(resolve: Resolve) -> None:
    answer = resolve("Atmeh")
    assert codes(answer) == ["SY", "SY07", "SY0703", "SY070301"]
    assert answer.admin[-1].source == "OCHA COD-AB, Syria"
    assert codes(resolve("36.10000, 36.65000")) == ["SY", "SY07", "SY0703"]


def test_a_border_answer_lists_the_units_of_both_sides(resolve: Resolve) -> None:
    answer = resolve("between Deir Balout and Atmeh at the border between Aleppo and Idlib")
    assert {"SY0703", "SY070301", "SY02", "SY07"} <= set(codes(answer))


def test_a_point_outside_every_installed_unit_is_snapped_and_says_so(resolve: Resolve) -> None:
    answer = resolve("Deir Balout")
    assert codes(answer)[-1] == "SY070301"
    assert (
        "outside every unit of OCHA COD-AB, Syria and is snapped to Dana (SY070301), 2.2 km away"
        in answer.explanation
    )


def test_a_neighbour_without_installed_units_is_not_snapped_over_the_border(
    resolve: Resolve,
) -> None:
    assert not any(code and code.startswith("SY0") for code in codes(resolve("36.00000, 36.15000")))


def test_an_answer_that_is_a_governorate_does_not_list_what_lies_in_it(resolve: Resolve) -> None:
    assert {unit.level for unit in resolve("Idlib governorate").admin} <= {0, 1}


def test_a_learned_spelling_is_exact_next_time_and_beats_namesakes(path: Path) -> None:
    learn_spelling(path, "Khirbat Qasim", "geonames-3", source_id="desk")
    learn_spelling(path, "the Atmeh turn", "atmeh", source_id="desk")
    learn_spelling(path, "Gone", "no-longer-there", source_id="desk")
    gazetteer = Gazetteer.open(store=path)
    answer = gazetteer.resolve("khirbat qasim")
    assert (answer.status, answer.place_ids) == ("resolved", ("geonames-3",))
    assert gazetteer.search("The Atmeh Turn")[0].place_id == "atmeh"
    assert gazetteer.search("Gone") == []


def test_two_corrections_that_disagree_stay_visible(path: Path) -> None:
    learn_spelling(path, "The Mill", "geonames-2", source_id="desk")
    learn_spelling(path, "The Mill", "geonames-3", source_id="field")
    assert Gazetteer.open(store=path).resolve("The Mill").status == "ambiguous"


def test_all_places_of_both_are_there_by_id(path: Path) -> None:
    alone, merged = Gazetteer.open(), Gazetteer.open(store=path)
    assert len(merged.places) == len(alone.places) + len(PLACES)
    assert len(list(merged.places)) == len(merged.places)
    assert merged.place("geonames-2").parent == "aleppo-governorate"
    assert "geonames-2" not in alone.places
    stored = merged.resolve_place("geonames-2")
    assert stored.precision == "place"
    # Its source names no unit: nobody but the polygon says so.
    assert {unit.source for unit in stored.admin if unit.level <= 1} == {"point in polygon"}


def test_the_usual_store_is_opened_when_it_exists(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GEOMAP_STORE", str(path))
    assert "geonames-2" in Gazetteer.open().places
    monkeypatch.setenv("GEOMAP_STORE", str(path.with_name("none-yet.sqlite")))
    assert "geonames-2" not in Gazetteer.open().places


def test_a_store_that_was_written_anew_is_opened_anew(path: Path) -> None:
    before = Gazetteer.open(store=path)
    write_batches(path, [Batch(GEONAMES, PLACES[:1])])
    after = Gazetteer.open(store=path)
    assert "geonames-2" in before.places
    assert "geonames-2" not in after.places


@pytest.mark.parametrize("text", ["", "a", "<b>", "'; DROP TABLE places; --", "\u202e", "x" * 9999])
def test_bad_texts_are_answered_with_a_reason(resolve: Resolve, text: str) -> None:
    answer = resolve(text)
    assert answer.status == "unresolved"
    assert answer.explanation
