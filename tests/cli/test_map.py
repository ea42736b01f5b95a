from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from geomap.cli.map import map_
from geomap.errors import GeomapError
from geomap.render import bundle
from tests.incidents.conftest import VALID_ROWS, write_dataset_folder

REPORTING = ["--month-starts", "23", "--epoch", "2014-09-23"]


@pytest.fixture(autouse=True)
def bundle_of_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("leaflet.js", "leaflet.css", "geomap.js", "geomap.css"):
        (tmp_path / name).write_text("", encoding="utf-8")
    (tmp_path / "basemap.json").write_text("{}", encoding="utf-8")
    monkeypatch.setattr(bundle, "STATIC", tmp_path)
    monkeypatch.setattr(bundle, "_CHECKOUT", tmp_path)


@pytest.fixture
def dataset(tmp_path: Path) -> str:
    return str(write_dataset_folder(tmp_path / "small", VALID_ROWS))


def run(*arguments: str, **options: str) -> Result:
    return CliRunner().invoke(map_, arguments, **options)


@pytest.mark.parametrize(
    ("options", "names"),
    [
        # nothing said: everything in one map
        ([], ["small-all.html"]),
        (["--period", "2022-02"], ["small-2022-02.html"]),
        (["--period", "2022"], ["small-2022.html"]),
        (
            ["--period", "2022-02", "--period", "2022-01"],
            ["small-2022-02.html", "small-2022-01.html"],
        ),
        # one period in two spellings is one map
        (["--period", "88", "--period", "2022-01", *REPORTING], ["small-month-088.html"]),
        (["--from", "2022-01-01", "--to", "2022-02-28"], ["small-2022-01-01--2022-02-28.html"]),
        # the month a report numbers, and the one that ends in January 2022, are the same
        (["--period", "88", *REPORTING], ["small-month-088.html"]),
        (["--period", "month 88", *REPORTING], ["small-month-088.html"]),
        (["--period", "2022-01", *REPORTING], ["small-month-088.html"]),
        # the epoch says on which day months turn
        (["--period", "88", "--epoch", "2014-09-23"], ["small-month-088.html"]),
        (["--period", "2022-01", "--month-starts", "23"], ["small-2021-12-23--2022-01-23.html"]),
        (
            ["--all"],
            ["small-2019-10.html", "small-2021-12.html", "small-2022-01.html", "small-2022-02.html",
             "small-all.html"],
        ),
        # whoever says how months turn wants months
        (
            REPORTING,
            ["small-month-061.html", "small-month-062.html", "small-month-088.html",
             "small-month-089.html", "small-all.html"],
        ),
        (
            ["--all", *REPORTING],
            ["small-month-061.html", "small-month-062.html", "small-month-088.html",
             "small-month-089.html", "small-all.html"],
        ),
    ],
)  # fmt: skip
def test_the_paths_written_are_printed_the_index_last(
    options: list[str], names: list[str], dataset: str, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    result = run(dataset, *options, "-o", str(folder))
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines() == [str(folder / name) for name in [*names, "index.html"]]
    assert sorted(path.name for path in folder.iterdir()) == sorted([*names, "index.html"])
    assert result.stderr == ""


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--period", "2022-02", "--all"], "exclude each other"),
        (["--from", "2022-01-01"], "--from and --to go together"),
        (["--from", "2022-02-01", "--to", "2022-01-01"], "ends on or after its start"),
        (["--period", "88"], "say with --epoch when month 1 starts"),
        (["--period", "soon"], "is not a period"),
        (["--period", "2022-13"], "is not a period"),
        (["--period", "88", "--month-starts", "1", "--epoch", "2014-09-23"], "the same day"),
        (["--lang", "fr"], "'fr' is not one of"),
        (["--from", "yesterday", "--to", "2022-01-01"], "does not match the format"),
    ],
)
def test_wrong_usage_is_said_and_nothing_is_written(
    options: list[str], message: str, dataset: str, tmp_path: Path
) -> None:
    result = run(dataset, *options, "-o", str(tmp_path / "out"))
    assert result.exit_code == 2
    assert message in result.stderr
    assert not (tmp_path / "out").exists()


def test_nothing_is_written_when_the_data_has_problems(tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text("date,kind,place\n2022-13-01,strike,Atmeh\n", encoding="utf-8")
    result = run(str(file), "-o", str(tmp_path / "out"))
    assert isinstance(result.exception, GeomapError)
    assert "2022-13-01" in str(result.exception)
    assert not (tmp_path / "out").exists()


def test_a_table_of_ones_own_is_mapped_in_arabic(tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text("date,kind,place\n2022-02-03,strike,أطمة\n", encoding="utf-8")
    result = run(
        str(file), "--lang", "ar", "--title", "غارات", "--period", "2022-02", "-o", str(tmp_path)
    )
    page = (tmp_path / "mine-2022-02.html").read_text("utf-8")
    assert result.exit_code == 0
    assert '<html lang="ar" dir="rtl">' in page
    assert "<title>غارات · شباط/فبراير 2022</title>" in page


def test_a_table_on_standard_input_is_mapped(tmp_path: Path) -> None:
    table = "date,kind,lon,lat\n2022-02-03,strike,36.69,36.31\n"
    result = run("-", "-o", str(tmp_path / "out"), input=table)
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines()[-1] == str(tmp_path / "out" / "index.html")


def test_a_bundle_that_is_missing_leaves_no_folder_behind(dataset: str, tmp_path: Path) -> None:
    (tmp_path / "geomap.js").unlink()
    result = run(dataset, "-o", str(tmp_path / "out"))
    assert isinstance(result.exception, GeomapError)
    assert not (tmp_path / "out").exists()


def test_the_help_shows_examples_a_line_each() -> None:
    lines = [line.strip() for line in run("--help").stdout.splitlines()]
    assert "geomap map --period 88 --month-starts 23 --epoch 2014-09-23" in lines


def test_tiles_puts_the_data_beside_each_map(dataset: str, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    result = run(dataset, "--tiles", "-o", str(folder))
    assert result.exit_code == 0, result.output
    names = ["small-all.html", "small-all.data", "small-all.pmtiles", "index.html"]
    assert result.stdout.splitlines() == [str(folder / name) for name in names]
    assert sorted(path.name for path in folder.iterdir()) == sorted(names)
    assert result.stderr == ""


@pytest.mark.parametrize(
    ("options", "lines"),
    [
        ([], 1),
        (["--tiles"], 0),
        # the dataset is large, the map is not
        (["--period", "2022-01"], 0),
    ],
)
def test_a_large_map_is_written_with_a_word_on_how_to_split_it(
    options: list[str],
    lines: int,
    dataset: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("geomap.cli.map.MOST_IN_ONE_FILE", 1)
    result = run(dataset, *options, "-o", str(tmp_path / "out"))
    assert result.exit_code == 0, result.output
    said = result.stderr.splitlines()
    assert len(said) == lines
    assert all("--tiles splits it" in line for line in said)
