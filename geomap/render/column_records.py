"""Columns of a page as the records of its items: what sheet, list and atlas are made from."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, cast

import numpy as np

from geomap.render.codes import CERTAINTY, DRAWN, NEWS, PRECISION, STANDING
from geomap.render.columns import LONLAT_SCALE, NOWHERE, PageColumns, Table, starts_from_counts
from geomap.render.item_order import places_with_answers
from geomap.render.payload import (
    Certainty,
    ClaimRecord,
    Drawn,
    Item,
    ItemDate,
    ItemLocation,
    LonLat,
    NewsRecord,
    Payload,
    SourceRecord,
)

_EPOCH = date(1970, 1, 1)
_AFTER_ALL_DAYS = "9999-12-31"
_POINTS = (PRECISION.index("site"), PRECISION.index("place"))
_STATED = "resolved"


def payload_from_columns(columns: PageColumns) -> Payload:
    """Return all that a page knows as records: incidents by date, then sites as in their table."""
    records = ColumnRecords(columns)
    items = [records.item(row) for row in range(len(columns))]
    ranks = columns.tables["items"]["rank"].tolist()
    places = {item["id"]: rank for item, rank in zip(items, ranks, strict=True)}
    incidents = sorted((item for item in items if item["type"] == "incident"), key=_by_date)
    sites = sorted((i for i in items if i["type"] == "site"), key=lambda item: places[item["id"]])
    own = {"codes", "admins", "version", "sources"}
    frame = {name: part for name, part in columns.head.items() if name not in own}
    payload = {
        "version": 2,
        **frame,
        # A split page says what a source is in each part that cites it.
        "sources": list({source["id"]: source for source in records.sources}.values()),
        "items": [*incidents, *sites],
    }
    return cast("Payload", payload)


class ColumnRecords:
    """Gives the items of a page as records, by their row."""

    def __init__(self, columns: PageColumns) -> None:
        self._head = columns.head
        self._tables = {name: _listed(table) for name, table in columns.tables.items()}
        items, places = columns.tables["items"], columns.tables["places"]
        self._starts = {
            name: starts_from_counts(items[name]).tolist()
            for name in ("places", "claims", "actors")
        }
        lon, lat = places_with_answers(places, columns.tables["answers"])
        self._lon, self._lat = lon.tolist(), lat.tolist()
        self.sources: list[SourceRecord] = [*columns.head["sources"], *self._block_sources()]
        """All sources of the page, those of the head first."""

    def item(self, row: int) -> Item:
        """Return the item of a row."""
        cells, codes = self._tables["items"], self._head["codes"]
        is_site = bool(cells["site"][row])
        item: Item = {
            "id": cells["id"][row],
            "type": "site" if is_site else "incident",
            "layer": self._head["layers"][cells["layer"][row]],
            "kind": codes["kind"][cells["kind"][row]],
            "subkind": codes["subkind"][cells["subkind"][row]],
            "title": cells["title"][row],
            "summary": cells["summary"][row],
            "status": codes["status"][cells["status"][row]],
            "background": bool(cells["background"][row]),
            "date": self._date(row),
            "actors": [
                codes["actor"][self._tables["actors"]["actor"][actor]]
                for actor in self._rows("actors", row)
            ],
            "target": cells["target"][row],
            "drawn": cast("Drawn", DRAWN[cells["drawn"][row]]),
            "locations": [self._location(place) for place in self._rows("places", row)],
            "claims": self._claims(row),
            "related": cells["related"][row] or [],
            "changes": cells["changes"][row] or [],
            "state": codes["state"][cells["state"][row]] if is_site else None,
        }
        for name in ("title_ar", "summary_ar"):
            if cells[name][row]:
                item[name] = cells[name][row]
        if cells["news"][row]:
            item["news"] = self._news(row)
        return item

    def _rows(self, table: str, row: int) -> range:
        starts = self._starts[table]
        return range(starts[row], starts[row + 1])

    def _news(self, row: int) -> NewsRecord:
        cells = self._tables["items"]
        kind, certainty = NEWS[cells["news"][row]], CERTAINTY[cells["news_certainty"][row]]
        return cast("NewsRecord", {"kind": kind, "certainty": certainty})

    def _date(self, row: int) -> ItemDate | None:
        cells = self._tables["items"]
        certainty = CERTAINTY[cells["certainty"][row]]
        if not certainty:
            return None
        first, span = cells["first"][row], cells["span"][row]
        start = _day(first) if cells["dated"][row] else None
        as_written = cells["as_written"][row]
        return {
            "start": start,
            "end": _day(first + span) if start else None,
            "precision": cells["date_precision"][row],
            "as_written": start or "" if as_written is None else as_written,
            "certainty": cast("Certainty", certainty),
        }

    def _location(self, row: int) -> ItemLocation:
        cells, codes = self._tables["places"], self._head["codes"]
        answer = cells["answer"][row]
        said = self._tables["answers"] if answer else cells
        at = answer - 1 if answer else row
        shape = said["shape"][at] - 1 if answer else -1
        admin, uncertainty_m = said["admin"][at], said["uncertainty_m"][at]
        precision = said["precision"][at]
        point = self._point(row)
        is_point = point is not None and precision in _POINTS
        as_written = cells["as_written"][row]
        return {
            "role": codes["role"][cells["role"][row]],
            "standing": STANDING[cells["standing"][row]],
            "as_written": said["wording"][at] if as_written is None else as_written,
            "source": self._source_id(cells["source"][row]),
            "status": codes["place_status"][said["status"][at]] if answer else _STATED,
            "precision": PRECISION[precision],
            "lon": point[0] if point and is_point else None,
            "lat": point[1] if point and is_point else None,
            "anchor": None if is_point else point,
            "uncertainty_m": None if uncertainty_m < 0 else uncertainty_m,
            "shape": None if shape < 0 else shape,
            "admin": list(self._head["admins"][admin - 1]) if admin else [],
            "explanation": said["explanation"][at],
            "candidates": (said["candidates"][at] or []) if answer else [],
            "note": cells["note"][row],
        }

    def _point(self, row: int) -> LonLat | None:
        lon, lat = self._lon[row], self._lat[row]
        return None if lon == NOWHERE else [lon / LONLAT_SCALE, lat / LONLAT_SCALE]

    def _claims(self, row: int) -> list[ClaimRecord]:
        rows = self._rows("claims", row)
        ids = [self._tables["claims"]["id"][claim] for claim in rows]
        return [self._claim(claim, ids) for claim in rows]

    def _claim(self, row: int, ids: Sequence[str]) -> ClaimRecord:
        cells, codes = self._tables["claims"], self._head["codes"]
        part_of, superseded_by = cells["part_of"][row], cells["superseded_by"][row]
        return {
            "id": cells["id"][row],
            "source": self._source_id(cells["source"][row]),
            "claimed_by": cells["claimed_by"][row],
            "stated_at": cells["stated_at"][row],
            "measure": codes["measure"][cells["measure"][row]],
            "who": codes["who"][cells["who"][row]],
            "qualifier": codes["qualifier"][cells["qualifier"][row]],
            "low": _number(cells["low"][row]),
            "high": _number(cells["high"][row]),
            "part_of": ids[part_of - 1] if part_of else None,
            "superseded_by": ids[superseded_by - 1] if superseded_by else None,
            "note": cells["note"][row],
        }

    def _source_id(self, code: int) -> str | None:
        return self.sources[code - 1]["id"] if code else None

    def _block_sources(self) -> list[SourceRecord]:
        cells, publishers = self._tables["sources"], self._head["codes"]["publisher"]
        return [
            {
                "id": cells["id"][row],
                "publisher": publishers[cells["publisher"][row]],
                "title": cells["title"][row],
                "language": cells["language"][row],
                "published": cells["published"][row],
                "url": cells["url"][row],
                "archive_url": cells["archive_url"][row],
            }
            for row in range(len(cells["id"]))
        ]


def _listed(table: Table) -> dict[str, list[Any]]:
    return {name: column.tolist() for name, column in table.items()}


def _day(number: int) -> str:
    return (_EPOCH + timedelta(days=number)).isoformat()


def _number(cell: float) -> float | None:
    if np.isnan(cell):
        return None
    return int(cell) if cell.is_integer() else cell


def _by_date(item: Item) -> tuple[str, str, str]:
    found = item["date"]
    start, end = (found["start"], found["end"]) if found else (None, None)
    return start or _AFTER_ALL_DAYS, end or _AFTER_ALL_DAYS, item["id"]
