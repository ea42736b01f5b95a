"""Own places as CSV, GeoJSON, shapefile, GeoPackage, and Who's On First records."""

import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
from shapely.geometry import Point, box

from geomap.gazetteer.store import Batch, ImportFileError, Source
from geomap.gazetteer.store.files import read_file

MINE = Source("mine", "My list", "own work", "1", "2026-11-21")
HEADER = "place_id,name,lon,lat,kind,name_ar,aliases,radius_m\n"


def write_csv(folder: Path, text: str, header: str = HEADER) -> Path:
    path = folder / "mine.csv"
    path.write_text(header + text, "utf-8")
    return path


def the_village(batch: Batch) -> dict[str, Any]:
    (place,) = batch.places
    return {
        "id": place.place_id,
        "kind": place.kind,
        "at": (round(place.lon, 3), round(place.lat, 3)),
        "names": [spelling.text for spelling in place.spellings],
    }


VILLAGE = {
    "id": "kharab-ishik",
    "kind": "village",
    "at": (38.5, 36.7),
    "names": ["Kharab Ishik", "خراب عشك"],
}


def test_a_csv_of_places_is_read(tmp_path: Path) -> None:
    text = "kharab-ishik,Kharab Ishik,38.5,36.7,village,خراب عشك,Kharab Ashk; Kharab ‘Ishq,900\n"
    batch = read_file(write_csv(tmp_path, text), MINE)
    names = [*VILLAGE["names"], "Kharab Ashk", "Kharab ‘Ishq"]
    assert the_village(batch) == {**VILLAGE, "names": names}
    assert batch.places[0].radius_m == 900


def test_every_problem_of_a_csv_is_listed_with_row_column_value_and_expectation(
    tmp_path: Path,
) -> None:
    text = (
        "Bad Id,,138.5,north,hamlet,,,-1\nfine,Fine,38,36,village,,,\nfine,Fine,38,36,village,,,\n"
    )
    with pytest.raises(ImportFileError) as caught:
        read_file(write_csv(tmp_path, text), MINE)
    problems = caught.value.problems
    assert [problem.split(":")[0] for problem in problems] == [
        "row 2, column place_id",
        "row 2, column name",
        "row 2, column kind",
        "row 2, column lat",
        "row 2, column radius_m",
        "row 4, column place_id",
    ]
    assert "'north', expected a number from -90 to 90" in problems[3]
    assert "the store is as it was" in str(caught.value)


def test_missing_columns_are_named_with_all_that_are_expected(tmp_path: Path) -> None:
    with pytest.raises(ImportFileError, match=r"no column lon, lat, kind; expected place_id, name"):
        read_file(write_csv(tmp_path, "", header="place_id,name\n"), MINE)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "it is empty; expected the columns place_id, name"),
        (b"name\n", "no column place_id"),
        (HEADER.encode(), "there is no row in it"),
        (b"\xff\xfe\x00", "no UTF-8 text"),
        (HEADER.encode() + b'a,"b\n', "no CSV"),
        (HEADER.encode() + b"a,b,1,2,village,,,,,,\n", "more cells than the header"),
    ],
)
def test_a_file_that_is_no_such_csv_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "mine.csv"
    path.write_bytes(content)
    with pytest.raises(ImportFileError, match=said):
        read_file(path, MINE)


def test_text_in_a_name_stays_text(tmp_path: Path) -> None:
    hostile = "=cmd() {{7*7}} </script> '); DROP TABLE places; --"
    batch = read_file(write_csv(tmp_path, f'trap,"{hostile}",38,36,village,,,\n'), MINE)
    assert batch.places[0].spellings[0].text == hostile


@pytest.mark.parametrize("ending", ["geojson", "gpkg", "shp"])
@pytest.mark.parametrize("crs", [4326, 32637])
def test_points_of_a_geographic_file_are_read_in_any_crs(
    tmp_path: Path, ending: str, crs: int
) -> None:
    columns = {name: [VILLAGE[key]] for name, key in (("place_id", "id"), ("kind", "kind"))}
    frame = gpd.GeoDataFrame(
        {**columns, "name": ["Kharab Ishik"], "name_ar": ["خراب عشك"]},
        geometry=[Point(38.5, 36.7)],
        crs=4326,
    )
    path = tmp_path / f"mine.{ending}"
    frame.to_crs(crs).to_file(path, engine="pyogrio", encoding="utf-8")
    assert the_village(read_file(path, MINE)) == VILLAGE


