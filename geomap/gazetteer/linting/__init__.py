"""Check the tables of a gazetteer: every fault at once, with file, row, column and value.

The rules are those of `gazetteer/README.md`. `geomap gazetteer check` and the tests call
`check_tables`; opening a gazetteer asks for less (`geomap.gazetteer.tables`).
"""

from collections.abc import Iterator
from pathlib import Path

from geomap.gazetteer.borders import Borders, read_borders
from geomap.gazetteer.gazetteer import EMBEDDED
from geomap.gazetteer.linting.finding import FaultyTablesError, Finding
from geomap.gazetteer.linting.geonames_rule import find_strayed_ids, read_dump
from geomap.gazetteer.linting.ground_rules import find_doubled_places, find_misplaced_points
from geomap.gazetteer.linting.name_rules import find_faulty_names
from geomap.gazetteer.linting.place_rules import find_unfinished_places
from geomap.gazetteer.linting.reference_rules import (
    find_broken_references,
    find_lost_parents,
    find_unused_sources,
)
from geomap.gazetteer.linting.sheets import COLUMNS, Sheets, read_sheets

__all__ = ["FaultyTablesError", "Finding", "Sheets", "check_tables"]


def check_tables(folder: Path, *, geonames: Path | None = None) -> tuple[Sheets, list[Finding]]:
    """Return the tables of a folder and all that is wrong with them, by file and row.

    Parameters
    ----------
    folder
        With places.csv, names.csv, sources.csv and admin_claims.csv. Borders that it lacks come
        from the embedded data.
    geonames
        A country's dump of GeoNames, `XX.zip`, that the ids in `source_ref` are compared with.

    Raises
    ------
    GazetteerDataError
        When the dump or the borders cannot be read.
    """
    sheets, found = read_sheets(folder)
    found += _findings(sheets, _borders_of(folder))
    if geonames is not None:
        found += find_strayed_ids(sheets, read_dump(geonames))
    order = list(COLUMNS)
    found.sort(key=lambda finding: (order.index(finding.file), finding.row or 0))
    return sheets, found


def _findings(sheets: Sheets, borders: Borders) -> Iterator[Finding]:
    yield from find_broken_references(sheets)
    yield from find_unused_sources(sheets)
    yield from find_lost_parents(sheets)
    yield from find_unfinished_places(sheets)
    yield from find_faulty_names(sheets)
    yield from find_misplaced_points(sheets, borders)
    yield from find_doubled_places(sheets)


def _borders_of(folder: Path) -> Borders:
    paths = [folder / name for name in ("units.geojson", "rivers.geojson")]
    units, rivers = (path if path.exists() else EMBEDDED / path.name for path in paths)
    return read_borders(units, rivers)
