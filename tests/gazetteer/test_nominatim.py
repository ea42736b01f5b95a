"""Online help against a small server on loopback that answers as Nominatim does; never the real."""

import json
import sqlite3
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar
from urllib.parse import parse_qs, urlsplit

import pytest

from geomap import Gazetteer
from geomap.gazetteer.nominatim import (
    CACHE_FILE,
    UNCHECKED,
    OnlineHelp,
    OnlineLookUpError,
    add_online_candidates,
    look_up_online,
)

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

FOUND = [
    {
        "osm_type": "node",
        "osm_id": 123,
        "lat": "36.05",
        "lon": "36.75",
        "display_name": "Hartha\u202e, {{7*7}}, Syria",
        "class": "place",
        "type": "village",
    }
]


class Standin(BaseHTTPRequestHandler):
    """Answers as its class is told: a status and a body."""

    status: ClassVar[int] = 200
    body: ClassVar[str] = "[]"
    delay_s: ClassVar[float] = 0
    asked: ClassVar[list[tuple[str, str]]] = []

    def do_GET(self) -> None:
        query = parse_qs(urlsplit(self.path).query)
        self.asked.append((query["q"][0], self.headers["User-Agent"]))
        time.sleep(self.delay_s)
        with suppress(ConnectionError):  # who asked may have given up waiting
            self.send_response(self.status)
            self.end_headers()
            self.wfile.write(self.body.encode())

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def standin(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    Standin.status, Standin.body, Standin.delay_s = 200, json.dumps(FOUND), 0
    Standin.asked.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Standin) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def test_what_comes_back_is_a_candidate_that_nobody_checked(standin: str, tmp_path: Path) -> None:
    (candidate,) = look_up_online("Hartha", cache_folder=tmp_path, server=standin)
    assert candidate.place_id == "osm:node/123"
    assert candidate.name == "Hartha, {{7*7}}, Syria"
    assert (candidate.lon, candidate.lat, candidate.kind) == (36.75, 36.05, "village")
    assert (candidate.score, candidate.reason) == (0.0, UNCHECKED)
    assert "not checked" in UNCHECKED
    assert "ODbL" in UNCHECKED


def test_the_server_is_told_who_asks(standin: str, tmp_path: Path) -> None:
    look_up_online("  Hartha\u00a0", cache_folder=tmp_path, server=standin)
    ((text, agent),) = Standin.asked
    assert text == "Hartha"
    assert agent.startswith("geomap/")


def test_an_answer_is_kept_and_not_asked_for_twice(standin: str, tmp_path: Path) -> None:
    first = look_up_online("Hartha", cache_folder=tmp_path / "new" / "folder", server=standin)
    again = look_up_online("Hartha", cache_folder=tmp_path / "new" / "folder", server=standin)
    assert first == again
    Standin.body = "[]"
    assert look_up_online("Nothing", cache_folder=tmp_path, server=standin) == ()
    assert look_up_online("Nothing", cache_folder=tmp_path, server=standin) == ()
    assert [text for text, _ in Standin.asked] == ["Hartha", "Nothing"]


def test_requests_are_a_second_apart(standin: str, tmp_path: Path) -> None:
    online = OnlineHelp(tmp_path, server=standin)
    start = time.monotonic()
    online.look_up("Hartha")
    online.look_up("Qarqash")
    assert time.monotonic() - start >= 1
    online.look_up("Hartha")
    assert time.monotonic() - start < 2, "a kept answer need not wait"


def test_an_unresolved_answer_stays_so_with_candidates_added(standin: str, tmp_path: Path) -> None:
    online = OnlineHelp(tmp_path, server=standin)
    answer = add_online_candidates(Gazetteer.open().resolve("Hartha"), online)
    assert (answer.status, answer.precision, answer.geometry) == ("unresolved", "unlocated", None)
    assert answer.candidates[-1].place_id == "osm:node/123"
    assert "© OpenStreetMap contributors, ODbL" in answer.explanation
    assert not answer.drawable_as_point


