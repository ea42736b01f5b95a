"""The line that two units share: exact between neighbours of one publisher, refused elsewhere."""

import pytest
from shapely import get_coordinates
from shapely.geometry import box
from shapely.geometry.base import BaseGeometry

from geomap.gazetteer import Gazetteer
from geomap.gazetteer.geodesy import distance_to_m, length_m
from geomap.gazetteer.store import Batch, ImportedUnit, Source
from geomap.gazetteer.store.writing import write_batches

GAZETTEER = Gazetteer.open()
OCHA = Source("ocha-sy", "OCHA COD-AB, Syria", "CC BY 3.0 IGO", "2018-02", "2026-11-21")


def unit(level: int, code: str, name: str, *bounds: float) -> ImportedUnit:
    return ImportedUnit(level, code, name, "", code[:-2], box(*bounds).segmentize(0.01))


UNITS = (
    unit(1, "SY02", "Aleppo", 36.4, 36.2, 38.6, 36.9),
    unit(1, "SY07", "Idleb", 36.2, 35.5, 37.0, 36.2),
    unit(2, "SY0203", "Afrin", 36.4, 36.2, 37.0, 36.83),
    unit(2, "SY0204", "A'zaz", 37.0, 36.2, 37.4, 36.7),
    unit(2, "SY0703", "Harim", 36.2, 36.0, 37.0, 36.2),
)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    path = tmp_path_factory.mktemp("store") / "gazetteer.sqlite"
    write_batches(path, [Batch(OCHA, units=UNITS)])
    return Gazetteer.open(store=path)


@pytest.mark.parametrize(
    ("first", "second", "km"),
    [
        ("Aleppo", "Idlib", 128),
        ("حلب", "إدلب", 128),
        ("محافظة حلب", "Idlib province", 128),
        ("Syria", "Turkey", 776),
        ("سوريا", "العراق", 599),
        ("Al-Hasakah", "Iraq", 230),
    ],
)
def test_neighbours_share_a_line_with_its_accuracy(first: str, second: str, km: int) -> None:
    border = GAZETTEER.shared_border(first, second)
    assert border.status == "resolved"
    assert border.geometry is not None
    assert border.geometry.geom_type in {"LineString", "MultiLineString"}
    assert border.geometry.is_valid
    assert border.length_m == pytest.approx(km * 1000, abs=1_000)
    assert border.length_m == pytest.approx(length_m(border.geometry))
    assert (border.accuracy_m, border.worst_m) == (1_200, 4_900)
    assert len(border.admin) == len(border.place_ids) == 2
    assert "1.2 km away on average, 4.9 km at worst" in border.explanation


def test_the_line_is_the_one_that_the_phrase_buffers() -> None:
    line = GAZETTEER.shared_border("Aleppo", "Idlib").geometry
    area = GAZETTEER.resolve("the border between Aleppo and Idlib").geometry
    assert line is not None
    assert area is not None
    assert area.contains(line)
    assert distance_to_m(line, 36.68839, 36.3095) < 5_000


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        ("Aleppo", "Daraa", "share no border"),
        ("Syria", "Egypt", "share no border"),
        ("Syria", "Aleppo", "Aleppo lies in Syria"),
        ("Idlib", "إدلب", "is one unit"),
        ("Aleppo", "Atmeh", "'Atmeh' is no unit with a drawn border"),
        ("Afrin district", "Idlib", "with installed boundaries, a district"),
        ("the Euphrates", "Syria", "is no unit with a drawn border"),
        ("Nowhere", "Idlib", "no unit spelled 'Nowhere'"),
        ("", "Idlib", "no unit spelled ''"),
        ("Idlib", "<b>Aleppo</b>", "no unit spelled"),
        ("Aleppo and Idlib", "Turkey", "name one"),
    ],
)
def test_where_there_is_no_such_line_the_answer_says_why(
    first: str, second: str, reason: str
) -> None:
    border = GAZETTEER.shared_border(first, second)
    assert border.status == "unresolved"
    assert border.geometry is None
    assert reason in border.explanation
    assert border.to_feature()["geometry"] is None


def test_the_line_in_the_golan_is_no_agreed_border() -> None:
    assert "separation of forces of 1974" in GAZETTEER.shared_border("Syria", "Israel").explanation


def test_a_line_is_a_geojson_feature() -> None:
    feature = GAZETTEER.shared_border("Aleppo", "Idlib").to_feature()
    assert feature["geometry"]["type"] == "LineString"
    assert feature["properties"]["query"] == ["Aleppo", "Idlib"]
    assert [unit["code"] for unit in feature["properties"]["admin"]] == ["SY02", "SY07"]


def test_installed_districts_share_their_own_line(installed: Gazetteer) -> None:
    border = installed.shared_border("Afrin district", "منطقة اعزاز")
    assert border.geometry is not None
    assert border.geometry.bounds == pytest.approx((37.0, 36.2, 37.0, 36.7))
    assert (border.accuracy_m, border.worst_m) == (300, 1_600)


def test_with_a_store_governorates_share_the_finer_line(installed: Gazetteer) -> None:
    border = installed.shared_border("Aleppo", "Idlib")
    assert border.geometry is not None
    assert border.geometry.bounds == pytest.approx((36.4, 36.2, 37.0, 36.2))
    assert installed.shared_border("Aleppo", "Harim district").status == "resolved"


def test_two_publishers_give_the_finer_outline_along_the_coarser_one(installed: Gazetteer) -> None:
    border = installed.shared_border("Afrin district", "Turkey")
    assert border.status == "resolved"
    assert border.accuracy_m == 1_200  # the coarser side's
    assert "Two publishers drew the two sides" in border.explanation
    turkiye = installed.unit_polygon("TUR")
    assert border.geometry is not None
    assert all(distance_to_m(turkiye, *point) < 6_200 for point in _points(border.geometry))


def _points(geometry: BaseGeometry) -> list[tuple[float, float]]:
    return [(lon, lat) for lon, lat in get_coordinates(geometry).tolist()]
