"""Finds the rows of a single CSV again that have no ids of their own.

geomap numbers such rows by their line (`row-7`) and their sources by first use (`source-2`), so a
row put in at the top would make every row below it look corrected. Before two editions are
compared, the old one's numbers become those of the rows in the new one that say the same.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from geomap.incidents.edition import Edition, Row

_NUMBERED = {"incidents": re.compile(r"row-\d+"), "sources": re.compile(r"source-\d+")}
_ID_COLUMNS = {"incidents": "incident_id", "sources": "source_id"}
# Strictest first. The same kind of thing on the same day is the same row with something corrected.
_LIKENESS: Mapping[str, Sequence[tuple[str, ...]]] = {
    "incidents": (
        ("kind", "date", "title", "summary"),
        ("kind", "date", "title"),
        ("kind", "date"),
    ),
    "sources": (("publisher", "url"),),
}


def with_numbers_of(old: Edition, new: Edition) -> Edition:
    """Return the old edition with the numbers that its rows have in the new one."""
    renamed = {table: _new_numbers(table, old, new) for table in _NUMBERED}
    if not any(renamed.values()):
        return old
    tables = {
        table: tuple(_renamed(row, renamed["incidents"], renamed["sources"]) for row in rows)
        for table, rows in old.tables.items()
    }
    return replace(old, tables=tables)


def _new_numbers(table: str, old: Edition, new: Edition) -> dict[str, str]:
    befores, afters = (_numbered_rows(table, edition) for edition in (old, new))
    found: dict[str, str] = {}
    for columns in _LIKENESS[table]:
        free: dict[tuple[str, ...], list[str]] = {}
        taken = set(found.values())
        for id_, row in afters.items():
            if id_ not in taken:
                free.setdefault(_cells(row, columns), []).append(id_)
        for id_, row in befores.items():
            candidates = [] if id_ in found else free.get(_cells(row, columns), [])
            if candidates:
                found[id_] = candidates.pop(0)  # in the order of the file
    # A row that is gone must not be taken for the one that has its number now.
    return {id_: found.get(id_, f"{id_}-before") for id_ in befores}


def _numbered_rows(table: str, edition: Edition) -> dict[str, Row]:
    column, form = _ID_COLUMNS[table], _NUMBERED[table]
    rows = edition.tables[table]
    return {row[column]: row for row in rows if form.fullmatch(row[column])}


def _renamed(row: Row, incidents: Mapping[str, str], sources: Mapping[str, str]) -> Row:
    found = dict(row)
    incident, source = row.get("incident_id", ""), row.get("source_id", "")
    if source in sources:
        found["source_id"] = sources[source]
    if incident in incidents:
        found["incident_id"] = incidents[incident]
        if "claim_id" in row:
            found["claim_id"] = incidents[incident] + row["claim_id"].removeprefix(incident)
    return found


def _cells(row: Row, columns: Sequence[str]) -> tuple[str, ...]:
    return tuple(row.get(column, "") for column in columns)
