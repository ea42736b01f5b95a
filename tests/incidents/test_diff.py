"""What changed between two editions: added, corrected, withdrawn, and who says so."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from geomap.incidents import (
    DiffEntry,
    EditionDiff,
    FieldChange,
    diff_editions,
    edition_from_incidents,
    read_incidents,
)
from geomap.incidents.diff_text import diff_to_json_lines, diff_to_text
from geomap.incidents.edition import Edition
from tests.incidents.conftest import VALID_ROWS, Row, write_dataset_folder

Rows = dict[str, list[Row]]
Change = Callable[[Rows], None]


def edition_of(folder: Path) -> Edition:
    return edition_from_incidents(read_incidents(folder))


@pytest.fixture
def diff_after(tmp_path: Path) -> Callable[[Change], EditionDiff]:
    """Compare the valid dataset with what a change makes of it."""

    def compare(change: Change) -> EditionDiff:
        rows = {name: [dict(row) for row in found] for name, found in VALID_ROWS.items()}
        change(rows)
        old = write_dataset_folder(tmp_path / "old", VALID_ROWS)
        new = write_dataset_folder(tmp_path / "new", rows)
        return diff_editions(edition_of(old), edition_of(new))

    return compare


def only_entry(diff: EditionDiff) -> DiffEntry:
    assert len(diff.entries) == 1, diff.entries
    return diff.entries[0]


def row_of(rows: Rows, table: str, key: str) -> Row:
    return next(row for row in rows[table] if key in row.values())


def test_the_same_rows_in_another_order_are_no_difference(
    diff_after: Callable[[Change], EditionDiff],
) -> None:
    def turn_round(rows: Rows) -> None:
        for table in rows.values():
            table.reverse()
        row_of(rows, "incidents", "raid")["actors"] = ""

    found = diff_after(turn_round)
    assert found.entries == ()
    assert found.old.data_hash != found.new.data_hash
    assert "The rows say the same" in "\n".join(diff_to_text(found))


@pytest.mark.parametrize(
    ("table", "key", "cells", "changes", "sources"),
    [
        # the four columns of a number are one figure; the claim's own source says so
        (
            "claims",
            "toll-local",
            {"qualifier": "exactly", "low": "11", "high": "12"},
            [("figure", "at_least 10", "exactly 11–12")],
            ["local"],
        ),
        (
            "incidents",
            "raid",
            {"date_end": "2022-02-04", "date_precision": "range", "status": "confirmed"},
            [
                ("date", "2022-02-03", "2022-02-03..2022-02-04"),
                ("date_precision", "day", "range"),
                ("status", "reported", "confirmed"),
            ],
            # nothing that is new says why
            [],
        ),
        ("locations", "Atmeh", {"place_as_written": "Hartha"},
         [("place_as_written", "Atmeh", "Hartha")], ["sohr-88"]),
        ("locations", "بادية الميادين", {"lon": "40.5"},
         [("point", "40.45, 35.02", "40.5, 35.02")], ["sohr-88"]),
        ("sites", "tanf", {"name_ar": "التنف"}, [("name_ar", "", "التنف")], []),
        ("site_changes", "tanf-returns", {"source_id": "local"},
         [("source_id", "sohr-88", "local")], ["local"]),
        ("totals", "arrests", {"high": "14"},
         [("figure", "exactly 11", "exactly 11–14")], ["sohr-88"]),
        ("sources", "local", {"publisher": "AFP"}, [("publisher", "إعلام محلي", "AFP")], []),
    ],
)  # fmt: skip
def test_a_correction_names_field_from_to_and_source(
    diff_after: Callable[[Change], EditionDiff],
    *,
    table: str,
    key: str,
    cells: Row,
    changes: list[tuple[str, str, str]],
    sources: list[str],
) -> None:
    entry = only_entry(diff_after(lambda rows: row_of(rows, table, key).update(cells)))
    assert (entry.change, entry.table) == ("corrected", table)
    assert [(change.field, change.old, change.new) for change in entry.fields] == changes
    assert list(entry.sources) == sources


def test_a_newer_figure_of_the_same_source_is_a_correction_with_both(
    diff_after: Callable[[Change], EditionDiff],
) -> None:
    def count_again(rows: Rows) -> None:
        rows["claims"].append(
            {
                **row_of(rows, "claims", "toll-local"),
                "claim_id": "toll-local-2",
                "low": "14",
                "high": "14",
                "supersedes": "toll-local",
            }
        )

    entry = only_entry(diff_after(count_again))
    assert entry.change == "corrected"
    assert entry.fields == (FieldChange("figure", "at_least 10", "at_least 14"),)
    assert entry.sources == ("local",)


def test_another_source_s_figure_is_a_claim_more(
    diff_after: Callable[[Change], EditionDiff],
) -> None:
    def count_elsewhere(rows: Rows) -> None:
        claim = row_of(rows, "claims", "toll-local")
        rows["claims"].append({**claim, "claim_id": "toll-3", "source_id": "sohr-88"})

    entry = only_entry(diff_after(count_elsewhere))
    assert (entry.change, entry.codes, entry.text) == ("added", ("killed",), "at_least 10")
    assert (entry.owner, entry.title) == ("raid", "Night raid")


def test_what_belongs_to_a_new_incident_is_not_counted_once_more(
    diff_after: Callable[[Change], EditionDiff],
) -> None:
    def withdraw_the_raid(rows: Rows) -> None:
        for table in ("incidents", "locations", "claims"):
            rows[table] = [row for row in rows[table] if row["incident_id"] != "raid"]

    found = diff_after(withdraw_the_raid)
    assert found.counts() == {"added": 0, "corrected": 0, "withdrawn": 1}
    (entry,) = found.listed
    assert (entry.table, entry.title) == ("incidents", "Night raid")
    assert entry.sources == ("sohr-88", "local")
    assert [part.table for part in found.entries if part.is_part] == ["locations", *["claims"] * 3]
    assert "withdrawn incident, with 1 place and 3 claims — SOHR; إعلام محلي" in "\n".join(
        diff_to_text(found)
    )


def test_the_sources_of_a_corrected_incident_are_those_it_cites_since(
    diff_after: Callable[[Change], EditionDiff],
) -> None:
    def confirm(rows: Rows) -> None:
        row_of(rows, "incidents", "convoy")["status"] = "confirmed"
        place = row_of(rows, "locations", "بادية الميادين")
        rows["locations"].append({**place, "standing": "same", "source_id": "local"})

    corrected, added = diff_after(confirm).entries
    assert (corrected.change, corrected.sources) == ("corrected", ("local",))
    assert (added.change, added.table, added.codes) == ("added", "locations", ("destination",))


def test_text_is_grouped_by_incident_and_json_is_one_object_a_line(
    diff_after: Callable[[Change], EditionDiff],
) -> None:
    def change(rows: Rows) -> None:
        row_of(rows, "totals", "arrests")["low"] = "9"
        row_of(rows, "claims", "toll-local").update(low="12", high="12")
        row_of(rows, "incidents", "raid")["status"] = "contested"

    found = diff_after(change)
    text = "\n".join(diff_to_text(found))
    assert "0 added, 3 corrected, 0 withdrawn" in text
    assert text.index("Night raid (raid)") < text.index("claim killed") < text.index("Totals")
    assert "            figure: at least 10 → at least 12" in text
    lines = [json.loads(line) for line in diff_to_json_lines(found)]
    assert [line["table"] for line in lines] == ["incidents", "claims", "totals"]
    assert lines[1]["fields"] == [{"field": "figure", "old": "at_least 10", "new": "at_least 12"}]


def test_text_of_others_cannot_steer_a_terminal(
    diff_after: Callable[[Change], EditionDiff],
) -> None:
    hostile = "\x1b[2J \u202eright {{7*7}} </script> عطمة"
    found = diff_after(lambda rows: row_of(rows, "incidents", "raid").update(title=hostile))
    text = "\n".join(diff_to_text(found))
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "\\x1b[2J \\u202eright {{7*7}} </script> عطمة" in text
    assert only_entry(found).fields[0].new == hostile


def test_rows_of_a_table_without_ids_are_found_again(tmp_path: Path) -> None:
    head = "date,kind,place,killed,source\n"
    kept = "2022-02-03,operation,near Atmeh,9,SOHR\n2022-02-05,strike,Idlib,,AFP\n"
    (tmp_path / "old.csv").write_text(f"{head}2022-01-01,clash,Raqqa,1,Anha\n{kept}", "utf-8")
    corrected = kept.replace(",9,", ",13,")
    (tmp_path / "new.csv").write_text(
        f"{head}{corrected}2022-02-06,arrest,Manbij,2,SOHR\n", "utf-8"
    )
    found = diff_editions(edition_of(tmp_path / "old.csv"), edition_of(tmp_path / "new.csv"))
    told = [(entry.change, entry.table, entry.title) for entry in found.listed]
    assert told == [
        ("corrected", "claims", "Operation, near Atmeh"),
        ("added", "incidents", "Arrest, Manbij"),
        ("withdrawn", "incidents", "Clash, Raqqa"),
        ("withdrawn", "sources", "Anha"),
    ]
    assert found.entries[0].fields == (FieldChange("figure", "exactly 9", "exactly 13"),)
