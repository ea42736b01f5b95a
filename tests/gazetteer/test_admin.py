"""Which units an answer lies in: all levels, both sides of a border, snapped, claimed by rivals."""

import zipfile

import pytest

from geomap.gazetteer import Gazetteer, Location
from geomap.gazetteer.geodesy import farthest_m
from geomap.gazetteer.store import Source
from geomap.gazetteer.store.files import read_file
from geomap.gazetteer.store.writing import write_batches
from tests.gazetteer.store.conftest import SHARED

GAZETTEER = Gazetteer.open()
OCHA = Source("ocha-sy", "OCHA COD-AB, Syria", "CC BY 3.0 IGO", "2018-02", "2026-11-21")
real = pytest.mark.skipif(not (SHARED / "cod-ab").is_dir(), reason="no shared data here")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    folder = tmp_path_factory.mktemp("store")
    archive = folder / "cod.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for file in sorted((SHARED / "cod-ab").glob("syr_admin*")):
            packed.write(file, file.name)
    write_batches(folder / "gazetteer.sqlite", [read_file(archive, OCHA)])
    return Gazetteer.open(store=folder / "gazetteer.sqlite")


def codes(answer: Location) -> list[tuple[int, str | None]]:
    return [(unit.level, unit.code) for unit in answer.admin]


@real
@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("Atmeh", ["SY", "SY07", "SY0703", "SY070301"]),
        ("آطمة", ["SY", "SY07", "SY0703", "SY070301"]),
        ("Jarablus", ["SY", "SY02", "SY0208", "SY020800"]),
        ("Al-Shaddadi", ["SY", "SY08", "SY0800", "SY080002"]),
        ("Hajin", ["SY", "SY09", "SY0902", "SY090201"]),
    ],
)
def test_with_a_store_a_place_has_its_units_down_to_the_third_level(
    installed: Gazetteer, text: str, chain: list[str]
) -> None:
    assert codes(installed.resolve(text)) == list(enumerate(chain))


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("at the administrative border between Aleppo and Idlib", {"SY02", "SY07"}),
        ("على الحدود الإدارية بين حلب وإدلب", {"SY02", "SY07"}),
        ("on the Syrian-Turkish border", {"SY", "TR"}),
        ("between Deir Balout and Atamah", {"SY02", "SY07"}),
    ],
)
def test_an_area_on_a_border_lists_both_sides(text: str, both: set[str]) -> None:
    assert both <= {code for _, code in codes(GAZETTEER.resolve(text)) if code}


def test_a_coordinate_closer_to_a_border_than_that_is_accurate_lists_both_sides() -> None:
    answer = GAZETTEER.resolve("36.8900, 38.3530")  # in Kobani, 0.4 km from Türkiye
    assert {(0, "SY"), (0, "TR")} <= set(codes(answer))
    assert "both sides are listed" in answer.explanation
    inland = GAZETTEER.resolve("35.9500, 39.0080")  # Raqqa
    assert codes(inland) == [(0, "SY"), (1, "SY11")]


@real
def test_the_camps_of_atmeh_fall_outside_every_unit_and_are_snapped(installed: Gazetteer) -> None:
    for text in ("Atmeh camps", "36.31564, 36.66223"):
        answer = installed.resolve(text)
        assert (1, "SY07") in codes(answer), text
        assert (3, "SY070301") in codes(answer), text
        assert (
            "Its point falls outside every unit of OCHA COD-AB, Syria and is snapped to Dana "
            "(SY070301), 0.6 km away." in answer.explanation
        ), text


@real
def test_al_tanf_keeps_the_claims_of_both_its_governorates(installed: Gazetteer) -> None:
    for gazetteer in (GAZETTEER, installed):
        answer = gazetteer.resolve("Al-Tanf base")
        assert {(1, "SY04"), (1, "SY03")} <= set(codes(answer))
        assert "Syrian Observatory for Human Rights puts it in Homs" in answer.explanation
        assert "COD-AB Syria puts it in Rif Dimashq" in answer.explanation
    assert codes(installed.resolve("Al-Tanf base"))[-1] == (3, "SY030202")


@pytest.mark.parametrize(
    "text", ["the border between Aleppo and Idlib", "Aleppo governorate", "Al-Hasakah province"]
)
def test_the_borders_own_accuracy_is_part_of_the_uncertainty(text: str) -> None:
    answer = GAZETTEER.resolve(text)
    assert answer.geometry is not None
    assert answer.lon is not None
    assert answer.lat is not None
    drawn_m = farthest_m(answer.geometry, answer.lon, answer.lat)
    assert answer.uncertainty_m == pytest.approx(drawn_m + 1_200)


@real
def test_an_installed_outline_has_its_own_accuracy(installed: Gazetteer) -> None:
    answer = installed.resolve("Afrin district")
    assert answer.geometry is not None
    assert answer.lon is not None
    assert answer.lat is not None
    drawn_m = farthest_m(answer.geometry, answer.lon, answer.lat)
    assert answer.uncertainty_m == pytest.approx(drawn_m + 300)


def test_a_distance_from_a_border_is_doubted_by_the_borders_accuracy_too() -> None:
    # 0.75 km are 15 % of the distance, 1.2 km the line's.
    assert "At 5 km inside, good to 1.9 km" in GAZETTEER.resolve("5 km inside Iraq").explanation


@real
def test_the_strip_along_the_line_of_two_districts_has_their_accuracy(
    installed: Gazetteer,
) -> None:
    answer = installed.resolve("the border between Jarablus district and Manbij district")
    assert "off by 0.3 km on average, 1.6 km at worst" in answer.explanation
    between = installed.resolve("between Afrin district and Azaz district")
    assert between.place_ids == ("afrin-district", "azaz-district")
    assert "5 km to each side" in between.explanation
