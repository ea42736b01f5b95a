"""`geomap import ucdp`: whole files in, honest datasets out, every bad row at once."""

import json
import sys
from pathlib import Path

import pandas as pd
import pytest

from geomap.cli.main import main
from geomap.incidents import Incidents, read_incidents
from tests.incidents.ucdp_events import EVENT, write_events

REAL = Path(__file__).parents[3] / "shared" / "data" / "ucdp" / "ged191_syria_2016_2019.csv"


def run_import(monkeypatch: pytest.MonkeyPatch, source: Path, folder: Path) -> int:
    arguments = ["geomap", "import", "ucdp", str(source), "-o", str(folder)]
    monkeypatch.setattr(sys, "argv", arguments)
    try:
        main()
    except SystemExit as stop:
        return int(stop.code or 0)
    return 0


def imported(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *changes: dict[str, str]
) -> Incidents:
    source = write_events(tmp_path / "ged191.csv", *changes)
    assert run_import(monkeypatch, source, tmp_path / "made") == 0
    found = read_incidents(tmp_path / "made")
    found.require_valid()
    return found


AREAS = [
    ({"where_prec": "2"}, "area"),
    (
        {"where_prec": "3", "where_coordinates": "Afrin district", "adm_1": "Aleppo Governorate"},
        "area",
    ),
    ({"where_prec": "3", "where_coordinates": "No Such district", "adm_2": ""}, "admin1"),
    ({"where_prec": "4", "where_coordinates": "Homs Governorate"}, "admin1"),
    (
        {
            "where_prec": "5",
            "where_coordinates": "Western Deir ez Zor governorate",
            "adm_1": "Deir ez Zor Governorate",
        },
        "area",
    ),
    ({"where_prec": "5", "where_coordinates": "IS enclave"}, "admin1"),
    ({"where_prec": "6", "where_coordinates": "Syria", "adm_1": ""}, "country"),
]


ALEPPO = {"longitude": "37.161173", "latitude": "36.201241", "where_coordinates": "Aleppo town"}
RASTAN = {"longitude": "36.7329", "latitude": "34.9279", "where_coordinates": "Ar Rastan  town"}
# words of an exact place at Teir Maaleh → how it is drawn and how far it reaches, in metres
EXACT = [
    ({}, "mapped", 2_000),  # a village that the gazetteer lacks
    (RASTAN, "mapped", 2_200),  # its radius there is 2 km, and UCDP's point 0.2 km away
    (ALEPPO, "mapped", 8_900),  # a "town" of 8 km: never 5
    ({"where_coordinates": "Aleppo town"}, "mapped", 5_000),  # far from Aleppo: a namesake
    ({"where_coordinates": "Nowhere city"}, "area", 10_000),
    ({"where_coordinates": "Jabal al-Nothing"}, "area", 10_000),  # a mountain has no edge
]


