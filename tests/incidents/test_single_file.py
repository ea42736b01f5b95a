"""A single CSV of one's own: what it needs, what it may have, what becomes of it."""

import io
import sys
from pathlib import Path

import pandas as pd
import pytest

from geomap.incidents import Problem, read_incidents


def write(tmp_path: Path, text: str, *, name: str = "mine.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8", newline="")
    return path


def test_date_kind_and_place_are_enough(tmp_path: Path) -> None:
    incidents = read_incidents(write(tmp_path, "date,kind,place\n2022-02-03,strike,آطمة\n"))
    assert incidents.problems == []
    assert incidents.name == "mine"
    (row,) = incidents.incidents.to_dict("records")
    assert row["incident_id"] == "row-2"
    assert (row["kind"], row["title"], row["status"]) == ("strike", "Strike, آطمة", "reported")
    assert row["date_start"] == row["date_end"] == pd.Timestamp("2022-02-03")
    assert row["date_precision"] == "day"
    (located,) = incidents.located()
    assert located.drawn == "mapped"


def test_lon_and_lat_are_enough_too(tmp_path: Path) -> None:
    incidents = read_incidents(write(tmp_path, "lon,lat,kind,date\n36.69,36.31,clash,2022-02-03\n"))
    assert incidents.problems == []
    (located,) = incidents.located()
    assert located.drawn == "mapped"
    assert located.geometry is not None
    assert located.geometry.coords[0] == pytest.approx((36.69, 36.31))


@pytest.mark.parametrize(
    ("date", "date_end", "start", "end", "precision"),
    [
        ("2022-02-03", "", "2022-02-03", "2022-02-03", "day"),
        ("2022-02", "", "2022-02-01", "2022-02-28", "month"),
        ("2024-02", "", "2024-02-01", "2024-02-29", "month"),
        ("2019", "", "2019-01-01", "2019-12-31", "year"),
        ("2022-02-03", "2022-02-05", "2022-02-03", "2022-02-05", "range"),
        ("2021-12", "2022-01", "2021-12-01", "2022-01-31", "range"),
        ("2019", "2020", "2019-01-01", "2020-12-31", "range"),
        ("", "", None, None, "unknown"),
    ],
)
def test_a_month_or_year_alone_is_a_span_with_its_precision(
    tmp_path: Path, *, date: str, date_end: str, start: str, end: str, precision: str
) -> None:
    text = f"date,date_end,kind,place\n{date},{date_end},other,Atmeh\n"
    incidents = read_incidents(write(tmp_path, text))
    assert incidents.problems == []
    (row,) = incidents.incidents.to_dict("records")
    assert row["date_precision"] == precision
    if start:
        assert (row["date_start"], row["date_end"]) == (pd.Timestamp(start), pd.Timestamp(end))
    else:
        assert len(incidents.undated) == 1


def test_columns_named_after_measures_become_claims(tmp_path: Path) -> None:
    text = "date,kind,place,killed,injured\n2022-02-03,strike,Atmeh,9-13,\n2022,clash,Idlib,,4.0\n"
    claims = read_incidents(write(tmp_path, text)).claims
    columns = ["incident_id", "measure", "low", "high", "source_id"]
    assert claims[columns].to_numpy().tolist() == [
        ["row-2", "killed", 9.0, 13.0, "file"],
        ["row-3", "injured", 4.0, 4.0, "file"],
    ]


def test_rows_of_one_source_share_it_and_rows_of_none_have_the_file(tmp_path: Path) -> None:
    text = (
        "date,kind,place,source,url\n"
        "2022-02-03,strike,Atmeh,SOHR,https://example.org/1\n"
        "2022-02-04,strike,Atmeh,SOHR,https://example.org/1\n"
        "2022-02-05,strike,Atmeh,,https://example.net/2\n"
        "2022-02-06,strike,Atmeh,,\n"
    )
    incidents = read_incidents(write(tmp_path, text))
    assert incidents.problems == []
    sources = incidents.sources.set_index("source_id")["publisher"].to_dict()
    assert sources == {"source-1": "SOHR", "source-2": "example.net", "file": "mine.csv"}
    assert incidents.locations["source_id"].tolist() == ["source-1", "source-1", "source-2", "file"]


