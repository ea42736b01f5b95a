"""What an opened store gives the atlas: places, names, sources, units and their outlines."""

from collections.abc import Iterator, Mapping

from geomap.gazetteer.borders import Borders
from geomap.gazetteer.model import Place
from geomap.gazetteer.store.finer_units import FinerUnits
from geomap.gazetteer.store.merging import MergedNames, MergedPlaces
from geomap.gazetteer.store.reading import Store
from geomap.gazetteer.store.unit_places import (
    BordersWithUnits,
    UnitOutlines,
    UnitPlaces,
    with_outlines,
)
from geomap.gazetteer.vocabulary import WordList


class Installed:
    """A store merged with the curated places.

    Parameters
    ----------
    store
        An open store.
    curated, borders
        The places and borders that ship; they win on detail.
    types
        The type words of facilities' names.
    """

    def __init__(
        self,
        store: Store,
        curated: Mapping[str, Place],
        borders: Borders,
        *,
        types: WordList | None = None,
    ) -> None:
        outlines = UnitOutlines(store)
        shipped = with_outlines(curated, outlines)
        merged = MergedPlaces(shipped, store, borders)
        self.units = UnitPlaces(outlines, shipped, borders)
        self.places = PlacesAndUnits(merged, self.units)
        self.borders = BordersWithUnits(borders, outlines)
        self.index = MergedNames(shipped, merged, store, types=types)
        self.finer_units = FinerUnits(store, self.units)
        self.listed = tuple(store.sources)
        self.corrections = store.corrections
        self.sources = {source.source_id: source.title for source in self.listed}


class PlacesAndUnits(Mapping[str, Place]):
    """All places by id: curated and stored ones first, then the units of installed boundaries."""

    def __init__(self, merged: MergedPlaces, units: UnitPlaces) -> None:
        self._merged = merged
        self._units = units

    def __getitem__(self, place_id: str) -> Place:
        if place_id in self._merged:
            return self._merged[place_id]
        return self._units[place_id]

    def __iter__(self) -> Iterator[str]:
        yield from self._merged
        yield from self._units

    def __contains__(self, place_id: object) -> bool:
        return place_id in self._merged or place_id in self._units

    def __len__(self) -> int:
        return len(self._merged) + len(self._units)
