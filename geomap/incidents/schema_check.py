"""Validates tables of text against their Table Schemas with frictionless.

Cells that are proved right (`clean_cells`) are not shown to it, and of the others each distinct
text once; so a clean dataset of a hundred thousand rows does not even import it. It gets them with
every one of its conveniences turned off: no type is inferred, only the empty cell is missing. Its
findings become `Problem`s with the line of the file. What it lets pass and we do not (2022-2-3,
digits of other scripts, infinity, a line end behind an id) is found here too, and so are keys,
which need whole columns.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from geomap.incidents.clean_cells import strict_form_of, unproved_rows
from geomap.incidents.csv_file import CsvText
from geomap.incidents.problems import Problem, did_you_mean, list_choices
from geomap.incidents.tables import Column, ForeignKey, Table

_EVERY_ERROR = 10**9
# Each compares one id with thousands: enough for what anybody reads, quick when all are wrong.
_MOST_SUGGESTIONS = 100
_CONSTRAINT_IN_NOTE = re.compile(r'constraint "(\w+)"')

Rows = npt.NDArray[np.int64]


def check_schemas(
    texts: Mapping[str, CsvText],
    tables: Mapping[str, Table],
    *,
    incomplete: AbstractSet[str] = frozenset(),
    extra_columns: bool = False,
) -> list[Problem]:
    """Find everything in which the cells differ from what their tables allow.

    Parameters
    ----------
    texts
        The cells of each table by the table's name; an absent table is an empty one.
    tables
        What the tables should be.
    incomplete
        Tables that could not be read in full: an id that is not there means nothing.
    extra_columns
        Whether columns that a table does not have are allowed.
    """
    problems = [
        problem
        for name, text in texts.items()
        for problem in _check_labels(text, tables[name], extra_columns=extra_columns)
    ]
    for name in texts:
        keys = [
            key for key in tables[name].foreign_keys if _can_be_looked_up(key, texts, incomplete)
        ]
        problems += _TableCheck(tables[name], texts, keys).problems()
    return problems


def usable_labels(header: Iterable[str]) -> list[str]:
    """Give every column a label of its own: a blank or repeated one becomes `column N`."""
    seen: set[str] = set()
    labels = []
    for number, label in enumerate(header, start=1):
        labels.append(label if label and label not in seen else f"column {number}")
        seen.add(label)
    return labels


def _check_labels(text: CsvText, table: Table, *, extra_columns: bool) -> Iterator[Problem]:
    known = list(table.columns)
    unknown = [label for label in text.header if label and label not in table.columns]
    for label in table.required_columns:
        if label not in text.header:
            expected = f"a column {label!r} in the header"
            advice = did_you_mean(label, unknown).replace("did you mean", "is it")
            yield Problem(text.file, 1, label, None, expected, advice)
    if extra_columns:
        return
    for label in unknown:
        missing = [name for name in known if name not in text.header]
        advice = did_you_mean(label, missing) or "columns are listed in docs/data.md"
        yield Problem(text.file, 1, label, label, f"a column of the table {table.name}", advice)


def _can_be_looked_up(
    key: ForeignKey, texts: Mapping[str, CsvText], incomplete: AbstractSet[str]
) -> bool:
    if key.table in incomplete:
        return False
    return key.table not in texts or key.reference in texts[key.table].header


class _TableCheck:
    """Finds what is wrong with the cells and keys of one table."""

    def __init__(
        self, table: Table, texts: Mapping[str, CsvText], keys: Iterable[ForeignKey]
    ) -> None:
        self.table = table
        self.text = texts[table.name]
        self.texts = texts
        self.keys = list(keys)
        labels = usable_labels(self.text.header)
        self.columns = dict(zip(labels, self.text.columns, strict=True))
        self.width = len(labels)
        self.unproved: dict[str, list[int]] = {}
        self.ids: dict[tuple[str, str], list[str]] = {}
        self.suggestions_left = _MOST_SUGGESTIONS

    def problems(self) -> list[Problem]:
        """List what is wrong, one finding a cell."""
        # Cells of a ragged row stand under the wrong labels: one finding is enough.
        found = [self._problem_of_ragged_row(row) for row in sorted(self.text.ragged)]
        known = {(problem.row, problem.column) for problem in found}
        ragged_lines = {problem.row for problem in found}
        later = (self._problems_of_cells(), self._problems_of_keys(), self._problems_of_forms())
        for findings in later:
            for problem in findings:
                where = (problem.row, problem.column)
                if where not in known and problem.row not in ragged_lines:
                    known.add(where)
                    found.append(problem)
        return found

    def _problem_of_ragged_row(self, row: int) -> Problem:
        cells = self.text.ragged[row]
        expected = f"{self.width} cells, as in the header"
        advice = f"this row has {len(cells)}: look for a missing or unquoted comma"
        return Problem(self.text.file, self._line(row), None, ",".join(cells), expected, advice)

    def _problems_of_cells(self) -> Iterator[Problem]:
        for label, cells in self.columns.items():
            column = self.table.columns.get(label)
            if column is None:
                continue
            rows: list[int] = unproved_rows(cells, column).tolist()
            if rows:
                self.unproved[label] = rows
                texts = {row: self._cell(row, label) for row in rows}
                errors = _errors_of_texts(list(dict.fromkeys(texts.values())), column, self.table)
                for row, text in texts.items():
                    if text in errors:
                        yield self._problem_of_cell(row, column, errors[text])

    def _problem_of_cell(self, row: int, column: Column, note: str) -> Problem:
        constraint = _CONSTRAINT_IN_NOTE.search(note)
        if constraint and constraint[1] == "required":
            return self._problem(row, column.name, "a value", column.description)
        if constraint and constraint[1] == "enum":
            advice = did_you_mean(self._cell(row, column.name), column.choices)
            return self._problem(row, column.name, list_choices(column.choices), advice)
        return self._problem(row, column.name, column.expected, "")

    def _problems_of_keys(self) -> Iterator[Problem]:
        if self.table.primary_key in self.columns:
            yield from self._problems_of_primary_key(self.table.primary_key)
        strays = [
            (row, key)
            for key in self.keys
            if key.column in self.columns
            for row in self._strays(key).tolist()
        ]
        for row, key in sorted(strays, key=lambda stray: stray[0]):
            yield self._problem_of_foreign_key(row, key)

    def _problems_of_primary_key(self, column: str) -> Iterator[Problem]:
        cells = pd.Series(self.columns[column])
        again = np.flatnonzero(cells.duplicated() & (cells != ""))
        if not len(again):
            return
        alike = cells[cells.isin(cells[again])]
        before = alike.groupby(alike).transform(lambda rows: rows.index.to_series().shift())
        for row in again.tolist():
            advice = f"row {self._line(int(before[row]))} has it already: rename or remove one"
            yield self._problem(row, column, f"each {column} once", advice)

    def _strays(self, key: ForeignKey) -> Rows:
        """Return the rows whose id is not in the table that it refers to."""
        cells = pd.Series(self.columns[key.column])
        known = self._cells_referred_to(key)
        return np.flatnonzero((cells != "") & ~cells.isin(known))

    def _cells_referred_to(self, key: ForeignKey) -> npt.NDArray[Any]:
        target = self.texts.get(key.table)
        if target is None:
            return np.array([], dtype=object)
        labels = usable_labels(target.header)
        return target.columns[labels.index(key.reference)]

    def _problem_of_foreign_key(self, row: int, key: ForeignKey) -> Problem:
        target = self.texts.get(key.table)
        where = target.file if target else f"the table {key.table}, which this dataset lacks"
        advice = self._suggest_id(self._cell(row, key.column), key)
        advice = advice or f"mend the id or add it to {where}"
        return self._problem(row, key.column, f"an id that stands in {where}", advice)

    def _problems_of_forms(self) -> Iterator[Problem]:
        for column in self.table.columns.values():
            form = strict_form_of(column)
            for row in self.unproved.get(column.name, ()):
                cell = self._cell(row, column.name)
                if form is not None and cell and not form.fullmatch(cell):
                    yield self._problem(row, column.name, column.expected, "")

    def _problem(self, row: int, column: str, expected: str, advice: str) -> Problem:
        value = self._cell(row, column)
        return Problem(self.text.file, self._line(row), column, value, expected, advice)

    def _line(self, row: int) -> int:
        return int(self.text.lines[row])

    def _cell(self, row: int, label: str) -> str:
        cell = self.columns[label][row]
        return cell if isinstance(cell, str) else repr(float(cell))

    def _suggest_id(self, value: str, key: ForeignKey) -> str:
        if not self.suggestions_left:
            return ""
        self.suggestions_left -= 1
        wanted = (key.table, key.reference)
        if wanted not in self.ids:
            self.ids[wanted] = list(dict.fromkeys(self._cells_referred_to(key)))
        return did_you_mean(value, self.ids[wanted])


def _errors_of_texts(texts: list[str], column: Column, table: Table) -> dict[str, str]:
    """Ask frictionless what is wrong with the texts of one column; by text, what it says."""
    # Half a second that clean data should not pay.
    from frictionless import Resource, Schema  # noqa: PLC0415

    field = next(field for field in table.descriptor["fields"] if field["name"] == column.name)
    # A row of one empty cell would be a blank row: the number beside it keeps it from being one.
    number = {"name": "number of the text", "type": "string"}
    descriptor = {"fields": [number, field], "missingValues": [""]}
    rows = [[str(i), text] for i, text in enumerate(texts)]
    resource = Resource(
        name=table.name,
        data=[[number["name"], column.name], *rows],
        schema=Schema.from_descriptor(descriptor),
    )
    report = resource.validate(limit_errors=_EVERY_ERROR)
    errors: dict[str, str] = {}
    found: list[Any] = report.tasks[0].errors
    for error in found:
        # frictionless counts rows from the header, which is row 1.
        errors.setdefault(texts[error.row_number - 2], error.note)
    return errors
