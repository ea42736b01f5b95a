"""Bad input of every kind: each problem with file, row, column, value; all of them at once."""

import json
from pathlib import Path

import pytest

from geomap.errors import GeomapError
from geomap.incidents import InvalidDatasetError, read_incidents
from tests.incidents.conftest import WriteDataset

HOSTILE = [
    "{{7*7}}",
    "{% raw %}",
    "</script>",
    "${alert(1)}",
    "`",
    "\u202etxt",
    "=cmd()",
    "\x1b[2J",
]


def test_the_valid_dataset_has_no_problems(write_dataset: WriteDataset) -> None:
    incidents = read_incidents(write_dataset())
    assert incidents.problems == []
    incidents.require_valid()
    assert (incidents.name, incidents.title, len(incidents)) == ("small", "A small dataset", 3)


# change: (table, row), column, value → the value found, part of what was expected, of the advice
CELLS = [
    # dates
    ("incidents", 0, "date_start", "2022-02-30", "a calendar day written YYYY-MM-DD", ""),
    ("incidents", 0, "date_start", "2022-2-3", "a calendar day written YYYY-MM-DD", ""),
    ("incidents", 0, "date_start", "03/02/2022", "a calendar day written YYYY-MM-DD", ""),
    ("incidents", 0, "date_start", "2022-02", "a calendar day written YYYY-MM-DD", ""),
    ("incidents", 0, "date_start", "٢٠٢٢-٠٢-٠٣", "a calendar day written YYYY-MM-DD", ""),
    ("incidents", 0, "date_start", "0222-02-03", "a calendar day written YYYY-MM-DD", ""),
    ("incidents", 0, "date_end", "2022-02-01", "a day on or after date_start", "2022-02-03"),
    ("incidents", 0, "date_end", "", "a day, because date_start has one", ""),
    ("site_changes", 0, "date_end", "2021-01-01", "a day on or after date_start", "2022-01-03"),
    ("totals", 0, "period_end", "2021-01-01", "on or after period_start", "2021-12-23"),
    ("claims", 0, "stated_at", "this morning", "YYYY-MM-DDTHH:MM", ""),
    # vocabularies
    ("incidents", 0, "kind", "strik", "one of operation, strike", "did you mean 'strike'?"),
    ("incidents", 0, "kind", "Strike", "one of operation, strike", "did you mean 'strike'?"),
    ("incidents", 0, "kind", "", "a value", "What happened"),
    ("incidents", 0, "status", "sure", "one of confirmed, reported", ""),
    ("incidents", 0, "background", "yes", "true or false", ""),
    ("locations", 0, "role", "target ", "one of at, target", "did you mean 'target'?"),
    ("locations", 0, "standing", "primry", "one of primary, same", "did you mean 'primary'?"),
    ("claims", 0, "measure", "kiled", "one of killed", "did you mean 'killed'?"),
    ("claims", 0, "qualifier", "ca.", "one of exactly, at_least", ""),
    ("sites", 0, "kind", "oilfield", "one of base", "did you mean 'oil_field'?"),
    ("sources", 0, "embed", "all", "one of rows, aggregate, none", ""),
    # keys
    ("locations", 0, "source_id", "sohr-89", "stands in sources.csv", "did you mean 'sohr-88'?"),
    ("claims", 3, "source_id", "nobody", "stands in sources.csv", "add it to sources.csv"),
    ("locations", 0, "incident_id", "rad", "stands in incidents.csv", "did you mean 'raid'?"),
    ("incidents", 1, "incident_id", "raid", "each incident_id once", "row 2 has it already"),
    ("incidents", 0, "incident_id", "no spaces", "letters, digits", ""),
    ("claims", 1, "supersedes", "toll", "stands in claims.csv", ""),
    ("claims", 1, "supersedes", "lorries", "a claim_id of the same incident", "raid"),
    ("claims", 1, "supersedes", "toll-local", "a claim_id of the same source", "sohr-88"),
    ("claims", 0, "part_of", "lorries", "a claim_id of the same incident", "raid"),
    ("claims", 0, "part_of", "toll-morning", "does not lead back to this row", ""),
    ("incidents", 0, "related_to", "convoy;nowhere", "other incidents", "'nowhere' is not one"),
    ("incidents", 0, "related_to", "raid", "other incidents", "'raid' is not one"),
    ("claims", 0, "claim_id", "toll-morning\n", "letters, digits", ""),
    ("site_changes", 0, "site_id", "tnf", "stands in sites.csv", "did you mean 'tanf'?"),
    # numbers
    ("claims", 0, "low", "nine", "a number, 0 or more", ""),
    ("claims", 0, "low", "-1", "a number, 0 or more", ""),
    ("claims", 0, "low", "٩", "a number, 0 or more", ""),
    ("claims", 0, "low", "1e999", "a number, 0 or more", ""),
    ("claims", 0, "low", "INF", "a number, 0 or more", ""),
    ("claims", 0, "high", "8", "not smaller than low", "low is '9'"),
    ("claims", 0, "high", "", "a number, because low has one", "write it in both"),
    # places
    ("locations", 1, "lon", "200", "between -180 and 180", ""),
    ("locations", 1, "lat", "-90.5", "between -90 and 90", ""),
    ("locations", 1, "lat", "NaN", "between -90 and 90", ""),
    ("locations", 1, "lon", "40,45", "between -180 and 180", ""),
    ("locations", 1, "lat", "", "decimal degrees, because lon has some", ""),
    ("locations", 1, "radius_m", "0", "metres between 1 and 1000000", ""),
    ("locations", 0, "radius_m", "2000", "lon and lat beside it", ""),
    ("locations", 0, "place_as_written", "", "a wording, a place_id or lon and lat", "no row"),
    ("locations", 0, "place_as_written", "  ", "a wording, a place_id or lon and lat", "no row"),
    ("locations", 0, "place_id", "al-tanf-bse", "of the gazetteer", "did you mean 'al-tanf-base'"),
    ("sites", 0, "place_id", "atlantis", "of the gazetteer", "geomap resolve"),
    ("sites", 0, "place_id", "", "a value", "gazetteer"),
    # precision
    ("incidents", 0, "date_precision", "weekday", "one of day, range", ""),
    ("site_changes", 0, "date_precision", "exact", "one of day, range", ""),
    # addresses
    ("sources", 0, "url", "javascript:alert(1)", "starting with http:// or https://", ""),
    ("sources", 0, "url", "www.example.org", "starting with http:// or https://", ""),
    ("sources", 0, "archive_url", "https://a b", "starting with http:// or https://", ""),
    ("sources", 0, "url", "https://example.org/\n", "starting with http:// or https://", ""),
    ("sources", 0, "language", "English!", "a language tag", ""),
]


