"""The fast way through a CSV reads what Python's own reader reads, or leaves the file to it."""

import csv
import io
import random

import pytest

from geomap.incidents.csv_columns import read_regular_csv
from geomap.incidents.csv_file import parse_csv

CELLS = ["", "a", "1.50", " ", '"x\ny"', '"x,y"', '"say ""so"""', "دير بلوط", '""""', "NA", "null"]
STRAYS = ["a", '"', '""', ",", "\n", "\r\n", "\r", " ", '"x"y', "\x00"]


def rows_of_python(text: str) -> list[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    found = []
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return found[1:]
        if cells:
            found.append((line, cells))


@pytest.mark.parametrize("seed", range(4))
def test_what_is_read_fast_is_what_python_reads(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    read = 0
    for _ in range(1500):
        width = chance.choice([2, 3])
        rows = [
            ",".join(chance.choice(CELLS) for _ in range(width)) + chance.choice(["\n", "\r\n"])
            for _ in range(chance.randrange(5))
        ]
        text = ",".join("hij"[:width]) + "\n" + "".join(rows)
        for _ in range(chance.choice([0, 0, 1, 2])):
            at = chance.randrange(text.index("\n") + 1, len(text) + 1)
            text = text[:at] + chance.choice(STRAYS) + text[at:]
        found = read_regular_csv(text.encode())
        if found is not None:
            read += 1
            cells = [list(row) for row in zip(*found.columns, strict=True)]
            assert list(zip(found.lines.tolist(), cells, strict=True)) == rows_of_python(text)
    assert read > 500


IRREGULAR = [
    (b"a,b\n1\n", "too few cells"),
    (b"a,b\n1,2,3\n4\n", "too many and too few, which add up"),
    (b"a,b\n1,2,3\n", "too many from the first row on"),
    (b"a,b\n\n1,2\n", "a blank line between rows"),
    (b'a,b\n1,x"y\n', "a quote inside a cell"),
    (b'a,b\n"1"2,3\n', "text behind a closing quote"),
    (b'a,b\n1,"2\n', "a quote that does not close"),
    (b"a,b\n1,\xff\n", "no UTF-8"),
    (b"a,b\r1,2\r", "line ends of another time"),
    (b"a\n1\n", "a single column"),
    (b"a,b\n1," + b"x" * 140_000 + b"\n", "a cell that is too long"),
]


@pytest.mark.parametrize("data", [data for data, _ in IRREGULAR])
def test_an_irregular_file_is_left_to_the_reader_of_rows(data: bytes) -> None:
    assert read_regular_csv(data) is None


def test_rows_without_text_are_passed_over_and_lines_stay_true() -> None:
    table, problems = parse_csv(b'\xef\xbb\xbfa,b\r\n,\r\n"x\ny",1\r\n,\r\nz,2\r\n\r\n', file="f")
    assert problems == []
    assert table is not None
    assert [table.header, table.lines.tolist()] == [["a", "b"], [3, 6]]
    assert [column.tolist() for column in table.columns] == [["x\ny", "z"], ["1", "2"]]
