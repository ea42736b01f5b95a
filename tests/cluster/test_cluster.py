"""On a cluster the same bytes come out as here, whatever becomes of a worker."""

import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from geomap.cli.main import main
from geomap.cli.resolve import cells_of
from geomap.gazetteer import Gazetteer, cluster, cluster_worker
from geomap.gazetteer.cluster import ClusterError, open_engine
from geomap.gazetteer.engine import LocalEngine
from geomap.gazetteer.questions import Question, answer_questions
from tests.cluster.work import FATAL, cells_or_death, refuse
from tests.incidents.ucdp_events import write_events

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

NAMES = [
    *("Deir Balout", "آطمة", "near Atmeh", "eastern Deir Ezzor countryside", "حقل العمر النفطي"),
    *("Al-Hasakah", "Al-Waleed crossing", "nowhere at all", "", "Well Nine", "Atmeh"),
]
EVENTS = [
    {"where_coordinates": "Aleppo town", "longitude": "37.161173", "latitude": "36.201241"},
    {"where_prec": "2"},
    {"where_prec": "4", "where_coordinates": "Homs Governorate", "date_end": "2016-02-03"},
    {"where_prec": "5", "where_coordinates": "IS enclave"},
    {"where_prec": "7", "where_coordinates": "Somewhere"},
]
STORED = "place_id,name,lon,lat,kind\nwell-9,Well Nine,40.1,35.1,oil_field\n"


@pytest.fixture(autouse=True)
def _small_partitions(monkeypatch: pytest.MonkeyPatch) -> None:
    # So that both workers have something to do.
    monkeypatch.setattr(cluster, "ROWS_AT_ONCE", 3)


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str | Path) -> int:
    monkeypatch.setattr(sys, "argv", ["geomap", *map(str, arguments)])
    try:
        main()
    except SystemExit as stop:
        return int(stop.code or 0)
    return 0


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A store with one place, which only this program is told of."""
    path = tmp_path / "gazetteer.sqlite"
    source = tmp_path / "own.csv"
    source.write_text(STORED, encoding="utf-8")
    monkeypatch.setenv("GEOMAP_STORE", str(path))
    assert run(monkeypatch, "gazetteer", "add", source) == 0
    return path


def both(
    monkeypatch: pytest.MonkeyPatch, folder: Path, scheduler: str, *arguments: str | Path
) -> tuple[Path, Path]:
    """Run a command here and on the cluster; return what each wrote."""
    here, there = folder / "here" / "out", folder / "there" / "out"
    for path, more in ((here, ()), (there, ("--scheduler", scheduler))):
        path.parent.mkdir()
        assert run(monkeypatch, *arguments, "-o", path, *more) == 0
    return here, there


def test_a_batch_has_the_same_bytes_and_the_store_goes_with_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, scheduler: str, store: Path
) -> None:
    assert store.is_file()
    source = tmp_path / "in.csv"
    source.write_text("\n".join(["place", *(f'"{text}"' for text in NAMES * 2)]), encoding="utf-8")
    command = ("resolve", "--batch", source, "--column", "place")
    here, there = both(monkeypatch, tmp_path, scheduler, *command)
    assert here.read_bytes() == there.read_bytes()
    assert "well-9" in there.read_text("utf-8")


def test_an_import_has_the_same_bytes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, scheduler: str
) -> None:
    source = write_events(tmp_path / "ged191.csv", *EVENTS)
    here, there = both(monkeypatch, tmp_path, scheduler, "import", "ucdp", source)
    names = sorted(path.name for path in here.iterdir())
    assert names == sorted(path.name for path in there.iterdir())
    for name in names:
        assert (here / name).read_bytes() == (there / name).read_bytes()


def test_counts_have_the_same_bytes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, scheduler: str
) -> None:
    by = "month,kind,country,admin1,drawn"
    source = tmp_path / "mine.csv"
    rows = [f'2022-0{n % 3 + 1},strike,"{text}"' for n, text in enumerate(filter(None, NAMES))]
    source.write_text("\n".join(["date,kind,place", *rows]), encoding="utf-8")
    here, there = both(monkeypatch, tmp_path, scheduler, "summarize", source, "--by", by)
    assert here.read_bytes() == there.read_bytes()
    assert here.read_text("utf-8").startswith(f"{by},certain,possible\n")


def test_workers_that_differ_are_refused_all_at_once(
    monkeypatch: pytest.MonkeyPatch, scheduler: str
) -> None:
    own = cluster_worker.programs() | {"PROJ": "0.1", "geomap": "99"}
    monkeypatch.setattr(cluster.Cluster, "_programs_here", staticmethod(lambda: own))
    with pytest.raises(ClusterError) as raised, open_engine(scheduler):
        pass
    assert str(raised.value).count("this machine 0.1") == 2
    assert str(raised.value).count("this machine 99") == 2


def test_a_worker_that_is_killed_in_mid_run_changes_nothing(tmp_path: Path, scheduler: str) -> None:
    marker = tmp_path / "died"
    questions = [Question(text) for text in NAMES]
    assert Question(FATAL) in questions
    local = LocalEngine(Gazetteer.open())
    expected = answer_questions(questions, engine=local, take=cells_of)
    told: list[int] = []
    with open_engine(scheduler) as engine:
        take = partial(cells_or_death, marker=marker)
        found = answer_questions(questions, engine=engine, take=take, progress=told.append)
    assert marker.exists()
    assert found == expected
    assert sum(told) == len(questions)


def test_what_a_worker_raises_is_one_message(scheduler: str) -> None:
    with (
        pytest.raises(ClusterError, match=r"failed: ValueError: no cells for 'Atmeh'"),
        open_engine(scheduler) as engine,
    ):
        answer_questions([Question("Atmeh")], engine=engine, take=refuse)


def test_an_address_where_nobody_answers_is_one_message(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cluster, "_PATIENCE_S", 1)
    source = tmp_path / "in.csv"
    source.write_text("place\nAtmeh\n", encoding="utf-8")
    command = ("resolve", "--batch", source, "--column", "place", "-o", tmp_path / "out.csv")
    assert run(monkeypatch, *command, "--scheduler", "tcp://127.0.0.1:9") == 1
    err = capsys.readouterr().err
    assert "no Dask scheduler answers at 'tcp://127.0.0.1:9'" in err
    assert "Traceback" not in err
    assert not (tmp_path / "out.csv").exists()


def test_without_dask_the_message_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "dask.distributed", None)
    with pytest.raises(ClusterError, match=r"pip install 'geomap\[dask\]'"), open_engine("tcp://x"):
        pass


def test_without_a_scheduler_dask_is_never_imported() -> None:
    program = (
        "import sys\n"
        "from geomap.cli.main import cli\n"
        "cli(['resolve', '--batch', '-', '--column', 'place', '-o', '-'], standalone_mode=False)\n"
        "sys.exit('dask' in sys.modules or 'distributed' in sys.modules)"
    )
    command = [sys.executable, "-c", program]
    subprocess.run(command, check=True, capture_output=True, input=b"place\nAtmeh\n")
