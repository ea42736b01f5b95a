"""Validates tables of text against their Table Schemas with frictionless.

frictionless gets the rows as they stand in the file, with every one of its conveniences turned
off: no type is inferred, only the empty cell is missing, columns may come in any order. Its
findings become `Problem`s with the line of the file. What it lets pass and we do not (2022-2-3,
digits of other scripts, infinity, a line end behind an id) is found here too.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from frictionless import Package, Resource, Schema

from geomap.incidents.csv_file import CsvText
from geomap.incidents.problems import Problem, did_you_mean, list_choices
from geomap.incidents.tables import Column, ForeignKey, Table

_EVERY_ERROR = 10**9
# Each compares one id with thousands: enough for what anybody reads, quick when all are wrong.
_MOST_SUGGESTIONS = 100
# The years keep clear of what nanosecond timestamps of older pandas cannot hold.
_DATE = re.compile(r"(18|19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,2})?")
_STRICT_FORMS = {"date": _DATE, "number": _NUMBER}
_CONSTRAINT_IN_NOTE = re.compile(r'constraint "(\w+)"')
_POSITION_IN_NOTE = re.compile(r"position (\d+)")


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
    resources = [_resource_from_text(table, texts, incomplete) for table in tables.values()]
    report = Package(resources=resources).validate(limit_errors=_EVERY_ERROR)
    for task in report.tasks:
        if task.name in texts:
            translation = _Translation(tables[task.name], texts)
            problems += translation.problems_from_errors(task.errors)
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


def _resource_from_text(
    table: Table, texts: Mapping[str, CsvText], incomplete: AbstractSet[str]
) -> Resource:
    text = texts.get(table.name)
    labels = usable_labels(text.header) if text else list(table.columns)
    rows = text.rows if text else []
    keys = [key for key in table.foreign_keys if _can_be_looked_up(key, texts, incomplete)]
    schema = _schema_of(table, labels, keys)
    return Resource(name=table.name, data=[labels, *rows], schema=schema)


def _schema_of(table: Table, labels: list[str], keys: list[ForeignKey]) -> Schema:
    """Cut the schema to the columns that the file has, in the order in which it has them."""
    fields = {field["name"]: field for field in table.descriptor["fields"]}
    descriptor: dict[str, Any] = {
        "fields": [fields.get(label, {"name": label, "type": "string"}) for label in labels],
        "missingValues": [""],
    }
    if table.primary_key in labels:
        descriptor["primaryKey"] = [table.primary_key]
    descriptor["foreignKeys"] = [
        {
            "fields": [key.column],
            "reference": {
                "resource": "" if key.table == table.name else key.table,
                "fields": [key.reference],
            },
        }
        for key in keys
        if key.column in labels
    ]
    return Schema.from_descriptor(descriptor)


def _can_be_looked_up(
    key: ForeignKey, texts: Mapping[str, CsvText], incomplete: AbstractSet[str]
) -> bool:
    if key.table in incomplete:
        return False
    return key.table not in texts or key.reference in texts[key.table].header


def _strict_form_of(column: Column) -> re.Pattern[str] | None:
    return re.compile(column.pattern) if column.pattern else _STRICT_FORMS.get(column.type)


class _Translation:
    """Turns the findings of frictionless about one table into problems of its file."""

    def __init__(self, table: Table, texts: Mapping[str, CsvText]) -> None:
        self.text = texts[table.name]
        self.table = table
        self.texts = texts
        self.labels = usable_labels(self.text.header)
        self.positions = {label: position for position, label in enumerate(self.labels)}
        self.keys = {key.column: key for key in table.foreign_keys}
        self.ids: dict[tuple[str, str], list[str]] = {}
        self.suggestions_left = _MOST_SUGGESTIONS

    def problems_from_errors(self, errors: Iterable[Any]) -> list[Problem]:
        """Translate, drop what only follows from another finding, add what was let pass."""
        listed = list(errors)
        ragged = {e.row_number for e in listed if e.type in ("missing-cell", "extra-cell")}
        found = [self._problem_of_ragged_row(number) for number in sorted(ragged)]
        flagged = set()
        for error in listed:
            # Cells of a ragged row stand under the wrong labels: one finding is enough.
            if getattr(error, "row_number", None) in ragged:
                continue
            problem = self._problem_from_error(error)
            if problem and (problem.row, problem.column) not in flagged:
                flagged.add((problem.row, problem.column))
                found.append(problem)
        ragged_lines = {self._line(number) for number in ragged}
        found += [
            problem
            for problem in self._problems_of_strict_forms()
            if (problem.row, problem.column) not in flagged and problem.row not in ragged_lines
        ]
        return found

    def _problem_from_error(self, error: Any) -> Problem | None:
        if error.type == "primary-key":
            return self._problem_of_primary_key(error)
        if error.type == "foreign-key":
            return self._problem_of_foreign_key(error)
        if error.type in ("type-error", "constraint-error"):
            return self._problem_of_cell(error)
        return Problem(self.text.file, None, None, None, "a readable table", error.message)

    def _problem_of_ragged_row(self, number: int) -> Problem:
        cells = self.text.rows[number - 2]
        expected = f"{len(self.labels)} cells, as in the header"
        advice = f"this row has {len(cells)}: look for a missing or unquoted comma"
        return Problem(self.text.file, self._line(number), None, ",".join(cells), expected, advice)

    def _problem_of_primary_key(self, error: Any) -> Problem | None:
        position = _POSITION_IN_NOTE.search(error.note)
        column = self.table.primary_key
        if position is None or column is None:
            return None  # an empty key: already found as a required cell
        advice = f"row {self._line(int(position[1]))} has it already: rename or remove one"
        return self._problem(error.row_number, column, f"each {column} once", advice)

    def _problem_of_foreign_key(self, error: Any) -> Problem:
        key = self.keys[error.field_names[0]]
        target = self.texts.get(key.table)
        where = target.file if target else f"the table {key.table}, which this dataset lacks"
        value = self._cell(error.row_number, key.column)
        advice = self._suggest_id(value, key) or f"mend the id or add it to {where}"
        expected = f"an id that stands in {where}"
        return self._problem(error.row_number, key.column, expected, advice)

    def _problem_of_cell(self, error: Any) -> Problem:
        label = error.field_name
        column = self.table.columns[label]
        constraint = _CONSTRAINT_IN_NOTE.search(error.note)
        if constraint and constraint[1] == "required":
            return self._problem(error.row_number, label, "a value", column.description)
        if constraint and constraint[1] == "enum":
            advice = did_you_mean(self._cell(error.row_number, label), column.choices)
            expected = list_choices(column.choices)
            return self._problem(error.row_number, label, expected, advice)
        return self._problem(error.row_number, label, column.expected, "")

    def _problems_of_strict_forms(self) -> Iterator[Problem]:
        for column in self.table.columns.values():
            form = _strict_form_of(column)
            if form is None or column.name not in self.positions:
                continue
            position = self.positions[column.name]
            for cells, line in zip(self.text.rows, self.text.lines, strict=True):
                cell = cells[position] if position < len(cells) else ""
                if cell and not form.fullmatch(cell):
                    yield Problem(self.text.file, line, column.name, cell, column.expected)

    def _problem(self, number: int, column: str, expected: str, advice: str) -> Problem:
        value = self._cell(number, column)
        return Problem(self.text.file, self._line(number), column, value, expected, advice)

    def _line(self, number: int) -> int:
        # frictionless counts rows, the header being the first; people look for a line.
        return self.text.lines[number - 2]

    def _cell(self, number: int, column: str) -> str:
        cells = self.text.rows[number - 2]
        return cells[self.positions[column]]

    def _suggest_id(self, value: str, key: ForeignKey) -> str:
        if not self.suggestions_left:
            return ""
        self.suggestions_left -= 1
        return did_you_mean(value, self._ids_of(key))

    def _ids_of(self, key: ForeignKey) -> list[str]:
        target = self.texts.get(key.table)
        if target is None:
            return []
        wanted = (key.table, key.reference)
        if wanted not in self.ids:
            position = usable_labels(target.header).index(key.reference)
            cells = (row[position] for row in target.rows if position < len(row))
            self.ids[wanted] = list(dict.fromkeys(cells))
        return self.ids[wanted]
