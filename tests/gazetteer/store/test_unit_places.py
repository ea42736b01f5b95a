"""Installed units resolve by their type word; a bare name stays the town's."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from shapely import Point
from shapely.geometry import box

from geomap.gazetteer import Gazetteer, Location
from geomap.gazetteer.store import Batch, ImportedUnit, Source
from geomap.gazetteer.store.files import read_file
from geomap.gazetteer.store.writing import write_batches
from tests.gazetteer.store.conftest import SHARED

OCHA = Source("ocha-sy", "OCHA COD-AB, Syria", "CC BY 3.0 IGO", "2018-02", "2026-11-21")
IRAQ = Source("geoboundaries-iq", "geoBoundaries, Iraq", "CC BY 4.0", "2020", "2026-11-21")


def unit(level: int, code: str, name: str, name_ar: str, *bounds: float) -> ImportedUnit:
    parent = code[:-2] if level > 1 else "SY"
    return ImportedUnit(level, code, name, name_ar, parent, box(*bounds).segmentize(0.01))


UNITS = (
    ImportedUnit(0, "SY", "Syrian Arab Republic", "", "", box(36.2, 35.0, 38.6, 37.0)),
    unit(1, "SY02", "Aleppo", "حلب", 36.7, 35.5, 38.6, 37.0),
    unit(2, "SY0208", "Jarablus", "جرابلس", 37.6, 36.6, 38.05, 36.9),
    unit(3, "SY020800", "Jarablus", "مركز جرابلس", 37.8, 36.6, 38.05, 36.9),
    unit(3, "SY020801", "Ghandorah", "غندورة", 37.6, 36.6, 37.8, 36.9),
    unit(2, "SY0206", "Ain Al Arab", "عين العرب", 38.05, 36.5, 38.6, 36.95),
    unit(3, "SY020601", "Lower Shyookh", "شيوخ تحتاني", 38.05, 36.6, 38.3, 36.9),
    unit(2, "SY0204", "A'zaz", "اعزاز", 36.9, 36.4, 37.3, 36.7),
    unit(3, "SY020405", "Suran - Aleppo", "صوران", 37.1, 36.5, 37.3, 36.6),
    unit(1, "SY05", "Hama", "حماة", 36.2, 35.0, 37.5, 35.5),
    unit(2, "SY0501", "Hama", "حماة", 36.5, 35.0, 37.0, 35.5),
    unit(3, "SY050101", "Suran - Hama", "صوران", 36.7, 35.2, 36.9, 35.4),
)
# geoBoundaries knows no P-codes; Nineveh is curated as Ninawa, under its ISO code.
ABROAD = (
    ImportedUnit(1, "IQ-NI", "Nineveh", "", "", box(41.5, 35.5, 43.5, 36.9)),
    ImportedUnit(2, "48B2", "Sinjar", "سنجار", "IQ-NI", box(41.5, 36.0, 42.2, 36.6)),
)


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    path = tmp_path_factory.mktemp("store") / "gazetteer.sqlite"
    write_batches(path, [Batch(OCHA, units=UNITS), Batch(IRAQ, units=ABROAD)])
    return Gazetteer.open(store=path)


@pytest.fixture(scope="module")
def resolve(gazetteer: Gazetteer) -> Callable[..., Location]:
    return gazetteer.resolve


Resolve = Callable[..., Location]


def levels(answer: Location) -> list[tuple[int, str | None]]:
    return [(unit.level, unit.code) for unit in answer.admin]


@pytest.mark.parametrize(
    ("text", "precision", "code"),
    [
        ("Jarablus district", "admin2", "SY0208"),
        ("Jarabulus district", "admin2", "SY0208"),
        ("منطقة جرابلس", "admin2", "SY0208"),  # a curated spelling
        ("in the district of Jarablus", "admin2", "SY0208"),
        ("Jarablus district countryside", "admin2", "SY0208"),
        ("Jarablus subdistrict", "admin3", "SY020800"),
        ("ناحية مركز جرابلس", "admin3", "SY020800"),
        ("ناحية الشيوخ", "admin3", "SY020601"),  # without the side that OCHA tells it by
        ("Ash-Shuyukh subdistrict", "admin3", "SY020601"),
        ("التابعة لناحية غندورة", "admin3", "SY020801"),
        ("in Ghandourah sub-district", "admin3", "SY020801"),
        ("Kobane district", "admin2", "SY0206"),  # OCHA says Ain Al Arab
        ("قضاء عين العرب", "admin2", "SY0206"),
    ],
)
def test_a_name_with_its_type_word_is_the_unit(
    resolve: Resolve, text: str, precision: str, code: str
) -> None:
    answer = resolve(text)
    assert (answer.status, answer.precision) == ("resolved", precision)
    assert not answer.drawable_as_point
    assert levels(answer)[:2] == [(0, "SY"), (1, "SY02")]
    assert levels(answer)[-1] == (int(precision[-1]), code)
    assert answer.geometry is not None
    assert answer.geometry.equals(next(unit.geometry for unit in UNITS if unit.code == code))
    assert f"OCHA COD-AB, Syria ({code})" in answer.explanation


@pytest.mark.parametrize(
    "text", ["Jarablus", "Jarabulus", "جرابلس", "Jarablus city", "مدينة جرابلس"]
)
def test_a_bare_name_stays_the_town_and_lies_in_the_units(resolve: Resolve, text: str) -> None:
    answer = resolve(text)
    assert (answer.precision, answer.place_ids) == ("place", ("jarabulus",))
    assert levels(answer) == [(0, "SY"), (1, "SY02"), (2, "SY0208"), (3, "SY020800")]


def test_a_subdistrict_called_a_district_is_found_and_the_answer_says_so(resolve: Resolve) -> None:
    answer = resolve("in Ghandourah district")
    assert (answer.status, answer.precision) == ("resolved", "admin3")
    assert "No district has that name: the subdistrict is taken." in answer.explanation


def test_namesake_units_are_ambiguous_until_the_phrase_tells_them_apart(resolve: Resolve) -> None:
    both = resolve("Suran subdistrict")
    assert both.status == "ambiguous"
    assert {code for level, code in levels(both) if level == 3} == {"SY020405", "SY050101"}
    assert levels(resolve("ناحية صوران في ريف حماة"))[-1] == (3, "SY050101")
    assert levels(resolve("Suran subdistrict", within="Aleppo governorate"))[-1] == (3, "SY020405")


def test_several_units_are_one_area_with_the_units_of_each(resolve: Resolve) -> None:
    answer = resolve("Jarablus and Kobani districts")
    assert answer.precision == "admin2"
    assert levels(answer) == [(0, "SY"), (1, "SY02"), (2, "SY0208"), (2, "SY0206")]


def test_a_unit_abroad_is_put_into_the_curated_province_it_is_drawn_in(
    gazetteer: Gazetteer,
) -> None:
    answer = gazetteer.resolve("قضاء سنجار")
    assert answer.precision == "admin2"
    assert [unit.name for unit in answer.admin] == ["Iraq", "Ninawa", "Sinjar"]
    assert "good to 1.2 km" in answer.explanation  # nobody measured these lines: as the embedded
    assert "geoboundaries-iq-iq-ni" not in gazetteer.places


def test_units_are_places_by_their_id(gazetteer: Gazetteer) -> None:
    place = gazetteer.place("ocha-sy-sy020801")
    assert (place.name, place.name_ar) == ("Ghandorah subdistrict", "ناحية غندورة")
    assert place.parent == "jarabulus-district"
    assert "ocha-sy-sy0208" not in gazetteer.places  # the curated district stands for it
    assert gazetteer.resolve_place("ocha-sy-sy020801").precision == "admin3"
    assert "jarabulus-district" in list(gazetteer.places)
    assert len(list(gazetteer.places)) == len(gazetteer.places)


def test_without_a_store_a_district_is_a_circle_and_a_subdistrict_the_surroundings() -> None:
    alone = Gazetteer.open()
    assert alone.resolve("Jarablus district").precision == "area"
    answer = alone.resolve("ناحية جرابلس")
    assert answer.precision == "area"
    assert "No subdistrict of that name has a border here" in answer.explanation


@pytest.mark.skipif(not (SHARED / "cod-ab").is_dir(), reason="no shared data here")
def test_the_real_units_of_syria_resolve_by_their_own_names(tmp_path: Path) -> None:
    archive = tmp_path / "cod.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for file in sorted((SHARED / "cod-ab").glob("syr_admin*")):
            packed.write(file, file.name)
    store = tmp_path / "gazetteer.sqlite"
    batch = read_file(archive, OCHA)
    write_batches(store, [batch])
    gazetteer = Gazetteer.open(store=store)
    missed = []
    for one in batch.units:
        if one.level < 2:
            continue
        word, word_ar = ("district", "منطقة") if one.level == 2 else ("subdistrict", "ناحية")
        for text in (f"{one.name} {word}", f"{word_ar} {one.name_ar}"):
            answer = gazetteer.resolve(text)
            if one.code not in {unit.code for unit in answer.admin}:
                missed.append(text)
    # A direction and a type word that are the whole of a name.
    assert missed == ["ناحية عين الشرقية", "ناحية المزرعة"]
    shuyukh = gazetteer.resolve("Ash-Shuyukh subdistrict")
    assert (shuyukh.precision, shuyukh.admin[-1].code) == ("admin3", "SY020601")
    assert shuyukh.geometry is not None
    assert shuyukh.geometry.contains(Point(38.12, 36.80))
