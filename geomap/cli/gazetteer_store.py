"""What the commands that look into the gazetteer open: the data that ships, with the store."""

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
    installed = {found.source.source_id: found.source for found in installed_sources(store)}
    return Gazetteer.open(store=store), {**read_source_list(EMBEDDED), **installed}


def installed_sources(store: Path | None) -> list[InstalledSource]:
    """Return what the store holds; nothing where none is named and there is none."""
    path = store or default_store_path()
    if path is None or not (store or path.exists()):
        return []
    opened = Store(path)
    try:
        return [InstalledSource(found, *opened.count(found.source_id)) for found in opened.sources]
    finally:
        opened.close()
