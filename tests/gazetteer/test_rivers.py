"""The courses of the Euphrates and the Khabur: what they are built of, and how true they are."""

import csv
import importlib
from pathlib import Path
from types import ModuleType
from zipfile import ZipFile

import numpy as np
import pytest
import shapely
from shapely import Point

from geomap.gazetteer import Gazetteer
from geomap.gazetteer.borders import read_borders, side_of_river
from geomap.gazetteer.gazetteer import EMBEDDED
from geomap.gazetteer.geodesy import distance_m, distance_to_m

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared" / "data"
NATURAL_EARTH = DATA / "natural-earth" / "syria_ne_10m_rivers_lake_centerlines.geojson"
GEONAMES = DATA / "geonames" / "SY.zip"
"""What the table is checked against; a clone alone has neither."""

GAZETTEER = Gazetteer.open()
BORDERS = read_borders(EMBEDDED / "units.geojson", EMBEDDED / "rivers.geojson")
SYRIA = BORDERS.polygon("SYR")
EUPHRATES, KHABUR = (BORDERS.rivers[line].geometry for line in ("euphrates", "khabur"))
PROMISED_M = 2_000
FARTHEST_BANK_M = 10_000
ROUNDING_M = 2

with (ROOT / "gazetteer" / "rivers.csv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))


def stations(line: str) -> list[list[dict[str, str]]]:
    """Return the rows of a river by station, from the source to the mouth."""
    found: dict[int, list[dict[str, str]]] = {}
    for row in ROWS:
        if row["line"] == line:
            found.setdefault(int(row["station"]), []).append(row)
    return list(found.values())


def middle_of(rows: list[dict[str, str]]) -> tuple[float, float]:
    lon, lat = (np.mean([float(row[column]) for row in rows]) for column in ("lon", "lat"))
    return float(lon), float(lat)


@pytest.fixture
def comparison(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    return importlib.import_module("rivers")


@pytest.mark.skipif(not NATURAL_EARTH.exists(), reason="Natural Earth's rivers are not at hand")
def test_the_euphrates_is_good_to_two_kilometres_both_ways(comparison: ModuleType) -> None:
    ours = comparison.embedded("euphrates")
    theirs = comparison.natural_earth(NATURAL_EARTH)
    for found in (comparison.deviation(ours, theirs), comparison.deviation(theirs, ours)):
        assert found.worst_m <= PROMISED_M, found
        assert found.mean_m <= 500, found


@pytest.mark.skipif(not NATURAL_EARTH.exists(), reason="Natural Earth's rivers are not at hand")
def test_where_natural_earth_is_wrong_ours_is_right(comparison: ModuleType) -> None:
    """Hajin stands on the east bank; Natural Earth's loop runs 150 m round its east side."""
    hajin = Point(40.827, 34.6927)  # GeoNames 174506
    governorate = BORDERS.polygon("SYR-142")
    theirs = side_of_river(governorate, comparison.natural_earth(NATURAL_EARTH), side_deg=270)
    ours = side_of_river(governorate, EUPHRATES, side_deg=270)
    assert theirs is not None
    assert theirs.contains(hajin)
    assert ours is not None
    assert not ours.contains(hajin)


@pytest.mark.parametrize(
    ("line", "place_id"),
    [
        *(
            ("euphrates", place_id)
            for place_id in (
                *("jarabulus", "qara-qawzaq", "tishrin-dam", "euphrates-dam", "raqqa", "madan"),
                *("deir-ez-zor", "al-busayrah", "al-mayadin", "al-asharah", "hajin"),
                *("al-salihiyah-albu-kamal", "al-baghuz-fawqani", "al-baghuz-tahtani"),
                *("albu-kamal", "al-qaim"),
            )
        ),
        *(
            ("khabur", place_id)
            for place_id in (
                *("ras-al-ayn", "tall-tamr", "al-hasakah", "al-arishah", "al-shaddadi"),
                *("markadah", "al-sur", "al-busayrah"),
            )
        ),
    ],
)
def test_a_river_runs_by_the_towns_that_stand_on_it(line: str, place_id: str) -> None:
    place = GAZETTEER.places[place_id]
    assert place.lon is not None
    assert place.lat is not None
    away_m = distance_to_m(BORDERS.rivers[line].geometry, place.lon, place.lat)
    assert away_m <= PROMISED_M + (place.radius_m or 0) / 2


@pytest.mark.parametrize(
    ("name", "lon", "lat", "is_east"),
    [
        ("Kobani", 38.35403, 36.89097, True),
        ("Manbij", 37.95633, 36.52665, False),
        ("Raqqa", 39.00788, 35.95283, True),
        ("Tabqa", 38.54811, 35.8373, False),
        ("Deir ez-Zor", 40.14084, 35.33588, False),
        ("Al-Busayrah", 40.42716, 35.15618, True),
        ("Al-Mayadin", 40.45346, 35.02089, False),
        ("Al-Asharah", 40.56007, 34.92133, False),
        ("Hajin", 40.827, 34.6927, True),
        ("Albu Kamal", 40.91861, 34.45, False),
        ("Al-Baghuz Fawqani", 40.94904, 34.46095, True),
    ],
)
def test_towns_of_the_euphrates_are_on_their_own_bank(
    name: str,
    lon: float,
    lat: float,
    is_east: bool,  # noqa: FBT001 - a column of the table
) -> None:
    east, west = (side_of_river(SYRIA, EUPHRATES, side_deg=side_deg) for side_deg in (90, 270))
    assert east is not None
    assert west is not None
    # A border town may fall outside the embedded border: the nearer side decides.
    assert (distance_to_m(east, lon, lat) < distance_to_m(west, lon, lat)) is is_east, name


def test_what_lies_beyond_the_euphrates_is_on_neither_side_of_the_khabur() -> None:
    east, west = (
        side_of_river(SYRIA, KHABUR, side_deg=side_deg, into=EUPHRATES) for side_deg in (90, 270)
    )
    assert east is not None
    assert west is not None
    qamishli, tall_abyad, palmyra = (41.2311, 37.0511), (38.9567, 36.6975), (38.2806, 34.5608)
    assert east.contains(Point(qamishli))
    assert west.contains(Point(tall_abyad).buffer(0.02).intersection(SYRIA).centroid)
    assert not east.contains(Point(palmyra))
    assert not west.contains(Point(palmyra))


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("on the Khabur", (40.7347, 36.0576), (41.2311, 37.0511)),
        ("on the banks of the Khabour river", (40.7347, 36.0576), (41.6, 36.6)),
        ("east of the Khabur", (41.2311, 37.0511), (38.9, 36.3)),
        ("غرب نهر الخابور", (39.9, 36.3), (41.2311, 37.0511)),
        ("along the Khabur between Al-Hasakah and Al-Shaddadi", (40.779, 36.22), (40.43, 35.16)),
        ("the eastern bank of the Khabur in Deir Ezzor", (40.6897, 35.5096), (40.3, 35.6)),
        ("along the Euphrates between Al-Mayadin and Hajin", (40.604, 34.855), (40.14, 35.336)),
    ],
)
def test_phrases_of_the_rivers_are_read(
    text: str, inside: tuple[float, float], outside: tuple[float, float]
) -> None:
    answer = GAZETTEER.resolve(text)
    assert answer.status == "resolved", answer.explanation
    assert not answer.drawable_as_point
    assert answer.geometry is not None
    assert answer.geometry.contains(Point(inside))
    assert not answer.geometry.contains(Point(outside))


