"""The local store: places and borders that a user installs or adds, in one SQLite file.

It lies beside the data that ships and never replaces it: without a store nothing changes.
"""

from geomap.gazetteer.store.errors import DownloadError, ImportFileError, StoreError
from geomap.gazetteer.store.location import default_store_path
from geomap.gazetteer.store.reading import Store
from geomap.gazetteer.store.records import Batch, ImportedPlace, ImportedUnit, Source, Spelling

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
