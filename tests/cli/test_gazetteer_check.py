"""`geomap gazetteer check`: a summary, or every problem and exit code 1."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from geomap.cli.gazetteer import gazetteer
from geomap.gazetteer.linting import FaultyTablesError

MAIN = [sys.executable, "-c", "from geomap.cli.main import main; main()"]
FOLDER = Path(__file__).parents[2] / "gazetteer"


def test_the_gazetteer_that_ships_has_no_problem() -> None:
    for arguments in (["check"], ["check", str(FOLDER)]):
        result = CliRunner().invoke(gazetteer, arguments, catch_exceptions=False)
        assert result.exit_code == 0
        assert result.stdout.endswith("admin claims: no problem\n")


def test_every_problem_goes_to_stderr_and_the_exit_code_is_1(tmp_path: Path) -> None:
    for table in FOLDER.glob("*.csv"):
        (tmp_path / table.name).write_bytes(table.read_bytes())
    with (tmp_path / "places.csv").open("a", encoding="utf-8") as file:
        file.write("lost,palace,40,36,900,C,nowhere,,,,,,nobody,1,\n")
    run = subprocess.run(
        [*MAIN, "gazetteer", "check", str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stdout) == (1, "")
    for part in ("'kind'", "'parent'", "'source_id'", "'note'", "'radius_m'", "official name"):
        assert part in run.stderr
    assert "Traceback" not in run.stderr
    assert "problems in the gazetteer" in run.stderr


def test_a_missing_folder_names_each_table(tmp_path: Path) -> None:
    with pytest.raises(FaultyTablesError, match=r"places\.csv: expected such a file"):
        CliRunner().invoke(gazetteer, ["check", str(tmp_path / "nothing")], catch_exceptions=False)
