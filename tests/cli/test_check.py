"""`geomap check`: one screen about a sound dataset, every problem of a bad one, exit codes."""

import sys
from pathlib import Path

import pytest

from geomap.cli.main import main
from tests.incidents.conftest import VALID_ROWS, write_dataset_folder


def run_check(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["geomap", "check", *arguments])
    try:
        main()
    except SystemExit as stop:
        return int(stop.code or 0)
    return 0


def test_a_sound_dataset_is_summed_up_on_one_screen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = {name: [dict(row) for row in found] for name, found in VALID_ROWS.items()}
    rows["locations"].append(
        {
            "incident_id": "raid",
            "role": "at",
            "standing": "same",
            "place_as_written": "Hartha",
            "source_id": "local",
        }
    )
    folder = write_dataset_folder(tmp_path / "small", rows)
    assert run_check(monkeypatch, str(folder)) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert out.startswith("small: A small dataset\n")
    assert "sources 2 · incidents 3 · locations 4 · claims 4 · sites 1" in out
    assert "1 Oct 2019 – 3 Feb 2022 · 0 undated" in out
    assert "2 mapped · 2 area only · 0 unlocated" in out
    assert "place texts that the gazetteer cannot resolve (1):" in out
    assert "'Hartha' in raid: " in out
    assert "'إدلب' in barisha: " in out
    assert "no problems found" in out
    assert len(out.splitlines()) <= 24


def test_a_bad_file_prints_every_problem_on_stderr_and_exits_with_1(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("date,kind,place\n2022-02-30,strik,\n", encoding="utf-8")
    assert run_check(monkeypatch, str(path)) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "3 problems in the dataset 'mine'" in err
    assert "mine.csv, row 2, column 'date': found '2022-02-30'" in err
    assert "mine.csv, row 2, column 'kind': found 'strik'" in err
    assert "mine.csv, row 2, column 'place': found ''" in err
    assert "Traceback" not in err


def test_a_missing_dataset_exits_with_1_and_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_check(monkeypatch, str(tmp_path / "nothing")) == 1
    assert "expected a folder with datapackage.json, or a CSV file" in capsys.readouterr().err


def test_an_unknown_option_is_wrong_usage(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run_check(monkeypatch, "--loud") == 2


def test_help_has_examples(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_check(monkeypatch, "--help") == 0
    assert "geomap check incidents/coalition-syria" in capsys.readouterr().out
