"""Open the gazetteer that `--store` or GEOMAP_STORE names, with its list of sources."""

from pathlib import Path

from geomap.gazetteer import Gazetteer
from geomap.gazetteer.gazetteer import EMBEDDED
from geomap.gazetteer.provenance import Source, read_source_list


def open_store(store: Path | None) -> tuple[Gazetteer, dict[str, Source]]:
    """Return a gazetteer and its sources by id; None opens the one that ships."""
    return Gazetteer.open(store), read_source_list(store or EMBEDDED)
