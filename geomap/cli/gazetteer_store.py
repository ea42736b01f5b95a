"""What the commands that look into the gazetteer open: the data that ships, with the store."""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from geomap.gazetteer import Gazetteer
from geomap.gazetteer.gazetteer import EMBEDDED
from geomap.gazetteer.provenance import Source, read_source_list
from geomap.gazetteer.store import Store, default_store_path


@dataclass(frozen=True, slots=True)
class InstalledSource:
    """A source in the store, with how much of it is there."""

    source: Source
    places: int
    units: int


def open_store(store: Path | None) -> tuple[Gazetteer, dict[str, Source]]:
    """Return a gazetteer and its sources by id; None opens the one that ships and the usual store.

    Raises
    ------
    StoreError
        When the store that is named is not there, or cannot be used.
    """
    known = Gazetteer.open(store=store)
    installed = {source.source_id: source for source in known.installed_sources}
    return known, {**read_source_list(EMBEDDED), **installed}


def content_of_store(store: Path | None) -> tuple[list[InstalledSource], dict[str, int]]:
    """Return what the store holds, and how many corrections of whom; nothing without a store.

    Raises
    ------
    StoreError
        When the store that is named is not there, or cannot be used.
    """
    path = store or default_store_path()
    if path is None or not (store or path.exists()):
        return [], {}
    with closing(Store(path)) as opened:
        counted = [(source, *opened.count(source.source_id)) for source in opened.sources]
        return [InstalledSource(*found) for found in counted], opened.corrections
