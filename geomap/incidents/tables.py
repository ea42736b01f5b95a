"""The eight tables of a dataset: columns, types, vocabularies and keys, read from tables.json.

`tables.json` is the one place that states them, in Table Schema form. The datapackage.json of a
dataset carries a copy for other programs, `model.py` takes the vocabularies from here, and
docs/data.md describes every column; tests hold the three together.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    name: str
    type: str
    description: str
    expected: str
    required: bool
    choices: tuple[str, ...]
    pattern: str | None
    minimum: float | None = None
    maximum: float | None = None


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """A column whose values must exist in a column of another table (or of the same one)."""

    column: str
    table: str
    reference: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its columns in canonical order, its key, and the descriptor they came from."""

    name: str
    columns: Mapping[str, Column]
    primary_key: str | None
    foreign_keys: tuple[ForeignKey, ...]
    descriptor: Mapping[str, Any]

    @property
    def required_columns(self) -> list[str]:
        """Names of the columns that may not be empty."""
        return [column.name for column in self.columns.values() if column.required]

    def columns_of_type(self, *types: str) -> list[str]:
        """Names of the columns whose Table Schema type is one of `types`."""
        return [column.name for column in self.columns.values() if column.type in types]


def read_tables(file_name: str) -> Mapping[str, Table]:
    """Read the tables of one of the package's schema files, in their canonical order."""
    text = files(__package__).joinpath(file_name).read_text(encoding="utf-8")
    descriptors: dict[str, dict[str, Any]] = json.loads(text)
    return MappingProxyType(
        {name: _table_from_descriptor(name, found) for name, found in descriptors.items()}
    )


@cache
def dataset_tables() -> Mapping[str, Table]:
    """Give the tables of a dataset folder, by name, in their canonical order.

    Examples
    --------
    >>> list(dataset_tables())  # doctest: +NORMALIZE_WHITESPACE
    ['sources', 'incidents', 'locations', 'claims', 'sites', 'site_changes', 'totals',
     'translations']
    """
    return read_tables("tables.json")


def _table_from_descriptor(name: str, descriptor: dict[str, Any]) -> Table:
    columns = [_column_from_descriptor(field) for field in descriptor["fields"]]
    keys = descriptor.get("primaryKey", [])
    return Table(
        name=name,
        columns=MappingProxyType({column.name: column for column in columns}),
        primary_key=keys[0] if keys else None,
        foreign_keys=tuple(
            ForeignKey(
                column=key["fields"][0],
                # Table Schema writes a reference inside the same table as an empty name.
                table=key["reference"]["resource"] or name,
                reference=key["reference"]["fields"][0],
            )
            for key in descriptor.get("foreignKeys", [])
        ),
        descriptor=MappingProxyType(descriptor),
    )


def _column_from_descriptor(field: dict[str, Any]) -> Column:
    constraints = field.get("constraints", {})
    return Column(
        name=field["name"],
        type=field["type"],
        description=field["description"],
        expected=field.get("expected", "text"),
        required=constraints.get("required", False),
        choices=tuple(constraints.get("enum", ())),
        pattern=constraints.get("pattern"),
        minimum=constraints.get("minimum"),
        maximum=constraints.get("maximum"),
    )
