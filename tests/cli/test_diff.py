"""`geomap diff`: for a person and for programs, datasets and pages, exit codes as documented."""

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import geomap
from geomap.cli.diff import diff
from geomap.cli.main import main
from geomap.cli.map import map_
from tests.cli.test_map import bundle_of_nothing
from tests.incidents.conftest import VALID_ROWS, Row, write_dataset_folder

__all__ = ["bundle_of_nothing"]  # pages can be built on a machine where nothing is compiled


@pytest.fixture
def old(tmp_path: Path) -> str:
    return str(write_dataset_folder(tmp_path / "old", VALID_ROWS))


@pytest.fixture
def new(tmp_path: Path) -> str:
    claims: list[Row] = [dict(row) for row in VALID_ROWS["claims"]]
    claims[2] |= {"low": "12", "high": "12"}
    return str(write_dataset_folder(tmp_path / "new", VALID_ROWS | {"claims": claims}))


def run_diff(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["geomap", "diff", *arguments])
    try:
        main()
    except SystemExit as stop:
        return int(stop.code or 0)
    return 0


def test_a_difference_is_told_and_is_no_failure(old: str, new: str) -> None:
    result = CliRunner().invoke(diff, [old, new])
    assert result.exit_code == 0
    assert "0 added, 1 corrected, 0 withdrawn" in result.output
    assert "Night raid (raid)\n  corrected claim killed — إعلام محلي\n" in result.output
    assert "figure: at least 10 → at least 12" in result.output


def test_exit_code_says_whether_anything_differs_when_asked(old: str, new: str) -> None:
    assert CliRunner().invoke(diff, ["--exit-code", old, new]).exit_code == 1
    assert CliRunner().invoke(diff, ["--exit-code", old, old]).exit_code == 0


def test_json_has_one_object_a_line(old: str, new: str) -> None:
    result = CliRunner().invoke(diff, ["--format", "json", old, new])
    (line,) = result.output.splitlines()
    assert json.loads(line)["key"] == "toll-local"
    assert CliRunner().invoke(diff, ["--format", "json", old, old]).output == ""


def test_a_built_map_is_an_edition_too(old: str, new: str, tmp_path: Path) -> None:
    page = str(tmp_path / "february.html")
    geomap.IncidentMap(geomap.read_incidents(old), period="2022-02").save(page)
    result = CliRunner().invoke(diff, [page, new])
    assert "0 added, 1 corrected, 0 withdrawn" in result.output


def test_a_dataset_with_problems_lists_them_and_ends_with_1(
    old: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("date,kind\n2022-02-03,strike\n", "utf-8")
    assert run_diff(monkeypatch, old, str(bad)) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "bad.csv" in err
    assert "Traceback" not in err


def test_a_file_that_is_no_map_ends_with_1(
    old: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    page = tmp_path / "other.html"
    page.write_text("<p>nothing</p>", "utf-8")
    assert run_diff(monkeypatch, str(page), old) == 1
    assert "holds no data that this geomap can compare" in capsys.readouterr().err


def test_one_edition_alone_is_wrong_usage(old: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run_diff(monkeypatch, old) == 2


def test_map_since_writes_the_changes_into_the_page(old: str, new: str, tmp_path: Path) -> None:
    result = CliRunner().invoke(
        map_, [new, "--period", "2022-02", "--since", old, "-o", str(tmp_path / "out")]
    )
    assert result.exit_code == 0, result.output
    page = (tmp_path / "out" / "new-2022-02.html").read_text("utf-8")
    assert '"since":{"data_hash":' in page
    assert '"added":0,"corrected":1,"withdrawn":0' in page


def test_map_since_a_page_of_other_days_writes_nothing(old: str, new: str, tmp_path: Path) -> None:
    page = str(tmp_path / "january.html")
    geomap.IncidentMap(geomap.read_incidents(old), period="2022-01").save(page)
    arguments = [new, "--period", "2022-01", "--period", "2022-02", "--since", page]
    result = CliRunner().invoke(map_, [*arguments, "-o", str(tmp_path / "out")])
    assert "name the older map of the same period" in str(result.exception)
    assert not (tmp_path / "out").exists()