def test_a_polygon_without_codes_stands_as_its_middle_with_its_reach(tmp_path: Path) -> None:
    path = tmp_path / "mine.geojson"
    frame = gpd.GeoDataFrame(
        {"place_id": ["camp"], "name": ["Camp"], "kind": ["camp"]},
        geometry=[box(38.0, 36.0, 38.02, 36.02)],
        crs=4326,
    )
    frame.to_file(path)
    (place,) = read_file(path, MINE).places
    assert (round(place.lon, 2), round(place.lat, 2)) == (38.01, 36.01)
    assert place.radius_m == pytest.approx(1430, abs=20)


def test_a_shapefile_without_its_parts_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mine.shp"
    path.write_bytes(b"\x00\x00\x27\x0a")
    with pytest.raises(ImportFileError, match=r"mine\.shp cannot be read: .* or the \.shx or"):
        read_file(path, MINE)


def test_a_broken_geojson_is_called_one_and_not_a_matter_of_drivers(tmp_path: Path) -> None:
    path = tmp_path / "mine.geojson"
    path.write_text('{"type": "FeatureColl', "utf-8")
    with pytest.raises(ImportFileError, match="it is no GeoJSON, or only a part of one") as caught:
        read_file(path, MINE)
    assert "driver" not in str(caught.value)


def test_an_unknown_ending_or_a_missing_file_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "mine.docx"
    other.write_text("x", "utf-8")
    with pytest.raises(ImportFileError, match=r"the ending '\.docx' is unknown, expected \.csv"):
        read_file(other, MINE)
    with pytest.raises(ImportFileError, match="it is a folder; give one of its files"):
        read_file(tmp_path, MINE)
    with pytest.raises(ImportFileError, match="there is no such file"):
        read_file(tmp_path / "none.csv", MINE)


def wof_record(**changes: Any) -> dict[str, Any]:
    properties = {
        "wof:id": 421168683,
        "wof:name": "Atmeh",
        "wof:placetype": "locality",
        "wof:country": "SY",
        "wof:population": 12_000,
        "geom:longitude": 36.688,
        "geom:latitude": 36.309,
        "mz:is_current": 1,
        "edtf:deprecated": "",
        "name:ara_x_preferred": ["أطمة"],
        "name:eng_x_variant": ["Atma", "Atme"],
        **changes,
    }
    return {"type": "Feature", "properties": properties, "geometry": None}


def write_wof(folder: Path, *records: dict[str, Any]) -> Path:
    path = folder / "wof.geojson"
    content = {"type": "FeatureCollection", "features": list(records)}
    path.write_text(json.dumps(records[0] if len(records) == 1 else content), "utf-8")
    return path


def test_a_whos_on_first_record_is_read_with_its_names(tmp_path: Path) -> None:
    batch = read_file(write_wof(tmp_path, wof_record()), MINE)
    assert the_village(batch) == {
        "id": "wof-421168683",
        "kind": "town",
        "at": (36.688, 36.309),
        "names": ["Atmeh", "أطمة", "Atma", "Atme"],
    }


def test_records_that_are_no_longer_valid_are_left_out_and_counted(tmp_path: Path) -> None:
    path = write_wof(
        tmp_path,
        wof_record(),
        wof_record(**{"wof:id": 2, "edtf:deprecated": "2019-01-01"}),
        wof_record(**{"wof:id": 3, "mz:is_current": 0}),
        wof_record(**{"wof:id": 4, "wof:placetype": "venue"}),
    )
    batch = read_file(path, MINE)
    assert len(batch.places) == 1
    assert batch.skipped == {"deprecated or superseded": 1, "not current": 1, "placetype venue": 1}


def test_wrong_whos_on_first_records_are_problems_all_at_once(tmp_path: Path) -> None:
    path = write_wof(
        tmp_path,
        wof_record(**{"wof:id": "x", "geom:latitude": None}),
        wof_record(**{"wof:name": "", "wof:placetype": None}),
    )
    with pytest.raises(ImportFileError) as caught:
        read_file(path, MINE)
    columns = [problem.split(":")[0] + problem.split(":")[1] for problem in caught.value.problems]
    assert len(columns) == 4


def test_a_broken_whos_on_first_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "wof.geojson"
    path.write_text('{"properties": {"wof:id": 1', "utf-8")
    with pytest.raises(ImportFileError, match="no GeoJSON"):
        read_file(path, MINE)