@pytest.mark.parametrize(("table", "number", "column", "value", "expected", "advice"), CELLS)
def test_a_wrong_cell_is_one_problem_with_file_row_column_and_value(
    write_dataset: WriteDataset,
    *,
    table: str,
    number: int,
    column: str,
    value: str,
    expected: str,
    advice: str,
) -> None:
    incidents = read_incidents(write_dataset({(table, number): {column: value}}))
    here = [
        problem
        for problem in incidents.problems
        if (problem.file, problem.row, problem.column) == (f"{table}.csv", number + 2, column)
    ]
    assert len(here) == 1, incidents.problems
    assert here[0].value == value
    assert expected in here[0].expected
    assert advice in here[0].advice


def test_a_day_that_spans_two_and_an_undated_day_contradict_their_precision(
    write_dataset: WriteDataset,
) -> None:
    folder = write_dataset(
        {
            ("incidents", 0): {"date_end": "2022-02-04"},
            ("incidents", 2): {"date_start": "", "date_end": ""},
        }
    )
    problems = read_incidents(folder).problems
    assert [(problem.row, problem.column) for problem in problems] == [
        (2, "date_precision"),
        (4, "date_precision"),
    ]
    assert "range covers several days" in problems[0].advice
    assert problems[1].expected == "unknown, because both dates are empty"


