"""Read the tables of a gazetteer for the linter: every row as it stands, with its line number.

`geomap.gazetteer.tables` reads the same files to use them and stops at what it cannot use; here a
faulty row is kept, because the next rule may find more wrong with it.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from geomap.gazetteer.linting.finding import Finding

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "places.csv": (
        *("place_id", "kind", "lon", "lat", "radius_m", "grade", "parent", "units", "line"),
        *("seat", "code", "rank", "source_id", "source_ref", "note"),
    ),
    "names.csv": ("place_id", "text", "lang", "kind", "source_id"),
    "sources.csv": ("source_id", "title", "publisher", "licence", "url", "note"),
    "admin_claims.csv": ("place_id", "level", "admin_id", "source_id", "note"),
}
"""The columns of each table, as `gazetteer/README.md` names them."""

WIDEST_DEG: Mapping[str, float] = {"lon": 180.0, "lat": 90.0}
"""How far each coordinate reaches to both sides of 0."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table; a column that the file lacks reads as empty."""

    file: str
    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def number(self, column: str) -> float | None:
        """Return a cell as a number, None where it is empty or none."""
        try:
            return float(self[column])
        except ValueError:
            return None

    @property
    def point(self) -> tuple[float, float] | None:
        """The point (lon, lat), None where there is none on the Earth."""
        lon, lat = self.number("lon"), self.number("lat")
        if lon is None or lat is None:
            return None
        return (
            (lon, lat) if abs(lon) <= WIDEST_DEG["lon"] and abs(lat) <= WIDEST_DEG["lat"] else None
        )

    def fault(self, column: str | None, expected: str) -> Finding:
        """Return what is wrong with this row, or with one of its cells."""
        value = self[column] if column is not None else None
        return Finding(self.file, self.line, column, value, expected)


@dataclass(frozen=True, slots=True)
class Sheets:
    """The four tables of a folder."""

    places: tuple[Row, ...]
    names: tuple[Row, ...]
    sources: tuple[Row, ...]
    claims: tuple[Row, ...]

    @property
    def by_id(self) -> dict[str, Row]:
        """The first row of each place by its id."""
        return {row["place_id"]: row for row in reversed(self.places)}


def read_sheets(folder: Path) -> tuple[Sheets, list[Finding]]:
    """Return the tables of a folder, and what is wrong with their form."""
    found: list[Finding] = []
    rows = {name: tuple(_rows(folder / name, found)) for name in COLUMNS}
    places, names, sources, claims = rows.values()
    return Sheets(places, names, sources, claims), found


def _rows(path: Path, found: list[Finding]) -> Iterator[Row]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, restkey="")
            found += _faults_of_header(path.name, reader.fieldnames or ())
            for cells in reader:
                found += _faults_of_form(path.name, reader.line_num, cells)
                yield Row(path.name, reader.line_num, _as_text(cells))
    except FileNotFoundError:
        found.append(Finding(path.name, None, None, None, f"such a file in {str(path.parent)!r}"))
    except (UnicodeDecodeError, csv.Error) as error:
        found.append(Finding(path.name, None, None, None, f"a CSV in UTF-8; {error}"))


def _faults_of_header(name: str, header: Sequence[str]) -> Iterator[Finding]:
    for column in COLUMNS[name]:
        if column not in header:
            yield Finding(name, 1, column, None, "this column")
    for column in header:
        if column not in COLUMNS[name]:
            yield Finding(name, 1, column, None, f"only {', '.join(COLUMNS[name])}")


def _faults_of_form(name: str, line: int, cells: Mapping[str, object]) -> Iterator[Finding]:
    if "" in cells:
        yield Finding(name, line, None, None, "no more cells than the header names")
    for column, value in cells.items():
        if value is None:
            yield Finding(name, line, column, None, "a cell for each column, empty or not")
        elif isinstance(value, str) and value != value.strip():
            yield Finding(name, line, column, value, "no blank at either end")


def _as_text(cells: Mapping[str, object]) -> dict[str, str]:
    return {column: value.strip() for column, value in cells.items() if isinstance(value, str)}
