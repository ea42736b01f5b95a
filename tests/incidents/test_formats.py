"""The tables' one description, its readable copy in docs/data.md, and the dataset's own copy."""

import csv
import json
import re
from pathlib import Path
from typing import Any

import frictionless
import pytest

from geomap.incidents import model
from geomap.incidents.tables import Column, dataset_tables, read_tables

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "incidents" / "coalition-syria"
DOCS = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
EVENTS = read_tables("single_file.json")["events"]


def section(heading: str) -> str:
    found = re.search(
        rf"^##+ {re.escape(heading)}\n(.*?)(?=^##|\Z)", DOCS, re.MULTILINE | re.DOTALL
    )
    assert found, f"docs/data.md has no section {heading!r}"
    return found[1]


COLUMNS = [
    *(
        (name, column)
        for name, table in dataset_tables().items()
        for column in table.columns.values()
    ),
    *(("A single CSV", column) for column in EVENTS.columns.values()),
]


@pytest.mark.parametrize(
    ("heading", "column"), COLUMNS, ids=[f"{name}.{column.name}" for name, column in COLUMNS]
)
def test_every_column_stands_in_the_docs_with_its_words(heading: str, column: Column) -> None:
    text = section(heading)
    assert f"`{column.name}`" in text
    for word in column.choices:
        assert f"`{word}`" in text
    if not column.description.startswith("How many"):
        assert column.description.replace("|", "\\|") in text


@pytest.mark.parametrize("name", dataset_tables())
def test_every_table_is_a_valid_table_schema(name: str) -> None:
    descriptor = dict(dataset_tables()[name].descriptor)
    assert frictionless.Schema.from_descriptor(descriptor).to_descriptor() == descriptor


@pytest.mark.parametrize(
    ("vocabulary", "words"),
    [
        (
            model.KINDS,
            "operation strike convoy base attack clash shelling arrest sighting exercise other",
        ),
        (model.STATUSES, "confirmed reported contested discounted"),
        (model.STANDINGS, "primary same rival"),
        (model.QUALIFIERS, "exactly at_least about nearly more_than up_to"),
        (model.DATE_PRECISIONS, "day range month reporting_month year unknown"),
        (model.EMBEDS, "rows aggregate none"),
    ],
)
def test_the_vocabularies_are_those_of_the_design(vocabulary: tuple[str, ...], words: str) -> None:
    assert vocabulary == tuple(words.split())


def test_the_dataset_that_ships_carries_the_same_schemas() -> None:
    package = json.loads((SHIPPED / "datapackage.json").read_text(encoding="utf-8"))
    schemas = {resource["name"]: resource["schema"] for resource in package["resources"]}
    expected = {name: _of_columns_present(name) for name in dataset_tables()}
    assert schemas == expected


def _of_columns_present(name: str) -> dict[str, Any]:
    """Return the schema of a table without the optional columns that no row needs there."""
    descriptor = dict(dataset_tables()[name].descriptor)
    with (SHIPPED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    fields = [field for field in descriptor["fields"] if field["name"] in header]
    return descriptor | {"fields": fields}


def test_frictionless_alone_validates_the_dataset_that_ships() -> None:
    report = frictionless.Package(str(SHIPPED / "datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "note"])
