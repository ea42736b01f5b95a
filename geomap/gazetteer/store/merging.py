"""A store beside the gazetteer that ships: more candidates by index, curated places first.

A stored place that is a curated one (near it, with a name of the same consonants) only lends it its
spellings: position, kind, units and claims stay the curated ones. Every other stored place becomes
a candidate of its own and loses a little score, because a report more likely means the place that
reports are known to name; context outweighs that. A learned spelling outweighs all.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache

from geomap.gazetteer.borders import Borders
from geomap.gazetteer.evidence import Evidence
from geomap.gazetteer.matching import WHOLE_COUNTRY_ODDS, Match, NameIndex, in_order
from geomap.gazetteer.model import ADMIN_LEVELS, Place, PlaceName
from geomap.gazetteer.name_keys import NameKeys, name_keys
from geomap.gazetteer.spelling import StoredSpelling
from geomap.gazetteer.store.reading import Store
from geomap.gazetteer.store.twins import Twins
from geomap.gazetteer.vocabulary import WordList

INSTALLED_LOSS = 0.04
"""A little more than the margin within which two candidates are rivals."""
LEARNED = "learned"
"""The kind of a name that an analyst taught."""
_MOST_BESIDE_LEARNED = 0.90
_REMEMBERED = 16_384
_LONGEST_PLAIN_KEY = 3


class MergedPlaces(Mapping[str, Place]):
    """All places by id: the curated ones, then those of the store, read when they are asked for."""

    def __init__(self, curated: Mapping[str, Place], store: Store, borders: Borders) -> None:
        self._curated = curated
        self._store = store
        self._borders = borders
        self._stored = lru_cache(maxsize=_REMEMBERED)(self._read)

    def __getitem__(self, place_id: str) -> Place:
        curated = self._curated.get(place_id)
        return self._stored(place_id) if curated is None else curated

    def _read(self, place_id: str) -> Place:
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

    def __init__(
        self,
        curated: Mapping[str, Place],
        merged: MergedPlaces,
        store: Store,
        *,
        types: WordList | None = None,
    ) -> None:
        super().__init__(curated.values(), types=types, none_odds=WHOLE_COUNTRY_ODDS)
        self._curated = curated
        self._merged = merged
        self._store = store
        self._twins = Twins(curated.values())
        self._known_twins: dict[str, Place | None] = {}

    def begins_name(self, folded_word: str) -> bool:
        """Whether some name begins with a word (letters folded, article off)."""
        return super().begins_name(folded_word) or self._store.begins_name(folded_word)

    def _find(
        self, text: str, kinds: frozenset[str] | None, evidence: Evidence | None = None
    ) -> tuple[Match, ...]:
        found = super()._find(text, kinds, evidence)
        if any(match.name.kind == LEARNED for match in found):
            found = tuple(
                match
                if match.name.kind == LEARNED
                else replace(match, score=min(match.score, _MOST_BESIDE_LEARNED))
                for match in found
            )
        # Only what is answered is read in full.
        whole = (replace(match, place=self._merged[match.place.place_id]) for match in found)
        return tuple(sorted(whole, key=in_order))

    def _listed(self, asked: NameKeys) -> list[StoredSpelling]:
        shipped = super()._listed(asked)
        return [*self._learned(asked), *shipped, *self._joined(self._store.spellings_listed(asked))]

    def _like(self, asked: NameKeys) -> list[StoredSpelling]:
        return [*super()._like(asked), *self._joined(self._store.spellings_like(asked))]

    def _counts(self, spellings: Sequence[StoredSpelling]) -> Mapping[str, int]:
        shipped = [one for one in spellings if one.place.place_id in self._curated]
        stored = {one.place.place_id for one in spellings} - {one.place.place_id for one in shipped}
        return {**super()._counts(shipped), **self._store.spelling_counts(stored)}

    def _score(self, place: Place, score: float, name: PlaceName) -> float:
        ships = place.place_id in self._curated or name.kind == LEARNED
        return score if ships else score - INSTALLED_LOSS

    def _kept(self, text: str, found: list[Match]) -> list[Match]:
        if not _is_plain_word(text):
            return found
        return [match for match in found if match.place.place_id in self._curated]

    def _learned(self, asked: NameKeys) -> list[StoredSpelling]:
        """Return the corrections for a spelling; those whose place was removed are left out."""
        return [
            StoredSpelling(self._merged[place_id], PlaceName(text, "", LEARNED, source_id), asked)
            for place_id, text, source_id in self._store.learned(asked.letters)
            if place_id in self._merged
        ]

    def _joined(self, stored: Iterable[StoredSpelling]) -> list[StoredSpelling]:
        """Return stored spellings; those of a place that is a curated one are given to it."""
        joined = []
        for spelling in stored:
            twin = self._twin_of(spelling.place)
            if twin is None:
                joined.append(spelling)
            # A source may give a city the name of its governorate; what is curated stays.
            elif not super()._listed(spelling.keys):
                joined.append(spelling._replace(place=twin))
        return joined

    def _twin_of(self, place: Place) -> Place | None:
        known = self._known_twins
        if place.place_id not in known:
            known[place.place_id] = self._twins.of(place, whole=self._merged.__getitem__)
        return known[place.place_id]


def _is_plain_word(text: str) -> bool:
    """Whether a text is a short lower-case word such as "bases", not a hamlet's name.

    Among ten thousand hamlets one has the consonants of nearly every short word.
    """
    short = len(name_keys(text).consonants) <= _LONGEST_PLAIN_KEY
    return short and text.islower() and " " not in text
