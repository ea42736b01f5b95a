"""Counts that keep doubt apart: certain in one row, or possible in several."""

from pathlib import Path

import pytest

from geomap.gazetteer import Gazetteer
from geomap.gazetteer.engine import LocalEngine
from geomap.incidents import read_incidents
from geomap.incidents.tally import TallyError, tally_incidents

ENGINE = LocalEngine(Gazetteer.open())
HEADER = "date,date_end,kind,place\n"
# date, date_end, kind, place → the rows (month, kind, admin1) it is counted in
CASES = [
    ("2022-02-03,,strike,Atmeh", [("2022-02", "strike", "Idlib")]),
    (
        "2022-01-30,2022-02-02,strike,آطمة",
        [("2022-01", "strike", "Idlib"), ("2022-02", "strike", "Idlib")],
    ),
    (
        "2022-02-03,,clash,at the administrative border between Aleppo and Idlib",
        [("2022-02", "clash", "Aleppo"), ("2022-02", "clash", "Idlib")],
    ),
    ("2022,,strike,Atmeh", [("", "strike", "Idlib")]),  # no month, not twelve
    (",,strike,no such place", [("", "strike", "")]),
    (
        "2021-12-31,2022-01-01,strike,Atmeh",
        [("2021-12", "strike", "Idlib"), ("2022-01", "strike", "Idlib")],
    ),
]


@pytest.mark.parametrize(("row", "rows"), CASES)
def test_what_may_lie_in_several_rows_is_possible_in_each(
    tmp_path: Path, *, row: str, rows: list[tuple[str, str, str]]
) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(f"{HEADER}{row}\n", encoding="utf-8")
    counts = tally_incidents(read_incidents(path), by=["month", "kind", "admin1"], engine=ENGINE)
    is_certain = len(rows) == 1
    found = list(counts.itertuples(index=False, name=None))
    assert found == [(*names, int(is_certain), int(not is_certain)) for names in sorted(rows)]


def test_certain_and_undecided_incidents_add_up_to_all_of_them(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(HEADER + "\n".join(row for row, _ in CASES), encoding="utf-8")
    counts = tally_incidents(read_incidents(path), by=["year", "kind", "admin1"], engine=ENGINE)
    undecided = [row for row, rows in CASES if len(rows) > 1]
    # Two of them span months of one year, or the border of two units.
    assert counts["certain"].sum() == len(CASES) - len(undecided) + 1
    assert counts["possible"].sum() == 4


def test_a_table_without_rows_gives_columns_without_rows(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(f"{HEADER}2022-02-03,,strike,Atmeh\n", encoding="utf-8")
    empty = read_incidents(path).period("1999")
    counts = tally_incidents(empty, by=["month", "admin1"], engine=ENGINE)
    assert list(counts.columns) == ["month", "admin1", "certain", "possible"]
    assert counts.empty


@pytest.mark.parametrize(
    ("by", "message"),
    [
        (["mnth"], "did you mean 'month'"),
        (["month", "month"], "each of some dimensions once"),
        ([], "each of some dimensions once"),
        (["{{7*7}}"], "expected some of month, year"),
    ],
)
def test_what_cannot_be_counted_by_is_named(tmp_path: Path, by: list[str], message: str) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(f"{HEADER}2022-02-03,,strike,Atmeh\n", encoding="utf-8")
    with pytest.raises(TallyError, match=message):
        tally_incidents(read_incidents(path), by=by, engine=ENGINE)