def test_labels_may_be_in_any_case_and_other_columns_are_kept(tmp_path: Path) -> None:
    text = " Date ,KIND,Place,Colour,related_to\n2022-02-03,strike,Atmeh,red,x\n"
    incidents = read_incidents(write(tmp_path, text))
    assert incidents.problems == []
    (row,) = incidents.incidents.to_dict("records")
    assert (row["Colour"], row["own related_to"], row["related_to"]) == ("red", "x", "")


def test_own_ids_titles_and_statuses_are_taken_over(tmp_path: Path) -> None:
    text = (
        "incident_id,date,kind,place,title,status,background\n"
        "SYR-1,2022-02-03,strike,Atmeh,Mine,contested,true\n"
    )
    (row,) = read_incidents(write(tmp_path, text)).incidents.to_dict("records")
    assert (row["incident_id"], row["title"], row["status"]) == ("SYR-1", "Mine", "contested")
    assert row["background"]


def test_a_dash_reads_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    data = io.BytesIO(b"date,kind,place\n2022-02-03,strik,Atmeh\n")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(data))
    (problem,) = read_incidents("-").problems
    assert (problem.file, problem.row, problem.column) == ("standard input", 2, "kind")


def test_lines_are_those_of_the_file_even_after_cells_of_several_lines(tmp_path: Path) -> None:
    text = (
        'date,kind,place,summary\r\n2022-02-03,strike,Atmeh,"one\r\ntwo\r\n"\r\n\r\nx,strike,A,\r\n'
    )
    (problem,) = read_incidents(write(tmp_path, text)).problems
    assert (problem.row, problem.value) == (6, "x")


# the text below the header date,kind,place,lon,lat,killed,url,date_end,radius_m → what is found
BAD_ROWS = [
    ("2022-02-30,strike,Atmeh,,,,,,", "date", "2022-02-30", "a day that is in the calendar"),
    ("2022-13,strike,Atmeh,,,,,,", "date", "2022-13", "a day written YYYY-MM-DD"),
    ("3 Feb 2022,strike,Atmeh,,,,,,", "date", "3 Feb 2022", "a day written YYYY-MM-DD"),
    ("2022-2-3,strike,Atmeh,,,,,,", "date", "2022-2-3", "a day written YYYY-MM-DD"),
    ("0022-02-03,strike,Atmeh,,,,,,", "date", "0022-02-03", "a day written YYYY-MM-DD"),
    (",strike,Atmeh,,,,,2022-02-03,", "date", "", "a date before date_end"),
    ("2022-02-03,strike,Atmeh,,,,,2022-02-01,", "date_end", "2022-02-01", "on or after date"),
    ("2022-02-03,strike,Atmeh,,,,,2022-02-31,", "date_end", "2022-02-31", "in the calendar"),
    ("2022-02-03,Strike,Atmeh,,,,,,", "kind", "Strike", "one of operation, strike"),
    ("2022-02-03,,Atmeh,,,,,,", "kind", "", "a value"),
    ("2022-02-03,strike,,,,,,,", "place", "", "a place, or lon and lat"),
    ("2022-02-03,strike,,36.1,,,,,", "lat", "", "decimal degrees, because lon has some"),
    ("2022-02-03,strike,,,36.1,,,,", "lon", "", "decimal degrees, because lat has some"),
    ("2022-02-03,strike,,361,36.1,,,,", "lon", "361", "between -180 and 180"),
    ("2022-02-03,strike,,36.1,91,,,,", "lat", "91", "between -90 and 90"),
    ("2022-02-03,strike,Atmeh,,,many,,,", "killed", "many", "a number, or a range"),
    ("2022-02-03,strike,Atmeh,,,13-9,,,", "killed", "13-9", "from the smaller to the larger"),
    ("2022-02-03,strike,Atmeh,,,,javascript:alert(1),,", "url", "javascript:alert(1)", "http://"),
    ("2022-02-03,strike,Atmeh,,,,,,5000", "radius_m", "5000", "lon and lat beside it"),
    ("2022-02-03,strike,,36.1,36.1,,,,2 km", "radius_m", "2 km", "metres between 1 and"),
    ("2022-02-03,strike,Atmeh,,", None, "2022-02-03,strike,Atmeh,,", "9 cells"),
]


