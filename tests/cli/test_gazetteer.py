"""`geomap gazetteer`: what each command prints, writes and refuses."""

import http.client
import json
import os
import shlex
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import click
import pytest
from click.testing import CliRunner, Result

from geomap.cli.gazetteer import gazetteer
from geomap.cli.known_place import UnknownPlaceError
from geomap.cli.resolve import resolve
from geomap.cli.whole_file import OutputError

MAIN = [sys.executable, "-c", "from geomap.cli.main import main; main()"]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(gazetteer, arguments, catch_exceptions=False)


def test_list_counts_places_and_names_of_each_source_with_its_licence() -> None:
    lines = run("list").stdout.splitlines()
    assert lines[0].startswith("The gazetteer that ships with geomap ")
    geonames = next(line for line in lines if "geonames:" in line)
    assert geonames.endswith("CC BY 4.0")
    listed = json.loads(run("list", "--format", "json").stdout)
    assert listed["places"] == sum(source["places"] for source in listed["sources"])
    assert listed["names"] == sum(source["names"] for source in listed["sources"])


def test_search_lists_namesakes_with_score_point_and_reason() -> None:
    lines = run("search", "Aleppo").stdout.splitlines()
    assert len(lines) >= 2
    line = next(line for line in lines if "aleppo-governorate" in line)
    for part in ("1.00", "governorate", "36.2024 N", "spelled exactly so"):
        assert part in line
    assert len(run("search", "Aleppo", "--limit", "1").stdout.splitlines()) == 1
    (only,) = json.loads(run("search", "آطمة", "--format", "json").stdout)
    assert only["place_id"] == "atmeh"


def test_search_of_an_unknown_name_is_an_empty_list_and_no_failure() -> None:
    result = run("search", "Qarqashand")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "no place spelled 'Qarqashand'" in result.stderr
    assert json.loads(run("search", "Qarqashand", "--format", "json").stdout) == []


def test_show_tells_everything_known_of_a_place() -> None:
    shown = run("show", "al-tanf-base").stdout
    for part in (
        "Al-Tanf base / قاعدة التنف (base)",
        "in Latin     Al-Tanf base, Al-Tanaf",
        "in Arabic    قاعدة التنف",
        "site (point)",
        "2.0 km",
        "homs-governorate < syria",
        "rif-dimashq-governorate, says ocha-cod-ab",
        "CC BY-SA 4.0",
        "grade        B",
        "The village is 4.1 km away",
    ):
        assert part in shown


def test_show_calls_a_unit_and_a_river_an_area() -> None:
    assert "area, not a point" in run("show", "aleppo-governorate").stdout
    assert "the river euphrates" in run("show", "euphrates").stdout


def test_show_as_json_has_the_same_facts() -> None:
    shown = json.loads(run("show", "al-tanf", "--format", "json").stdout)
    assert shown["name_ar"] == "التنف"
    assert shown["parents"] == ["homs-governorate", "syria"]
    assert {claim["source"] for claim in shown["claims"]} == {"sohr", "ocha-cod-ab"}
    assert {script for name in shown["names"] for script in name["scripts"]} == {"ARABIC", "LATIN"}


def test_show_says_what_a_row_of_the_geojson_says() -> None:
    rows = json.loads(run("export", "--format", "geojson").stdout)["features"]
    facts = next(row["properties"] for row in rows if row["id"] == "al-tanf")
    shown = json.loads(run("show", "al-tanf", "--format", "json").stdout)
    assert [name["text"] for name in shown["names"]] == facts.pop("names")
    assert {key: shown[key] for key in facts} == facts
    assert shown["parents"][0] == facts["parent"]


def test_every_place_can_be_shown() -> None:
    from geomap import Gazetteer  # noqa: PLC0415

    for place_id in Gazetteer.open().places:
        assert run("show", place_id).stdout.startswith(f"{place_id}: ")


@pytest.mark.parametrize(
    ("asked", "hint"),
    [
        ("al-tanf-bas", "did you mean al-tanf-base"),
        ("Atmeh", "did you mean atmeh"),
        ("at-tanf", "al-tanf"),
        ("qqqqqqqqqq", "geomap gazetteer search TEXT"),
    ],
)
def test_an_unknown_id_names_those_it_may_be(asked: str, hint: str) -> None:
    with pytest.raises(UnknownPlaceError, match=hint):
        run("show", asked)


