"""A store beside the gazetteer that ships: more candidates by index, curated places first.

A stored place that is a curated one (near it, with a name of the same consonants) only lends it its
spellings: position, kind, units and claims stay the curated ones. Every other stored place becomes
a candidate of its own and loses a little score, because a report more likely means the place that
reports are known to name; context outweighs that. A learned spelling outweighs all.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from geomap.gazetteer.borders import Borders
from geomap.gazetteer.folding import Level, keys
from geomap.gazetteer.matching import Match, NameIndex
from geomap.gazetteer.model import ADMIN_LEVELS, Place, PlaceName
from geomap.gazetteer.store.reading import Store
from geomap.gazetteer.store.twins import Twins

INSTALLED_LOSS = 0.04
"""A little more than the margin within which two candidates are rivals."""
_MOST_BESIDE_LEARNED = 0.90
_SHORTEST_NEIGHBOUR_KEY = 4
_LONGEST_PLAIN_KEY = 3
_LISTED = frozenset({"exact", "letters", "article"})


class MergedPlaces(Mapping[str, Place]):
    """All places by id: the curated ones, then those of the store, read when they are asked for."""

    def __init__(self, curated: Mapping[str, Place], store: Store, borders: Borders) -> None:
        self._curated = curated
        self._store = store
        self._borders = borders

    def __getitem__(self, place_id: str) -> Place:
        curated = self._curated.get(place_id)
        if curated is not None:
            return curated
        stored = self._store.place_with_id(place_id)
        if stored is None:
            raise KeyError(place_id)
        return replace(stored, parent=self._parent_of(stored))

    def __iter__(self) -> Iterator[str]:
        yield from self._curated
        yield from (key for key in self._store.place_ids() if key not in self._curated)

    def __contains__(self, place_id: object) -> bool:
        return place_id in self._curated or (
            isinstance(place_id, str) and self._store.place_with_id(place_id) is not None
        )

    def __len__(self) -> int:
        return self._size

    @cached_property
    def _size(self) -> int:
        return len(self._curated) + sum(1 for _ in self._store.place_ids())

    @cached_property
    def _by_code(self) -> dict[str, str]:
        """The id of a curated governorate by its P-code, and by the codes of its drawn units."""
        admin = [place for place in self._curated.values() if place.kind in ADMIN_LEVELS]
        drawn = {code: place.place_id for place in admin for code in place.units}
        return drawn | {place.code: place.place_id for place in admin if place.code}

    def _parent_of(self, place: Place) -> str | None:
        """Return the governorate of a stored place: by installed units, else by embedded ones."""
        chain, _ = self._store.units_of_place(place.place_id)
        stated = [self._by_code[unit.code] for unit in chain if unit.code in self._by_code]
        if stated:
            return stated[-1]
        if place.lon is None or place.lat is None:
            return None
        unit = self._borders.containing(place.lon, place.lat)
        return None if unit is None else self._by_code.get(unit.code)


class MergedNames(NameIndex):
    """The names of both, found through the hashes of the one and the indexes of the other."""

    def __init__(self, curated: Mapping[str, Place], merged: MergedPlaces, store: Store) -> None:
        super().__init__(curated.values())
        self._curated = curated
        self._merged = merged
        self._store = store
        self._twins = Twins(curated.values())

    def knows(self, text: str) -> bool:
        """Whether a text is a listed name but for case, marks and article."""
        asked = keys(text)
        return super().knows(text) or self._store.knows(asked) or bool(self._learned(asked))

    def begins_name(self, folded_word: str) -> bool:
        """Whether some name begins with a word (letters folded, article off)."""
        return super().begins_name(folded_word) or self._store.begins_name(folded_word)

    def find(self, text: str, *, kinds: Collection[str] | None = None) -> list[Match]:
        """Return the places that a text may spell, best first, one match a place.

        Parameters
        ----------
        text
            A name without type words, in any script.
        kinds
            Only places of these kinds; None for all.
        """
        asked = keys(text)
        shipped = super().find(text, kinds=kinds)
        learned = self._learned(asked)
        stored = self._store.places_spelled(asked)
        if not stored and not learned and not any(match.level for match in shipped):
            stored = self._stored_neighbours(asked["consonants"])
        if not stored and not learned:
            return shipped
        places = self._joined([match.place for match in shipped], stored, learned)
        matches = NameIndex(places).find(text, kinds=kinds)
        if _is_plain_word(text, asked["consonants"]):
            matches = [match for match in matches if match.level in _LISTED or self._ships(match)]
        taught = {place_id for place_id, _ in learned}
        ranked = [replace(match, score=self._score(match, taught)) for match in matches]
        # Sorting keeps the order of equals, which the index has settled.
        return sorted(ranked, key=lambda match: -match.score)

    def _learned(self, asked: Mapping[Level, str]) -> list[tuple[str, PlaceName]]:
        """Return the places that a spelling was learned for; those since removed are left out."""
        return [
            (place_id, PlaceName(text, "", "learned", source_id))
            for place_id, text, source_id in self._store.learned(asked["letters"])
            if place_id in self._merged
        ]

    def _stored_neighbours(self, consonants: str) -> list[Place]:
        if len(consonants) < _SHORTEST_NEIGHBOUR_KEY:
            return []
        return self._store.places_one_edit_away(consonants)

    def _joined(
        self,
        shipped: Iterable[Place],
        stored: Iterable[Place],
        learned: Iterable[tuple[str, PlaceName]],
    ) -> list[Place]:
        """Return every place once, a curated one with what the store calls it too."""
        joined = {place.place_id: place for place in shipped}
        is_curated = super().knows

        def lend(place_id: str, names: Iterable[PlaceName]) -> None:
            place = joined.get(place_id) or self._merged[place_id]
            more = tuple(name for name in names if name not in place.names)
            joined[place_id] = replace(place, names=(*place.names, *more))

        for place in stored:
            twin = self._twins.of(place)
            if twin is None:
                joined[place.place_id] = self._merged[place.place_id]
            else:
                # A source may give a city the name of its governorate; what is curated stays.
                lend(twin.place_id, [name for name in place.names if not is_curated(name.text)])
        for place_id, name in learned:
            lend(place_id, [name])
        return list(joined.values())

    def _score(self, match: Match, taught: set[str]) -> float:
        if match.place.place_id in taught:
            return match.score
        score = match.score if self._ships(match) else match.score - INSTALLED_LOSS
        return min(score, _MOST_BESIDE_LEARNED) if taught else score

    def _ships(self, match: Match) -> bool:
        return match.place.place_id in self._curated


def _is_plain_word(text: str, consonants: str) -> bool:
    """Whether a text is a short lower-case word such as "bases", not a hamlet's name.

    Among ten thousand hamlets one has the consonants of nearly every short word.
    """
    return len(consonants) <= _LONGEST_PLAIN_KEY and text.islower() and " " not in text