@pytest.mark.parametrize(("row", "column", "value", "expected"), BAD_ROWS)
def test_a_wrong_row_is_one_problem_with_line_column_and_value(
    tmp_path: Path, *, row: str, column: str | None, value: str, expected: str
) -> None:
    header = "date,kind,place,lon,lat,killed,url,date_end,radius_m"
    good = "2022-02-03,strike,Atmeh,,,,,,"
    problems = read_incidents(write(tmp_path, f"{header}\n{good}\n{row}\n")).problems
    assert [(p.file, p.row, p.column, p.value) for p in problems] == [
        ("mine.csv", 3, column, value)
    ]
    assert expected in problems[0].expected


def test_every_wrong_row_is_found_at_once(tmp_path: Path) -> None:
    header = "date,kind,place,lon,lat,killed,url,date_end,radius_m"
    text = "\n".join([header, *(row for row, *_ in BAD_ROWS)])
    problems = read_incidents(write(tmp_path, text)).problems
    assert [(p.row, p.column) for p in problems] == [
        (line, column) for line, (_, column, *_) in enumerate(BAD_ROWS, start=2)
    ]


@pytest.mark.parametrize(
    ("text", "expected", "advice"),
    [
        ("kind,place\nstrike,A\n", "a column 'date' in the header", ""),
        ("Dates,kind,place\n2022,strike,A\n", "a column 'date' in the header", "is it 'Dates'?"),
        ("date,place\n2022,A\n", "a column 'kind' in the header", ""),
        ("date,kind\n2022,strike\n", "a column 'place', or the columns 'lon' and 'lat'", ""),
        ("date,kind,lon\n2022,strike,36.1\n", "a column 'place', or the columns", ""),
        ("date,kind,places\n2022,strike,A\n", "a column 'place'", "is it 'places'?"),
        ("date,kind,place,place\n2022,strike,A,B\n", "each label once", "2 times"),
        ("date,kind,place\n", "at least one row below the header", ""),
        ("date;kind;place\n2022;strike;A\n", "columns separated by commas", "not ';'"),
    ],
)
def test_a_header_that_lacks_something_says_what(
    tmp_path: Path, text: str, expected: str, advice: str
) -> None:
    problems = read_incidents(write(tmp_path, text)).problems
    assert any(expected in p.expected and advice in p.advice for p in problems), problems


def test_an_id_given_twice_is_a_problem(tmp_path: Path) -> None:
    text = "incident_id,date,kind,place\na,2022,strike,A\na,2022,strike,B\n"
    (problem,) = read_incidents(write(tmp_path, text)).problems
    assert problem == Problem(
        "mine.csv",
        3,
        "incident_id",
        "a",
        "each incident_id once",
        "row 2 has it already: rename or remove one",
    )


def test_an_unknown_place_id_is_a_problem(tmp_path: Path) -> None:
    text = "date,kind,place,place_id\n2022,strike,,al-tanf-bas\n"
    (problem,) = read_incidents(write(tmp_path, text)).problems
    assert (problem.row, problem.column) == (2, "place_id")
    assert "did you mean 'al-tanf-base'?" in problem.advice


@pytest.mark.parametrize("data", [b"", b"\xff\xfed\x00", b'date,kind,place\n"x', b"\x00"])
def test_a_file_that_is_no_csv_never_gives_a_traceback(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "mine.csv"
    path.write_bytes(data)
    assert read_incidents(path).problems