def test_an_incident_without_any_source_is_a_problem(write_dataset: WriteDataset) -> None:
    folder = write_dataset({("locations", 2): {"source_id": ""}})
    (problem,) = read_incidents(folder).problems
    assert (problem.file, problem.row, problem.value) == ("incidents.csv", 4, "barisha")
    assert "at least one source" in problem.expected


def test_an_incident_whose_places_are_all_rivals_is_a_problem(write_dataset: WriteDataset) -> None:
    (problem,) = read_incidents(write_dataset({("locations", 0): {"standing": "rival"}})).problems
    assert (problem.file, problem.row, problem.column) == ("locations.csv", 2, "standing")


def test_a_site_that_nothing_is_known_of_is_a_problem(write_dataset: WriteDataset) -> None:
    site = {"site_id": "x", "kind": "base", "name": "X", "place_id": "al-tanf-base"}
    (problem,) = read_incidents(write_dataset(sites=[site])).problems
    assert (problem.file, problem.row, problem.value) == ("sites.csv", 3, "x")


def test_claims_that_supersede_each_other_in_a_circle_are_problems(
    write_dataset: WriteDataset,
) -> None:
    problems = read_incidents(
        write_dataset({("claims", 0): {"supersedes": "toll-evening"}})
    ).problems
    assert [(p.row, p.column, p.value) for p in problems] == [
        (2, "supersedes", "toll-evening"),
        (3, "supersedes", "toll-morning"),
    ]


def test_every_problem_is_found_at_once_in_the_order_of_files_and_rows(
    write_dataset: WriteDataset,
) -> None:
    folder = write_dataset(
        {
            ("sources", 1): {"url": "ftp://example.org"},
            ("incidents", 0): {"kind": "strik", "date_start": "yesterday"},
            ("locations", 1): {"lon": "400"},
            ("claims", 3): {"source_id": "nobody", "low": "x"},
        }
    )
    with pytest.raises(InvalidDatasetError) as caught:
        read_incidents(folder).require_valid()
    found = [(problem.file, problem.row, problem.column) for problem in caught.value.problems]
    assert found == [
        ("sources.csv", 3, "url"),
        ("incidents.csv", 2, "kind"),
        ("incidents.csv", 2, "date_start"),
        ("locations.csv", 3, "lon"),
        ("claims.csv", 5, "low"),
        ("claims.csv", 5, "source_id"),
    ]
    assert isinstance(caught.value, GeomapError)
    assert isinstance(caught.value, ValueError)
    for problem in caught.value.problems:
        assert str(problem) in str(caught.value)


def test_repeated_problems_are_counted_in_the_message_and_kept_in_the_list(
    write_dataset: WriteDataset,
) -> None:
    claims = [
        {
            "claim_id": f"more-{number}",
            "incident_id": "raid",
            "source_id": "nobody",
            "measure": "killed",
        }
        for number in range(417)
    ]
    with pytest.raises(InvalidDatasetError) as caught:
        read_incidents(write_dataset(claims=claims)).require_valid()
    assert len(caught.value.problems) == 417
    assert "417 problems in the dataset 'small'" in str(caught.value)
    assert "… and 412 more like this in claims.csv" in str(caught.value)
    assert str(caught.value).count("'nobody'") == 5


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_just_text_where_text_is_allowed(
    write_dataset: WriteDataset, text: str
) -> None:
    folder = write_dataset({("incidents", 0): {"title": text, "summary": text, "actors": text}})
    incidents = read_incidents(folder)
    assert incidents.problems == []
    assert incidents.incidents.loc[0, "title"] == text


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_harmlessly_where_it_is_wrong(
    write_dataset: WriteDataset, text: str
) -> None:
    problems = read_incidents(write_dataset({("incidents", 0): {"kind": text}})).problems
    assert repr(text) in str(problems[0])
    assert "\x1b" not in str(problems[0])
    assert "\u202e" not in str(problems[0])


def rewrite(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="")


