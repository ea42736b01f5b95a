"""The embedded borders and rivers: who touches whom, and on which side a place lies."""

from pathlib import Path

import pytest
from shapely import Point

from geomap.gazetteer import Gazetteer, GazetteerDataError
from geomap.gazetteer.borders import meeting_point, read_borders, shared_line, side_of_river
from geomap.gazetteer.gazetteer import EMBEDDED
from geomap.gazetteer.geodesy import distance_m, distance_to_m

BORDERS = read_borders(EMBEDDED / "units.geojson", EMBEDDED / "rivers.geojson")
ALEPPO, IDLIB, HATAY, DEIR_EZ_ZOR = "SYR-137", "SYR-140", "TUR-2289", "SYR-142"


def test_a_country_is_the_union_of_its_units() -> None:
    syria = BORDERS.polygon("SYR")
    assert syria.is_valid
    assert all(
        syria.intersects(unit.geometry.representative_point())
        for unit in BORDERS.units.values()
        if unit.country == "SYR"
    )


def test_an_unknown_unit_is_named_in_the_error() -> None:
    with pytest.raises(KeyError, match="SYR-999"):
        Gazetteer.open().unit_polygon("SYR-999")


def test_idlib_and_aleppo_share_a_line_that_passes_between_the_two_villages() -> None:
    line = shared_line(BORDERS.polygon(ALEPPO), BORDERS.polygon(IDLIB))
    assert line is not None
    assert distance_to_m(line, 36.68839, 36.3095) < 5_000
    assert distance_to_m(line, 36.66503, 36.34) < 5_000


def test_units_far_from_each_other_share_nothing() -> None:
    assert shared_line(BORDERS.polygon(HATAY), BORDERS.polygon(DEIR_EZ_ZOR)) is None


def test_three_countries_meet_in_one_point_and_four_do_not() -> None:
    corner = meeting_point([BORDERS.polygon(code) for code in ("SYR", "IRQ", "JOR")])
    assert corner is not None
    assert distance_m(*corner, 38.794, 33.375) < 3_000
    assert meeting_point([BORDERS.polygon(code) for code in ("SYR", "IRQ", "EGY")]) is None


@pytest.mark.parametrize(
    ("name", "lon", "lat", "is_east"),
    [
        ("Al-Sur", 40.65671, 35.50603, True),
        ("Al-Shaddadi", 40.73478, 36.05756, True),
        ("Conoco gas plant", 40.3191, 35.3419, True),
        ("Al-Mayadin desert", 40.2, 34.8, False),
        ("Ain Issa", 38.86228, 36.3855, True),
        ("Manbij", 37.956329, 36.526645, False),
        ("Palmyra", 38.28055, 34.56077, False),
    ],
)
def test_the_euphrates_has_two_sides(
    name: str,
    lon: float,
    lat: float,
    is_east: bool,  # noqa: FBT001 - a column of the table
) -> None:
    syria, river = BORDERS.polygon("SYR"), BORDERS.rivers["euphrates"].geometry
    east = side_of_river(syria, river, side_deg=90)
    west = side_of_river(syria, river, side_deg=270)
    assert east is not None
    assert west is not None
    assert east.contains(Point(lon, lat)) is is_east, name
    assert west.contains(Point(lon, lat)) is not is_east, name


def test_a_river_elsewhere_has_no_side_here() -> None:
    assert (
        side_of_river(BORDERS.polygon(HATAY), BORDERS.rivers["tigris"].geometry, side_deg=90)
        is None
    )


def test_missing_and_broken_files_say_how_to_get_them(tmp_path: Path) -> None:
    with pytest.raises(GazetteerDataError, match="pip install -e"):
        read_borders(tmp_path / "units.geojson", tmp_path / "rivers.geojson")
    (tmp_path / "units.geojson").write_text("{", "utf-8")
    with pytest.raises(GazetteerDataError, match="no JSON"):
        read_borders(tmp_path / "units.geojson", tmp_path / "other.geojson")
