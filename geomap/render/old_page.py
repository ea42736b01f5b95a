"""Reads the data back out of a page that geomap built: the edition a reader may have on disk.

A page holds one period and a part of the columns, and neither ids of site changes and totals nor
the wording of look-ups; what it cannot speak of is not compared. Nothing in the file is run.
"""

import json
import re
import zlib
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, cast

from geomap.errors import GeomapError
from geomap.incidents.edition import Edition, Row, edition_from_rows, number_text
from geomap.incidents.period import Period
from geomap.render.column_records import payload_from_columns
from geomap.render.payload import ClaimRecord, DateSpan, Item, Payload
from geomap.render.read_blocks import columns_from_blocks
from geomap.render.split_files import MissingPartError, texts_beside

PAGE_SUFFIXES = (".html", ".htm")
# Closed by the first end tag: inside a block `<` is always escaped, and base64 has none.
_BLOCK = re.compile(
    r'<script type="application/(?:json|gzip)" id="(?P<id>geomap-[a-z0-9-]+)">'
    r"(?P<text>.*?)</script>",
    re.DOTALL,
)
_UNDATED: DateSpan = {"start": None, "end": None, "precision": "unknown", "as_written": ""}
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "sources": (
        *("source_id", "publisher", "title", "language", "published", "url", "archive_url"),
    ),
    "incidents": (
        *("incident_id", "kind", "subkind", "title", "date_start", "date_end", "date_precision"),
        *("date_as_written", "status", "actors", "target", "summary", "background"),
    ),
    "locations": ("incident_id", "role", "standing", "place_as_written", "source_id", "note"),
    "claims": (
        *("claim_id", "incident_id", "source_id", "claimed_by", "stated_at", "measure", "who"),
        *("qualifier", "low", "high", "part_of", "note"),
    ),
    "sites": ("site_id", "kind", "name", "operator", "note"),
    "site_changes": (
        *("site_id", "date_start", "date_end", "date_precision", "date_as_written", "change"),
        *("status_after", "source_id", "note"),
    ),
    "totals": (
        *("source_id", "period_start", "period_end", "measure", "who", "qualifier", "low", "high"),
        *("place_as_written", "actors", "note"),
    ),
}


# What reading a damaged file may raise: nothing of it may reach the reader as a traceback.
_NO_DATA = (
    *(ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError),
    *(MemoryError, zlib.error),
)


class OldPageError(GeomapError, ValueError):
    """A file is not a page that geomap built, or not one that this version can read."""


class OldPage:
    """A page built before: its period, its title and its edition."""

    def __init__(self, payload: Payload) -> None:
        self.edition = _edition_of(payload)
        self.label = payload["period"]["label"]
        self._days = (payload["period"]["start"], payload["period"]["end"])

    @property
    def period(self) -> Period:
        """The period it shows.

        Months that turn on a day both months hold start and end on the same day of the month; a
        page does not say so in any other way.
        """
        if None in self._days:
            return Period.everything()
        start, end = (date.fromisoformat(cast("str", day)) for day in self._days)
        return Period(start, end, self.label, None, start.day == end.day and start != end)

    def shows(self, period: Period) -> bool:
        """Tell whether the page is about these days."""
        if period.is_everything:
            return None in self._days
        return self._days == (period.start.isoformat(), period.end.isoformat())


def is_page(path: str) -> bool:
    """Tell whether a path looks like that of a page rather than of a dataset."""
    return path.lower().endswith(PAGE_SUFFIXES)


