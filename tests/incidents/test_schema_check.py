"""Proving cells right in columns finds what frictionless finds cell by cell, no more, no less."""

import random

import numpy as np
import pytest

from geomap.incidents.clean_cells import strict_form_of, unproved_rows
from geomap.incidents.csv_file import CsvText
from geomap.incidents.schema_check import _errors_of_texts, check_schemas
from geomap.incidents.single_file import EVENTS
from geomap.incidents.tables import Column, Table, dataset_tables

COLUMNS = [
    (table, column) for table in dataset_tables().values() for column in table.columns.values()
]
COLUMNS += [(EVENTS, EVENTS.columns[name]) for name in ("date", "kind", "lon", "url", "killed")]
GOOD = [
    *("2022-02-03", "2022-02", "2022", "true", "false", "strike", "day", "primary", "rows", "at"),
    *("36.69", "-12", "1e2", "180", "-180", "90", "0", "1000000", "en", "zh-Hans", "a_b1", "SDF"),
    *("https://a.org/1", "https://a.org/1;https://b.org/2", "9-13", "9 – 13", "x.y:z-1", "killed"),
]
BAD = [
    *(
        "",
        " ",
        "2022-02-30",
        "2022-2-3",
        "١٢",
        "36,69",
        "inf",
        "nan",
        "1e400",
        "180.00000000000001",
    ),
    *("-180.000000000000000000001", "1e-5", "True", "Strike", "x y", "x\n", "https://", "ftp://a"),
    *("9-", "--1", "1_000", "+5", ".5", "5.", "\u202e2022", "0001-01-01", "=cmd()"),
]


@pytest.mark.parametrize(
    ("table", "column"), COLUMNS, ids=[f"{table.name}.{column.name}" for table, column in COLUMNS]
)
def test_what_is_proved_right_frictionless_finds_right(table: Table, column: Column) -> None:
    chance = random.Random(column.name)  # noqa: S311
    texts = [*GOOD, *BAD, *column.choices]
    for _ in range(60):
        text = chance.choice(texts)
        at = chance.randrange(len(text) + 1)
        texts.append(
            text[:at] + chance.choice(["0", "-", "a", " ", ".", "٣", "é", "\n"]) + text[at:]
        )
    texts = list(dict.fromkeys(texts))
    unproved = {texts[row] for row in unproved_rows(np.array(texts, dtype=object), column)}
    errors = _errors_of_texts(texts, column, table)
    form = strict_form_of(column)
    wrong = {text for text in texts if text and form is not None and not form.fullmatch(text)}
    assert set(errors) | wrong <= unproved
    assert all(text in errors or text in wrong or column.type == "number" for text in unproved)


def test_a_clean_table_never_wakes_frictionless(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("geomap.incidents.schema_check._errors_of_texts", refuse)
    columns = (["2022-02-03"] * 2, ["strike"] * 2, ["Atmeh"] * 2, ["180", "-180"], ["-90", "90"])
    cells = [np.array(column, dtype=object) for column in columns]
    # Numbers on a bound are as right as those inside.
    text = CsvText("f", ["date", "kind", "place", "lon", "lat"], cells, np.array([2, 3]))
    assert check_schemas({"events": text}, {"events": EVENTS}, extra_columns=True) == []


def test_a_third_use_of_an_id_names_the_second() -> None:
    cells = [np.array(text, dtype=object) for text in (["", "a", "", "a", "a"], ["strike"] * 5)]
    text = CsvText("f", ["incident_id", "kind"], cells, np.array([2, 3, 5, 8, 9]))
    problems = check_schemas({"events": text}, {"events": EVENTS}, extra_columns=True)
    assert [(p.row, p.value, p.advice[:18]) for p in problems] == [
        (8, "a", "row 3 has it alrea"),
        (9, "a", "row 8 has it alrea"),
    ]
