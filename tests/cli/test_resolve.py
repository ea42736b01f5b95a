"""`geomap resolve`: its three formats, its batches, and how it refuses."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from geomap.cli.resolve import BatchError, resolve, resolve_batch
from geomap.cli.whole_file import OutputError


def run(*arguments: str, given: str | bytes | None = None) -> Result:
    return CliRunner().invoke(resolve, arguments, input=given)


def test_text_tells_a_newcomer_where_how_sure_and_why() -> None:
    result = run("Deir Balout")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == "Deir Balout: resolved"
    for part in ("place (point)", "36.34000 N, 36.66503 E", "1.5 km", "Aleppo (SY02)", "why"):
        assert part in result.stdout


def test_an_area_is_never_called_a_point() -> None:
    assert "area, not a point" in run("northern Idlib").stdout
    assert "area, not a point" in run("Al-Waleed").stdout


def test_rivals_are_listed_with_score_and_reason() -> None:
    shown = run("Al-Waleed").stdout
    assert shown.count("candidate ") == 2
    assert "al-waleed-crossing-kri" in shown


def test_an_unknown_name_is_an_answer_and_no_failure() -> None:
    result = run("Hartha")
    assert result.exit_code == 0
    assert "unresolved" in result.stdout
    assert "no place spelled 'Hartha'" in result.stdout


def test_json_is_one_object_a_line() -> None:
    lines = run("Atmeh", "قرب آطمة", "Hartha", "--format", "json").stdout.splitlines()
    answers = [json.loads(line) for line in lines]
    assert [answer["query"] for answer in answers] == ["Atmeh", "قرب آطمة", "Hartha"]
    assert [answer["precision"] for answer in answers] == ["place", "area", "unlocated"]
    assert "آطمة" in lines[1]


def test_geojson_is_a_collection_with_the_geometry() -> None:
    collection = json.loads(run("Atmeh", "northern Idlib", "Hartha", "--format", "geojson").stdout)
    assert collection["type"] == "FeatureCollection"
    kinds = [
        feature["geometry"] and feature["geometry"]["type"] for feature in collection["features"]
    ]
    assert kinds == ["Point", "Polygon", None]


@pytest.mark.parametrize(
    ("options", "place_id"),
    [
        (("--in", "Kurdistan Region of Iraq"), "al-waleed-crossing-kri"),
        (("--in", "Iraq", "--in", "Al-Anbar"), "al-waleed-crossing-anbar"),
        (("--near", "Al-Tanf"), "al-waleed-crossing-anbar"),
        (("--in", "Al-Hasakah", "--as-of", "2022-01-03"), "al-waleed-crossing-kri"),
    ],
)
def test_context_decides(options: tuple[str, ...], place_id: str) -> None:
    answer = json.loads(run("Al-Waleed crossing", *options, "--format", "json").stdout)
    assert (answer["status"], answer["place_ids"]) == ("resolved", [place_id])


def test_a_dash_reads_names_from_standard_input() -> None:
    lines = run("-", "--format", "json", given="Atmeh\n\nHartha\n").stdout.splitlines()
    assert [json.loads(line)["query"] for line in lines] == ["Atmeh", "Hartha"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "at least one TEXT"),
        (("Atmeh", "--column", "place"), "go with --batch"),
        (("--batch", "in.csv"), "--column NAME and -o OUT.csv"),
        (("Atmeh", "--batch", "in.csv", "--column", "place", "-o", "-"), "no TEXT"),
        (("Atmeh", "--format", "xml"), "xml"),
        (("Atmeh", "--as-of", "yesterday"), "yesterday"),
    ],
)
def test_wrong_usage_is_exit_code_two(arguments: tuple[str, ...], told: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert told in result.stderr


def test_help_shows_an_example_of_each_use() -> None:
    shown = run("--help").stdout
    assert "\\b" not in shown
    for part in (
        "geomap resolve",
        "--in",
        "--near",
        "--as-of",
        "--format",
        "--batch",
        "--in-column",
    ):
        assert part in shown


# --- batches -------------------------------------------------------------------------------

TABLE = 'id,place,unit\n1,Atmeh,Idlib\n2,"Al-Waleed",Al-Anbar\n3,,\n4,"{{7*7}}\n=cmd()",\n5,آطمة\n'


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_a_batch_keeps_every_row_and_appends_its_columns(tmp_path: Path) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text(TABLE, "utf-8-sig")
    result = run(
        *("--batch", str(source), "--column", "place", "--in-column", "unit", "-o", str(target))
    )
    assert result.exit_code == 0, result.output
    rows = rows_of(target.read_text("utf-8"))
    assert [row["id"] for row in rows] == ["1", "2", "3", "4", "5"]
    assert [row["geomap_place_ids"] for row in rows] == [
        "atmeh",
        "al-waleed-crossing-anbar",
        "",
        "",
        "atmeh",
    ]
    assert rows[0]["geomap_precision"] == "place"
    assert (rows[0]["geomap_lon"], rows[0]["geomap_lat"]) == ("36.68839", "36.3095")
    assert rows[2]["geomap_status"] == "unresolved"
    assert rows[3]["place"] == "{{7*7}}\n=cmd()"
    assert {path.name for path in tmp_path.iterdir()} == {"in.csv", "out.csv"}


def test_a_batch_runs_between_standard_input_and_output() -> None:
    result = run("--batch", "-", "--column", "place", "-o", "-", given="place\nAtmeh\n")
    assert [row["geomap_status"] for row in rows_of(result.stdout)] == ["resolved"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"id,where\n1,Atmeh\n", "no column 'place'; its columns are id, where"),
        (b"", "is empty"),
        (b"place\n\xff\xfe\n", "not UTF-8"),
        (b"place\nAtmeh,Idlib\n", "row 2 has 2 cells, the header has 1"),
        (b'place\n"Atmeh', "is no CSV"),
    ],
)
def test_a_table_that_cannot_be_read_writes_nothing(
    tmp_path: Path, content: bytes, told: str
) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_bytes(content)
    target.write_text("before", "utf-8")
    with pytest.raises(BatchError, match=told):
        resolve_batch(str(source), str(target), column="place")
    assert target.read_text("utf-8") == "before"


def test_a_missing_table_and_a_folder_that_is_not_there_are_named(tmp_path: Path) -> None:
    with pytest.raises(BatchError, match="there is no file"):
        resolve_batch(str(tmp_path / "in.csv"), "-", column="place")
    source = tmp_path / "in.csv"
    source.write_text("place\nAtmeh\n", "utf-8")
    with pytest.raises(OutputError, match="cannot be written"):
        resolve_batch(str(source), str(tmp_path / "nowhere" / "out.csv"), column="place")


def test_the_command_line_says_it_in_one_line_and_exits_with_one(tmp_path: Path) -> None:
    code = "from geomap.cli.main import main; main()"
    missing = str(tmp_path / "in.csv")
    arguments = ["resolve", "--batch", missing, "--column", "place", "-o", "-"]
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("geomap: there is no file")
    assert len(done.stderr.splitlines()) == 1


def test_resolving_a_name_loads_neither_pandas_nor_geopandas() -> None:
    code = (
        "import sys; from geomap.cli.resolve import resolve; import geomap;"
        "geomap.Gazetteer.open().resolve('Atmeh');"
        "print({'pandas', 'geopandas', 'folium', 'frictionless', 'geopy'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
