"""The local store: places and borders that a user installs or adds, in one SQLite file.

It lies beside the data that ships and never replaces it: without a store nothing changes. The names
below load on first use, so that a look-up without a store does not pay for SQLite.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geomap.gazetteer.provenance import Source
    from geomap.gazetteer.store.errors import DownloadError, ImportFileError, StoreError
    from geomap.gazetteer.store.location import default_store_path
    from geomap.gazetteer.store.reading import Store
    from geomap.gazetteer.store.records import Batch, ImportedPlace, ImportedUnit, Spelling

__all__ = [
    "Batch",
    "DownloadError",
    "ImportFileError",
    "ImportedPlace",
    "ImportedUnit",
    "Source",
    "Spelling",
    "Store",
    "StoreError",
    "default_store_path",
]

_HOMES = {
    **dict.fromkeys(("DownloadError", "ImportFileError", "StoreError"), "errors"),
    **dict.fromkeys(("Batch", "ImportedPlace", "ImportedUnit", "Source", "Spelling"), "records"),
    "Store": "reading",
    "default_store_path": "location",
}


def __getattr__(name: str) -> Any:
    try:
        home = _HOMES[name]
    except KeyError:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message) from None
    return getattr(import_module(f"{__name__}.{home}"), name)