def test_nothing_is_asked_about_what_is_known_or_unreadable(standin: str, tmp_path: Path) -> None:
    online = OnlineHelp(tmp_path, server=standin)
    for text in ("Atmeh", "Al-Waleed crossing", "", "x", "12345", "a" * 10_000):
        answer = Gazetteer.open().resolve(text)
        add_online_candidates(answer, online)
    assert Standin.asked == []


def test_a_name_that_nominatim_has_not_either_is_said(standin: str, tmp_path: Path) -> None:
    Standin.body = "[]"
    online = OnlineHelp(tmp_path, server=standin)
    answer = add_online_candidates(Gazetteer.open().resolve("Hartha"), online)
    assert answer.candidates == ()
    assert "knows no such name either" in answer.explanation


@pytest.mark.parametrize(
    ("status", "body", "told"),
    [
        (429, "", "less often"),
        (403, "no", "GeocoderInsufficientPrivileges"),
        (500, "", "could not be asked"),
        (200, "<html>{{7*7}}", "GeocoderParseError"),
        (200, '[{"odd": 1}]', "could not be asked"),
        (200, "7", "could not be asked"),
        (200, '[{"lat": "x", "lon": "y", "display_name": "z"}]', "could not be asked"),
    ],
)
def test_a_refusal_or_nonsense_is_said_and_not_kept(
    standin: str, tmp_path: Path, status: int, body: str, told: str
) -> None:
    Standin.status, Standin.body = status, body
    with pytest.raises(OnlineLookUpError, match=told) as caught:
        look_up_online("Hartha", cache_folder=tmp_path, server=standin)
    assert caught.value.server == standin
    assert "leave --online out" in str(caught.value)
    Standin.status, Standin.body = 200, json.dumps(FOUND)
    assert look_up_online("Hartha", cache_folder=tmp_path, server=standin)


def test_a_server_that_is_too_slow_or_not_there_is_said(standin: str, tmp_path: Path) -> None:
    Standin.delay_s = 0.5
    with pytest.raises(OnlineLookUpError, match=r"did not answer within 0\.1 s"):
        look_up_online("Hartha", cache_folder=tmp_path, server=standin, timeout_s=0.1)
    with pytest.raises(OnlineLookUpError, match="could not be asked"):
        look_up_online("Hartha", cache_folder=tmp_path, server="http://127.0.0.1:1")


@pytest.mark.parametrize("address", ["nominatim.example", "ftp://x", "http://", "https://x/?a=1"])
def test_an_address_that_is_none_is_refused(tmp_path: Path, address: str) -> None:
    with pytest.raises(OnlineLookUpError, match="is no address"):
        OnlineHelp(tmp_path, server=address)


def test_without_a_place_to_keep_answers_nothing_is_asked(standin: str, tmp_path: Path) -> None:
    taken = tmp_path / "file"
    taken.write_text("x", "utf-8")
    with pytest.raises(OnlineLookUpError, match="choose a folder with --cache"):
        look_up_online("Hartha", cache_folder=taken, server=standin)
    (tmp_path / CACHE_FILE).write_text("no database at all, but long enough to be read", "utf-8")
    with pytest.raises(OnlineLookUpError, match="cannot be kept"):
        look_up_online("Hartha", cache_folder=tmp_path, server=standin)
    assert Standin.asked == []


def test_the_cache_holds_the_question_the_answer_and_the_day(standin: str, tmp_path: Path) -> None:
    look_up_online("Hartha", cache_folder=tmp_path, server=standin)
    cache = sqlite3.connect(tmp_path / CACHE_FILE)
    ((server, asked, answer, day),) = cache.execute("SELECT * FROM answers").fetchall()
    cache.close()
    assert (server, asked) == (standin, "Hartha")
    assert json.loads(answer)[0]["osm_id"] == 123
    assert len(day) == len("2026-01-01")
