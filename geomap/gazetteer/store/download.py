"""Fetch a file over HTTP: whole or not at all, resumed where it broke off, never beyond a size.

What has arrived is kept beside the target as `….part`, with the validator its server gave; the next
try asks for the rest and starts anew when the file has changed meanwhile. Only http and https are
followed, and never from https down to http.
"""

import http.client
import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from typing import IO, Any
from urllib.parse import urljoin, urlsplit

from tqdm import tqdm

from geomap.gazetteer.store.errors import DownloadError

LARGEST_DOWNLOAD = 600 << 20
"""Bytes; the largest country dump of GeoNames has a tenth of it, COD-AB archives a third."""
_LARGEST_ANSWER = 20 << 20
_TRIES = 4
_TIMEOUT_S = 60
_CHUNK = 1 << 16
_AGAIN_LATER = frozenset({408, 425, 429, 500, 502, 503, 504})
_NOT_THERE = frozenset({404, 410})
_RANGE_REFUSED = 416
_PARTIAL = 206


class NotThereError(DownloadError):
    """The publisher has no such file (HTTP 404 or 410)."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file that arrived whole. `modified` is what the server says of its age, or ""."""

    path: Path
    url: str
    modified: str


class _SameOrSafer(urllib.request.HTTPRedirectHandler):
    """Follows a redirection unless it leaves https."""

    def redirect_request(  # noqa: PLR0913, PLR0917 - urllib's signature
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: Message,
        newurl: str,
    ) -> urllib.request.Request | None:
        require_web_address(newurl, base=req.full_url)
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]


def require_web_address(url: str, *, base: str) -> str:
    """Return an address made absolute, if it may be followed from another.

    Raises
    ------
    DownloadError
        When it is neither http nor https, or http although the other is https.
    """
    whole = urljoin(base, url)
    allowed = {"https"} if urlsplit(base).scheme == "https" else {"http", "https"}
    if urlsplit(whole).scheme not in allowed:
        raise DownloadError(whole, f"expected an address that begins with {' or '.join(allowed)}")
    return whole


def _require_base_address(url: str) -> None:
    if urlsplit(url).scheme not in {"http", "https"}:
        raise DownloadError(url, "expected a base address that begins with https:// or http://")


def fetch_file(
    url: str,
    target: Path,
    *,
    largest: int = LARGEST_DOWNLOAD,
    pause: Callable[[float], None] = time.sleep,
) -> Fetched:
    """Fetch a file, with a progress bar when a person watches.

    Parameters
    ----------
    url
        Its address, http or https.
    target
        Where it goes; `….part` and `….json` beside it while it is not whole.
    largest
        Bytes, above which it is refused.
    pause
        Waits some seconds between tries.

    Raises
    ------
    NotThereError
        When the server has no such file.
    DownloadError
        When it cannot be fetched whole.
    """
    _require_base_address(url)
    target.parent.mkdir(parents=True, exist_ok=True)
    for attempt in range(_TRIES):
        try:
            modified = _fetch_rest(url, target, largest)
        except urllib.error.HTTPError as error:
            error.close()
            if error.code in _NOT_THERE:
                raise NotThereError(
                    url, f"the publisher has no such file ({error.code})"
                ) from error
            if error.code == _RANGE_REFUSED:
                _part_of(target).unlink(missing_ok=True)
            elif error.code not in _AGAIN_LATER:
                raise DownloadError(
                    url, f"the server answers {error.code} {error.reason}"
                ) from error
            reason: object = f"the server answers {error.code} {error.reason}"
        except (http.client.HTTPException, OSError) as error:
            if isinstance(error, DownloadError):
                raise
            reason = error
        else:
            _part_of(target).replace(target)
            _validator_of(target).unlink(missing_ok=True)
            return Fetched(target, url, modified)
        if attempt + 1 < _TRIES:
            pause(2**attempt)
    what = f"{reason}, after {_TRIES} tries; run the command again to go on where it stopped"
    raise DownloadError(url, what)


def fetch_json(url: str, folder: Path, *, pause: Callable[[float], None] = time.sleep) -> Any:
    """Fetch the answer of a web service and read it as JSON.

    Raises
    ------
    DownloadError
        When it cannot be fetched or is no JSON.
    """
    target = folder / "answer.json"
    _part_of(target).unlink(missing_ok=True)
    fetch_file(url, target, largest=_LARGEST_ANSWER, pause=pause)
    try:
        return json.loads(target.read_bytes())
    except (ValueError, RecursionError) as error:
        raise DownloadError(url, f"expected JSON ({error}); is the address right?") from error
    finally:
        target.unlink()


def _fetch_rest(url: str, target: Path, largest: int) -> str:
    """Append what is missing of a file to its part; return when it was last modified."""
    part, validator = _part_of(target), _validator_of(target)
    request = urllib.request.Request(url, headers={"User-Agent": "geomap (gazetteer install)"})  # noqa: S310 - checked above
    known = json.loads(validator.read_text("utf-8")) if validator.exists() else None
    have = part.stat().st_size if part.exists() and known and known["url"] == url else 0
    if have and known:
        request.add_header("Range", f"bytes={have}-")
        request.add_header("If-Range", known["validator"])
    opener = urllib.request.build_opener(_SameOrSafer)
    with opener.open(request, timeout=_TIMEOUT_S) as answer:
        goes_on = answer.status == _PARTIAL and _starts_at(answer, have)
        have = have if goes_on else 0
        length = answer.headers.get("Content-Length")
        whole = None if length is None else have + int(length)
        _refuse_early(url, answer.headers, whole, largest)
        tag = answer.headers.get("ETag") or answer.headers.get("Last-Modified")
        # A weak validator does not promise the same bytes.
        if tag and not tag.startswith("W/"):
            validator.write_text(json.dumps({"url": url, "validator": tag}), "utf-8")
        else:
            validator.unlink(missing_ok=True)
        bar = tqdm(
            total=whole, initial=have, unit="B", unit_scale=True, desc=target.name, disable=None
        )
        with part.open("ab" if goes_on else "wb") as file, bar:
            while chunk := answer.read(_CHUNK):
                have += len(chunk)
                if have > largest:
                    raise DownloadError(url, f"it is larger than {largest:,} bytes")
                file.write(chunk)
                bar.update(len(chunk))
    if whole is not None and have < whole:
        msg = f"the connection ended after {have:,} of {whole:,} bytes"
        raise http.client.HTTPException(msg)
    return str(answer.headers.get("Last-Modified") or "")


def _refuse_early(url: str, headers: Message, whole: int | None, largest: int) -> None:
    if whole is not None and whole > largest:
        raise DownloadError(url, f"it has {whole:,} bytes, expected at most {largest:,}")
    if headers.get_content_type() == "text/html":
        raise DownloadError(
            url,
            "a web page came instead of the file; open the address in a browser: a login, a proxy "
            "or a moved file is likely",
        )


def _starts_at(answer: http.client.HTTPResponse, offset: int) -> bool:
    return (answer.headers.get("Content-Range") or "").startswith(f"bytes {offset}-")


def _part_of(target: Path) -> Path:
    return target.with_name(f"{target.name}.part")


def _validator_of(target: Path) -> Path:
    return target.with_name(f"{target.name}.part.json")