def test_the_answer_says_how_good_the_line_is() -> None:
    assert "good to 2 km" in GAZETTEER.resolve("east of the Khabur").explanation
    assert "2 km are the doubt" in GAZETTEER.resolve("along the Euphrates").explanation


@pytest.mark.parametrize("text", ["Faysh Khabur", "Fishkhabour crossing", "فيش خابور"])
def test_the_crossing_on_the_other_khabur_is_not_the_river(text: str) -> None:
    assert GAZETTEER.resolve(text).place_ids == ("semalka-crossing",)


@pytest.mark.parametrize("text", ["Euphrates Dam", "سد الفرات"])
def test_a_dam_called_after_the_river_is_not_the_river(text: str) -> None:
    assert GAZETTEER.resolve(text).place_ids == ("euphrates-dam",)


@pytest.mark.parametrize("line", ["euphrates", "khabur"])
def test_a_course_is_one_curve_through_its_stations(line: str) -> None:
    river = BORDERS.rivers[line].geometry
    for rows in stations(line):
        assert distance_to_m(river, *middle_of(rows)) < ROUNDING_M, rows
    merged = shapely.line_merge(river)
    course = max(shapely.get_parts(merged), key=lambda part: part.length)
    assert course.is_simple, "it crosses itself"
    # Every piece of the Euphrates is joined; two arms in Iraq and Türkiye aside.
    assert len(shapely.get_parts(merged)) <= 3


def test_the_khabur_ends_in_the_euphrates() -> None:
    mouth = shapely.get_coordinates(KHABUR)[-1]
    assert distance_to_m(EUPHRATES, *mouth) < ROUNDING_M


def test_the_readme_names_every_column_of_the_table() -> None:
    readme = (ROOT / "gazetteer" / "README.md").read_text("utf-8")
    section = readme.split("## rivers.csv")[1].split("\n## ")[0]
    assert [column for column in ROWS[0] if f"`{column}`" not in section] == []


def test_the_table_is_filled_in_as_the_readme_says() -> None:
    with (ROOT / "gazetteer" / "sources.csv").open(encoding="utf-8", newline="") as file:
        known = {row["source_id"] for row in csv.DictReader(file)}
    assert {row["line"] for row in ROWS} == {"euphrates", "khabur"}
    for row in ROWS:
        assert row["name"], row
        assert row["source_ref"], row
        assert row["source_id"] in known, row
        assert row["bank"] in {"left", "right", "at"}, row
    for line in ("euphrates", "khabur"):
        numbers = [int(rows[0]["station"]) for rows in stations(line)]
        assert numbers == list(range(1, len(numbers) + 1)), line


@pytest.mark.parametrize("line", ["euphrates", "khabur"])
def test_a_station_is_one_place_or_two_on_the_banks(line: str) -> None:
    for rows in stations(line):
        banks = [row["bank"] for row in rows]
        assert banks in (["at"], ["left", "right"], ["left", "left"]), rows
        # Both on one bank only where the note says why.
        assert banks != ["left", "left"] or any(row["note"] for row in rows), rows
        spread_m = max(
            distance_m(*middle_of(rows), float(row["lon"]), float(row["lat"])) for row in rows
        )
        assert spread_m < FARTHEST_BANK_M, rows


@pytest.mark.skipif(not GEONAMES.exists(), reason="the dump of GeoNames is not at hand")
def test_every_station_stands_where_geonames_has_it() -> None:
    with ZipFile(GEONAMES) as archive:
        dump = archive.read("SY.txt").decode("utf-8").splitlines()
    points = {fields[0]: (fields[5], fields[4]) for fields in (row.split("\t") for row in dump)}
    for row in ROWS:
        if row["source_id"] == "geonames":
            assert (row["lon"], row["lat"]) == points[row["source_ref"]], row
