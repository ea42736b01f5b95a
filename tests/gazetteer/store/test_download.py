"""Downloads over a real loopback server: whole, resumed, limited, or a clear refusal."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from geomap.gazetteer.store.download import (
    DownloadError,
    NotThereError,
    fetch_file,
    fetch_json,
    require_web_address,
)
from tests.gazetteer.store.publisher import Publisher, running_publisher

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

CONTENT = bytes(range(256)) * 2_000


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    with running_publisher() as running:
        running.files["/SY.zip"] = CONTENT
        yield running


def no_pause(seconds: float) -> None:
    assert seconds >= 1


def test_a_file_arrives_whole_with_its_age(publisher: Publisher, tmp_path: Path) -> None:
    fetched = fetch_file(f"{publisher.url}/SY.zip", tmp_path / "in" / "SY.zip")
    assert fetched.path.read_bytes() == CONTENT
    assert fetched.modified == "Sun, 01 Nov 2026 04:00:00 GMT"
    assert [path.name for path in fetched.path.parent.iterdir()] == ["SY.zip"]


def test_a_broken_connection_is_taken_up_where_it_stopped(
    publisher: Publisher, tmp_path: Path
) -> None:
    publisher.breaks_after["/SY.zip"] = [100_000, 50_000]
    fetched = fetch_file(f"{publisher.url}/SY.zip", tmp_path / "SY.zip", pause=no_pause)
    assert fetched.path.read_bytes() == CONTENT
    ranges = [asked for _, asked in publisher.asked]
    assert ranges == [None, "bytes=100000-", "bytes=150000-"]


def test_a_later_run_goes_on_too_unless_the_file_has_changed(
    publisher: Publisher, tmp_path: Path
) -> None:
    url = f"{publisher.url}/SY.zip"
    publisher.breaks_after["/SY.zip"] = [1000] * 4
    with pytest.raises(DownloadError, match=r"4,000 of 512,000 bytes, after 4 tries; run the"):
        fetch_file(url, tmp_path / "SY.zip", pause=no_pause)
    publisher.files["/SY.zip"] = CONTENT[::-1]
    assert fetch_file(url, tmp_path / "SY.zip").path.read_bytes() == CONTENT[::-1]
    assert publisher.asked[-1][1] == "bytes=4000-"


def test_a_busy_server_is_asked_again_and_a_refusal_is_not(
    publisher: Publisher, tmp_path: Path
) -> None:
    url = f"{publisher.url}/SY.zip"
    publisher.answers["/SY.zip"] = [503, 429]
    assert fetch_file(url, tmp_path / "SY.zip", pause=no_pause).path.read_bytes() == CONTENT
    publisher.answers["/SY.zip"] = [403]
    with pytest.raises(DownloadError, match="the server answers 403"):
        fetch_file(url, tmp_path / "SY.zip")
    assert len(publisher.asked) == 4


def test_what_the_publisher_has_not_is_told_apart(publisher: Publisher, tmp_path: Path) -> None:
    with pytest.raises(NotThereError, match="404"):
        fetch_file(f"{publisher.url}/XX.zip", tmp_path / "XX.zip")


def test_a_file_that_is_too_large_is_refused_before_it_is_fetched(
    publisher: Publisher, tmp_path: Path
) -> None:
    with pytest.raises(DownloadError, match="has 512,000 bytes, expected at most 1,000"):
        fetch_file(f"{publisher.url}/SY.zip", tmp_path / "SY.zip", largest=1000)
    assert not any(tmp_path.iterdir())


def test_a_web_page_instead_of_the_file_is_refused(publisher: Publisher, tmp_path: Path) -> None:
    publisher.content_types["/SY.zip"] = "text/html; charset=utf-8"
    with pytest.raises(DownloadError, match="a web page came instead of the file"):
        fetch_file(f"{publisher.url}/SY.zip", tmp_path / "SY.zip")


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/SY.zip"])
def test_only_web_addresses_are_followed(publisher: Publisher, tmp_path: Path, target: str) -> None:
    publisher.redirects["/moved.zip"] = target
    for url in (target, f"{publisher.url}/moved.zip"):
        with pytest.raises(DownloadError, match=r"begins with http|is not allowed"):
            fetch_file(url, tmp_path / "SY.zip")


def test_https_never_leads_to_http() -> None:
    base = "https://example.org/a/"
    assert require_web_address("b.zip", base=base) == "https://example.org/a/b.zip"
    with pytest.raises(DownloadError, match="begins with https"):
        require_web_address("http://example.org/b.zip", base=base)


def test_a_server_that_does_not_answer_is_named(tmp_path: Path) -> None:
    with running_publisher() as gone:
        url = f"{gone.url}/SY.zip"
    with pytest.raises(DownloadError, match=r"after 4 tries"):
        fetch_file(url, tmp_path / "SY.zip", pause=no_pause)


def test_an_answer_that_is_no_json_is_refused(publisher: Publisher, tmp_path: Path) -> None:
    publisher.files["/api"] = b"oops"
    with pytest.raises(DownloadError, match="expected JSON"):
        fetch_json(f"{publisher.url}/api", tmp_path)
