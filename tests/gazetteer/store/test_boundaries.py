"""Administrative units: columns found by content, levels, parents, and places put into them."""

import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
from shapely.geometry import Point, Polygon, box

from geomap.gazetteer.store import (
    Batch,
    ImportedPlace,
    ImportedUnit,
    ImportFileError,
    Source,
    Spelling,
    Store,
)
from geomap.gazetteer.store.boundaries import units_of_layers
from geomap.gazetteer.store.files import read_file
from geomap.gazetteer.store.writing import write_batches
from tests.gazetteer.store.conftest import SHARED

OCHA = Source("ocha-sy", "OCHA COD-AB, Syria", "CC BY 3.0 IGO", "2018-02", "2026-11-21")

ALEPPO, IDLIB = box(36.7, 35.8, 38.0, 36.8), box(36.2, 35.5, 36.7, 36.4)


def cod_layer(level: int) -> gpd.GeoDataFrame:
    """A layer in the form of OCHA's: in admin 2 the country's columns are swapped."""
    country = {"ADM0_EN": "Syrian Arab Republic", "ADM0_AR": "الجمهورية العربية السورية"}
    swapped = {"ADM0_EN": country["ADM0_AR"], "ADM0_AR": country["ADM0_EN"]}
    rows: list[dict[str, Any]] = [
        {
            "NAME_EN": "Aleppo" if level == 1 else "Jebel Saman",
            "NAM_EN_REF": "Aleppo" if level == 1 else "Jebel Saman",
            "NAME_AR": "حلب" if level == 1 else "جبل سمعان",
            "PCODE": "SY02" if level == 1 else "SY0200",
        },
        {
            "NAME_EN": "Idleb" if level == 1 else "Harim",
            "NAM_EN_REF": "Idleb",
            "NAME_AR": "ادلب" if level == 1 else "حارم",
            "PCODE": "SY07" if level == 1 else "SY0703",
        },
    ]
    for row in rows:
        row.update(country if level == 1 else swapped)
        row["ADM0_PCODE"] = "SY"
        if level > 1:
            row.update({"ADM1_EN": "Aleppo", "ADM1_PCODE": row["PCODE"][:4]})
        row["UPDATE_DAT"] = "2016-09-05"
    return gpd.GeoDataFrame(rows, geometry=[ALEPPO, IDLIB], crs=4326)


def write_cod(folder: Path) -> Path:
    for level in (1, 2):
        cod_layer(level).to_file(folder / f"syr_admin{level}.shp", encoding="utf-8")
    path = folder / "syr_admin.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(folder.glob("syr_admin?.*")):
            archive.write(file, f"Syria/{file.name}")
    return path


def as_facts(units: tuple[ImportedUnit, ...]) -> list[tuple[int, str, str, str, str]]:
    return [(unit.level, unit.code, unit.name, unit.name_ar, unit.parent_code) for unit in units]


FACTS = [
    (1, "SY02", "Aleppo", "حلب", ""),
    (1, "SY07", "Idleb", "ادلب", ""),
    (2, "SY0200", "Jebel Saman", "جبل سمعان", "SY02"),
    (2, "SY0703", "Harim", "حارم", "SY07"),
]


def test_units_of_a_zip_of_shapefiles_are_told_by_content(tmp_path: Path) -> None:
    assert as_facts(read_file(write_cod(tmp_path), OCHA).units) == FACTS


def test_the_names_of_columns_do_not_matter_their_values_do() -> None:
    renamed = cod_layer(2).rename(columns={"PCODE": "a", "NAME_EN": "b", "NAME_AR": "c"})
    assert as_facts(units_of_layers(Path("x"), [("x", renamed)])) == [
        (level, code, name, name_ar, "") for level, code, name, name_ar, _ in FACTS[2:]
    ]


def test_the_country_may_have_other_letters_than_its_units() -> None:
    frame = gpd.GeoDataFrame(
        {"ADM1_EN": ["Adana"], "ADM1_PCODE": ["TUR001"], "ADM0_PCODE": ["TR"]},
        geometry=[box(35, 36, 36, 38)],
        crs=4326,
    )
    (unit,) = units_of_layers(Path("x"), [("x", frame)])
    assert (unit.level, unit.code, unit.name) == (1, "TUR001", "Adana")


