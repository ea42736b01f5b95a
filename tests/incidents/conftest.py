"""A small valid dataset that tests write to disk, whole or with one thing wrong."""

import csv
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from geomap.incidents.tables import dataset_tables

Row = dict[str, str]
Rows = Mapping[str, Sequence[Row]]

VALID_ROWS: dict[str, list[Row]] = {
    "sources": [
        {"source_id": "sohr-88", "publisher": "SOHR", "language": "en", "embed": "rows"},
        {"source_id": "local", "publisher": "إعلام محلي", "language": "ar", "embed": "none"},
    ],
    "incidents": [
        {
            "incident_id": "raid",
            "kind": "operation",
            "title": "Night raid",
            "date_start": "2022-02-03",
            "date_end": "2022-02-03",
            "date_precision": "day",
            "status": "reported",
            "background": "false",
        },
        {
            "incident_id": "convoy",
            "kind": "convoy",
            "title": "Four batches of lorries",
            "date_start": "2021-12-23",
            "date_end": "2022-01-23",
            "date_precision": "reporting_month",
            "status": "reported",
            "background": "false",
        },
        {
            "incident_id": "barisha",
            "kind": "operation",
            "title": "Raid of October 2019",
            "date_start": "2019-10-01",
            "date_end": "2019-10-31",
            "date_precision": "month",
            "status": "confirmed",
            "background": "true",
        },
    ],
    "locations": [
        {
            "incident_id": "raid",
            "role": "at",
            "standing": "primary",
            "place_as_written": "Atmeh",
            "source_id": "sohr-88",
        },
        {
            "incident_id": "convoy",
            "role": "destination",
            "standing": "primary",
            "place_as_written": "بادية الميادين",
            "source_id": "sohr-88",
            "lon": "40.45",
            "lat": "35.02",
        },
        {
            "incident_id": "barisha",
            "role": "at",
            "standing": "primary",
            "place_as_written": "إدلب",
            "source_id": "local",
        },
    ],
    "claims": [
        {
            "claim_id": "toll-morning",
            "incident_id": "raid",
            "source_id": "sohr-88",
            "measure": "killed",
            "who": "all",
            "qualifier": "exactly",
            "low": "9",
            "high": "9",
        },
        {
            "claim_id": "toll-evening",
            "incident_id": "raid",
            "source_id": "sohr-88",
            "measure": "killed",
            "who": "all",
            "qualifier": "exactly",
            "low": "13",
            "high": "13",
            "supersedes": "toll-morning",
        },
        {
            "claim_id": "toll-local",
            "incident_id": "raid",
            "source_id": "local",
            "measure": "killed",
            "who": "all",
            "qualifier": "at_least",
            "low": "10",
            "high": "10",
        },
        {
            "claim_id": "lorries",
            "incident_id": "convoy",
            "source_id": "sohr-88",
            "measure": "vehicles",
            "qualifier": "exactly",
            "low": "130",
            "high": "130",
        },
    ],
    "sites": [
        {"site_id": "tanf", "kind": "base", "name": "Al-Tanf", "place_id": "al-tanf-base"},
    ],
    "site_changes": [
        {
            "change_id": "tanf-leaves",
            "site_id": "tanf",
            "date_start": "2022-01-03",
            "date_end": "2022-01-03",
            "date_precision": "day",
            "change": "withdrawn",
            "status_after": "partly_withdrawn",
            "source_id": "sohr-88",
        },
        {
            "change_id": "tanf-returns",
            "site_id": "tanf",
            "date_start": "2022-01-03",
            "date_end": "2022-01-03",
            "date_precision": "day",
            "change": "returned",
            "status_after": "active",
            "source_id": "sohr-88",
        },
    ],
    "totals": [
        {
            "total_id": "arrests",
            "source_id": "sohr-88",
            "period_start": "2021-12-23",
            "period_end": "2022-01-23",
            "measure": "arrested",
            "qualifier": "exactly",
            "low": "11",
            "high": "11",
        },
    ],
}

WriteDataset = Callable[..., Path]


def write_dataset_folder(folder: Path, rows: Rows) -> Path:
    """Write tables of rows, in the order of their columns, with a datapackage.json."""
    folder.mkdir(parents=True, exist_ok=True)
    tables = dataset_tables()
    for name, table in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(table.columns), restval="")
            writer.writeheader()
            writer.writerows(rows.get(name, []))
    package = {
        "name": folder.name,
        "title": "A small dataset",
        "resources": [{"name": name, "path": f"{name}.csv"} for name in tables],
    }
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    return folder


@pytest.fixture
def write_dataset(tmp_path: Path) -> WriteDataset:
    """Write the valid dataset, with cells changed: `{(table, row number from 0): {column: …}}`."""

    def write(changes: Mapping[tuple[str, int], Row] | None = None, **added: list[Row]) -> Path:
        rows = {name: [dict(row) for row in found] for name, found in VALID_ROWS.items()}
        for (table, number), cells in (changes or {}).items():
            rows[table][number] |= cells
        for table, more in added.items():
            rows[table] = [*rows.get(table, []), *more]
        return write_dataset_folder(tmp_path / "small", rows)

    return write