def read_old_page(path: str) -> OldPage:
    """Read a page that `geomap map` wrote.

    Parameters
    ----------
    path
        An HTML file.

    Raises
    ------
    OldPageError
        When it cannot be read, or geomap did not build it.
    """
    try:
        text = Path(path).read_text("utf-8")
    except (OSError, UnicodeDecodeError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its text is not UTF-8"
        message = f"{path!r} cannot be read as a page ({reason})"
        raise OldPageError(message) from None
    try:
        page = OldPage(payload_in_page(text, path))
        _ = page.period  # days that are none are found now
    except MissingPartError as error:
        message = (
            f"a part of {path!r} is missing: {error}. Name a map with its folder beside it, or a "
            "dataset"
        )
        raise OldPageError(message) from None
    except _NO_DATA:
        message = (
            f"{path!r} holds no data that this geomap can compare: name a map that `geomap map` "
            "wrote, or a dataset"
        )
        raise OldPageError(message) from None
    return page


def payload_in_page(text: str, path: str = "") -> Payload:
    """Return what a page knows, as records, out of the text of its file.

    Pages of version 1 carried the records themselves, those of version 2 carry columns.

    Parameters
    ----------
    text
        Of the page.
    path
        Where it stands: a split page has its parts beside it.

    Raises
    ------
    MissingPartError
        When a file of a split page is not there.
    ValueError, KeyError, TypeError, zlib.error
        When there is no such data in it.
    """
    blocks = {found["id"]: found["text"] for found in _BLOCK.finditer(text)}
    if "geomap-head" not in blocks:
        payload = json.loads(blocks["geomap-data"])
        if payload.get("version") == 1:
            return cast("Payload", payload)
    head = json.loads(blocks["geomap-head"])
    if head.get("version") != 2:  # noqa: PLR2004
        message = "no data of version 1 or 2"
        raise ValueError(message)
    beside = texts_beside(Path(path), head["blocks"]) if "files" in head["blocks"] else None

    def text_of(block: str) -> str:
        return blocks[block] if block in blocks or beside is None else beside(block)

    return payload_from_columns(columns_from_blocks(head, text_of))


def _edition_of(payload: Payload) -> Edition:
    incidents = [item for item in payload["items"] if item["type"] == "incident"]
    sites = [item for item in payload["items"] if item["type"] == "site"]
    # An Arabic page holds the Arabic name of a site alone: it is no correction of the other.
    hidden = {"name"} if payload["lang"] == "ar" else set()
    columns = {
        table: [name for name in names if not (table == "sites" and name in hidden)]
        for table, names in _COLUMNS.items()
    }
    tables = {
        "sources": [_row(source, source_id=source["id"]) for source in payload["sources"]],
        "incidents": [_incident_row(item) for item in incidents],
        "locations": [row for item in incidents for row in _location_rows(item)],
        "claims": [row for item in incidents for row in _claim_rows(item)],
        "sites": [
            _row(
                item,
                site_id=_site_id(item),
                name=item["title"],
                note=item["summary"],
                operator=_joined(item["actors"]),
            )
            for item in sites
        ],
        "site_changes": [row for item in sites for row in _change_rows(item)],
        "totals": [
            _row(total, source_id=_text(total["source"]), actors=_joined(total["actors"]))
            for total in payload["totals"]
        ],
    }
    # What a page of others leaves out is empty, and no surprise later.
    whole = {
        table: [{**dict.fromkeys(_COLUMNS[table], ""), **row} for row in rows]
        for table, rows in tables.items()
    }
    return edition_from_rows(
        whole,
        columns,
        name=_text(payload["dataset"]),
        data_hash=_text(payload["edition"]["data_hash"]),
        latest_source=_text(payload["edition"]["latest_source"]),
    )


def _incident_row(item: Item) -> Row:
    return _row(
        item,
        **_span_cells(item["date"]),
        incident_id=item["id"],
        actors=_joined(item["actors"]),
        background=str(item["background"]).lower(),
    )


def _location_rows(item: Item) -> Iterable[Row]:
    for place in item["locations"]:
        yield _row(
            place,
            incident_id=item["id"],
            place_as_written=place["as_written"],
            source_id=_text(place["source"]),
        )


def _claim_rows(item: Item) -> Iterable[Row]:
    supersedes = {claim["superseded_by"]: claim["id"] for claim in item["claims"]}
    for claim in item["claims"]:
        yield _claim_row(claim, item, supersedes=_text(supersedes.get(claim["id"])))


def _claim_row(claim: ClaimRecord, item: Item, *, supersedes: str) -> Row:
    return _row(
        claim,
        claim_id=claim["id"],
        incident_id=item["id"],
        source_id=_text(claim["source"]),
        supersedes=supersedes,
    )


def _change_rows(item: Item) -> Iterable[Row]:
    for change in item["changes"]:
        cells = _span_cells(change["date"])
        yield _row(change, **cells, site_id=_site_id(item), source_id=_text(change["source"]))


def _site_id(item: Item) -> str:
    # The page tells a site from an incident of the same id.
    return item["id"].removeprefix("site:")


def _span_cells(span: DateSpan | None) -> dict[str, str]:
    return {f"date_{name}": _text(cell) for name, cell in (span or _UNDATED).items()}


def _row(record: Mapping[str, Any], **own: str) -> Row:
    """Return the scalar cells of a record as text, those given in place of its own."""
    cells = {
        name: _text(cell) for name, cell in record.items() if not isinstance(cell, list | dict)
    }
    return cells | own


def _joined(names: Iterable[str]) -> str:
    return ";".join(map(_text, names))


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, int | float):
        return number_text(float(cell))
    # Half of a surrogate pair is valid in JSON, but no text that can be written anywhere.
    return str(cell).encode("utf-8", "replace").decode()