def test_rows_with_too_few_or_too_many_cells_are_one_problem_each(
    write_dataset: WriteDataset,
) -> None:
    folder = write_dataset()
    rewrite(
        folder, "claims.csv", "lorries,convoy,sohr-88,,,vehicles,,exactly,130,130,,,", "lorries"
    )
    rewrite(folder, "sites.csv", "Al-Tanf,", "Al-Tanf, the base,")
    first, second = read_incidents(folder).problems
    assert (first.file, first.row, first.column, first.value) == ("claims.csv", 5, None, "lorries")
    assert first.expected == "13 cells, as in the header"
    assert "this row has 1" in first.advice
    assert (second.file, second.row) == ("sites.csv", 2)
    assert "this row has 8" in second.advice


@pytest.mark.parametrize(
    ("old", "new", "column", "expected"),
    [
        ("kind,", ",", "column 2", "a label for every column"),
        ("subkind,", "title,", "title", "each label once"),
        ("subkind,", "sub_kind,", "sub_kind", "a column of the table incidents"),
        ("kind,", "knd,", "kind", "a column 'kind' in the header"),
    ],
)
def test_a_wrong_header_is_a_problem_of_row_1(
    write_dataset: WriteDataset, old: str, new: str, column: str, expected: str
) -> None:
    folder = write_dataset()
    rewrite(folder, "incidents.csv", old, new)
    problems = read_incidents(folder).problems
    assert any(
        (p.file, p.row, p.column, p.expected) == ("incidents.csv", 1, column, expected)
        for p in problems
    ), problems


def test_columns_may_come_in_any_order_and_optional_ones_may_be_left_out(
    write_dataset: WriteDataset,
) -> None:
    folder = write_dataset()
    (folder / "sources.csv").write_text(
        "embed,publisher,source_id\nrows,SOHR,sohr-88\nnone,محلي,local\n", encoding="utf-8"
    )
    incidents = read_incidents(folder)
    assert incidents.problems == []
    assert incidents.sources["source_id"].tolist() == ["sohr-88", "local"]
    assert incidents.sources["url"].tolist() == ["", ""]


FILES = [
    # file, its bytes, row, value, expected, advice
    ("claims.csv", b"", None, None, "a header row and rows below it", "empty"),
    ("claims.csv", b"\n \n", None, None, "a header row and rows below it", "empty"),
    ("claims.csv", b",,,\n", 1, None, "a header row", "no cell"),
    ("claims.csv", "claim_id\nqatl\u00e9\n".encode("latin-1"), 2, "byte e9", "UTF-8", "CSV UTF-8"),
    ("claims.csv", "claim_id\n".encode("utf-16"), 1, "bytes ff fe", "UTF-8", "UTF-16"),
    ("claims.csv", b"PK\x03\x04\xff\xff", 1, "bytes 50 4b 03 04", "UTF-8", "ZIP"),
    ("claims.csv", b"claim_id\na\x00b\n", 2, "\x00", "without NUL bytes", "damaged"),
    ("claims.csv", b'claim_id,note\na,"open\n\n', 2, 'a,"open', "quotes that close", "from here"),
    ("claims.csv", b'claim_id,note\na,"x"y\n', 2, 'a,"x"y', "quotes that close", "from here"),
    ("claims.csv", b"claim_id;note\na;b\n", 1, "claim_id;note", "separated by commas", "';'"),
]


@pytest.mark.parametrize(("file", "data", "row", "value", "expected", "advice"), FILES)
def test_a_file_that_is_no_csv_is_a_problem_with_its_line(
    write_dataset: WriteDataset,
    *,
    file: str,
    data: bytes,
    row: int | None,
    value: str | None,
    expected: str,
    advice: str,
) -> None:
    folder = write_dataset()
    (folder / file).write_bytes(data)
    problems = read_incidents(folder).problems
    assert any(
        (problem.file, problem.row, problem.value) == (file, row, value)
        and expected in problem.expected
        and advice in problem.advice
        for problem in problems
    ), problems


def test_an_unreadable_table_does_not_make_every_reference_to_it_wrong(
    write_dataset: WriteDataset,
) -> None:
    folder = write_dataset()
    (folder / "sources.csv").write_bytes(b"")
    (problem,) = read_incidents(folder).problems
    assert problem.file == "sources.csv"


