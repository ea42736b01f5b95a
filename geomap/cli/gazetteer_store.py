"""The option `--store` of the commands that look into a gazetteer, and what it opens."""

from dataclasses import dataclass
from pathlib import Path

import click

from geomap.gazetteer import Gazetteer
from geomap.gazetteer.gazetteer import EMBEDDED
from geomap.gazetteer.provenance import Source, read_source_list
from geomap.gazetteer.store import Store, default_store_path

store_option = click.option(
    "--store",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="The store, or a folder of tables; else GEOMAP_STORE, else one in your data folder.",
)


@dataclass(frozen=True, slots=True)
class InstalledSource:
    """A source in the store, with how much of it is there."""

    source: Source
    version: str
    places: int
    units: int


def open_store(store: Path | None) -> tuple[Gazetteer, dict[str, Source]]:
    """Return a gazetteer and its sources by id; None opens the one that ships and the usual store.

    A folder stands instead of the tables that ship; a store is merged with them.
    """
    if store is not None and store.is_dir():
        return Gazetteer.open(store), read_source_list(store)
    installed = {found.source.source_id: found.source for found in installed_sources(store)}
    return Gazetteer.open(store=store), {**read_source_list(EMBEDDED), **installed}


def installed_sources(store: Path | None) -> list[InstalledSource]:
    """Return what the store holds; nothing where there is no store."""
    path = store or default_store_path()
    if path is None or path.is_dir() or not (store or path.exists()):
        return []
    opened = Store(path)
    try:
        return [
            InstalledSource(
                Source(found.source_id, found.title, licence=found.licence, url=found.url),
                found.version,
                *opened.count(found.source_id),
            )
            for found in opened.sources
        ]
    finally:
        opened.close()
