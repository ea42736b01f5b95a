"""Writes a dataset folder, whole or not at all: CSV tables and their datapackage.json."""

import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from geomap.errors import GeomapError
from geomap.incidents.package_file import PACKAGE_FILE
from geomap.incidents.tables import dataset_tables


class DatasetFolderError(GeomapError, OSError):
    """The folder cannot be written; nothing was."""


def write_dataset_folder(
    folder: Path, frames: Mapping[str, pd.DataFrame], about: Mapping[str, Any]
) -> None:
    """Write tables of text and their description into a folder that is not there yet.

    Parameters
    ----------
    folder
        Where; its name becomes the name of the dataset.
    frames
        Text frames by table.
    about
        Further keys of datapackage.json: title, licenses …

    Raises
    ------
    DatasetFolderError
        When something stands there already, or the system refuses.
    """
    require_new_folder(folder)
    passing = folder.with_name(f".{folder.name}.{os.getpid()}.part")
    try:
        passing.mkdir(parents=True)
        for name, frame in frames.items():
            frame.to_csv(passing / f"{name}.csv", index=False, lineterminator="\n")
        package = {
            "profile": "tabular-data-package",
            "name": folder.name,
            **about,
            "resources": [_resource(name) for name in frames],
        }
        text = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
        (passing / PACKAGE_FILE).write_text(text, encoding="utf-8")
        passing.replace(folder)
    except OSError as error:
        message = f"{str(folder)!r} cannot be written: {error.strerror}; name another folder"
        raise DatasetFolderError(message) from None
    finally:
        shutil.rmtree(passing, ignore_errors=True)


def require_new_folder(folder: Path) -> None:
    """Refuse a folder in which something stands already.

    Raises
    ------
    DatasetFolderError
        When there is a file of this name, or a folder that is not empty.
    """
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir())):
        message = f"{str(folder)!r} is already there: expected a new folder; name another with -o"
        raise DatasetFolderError(message)


def _resource(name: str) -> dict[str, Any]:
    return {
        "name": name,
        "path": f"{name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": dict(dataset_tables()[name].descriptor),
    }
