"""Reads a dataset and finds everything that is wrong with it, at once.

Four forms: a folder with a datapackage.json, a single CSV file ("-" is standard input), a pandas
frame with the columns of one, or nothing: the dataset that ships inside the package. Reading never
stops at a bad file; what is wrong is in `Incidents.problems`, and `Incidents.require_valid()`
raises it.
"""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from geomap.errors import GeomapError
from geomap.incidents.cross_check import CrossCheck
from geomap.incidents.csv_file import STANDARD_INPUT, CsvText, parse_csv, read_csv_bytes
from geomap.incidents.dataset import Incidents
from geomap.incidents.frame_input import FRAME_NAME, text_from_frame
from geomap.incidents.frames import hash_of_tables, text_frame_from_csv, typed_frame
from geomap.incidents.locate import PlaceResolver
from geomap.incidents.package_file import (
    PACKAGE_FILE,
    PackageDescription,
    read_package_file,
)
from geomap.incidents.problems import Problem, did_you_mean
from geomap.incidents.schema_check import check_schemas
from geomap.incidents.single_file import check_single_file, with_numbers, with_plain_labels
from geomap.incidents.single_tables import tables_from_single_file
from geomap.incidents.steps import told_steps
from geomap.incidents.tables import dataset_tables

if TYPE_CHECKING:
    from geomap.gazetteer import Gazetteer

SHIPPED_DATASET = "coalition-syria"
_STEPS = ("reading", "checking", "making tables")
_STANDARD_INPUT_NAME = "standard input"

PathLike = str | os.PathLike[str]


class ShippedDatasetMissingError(GeomapError, FileNotFoundError):
    """The dataset that ships was not compiled into this installation."""


def read_incidents(
    path: PathLike | pd.DataFrame | None = None, *, gazetteer: "Gazetteer | None" = None
) -> Incidents:
    """Read a dataset; what is wrong with it is in `.problems`, nothing is raised for bad data.

    Parameters
    ----------
    path
        A folder with a datapackage.json, a CSV file, "-" for a CSV on standard input, a frame
        with the columns of such a CSV, or None for the dataset that ships with geomap.
    gazetteer
        Where place names are looked up; the embedded one when left out.

    Raises
    ------
    ShippedDatasetMissingError
        When `path` is None and this installation carries no dataset.
    """
    places = PlaceResolver(gazetteer)
    if path is None:
        return _read_folder(_shipped_folder(), places)
    if isinstance(path, pd.DataFrame):
        with told_steps(len(_STEPS)) as begin:
            begin(_STEPS[0])
            text = text_from_frame(path)
            return _incidents_from_text(text, [], FRAME_NAME, places, begin=begin)
    if os.fspath(path) == STANDARD_INPUT:
        return _read_single_file(STANDARD_INPUT, _STANDARD_INPUT_NAME, places)
    found = Path(path)
    try:
        is_folder, is_there = found.is_dir(), found.exists()
    except OSError:  # a name too long, a folder that may not be entered
        is_folder, is_there = False, False
    if is_folder:
        return _read_folder(found, places)
    if is_there:
        return _read_single_file(found, found.name, places)
    return _read_nothing(found, places)


def _shipped_folder() -> Path:
    folder = Path(str(files(__package__))) / "_data" / SHIPPED_DATASET
    if not (folder / PACKAGE_FILE).is_file():
        message = (
            f"the dataset that ships, {SHIPPED_DATASET!r}, is not in this installation: run "
            "`pip install -e .` in the checkout, or name a dataset"
        )
        raise ShippedDatasetMissingError(message)
    return folder


def _read_folder(folder: Path, places: PlaceResolver) -> Incidents:
    tables = dataset_tables()
    description, problems = read_package_file(folder)
    paths = description.paths
    texts: dict[str, CsvText] = {}
    for name in tables:
        if name in paths:
            text, found = _read_csv(folder / paths[name], paths[name])
            problems += found
            if text:
                texts[name] = text
    frames = {name: text_frame_from_csv(texts.get(name), table) for name, table in tables.items()}
    if texts:
        incomplete = {name for name in paths if not (name in texts and texts[name].is_complete)}
        problems += check_schemas(texts, tables, incomplete=incomplete)
        checks = CrossCheck(frames, paths, places=places, incomplete=incomplete)
        problems += _about_other_cells(checks.problems(), problems)
    ordered = _in_order(problems, [PACKAGE_FILE, *paths.values()])
    return _dataset(description, frames, ordered, places)


def _read_single_file(path: Path | str, file: str, places: PlaceResolver) -> Incidents:
    with told_steps(len(_STEPS)) as begin:
        begin(_STEPS[0])
        text, problems = _read_csv(path, file)
        return _incidents_from_text(text, problems, file, places, begin=begin)


def _incidents_from_text(
    text: CsvText | None,
    problems: list[Problem],
    file: str,
    places: PlaceResolver,
    *,
    begin: Callable[[str], None],
) -> Incidents:
    if text is not None:
        begin(_STEPS[1])
        text = with_plain_labels(text)
        problems += check_single_file(text, places=places)
        # From here on nobody asks how a number was written.
        text = with_numbers(text)
    begin(_STEPS[2])
    name = Path(file).stem
    frames = tables_from_single_file(text, file=file)
    described = PackageDescription(name, name)
    return _dataset(described, frames, _in_order(problems, [file]), places)


def _read_nothing(path: Path, places: PlaceResolver) -> Incidents:
    advice = did_you_mean(path.name, _names_beside(path)) or "nothing has this name"
    expected = f"a folder with {PACKAGE_FILE}, or a CSV file"
    problem = Problem(str(path), None, None, None, expected, advice)
    frames = {name: text_frame_from_csv(None, table) for name, table in dataset_tables().items()}
    return _dataset(PackageDescription(path.name, path.name), frames, [problem], places)


def _names_beside(path: Path) -> list[str]:
    try:
        return [found.name for found in path.parent.iterdir()]
    except (OSError, ValueError):
        return []


def _dataset(
    description: PackageDescription,
    frames: Mapping[str, pd.DataFrame],
    problems: Sequence[Problem],
    places: PlaceResolver,
) -> Incidents:
    tables = dataset_tables()
    typed = {table: typed_frame(frames[table], tables[table]) for table in tables}
    return Incidents(
        typed,
        name=description.name,
        title=description.title,
        title_ar=description.title_ar,
        problems=problems,
        data_hash=hash_of_tables(typed, tables),
        places=places,
    )


def _about_other_cells(later: Iterable[Problem], earlier: Iterable[Problem]) -> list[Problem]:
    """Drop what a later check finds in a cell that is already known to be wrong."""
    known = {(found.file, found.row, found.column) for found in earlier}
    return [found for found in later if (found.file, found.row, found.column) not in known]


def _in_order(problems: Iterable[Problem], files_in_order: Sequence[str]) -> list[Problem]:
    """Sort by file and row; keep of each row what is not just a consequence.

    The same finding made by two checks is listed once, and when a whole row is out of order its
    cells stand under the wrong labels: what they hold proves nothing.
    """
    once = dict.fromkeys(problems)
    broken = {(found.file, found.row) for found in once if found.row and found.column is None}
    kept = [
        found for found in once if found.column is None or (found.file, found.row) not in broken
    ]
    ranks = {file: rank for rank, file in enumerate(files_in_order)}
    return sorted(kept, key=lambda found: (ranks.get(found.file, -1), found.row or 0))


def _read_csv(path: Path | str, file: str) -> tuple[CsvText | None, list[Problem]]:
    data, problems = read_csv_bytes(path, file=file)
    return (None, problems) if problems else parse_csv(data, file=file)