def test_an_exact_place_has_the_radius_of_the_gazetteer_and_a_wide_one_is_an_area(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = imported(monkeypatch, tmp_path, *(change for change, _, _ in EXACT)).to_geodataframe()
    assert found["drawn"].tolist() == [drawn for _, drawn, _ in EXACT]
    assert found["uncertainty_m"].round(-2).tolist() == [radius_m for _, _, radius_m in EXACT]
    first = found.geometry.iloc[0]
    assert (first.x, first.y) == (36.707602, 34.802462)
    assert "6 rows read: 4 mapped · 2 area only · 0 unlocated" in capsys.readouterr().out


def test_where_the_gazetteer_lacks_a_country_a_town_may_be_a_metropolis(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    lagos = {"longitude": "3.4", "latitude": "6.45", "where_coordinates": "Lagos town"}
    found = imported(monkeypatch, tmp_path, lagos | {"country": "Nigeria"}).to_geodataframe()
    assert found["drawn"].tolist() == ["area"]


def test_what_is_not_exact_is_an_area_and_never_a_pin(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    found = imported(monkeypatch, tmp_path, *(change for change, _ in AREAS)).to_geodataframe()
    assert found["drawn"].tolist() == ["area"] * len(AREAS)
    assert found["precision"].tolist() == [precision for _, precision in AREAS]
    assert set(found.geometry.geom_type) <= {"Polygon", "MultiPolygon"}


def test_a_place_outside_every_unit_stays_in_the_dataset_unlocated(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # "Homs" alone would be a town's point, which where_prec 7 does not justify.
    found = imported(monkeypatch, tmp_path, {"where_prec": "7", "where_coordinates": "Homs"})
    assert found.to_geodataframe()["drawn"].tolist() == ["unlocated"]
    assert "1 rows read: 0 mapped · 0 area only · 1 unlocated" in capsys.readouterr().out


def test_date_codes_become_precisions_that_the_days_bear_out(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    codes = [
        ("1", "2016-01-01"),
        ("2", "2016-01-04"),
        ("3", "2016-01-07"),
        ("4", "2016-01-31"),
        ("4", "2016-02-10"),
        ("5", "2016-12-31"),
        ("5", "2017-01-31"),
    ]
    rows = [{"date_prec": code, "date_end": end} for code, end in codes]
    found = imported(monkeypatch, tmp_path, *rows).incidents
    expected = ["day", "range", "range", "month", "range", "year", "range"]
    assert found["date_precision"].tolist() == expected
    assert found["date_end"].dt.strftime("%Y-%m-%d").tolist() == [end for _, end in codes]


def test_counts_become_claims_and_reports_sources(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    found = imported(monkeypatch, tmp_path, {})
    claims = found.claims.set_index("claim_id")
    ranges = {name: tuple(row) for name, row in claims[["who", "low", "high"]].iterrows()}
    assert ranges["ucdp-1-best"] == ("all", 3, 3)
    assert ranges["ucdp-1-range"] == ("all", 2, 5)
    assert ranges["ucdp-1-side_a"] == ("side_a", 2, 2)
    assert claims.loc["ucdp-1-civilians", "part_of"] == "ucdp-1-best"
    assert "ucdp-1-side_b" not in claims.index
    reports = found.sources[found.sources["source_id"] != "ucdp"]
    assert reports["publisher"].tolist() == ["SOHR", "Reuters"]
    assert reports["title"].tolist() == ["Headline one", "Second, with comma"]
    assert "Headline" not in " ".join(found.incidents["summary"])


def test_a_low_above_the_high_keeps_the_row_and_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    claims = imported(monkeypatch, tmp_path, {"low": "8", "high": "6"}).claims
    row = claims.set_index("claim_id").loc["ucdp-1-range"]
    assert (row["low"], row["high"]) == (6, 8)
    assert "the other way round" in row["note"]


def test_kinds_and_sides_follow_the_type_of_violence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    types = [{"type_of_violence": code} for code in "123"]
    found = imported(monkeypatch, tmp_path, *types).incidents
    assert found["kind"].tolist() == ["clash", "clash", "attack"]
    assert found["actors"].tolist()[1:] == ["Government of Syria;IS", "Government of Syria"]
    assert found["target"].tolist() == ["", "", "IS"]


def test_older_names_of_columns_and_newer_days_are_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    source = write_events(tmp_path / "ged.csv", {"date_start": "2016-01-01 00:00:00.000"})
    text = source.read_text("utf-8").replace("low,best,high", "low_est,best_est,high_est")
    source.write_text(text, encoding="utf-8")
    assert run_import(monkeypatch, source, tmp_path / "made") == 0
    assert read_incidents(tmp_path / "made").problems == []


def test_the_package_names_licence_version_and_whom_to_cite(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    imported(monkeypatch, tmp_path, {})
    package = json.loads((tmp_path / "made" / "datapackage.json").read_text("utf-8"))
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    assert package["title"] == "UCDP GED 19.1"
    assert "Uppsala Conflict Data Program" in package["sources"][0]["title"]


def test_every_bad_cell_is_listed_at_once_and_nothing_is_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = {
        "where_prec": "9",
        "latitude": "north",
        "date_start": "2016-02-30",
        "best": "many",
        "id": "2",
    }
    source = write_events(tmp_path / "ged.csv", bad, {"date_end": "2015-01-01"})
    assert run_import(monkeypatch, source, tmp_path / "made") == 1
    err = capsys.readouterr().err
    for place, value in [
        ("row 2, column 'where_prec'", "'9'"),
        ("row 2, column 'date_start'", "'2016-02-30'"),
        ("row 2, column 'best'", "'many'"),
        ("row 3, column 'id'", "'2'"),
        ("row 3, column 'date_end'", "'2015-01-01'"),
    ]:
        assert f"{place}: found {value}" in err
    assert not (tmp_path / "made").exists()
    assert "Traceback" not in err


def test_a_file_without_the_columns_names_each(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "ged.csv"
    source.write_text("id,side_a\n1,IS\n", encoding="utf-8")
    assert run_import(monkeypatch, source, tmp_path / "made") == 1
    err = capsys.readouterr().err
    assert "column 'where_prec'" in err
    assert "column 'best'" in err


def test_a_folder_that_holds_something_is_not_written_over(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = write_events(tmp_path / "ged.csv", EVENT)
    assert run_import(monkeypatch, source, tmp_path) == 1
    assert "is already there" in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ged.csv"]


@pytest.mark.skipif(not REAL.is_file(), reason="the real file is not beside the checkout")
def test_all_events_of_the_real_file_come_through(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_import(monkeypatch, REAL, tmp_path / "made") == 0
    first, _, *_ = capsys.readouterr().out.splitlines()
    assert first.startswith("16566 rows read: ")
    assert first.endswith(" 0 unlocated")
    ids = pd.read_csv(tmp_path / "made" / "incidents.csv", usecols=["incident_id"])
    assert ids["incident_id"].nunique() == 16_566