def test_an_unknown_id_is_exit_code_one_and_one_line() -> None:
    done = subprocess.run(
        [*MAIN, "gazetteer", "show", "al-tanf-bas"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("geomap: the gazetteer has no place with the id 'al-tanf-bas'")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("format_", ["lpf", "geojson"])
def test_export_writes_the_same_bytes_to_a_file_and_to_standard_output(
    tmp_path: Path, format_: str
) -> None:
    target = tmp_path / "places.json"
    assert run("export", "--format", format_, "-o", str(target)).stdout == ""
    assert target.read_bytes() == run("export", "--format", format_).stdout_bytes
    collection = json.loads(target.read_bytes())
    assert collection["type"] == "FeatureCollection"
    assert ("@context" in collection) == (format_ == "lpf")
    assert len(target.read_text("utf-8").splitlines()) == len(collection["features"]) + 2
    assert [path.name for path in tmp_path.iterdir()] == ["places.json"]


def test_export_writes_the_whole_file_or_nothing(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="name another file with -o"):
        run("export", "-o", str(tmp_path / "nowhere" / "places.json"))
    folder = tmp_path / "taken"
    folder.mkdir()
    with pytest.raises(OutputError, match="cannot be written"):
        run("export", "-o", str(folder))
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]


def test_every_command_with_a_store_has_the_same_option_for_it(tmp_path: Path) -> None:
    with_store = {
        name: option
        for name, command in gazetteer.commands.items()
        for option in command.params
        if option.name == "store"
    }
    assert {"list", "search", "show", "export", "serve", "install", "add"} <= set(with_store)
    (said,) = {
        (option.help, option.metavar, type(option.type), option.required)
        for option in with_store.values()
        if isinstance(option, click.Option)
    }
    assert said[0] == "The store; else GEOMAP_STORE, else one in your data folder."
    for arguments in (["list"], ["search", "Atmeh"], ["remove", "mine"]):
        refused = run(*arguments, "--store", str(tmp_path))
        assert refused.exit_code == 2
        assert "is a directory" in refused.stderr


def examples() -> list[list[str]]:
    """Every example of the group's help that needs neither the network nor a file of one's own."""
    helps = [gazetteer.help or "", *(command.help or "" for command in gazetteer.commands.values())]
    lines = {line.strip() for text in helps for line in text.splitlines()}
    words = [shlex.split(line)[2:] for line in sorted(lines) if line.startswith("geomap gazetteer")]
    return [
        found
        for found in words
        if found[0] not in {"install", "add", "serve", "remove"} and "SY.zip" not in found
    ]


@pytest.mark.parametrize("arguments", examples(), ids=" ".join)
def test_an_example_of_the_help_does_what_it_shows(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GEOMAP_STORE", str(tmp_path / "mine.sqlite"))
    result = run(*arguments)
    assert result.exit_code == 0
    assert "no place spelled" not in result.output


@pytest.mark.allow_hosts(["127.0.0.1"])
@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent as a signal")
def test_serve_prints_its_address_answers_and_stops_at_ctrl_c() -> None:
    with subprocess.Popen(
        [*MAIN, "gazetteer", "serve", "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        # What runs in the background of a shell script inherits that Ctrl-C is ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - no threads
    ) as process:
        try:
            assert process.stdout is not None
            assert process.stderr is not None
            address = process.stdout.readline().strip()
            assert address.startswith("http://127.0.0.1:")
            connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)
            connection.request("GET", "/")
            assert "0.2" in json.loads(connection.getresponse().read())["versions"]
            connection.close()
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=10) == 0
            said = process.stderr.read()
        finally:
            process.kill()  # or the test would wait for it for ever
    assert "Stopped." in said
    assert "Warning" not in said
    assert "Traceback" not in said


@pytest.mark.enable_socket
def test_serve_warns_where_others_can_reach_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from geomap.gazetteer.reconciliation_server import ReconciliationServer  # noqa: PLC0415

    monkeypatch.setattr(ReconciliationServer, "serve_forever", lambda _: None)
    everywhere = "0.0.0.0"  # noqa: S104 - the very thing that is warned of
    told = run("serve", "--host", everywhere, "--port", "0").stderr
    assert "can be reached by other machines" in told
    for host in ("127.0.0.1", "localhost"):
        assert "Warning" not in run("serve", "--host", host, "--port", "0").stderr


@pytest.mark.enable_socket
def test_serve_says_when_its_port_is_taken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(OSError, match="choose another with --port"):
            run("serve", "--port", str(port))


def test_every_command_has_help_with_an_example() -> None:
    assert "geomap gazetteer search" in run("--help").stdout
    for name in gazetteer.commands:
        shown = run(name, "--help").stdout
        assert f"geomap gazetteer {name}" in shown
        assert "\\b" not in shown


# --- resolve --online -----------------------------------------------------------------------


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_online_help_that_cannot_be_had_is_said_after_what_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    arguments = ["Atmeh", "Qarqashand", "--online", "--nominatim", "http://127.0.0.1:1"]
    result = CliRunner().invoke(resolve, [*arguments, "--cache", str(tmp_path)])
    assert result.stdout.startswith("Atmeh: resolved")
    assert "leave --online out" in str(result.exception)


def test_online_is_refused_for_whole_tables() -> None:
    arguments = ["--batch", "in.csv", "--column", "place", "-o", "-", "--online"]
    result = CliRunner().invoke(resolve, arguments)
    assert result.exit_code == 2
    assert "forbid bulk work" in result.stderr
