"""Read a CSV of one's own places."""

import csv
from collections.abc import Iterator
from pathlib import Path

from geomap.gazetteer.provenance import Source
from geomap.gazetteer.store.errors import ImportFileError
from geomap.gazetteer.store.own_rows import LIST_OF_COLUMNS, REQUIRED, Row, places_from_rows
from geomap.gazetteer.store.records import Batch


def read_own_csv(path: Path, source: Source) -> Batch:
    """Read a CSV with a row a place, UTF-8, the columns by name in any order.

    Raises
    ------
    ImportFileError
        When columns are missing or rows are wrong; it lists every problem.
    """
    problems: list[str] = []
    places = places_from_rows(_rows(path, problems), problems)
    if problems:
        raise ImportFileError(path, problems)
    return Batch(source, places)


def _rows(path: Path, problems: list[str]) -> Iterator[tuple[int, Row]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            if reader.fieldnames is None:
                problems.append(f"it is empty; expected the columns {LIST_OF_COLUMNS}")
                return
            missing = [name for name in REQUIRED if name not in reader.fieldnames]
            if missing:
                problems.append(f"no column {', '.join(missing)}; expected {LIST_OF_COLUMNS}")
                return
            for row in reader:
                if None in row:
                    problems.append(f"row {reader.line_num}: more cells than the header has")
                    continue
                yield reader.line_num, {name: (cell or "").strip() for name, cell in row.items()}
    except UnicodeDecodeError as error:
        problems.append(f"it is no UTF-8 text ({error.reason} at byte {error.start})")
    except csv.Error as error:
        problems.append(f"it is no CSV ({error})")
