"""Writes web/test/page.json: a page's head and blocks as Python wrote them, and their records.

Run `python -m tests.render.page_fixture` when the format changes; the tests of both sides read it.
"""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import geomap
from geomap.render import compose, page_blocks
from geomap.render.column_records import payload_from_columns
from geomap.render.compose import columns_from_incidents
from geomap.render.split_files import with_files_beside
from tests.incidents.conftest import VALID_ROWS, Row, write_dataset_folder

PATH = Path(__file__).parent.parent.parent / "web" / "test" / "page.json"
_HOSTILE = "</script> {{7*7}} ${1} ` \u2028 \u202e عطمة & \\ud800"
_MADE_TITLE = "Operation, Atmeh"
_FIRST_MADE = 7
_ITEMS_A_BLOCK = 3
_ITEMS_A_PART = 4


def rows_of_every_kind() -> dict[str, list[Row]]:
    """Return the small dataset with numbered rows, shares, own coordinates and hostile texts."""
    rows = {table: [dict(row) for row in found] for table, found in VALID_ROWS.items()}
    for number in range(1, 12):
        id_, source = f"row-{number}", f"source-{number}"
        rows["incidents"].append(
            dict(rows["incidents"][0])
            | {
                "incident_id": id_,
                "title": _MADE_TITLE if number >= _FIRST_MADE else f"{_HOSTILE} {number % 3}",
                "date_as_written": "2022-02-03",
            }
        )
        rows["sources"].append(
            dict(rows["sources"][0])
            | {
                "source_id": source,
                "url": f"https://example.org/2022/0{number}",
                "publisher": "example.org",
            }
        )
        place = dict(rows["locations"][0]) | {
            "incident_id": id_,
            "source_id": source,
            "place_id": "",
        }
        rows["locations"].append(
            place | {"lon": f"{36 + number / 7:.5f}", "lat": "35.5", "note": "GPS"}
        )
        claim = dict(rows["claims"][0]) | {
            "incident_id": id_,
            "source_id": source,
            "supersedes": "",
        }
        low = "0.5" if number == 1 else str(number)
        rows["claims"].append(
            claim | {"claim_id": f"{id_}-killed", "part_of": "", "low": low, "high": "20"}
        )
    return rows


def page_fixture() -> dict[str, Any]:
    """Return head, blocks and records of a small page, cut into many blocks."""
    with TemporaryDirectory() as folder:
        incidents = geomap.read_incidents(write_dataset_folder(Path(folder), rows_of_every_kind()))
        columns = columns_from_incidents(incidents, most_sources_in_head=1)
        with patch.object(compose, "NUMBERS_A_BLOCK", _ITEMS_A_PART):
            split = columns_from_incidents(incidents, most_sources_in_head=1, is_split=True)
    with patch.object(page_blocks, "TEXTS_A_BLOCK", _ITEMS_A_BLOCK):
        written, in_parts = map(page_blocks.blocks_from_columns, (columns, split))
    page, files = with_files_beside(in_parts, folder="page.data")
    return {
        "head": written.head,
        "blocks": written.blocks,
        "split": {"head": page.head, "blocks": page.blocks, "files": files},
        "records": payload_from_columns(columns),
    }


if __name__ == "__main__":
    PATH.write_text(json.dumps(page_fixture(), ensure_ascii=False, indent=1) + "\n", "utf-8")