def test_geoboundaries_have_codes_of_their_own_and_parents_by_place() -> None:
    layers = [
        (
            f"adm{level}",
            gpd.GeoDataFrame(
                {
                    "shapeName": names,
                    "shapeISO": iso,
                    "shapeID": [f"{level}B{name}" for name in names],
                    "shapeType": [f"ADM{level}"] * 2,
                },
                geometry=[ALEPPO, IDLIB],
                crs=4326,
            ),
        )
        for level, names, iso in (
            (1, ["Aleppo", "Idlib"], ["SY-HL", "SY-ID"]),
            (2, ["Jebel Saman", "Harim"], ["", ""]),
        )
    ]
    assert as_facts(units_of_layers(Path("x"), layers)) == [
        (1, "SY-HL", "Aleppo", "", ""),
        (1, "SY-ID", "Idlib", "", ""),
        (2, "2BJebel Saman", "Jebel Saman", "", "SY-HL"),
        (2, "2BHarim", "Harim", "", "SY-ID"),
    ]


def test_shapes_that_are_not_in_degrees_are_refused() -> None:
    frame = cod_layer(1).to_crs(32637).set_crs(4326, allow_override=True)
    with pytest.raises(ImportFileError, match=r"column geometry: .* expected degrees"):
        units_of_layers(Path("x"), [("x", frame)])


def test_a_code_that_stands_twice_is_refused() -> None:
    with pytest.raises(ImportFileError, match="'SY02', expected a code that stands once"):
        units_of_layers(Path("x"), [("x", cod_layer(1)), ("y", cod_layer(1))])


def test_polygons_without_codes_are_no_boundaries(tmp_path: Path) -> None:
    path = tmp_path / "x.geojson"
    gpd.GeoDataFrame({"name": ["Aleppo"]}, geometry=[ALEPPO], crs=4326).to_file(path)
    with pytest.raises(ImportFileError, match="no layer of polygons with P-codes"):
        read_file(path, OCHA, content="boundaries")


def test_a_shape_that_crosses_itself_is_mended() -> None:
    bow = Polygon([(36, 35), (37, 36), (37, 35), (36, 36), (36, 35)])
    frame = cod_layer(1).set_geometry([bow, IDLIB], crs=4326)
    unit = units_of_layers(Path("x"), [("x", frame)])[0]
    assert unit.geometry.is_valid
    assert unit.geometry.contains(Point(36.1, 35.5))


def place_at(place_id: str, lon: float, lat: float) -> ImportedPlace:
    return ImportedPlace(place_id, "", "village", lon, lat, (Spelling(place_id),))


def test_places_lie_in_the_deepest_unit_or_near_it_or_in_none(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    units = read_file(write_cod(tmp_path), OCHA)
    places = (
        place_at("inside", 37.0, 36.2),
        place_at("six-km-off", 38.07, 36.2),
        place_at("far", 40.0, 36.2),
    )
    mine = Source("mine", "Mine", "own work", "1", "2026-11-21")
    write_batches(path, [Batch(mine, places), units])
    with closing(Store(path)) as store:
        chains = {
            place_id: ([unit.code for unit in chain], away_m)
            for place_id in ("inside", "six-km-off", "far")
            for chain, away_m in [store.units_of_place(place_id)]
        }
    assert chains["inside"] == (["SY02", "SY0200"], 0.0)
    assert chains["six-km-off"][0] == ["SY02", "SY0200"]
    assert chains["six-km-off"][1] == pytest.approx(6_300, rel=0.01)
    assert chains["far"] == ([], 0.0)


@pytest.mark.skipif(not (SHARED / "cod-ab").is_dir(), reason="no shared data here")
def test_all_units_of_syria_are_read_with_both_scripts(tmp_path: Path) -> None:
    path = tmp_path / "syr.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted((SHARED / "cod-ab").iterdir()):
            archive.write(file, file.name)
    units = read_file(path, OCHA).units
    assert [sum(unit.level == level for unit in units) for level in range(4)] == [1, 14, 62, 272]
    facts = as_facts(units)
    assert (0, "SY", "Syrian Arab Republic", "الجمهورية العربية السورية", "") in facts
    assert (3, "SY020000", "Jebel Saman", "مركز جبل سمعان", "SY0200") in facts
    assert all(unit.name_ar for unit in units)
