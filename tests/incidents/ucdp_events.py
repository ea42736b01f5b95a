"""A small UCDP GED file of our own, in the form of the real one; the events are made up."""

import csv
from pathlib import Path

EVENT = {
    "id": "1",
    "type_of_violence": "1",
    "conflict_name": "Syria: Government",
    "side_a": "Government of Syria",
    "side_b": "IS",
    "source_article": '"SOHR,2016-01-02,Headline one";"Reuters,2016-01-03,Second, with comma"',
    "where_prec": "1",
    "where_coordinates": "Teir Maaleh village",
    "adm_1": "Homs Governorate",
    "adm_2": "Ar Rastan district",
    "latitude": "34.802462",
    "longitude": "36.707602",
    "country": "Syria",
    "event_clarity": "1",
    "date_prec": "1",
    "date_start": "2016-01-01",
    "date_end": "2016-01-01",
    "deaths_a": "2",
    "deaths_b": "0",
    "deaths_civilians": "1",
    "deaths_unknown": "0",
    "low": "2",
    "best": "3",
    "high": "5",
}


def write_events(path: Path, *changes: dict[str, str]) -> Path:
    """Write one event for each set of changed cells, with ids 1, 2, 3 and so on."""
    rows = [EVENT | {"id": str(number)} | row for number, row in enumerate(changes, start=1)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path