def test_a_table_that_the_package_names_but_that_is_not_there_is_a_problem(
    write_dataset: WriteDataset,
) -> None:
    folder = write_dataset()
    (folder / "claims.csv").unlink()
    (folder / "totals.csv").unlink()
    (folder / "totals.csv").mkdir()
    first, second = read_incidents(folder).problems
    assert (first.file, first.expected) == ("claims.csv", "a CSV file here")
    assert (second.file, second.advice) == ("totals.csv", "this is a folder")


@pytest.mark.parametrize(
    ("text", "row", "column", "value", "expected"),
    [
        ("{", 1, None, None, "JSON"),
        ('{\n"name": x}', 2, None, None, "JSON"),
        ("[]", None, "resources", None, "an object with a list of resources"),
        ('{"resources": []}', None, "resources", None, "an object with a list of resources"),
        (
            '{"resources": [{"name": "claimz", "path": "c.csv"}]}',
            *(None, "resources.name", "claimz", "a table: one of sources, incidents"),
        ),
        (
            '{"resources": [{"name": "incidents", "path": "../secret.csv"}]}',
            *(None, "resources.path", "../secret.csv", "a CSV file inside this folder"),
        ),
        (
            '{"resources": [{"name": "incidents", "path": "/etc/passwd"}]}',
            *(None, "resources.path", "/etc/passwd", "a CSV file inside this folder"),
        ),
        (
            '{"resources": [{"name": "incidents", "path": "https://example.org/i.csv"}]}',
            *(None, "resources.path", "https://example.org/i.csv", "inside this folder"),
        ),
        ('{"resources": ["incidents"]}', None, "resources.name", "", "a table"),
        (
            '{"resources": [{"name": "sources", "path": "sources.csv"}]}',
            *(None, "resources", None, "a resource named incidents"),
        ),
    ],
)
def test_a_datapackage_that_cannot_be_used_is_a_problem(
    write_dataset: WriteDataset,
    *,
    text: str,
    row: int | None,
    column: str | None,
    value: str | None,
    expected: str,
) -> None:
    folder = write_dataset()
    (folder / "datapackage.json").write_text(text, encoding="utf-8")
    problem = read_incidents(folder).problems[0]
    assert (problem.file, problem.row, problem.column) == ("datapackage.json", row, column)
    assert problem.value == value
    assert expected in problem.expected


def test_a_folder_without_datapackage_names_the_file_to_add(tmp_path: Path) -> None:
    (problem,) = read_incidents(tmp_path).problems
    assert problem.file == "datapackage.json"
    assert str(tmp_path) in problem.expected
    assert "docs/data.md" in problem.advice


def test_a_missing_folder_is_a_problem_that_suggests_a_neighbour(tmp_path: Path) -> None:
    (tmp_path / "coalition-syria").mkdir()
    (problem,) = read_incidents(tmp_path / "coalition-siria").problems
    assert problem.file == str(tmp_path / "coalition-siria")
    assert problem.advice == "did you mean 'coalition-syria'?"
    for path in (tmp_path / "no" / "such" / "place.csv", tmp_path / ("x" * 5000), "a\x00b"):
        (problem,) = read_incidents(path).problems
        assert problem.advice == "nothing has this name"


def test_unlisted_tables_are_empty_and_references_to_them_are_problems(tmp_path: Path) -> None:
    (tmp_path / "datapackage.json").write_text(
        json.dumps(
            {
                "name": "two",
                "resources": [
                    {"name": "incidents", "path": "i.csv"},
                    {"name": "locations", "path": "l.csv"},
                ],
            }
        ),
        encoding="utf-8",
    )
    (tmp_path / "i.csv").write_text(
        "incident_id,kind,title,date_precision,status,background\n"
        "a,strike,T,unknown,reported,false\n",
        encoding="utf-8",
    )
    (tmp_path / "l.csv").write_text(
        "incident_id,role,standing,place_as_written,source_id\na,at,primary,Atmeh,s\n",
        encoding="utf-8",
    )
    (problem,) = read_incidents(tmp_path).problems
    assert (problem.file, problem.row, problem.value) == ("l.csv", 2, "s")
    assert "the table sources, which this dataset lacks" in problem.expected
