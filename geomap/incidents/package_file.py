"""Reads the datapackage.json of a dataset folder: which file holds which table.

Only names and paths are taken from it; what the tables may hold is stated by geomap's own
tables.json. Paths lead to files inside the folder, never out of it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from geomap.incidents.problems import Problem, did_you_mean, list_choices
from geomap.incidents.tables import dataset_tables

PACKAGE_FILE = "datapackage.json"
_SEE_DOCS = "docs/data.md shows one"


@dataclass(frozen=True, slots=True)
class PackageDescription:
    """Name, titles and the path of each table inside the folder."""

    name: str
    title: str
    title_ar: str = ""
    paths: Mapping[str, str] = field(default_factory=dict)


def read_package_file(folder: Path) -> tuple[PackageDescription, list[Problem]]:
    """Read `folder/datapackage.json`; what cannot be used is a problem and left out."""
    own_name = folder.resolve().name
    description = PackageDescription(own_name, own_name)
    path = folder / PACKAGE_FILE
    try:
        content = json.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        advice = "add one, or name a single CSV file; docs/data.md shows both"
        problem = Problem(PACKAGE_FILE, None, None, None, f"this file in {str(folder)!r}", advice)
        return description, [problem]
    except UnicodeDecodeError:
        return description, [Problem(PACKAGE_FILE, None, None, None, "text in UTF-8", _SEE_DOCS)]
    except json.JSONDecodeError as error:
        advice = f"the text is not JSON: {error.msg} at character {error.colno} of that line"
        return description, [Problem(PACKAGE_FILE, error.lineno, None, None, "JSON", advice)]
    except (OSError, RecursionError) as error:
        advice = f"reading it failed: {error}"
        return description, [Problem(PACKAGE_FILE, None, None, None, "a readable file", advice)]
    return _description_from_content(content, description)


def _description_from_content(
    content: Any, description: PackageDescription
) -> tuple[PackageDescription, list[Problem]]:
    resources = content.get("resources") if isinstance(content, dict) else None
    if not isinstance(resources, list) or not resources:
        expected = "an object with a list of resources"
        return description, [Problem(PACKAGE_FILE, None, "resources", None, expected, _SEE_DOCS)]
    paths: dict[str, str] = {}
    problems = []
    for resource in resources:
        problem = _add_resource(resource, paths)
        if problem:
            problems.append(problem)
    if "incidents" not in paths and not problems:
        expected = "a resource named incidents"
        problems.append(Problem(PACKAGE_FILE, None, "resources", None, expected, _SEE_DOCS))
    name = _text_of(content, "name") or description.name
    title, title_ar = _text_of(content, "title") or name, _text_of(content, "title_ar")
    return PackageDescription(name, title, title_ar, paths), problems


def _add_resource(resource: Any, paths: dict[str, str]) -> Problem | None:
    tables = dataset_tables()
    name = _text_of(resource, "name")
    path = _text_of(resource, "path")
    if name not in tables:
        expected = f"a table: {list_choices(list(tables))}"
        advice = did_you_mean(name, tables)
        return Problem(PACKAGE_FILE, None, "resources.name", name, expected, advice)
    if name in paths:
        return Problem(PACKAGE_FILE, None, "resources.name", name, "each table once")
    if not _stays_inside(path):
        expected = "the path of a CSV file inside this folder"
        return Problem(PACKAGE_FILE, None, "resources.path", path, expected)
    paths[name] = path
    return None


def _stays_inside(path: str) -> bool:
    pure = PurePosixPath(path)
    is_plain = bool(path) and not pure.is_absolute() and ".." not in pure.parts
    return is_plain and "\\" not in path and ":" not in path and "\x00" not in path


def _text_of(content: Any, key: str) -> str:
    value = content.get(key) if isinstance(content, dict) else None
    return value if isinstance(value, str) else ""
