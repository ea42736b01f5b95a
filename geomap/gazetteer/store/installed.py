"""What an opened store gives the atlas: places, names, sources and finer units."""

from collections.abc import Mapping

from geomap.gazetteer.borders import Borders
from geomap.gazetteer.model import Place
from geomap.gazetteer.store.finer_units import FinerUnits
from geomap.gazetteer.store.merging import MergedNames, MergedPlaces
from geomap.gazetteer.store.reading import Store


class Installed:
    """A store merged with the curated places.

    Parameters
    ----------
    store
        An open store.
    curated, borders
        The places and borders that ship; they win on detail.
    """

    def __init__(self, store: Store, curated: Mapping[str, Place], borders: Borders) -> None:
        self.places = MergedPlaces(curated, store, borders)
        self.index = MergedNames(curated, self.places, store)
        self.finer_units = FinerUnits(store)
        self.listed = tuple(store.sources)
        self.corrections = store.corrections
        self.sources = {source.source_id: source.title for source in self.listed}
