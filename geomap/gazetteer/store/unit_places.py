"""Installed administrative units as places with an outline.

A curated district or governorate that an installed unit has the code of stays the place; a district
takes the unit's outline for its circle. Every other unit of levels 1 to 3 becomes a place of its
own. They are found by a name with its type word (Jarablus district, ناحية الشيوخ), never by the
bare name: that is the town's.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from shapely.geometry.base import BaseGeometry

from geomap.gazetteer.borders import Borders
from geomap.gazetteer.geodesy import point_inside
from geomap.gazetteer.matching import Match, NameIndex
from geomap.gazetteer.model import ADMIN_LEVELS, UNIT_PRECISIONS, Place, PlaceName
from geomap.gazetteer.store.reading import Store
from geomap.gazetteer.store.units import StoredUnit

OCHA_MEAN_M, OCHA_WORST_M = 300.0, 1_600.0
"""How far OCHA's lines may be off: of the curated places that fall outside the unit they are stated
in, half do so by more than 0.3 km; the Atmeh camps lie 0.6 km beyond the national line, Batabu
1.6 km beyond that of Idlib. Of other publishers' lines nothing is known: they count as the embedded
ones do."""
_OCHA = "ocha"

_KINDS: Mapping[int, str] = {1: "governorate", 2: "district", 3: "subdistrict"}
_ARABIC_TYPES: Mapping[str, str] = {
    "governorate": "محافظة",
    "district": "منطقة",
    "subdistrict": "ناحية",
}
# OCHA writes "مركز منبج" for the subdistrict of Manbij itself, and tells namesakes apart by a side
# or by what they lie in ("Suran - Hama").
_CENTRE = re.compile(r"^مركز\s+")
_SIDE = re.compile(
    r"^(?:lower|upper|eastern|western|northern|southern)\s+"
    r"|\s+(?:تحتاني|فوقاني|شرقي|غربي|شمالي|جنوبي)$|\s+[-–]\s+.*$",
    re.IGNORECASE,
)
_WORLD = (-180.0, -90.0, 180.0, 90.0)

_NONE_ODDS = 0.1
"""All units of a country are there: what is called a district and sounds like one is one."""


class UnitOutlines:
    """The units of a store by code; the first source that has a code gives its outline."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.by_code: dict[str, StoredUnit] = {}
        for unit in sorted(store.units_at(*_WORLD), key=lambda unit: unit.number):
            self.by_code.setdefault(unit.code, unit)

    def title_of(self, code: str) -> str:
        """Return the title of the source of a unit."""
        source_id = self.by_code[code].source_id
        return next(source.title for source in self._store.sources if source.source_id == source_id)

    def polygon(self, code: str) -> BaseGeometry:
        """Return the outline of a unit, EPSG:4326."""
        return self._store.polygon(self.by_code[code].number)


class BordersWithUnits(Borders):
    """The embedded borders, and the outlines of installed units by their codes."""

    def __init__(self, borders: Borders, outlines: UnitOutlines) -> None:
        super().__init__(borders.units.values(), borders.rivers.values())
        self._outlines = outlines

    def __contains__(self, code: str) -> bool:
        """Whether there is a unit, a country or a river of this code."""
        return super().__contains__(code) or code in self._outlines.by_code

    def polygon(self, code: str) -> BaseGeometry:
        """Return the polygon of a unit code, or of a whole country by its 3-letter code."""
        if not super().__contains__(code) and code in self._outlines.by_code:
            return self._outlines.polygon(code)
        return super().polygon(code)

    def accuracy_m(self, codes: tuple[str, ...]) -> tuple[float, float]:
        """Return how far the outline of units may be off, on average and at worst, metres."""
        if codes and all(self._is_of_ocha(code) for code in codes):
            return OCHA_MEAN_M, OCHA_WORST_M
        return super().accuracy_m(codes)

    def _is_of_ocha(self, code: str) -> bool:
        unit = None if super().__contains__(code) else self._outlines.by_code.get(code)
        return unit is not None and unit.source_id.startswith(_OCHA)


class UnitPlaces(Mapping[str, Place]):
    """The installed units that no curated place stands for, by place id; built when first asked.

    Parameters
    ----------
    outlines
        The units.
    curated
        The places that ship.
    borders
        The embedded borders: they tell which curated governorate a unit without its code is.
    """

    def __init__(
        self, outlines: UnitOutlines, curated: Mapping[str, Place], borders: Borders
    ) -> None:
        self._outlines = outlines
        self._borders = borders
        self._shipped = curated
        self._admin = [place for place in curated.values() if place.kind in _CURATED_UNITS]

    def __getitem__(self, place_id: str) -> Place:
        return self._places[place_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def number_of(self, place_id: str) -> int | None:
        """Return the number of the stored unit that a place is, None where it is none."""
        place = self._shipped.get(place_id) or self.get(place_id)
        unit = self._outlines.by_code.get(place.code or "") if place else None
        return None if unit is None else unit.number

    def has_outline(self, code: str) -> bool:
        """Whether an installed unit has a code."""
        return code in self._outlines.by_code

    def title_of(self, place: Place) -> str:
        """Return the title of the source that drew a unit."""
        return self._outlines.title_of(place.units[0])

    def find(self, text: str, *, kinds: frozenset[str]) -> list[Match]:
        """Return the units of some kinds that a bare name may spell, best first."""
        return self._index.find(text, kinds=kinds)

    @cached_property
    def _index(self) -> NameIndex:
        """Every unit under its names without type words, the curated districts too."""
        places = {place.place_id: place for place in (*self._admin, *self._places.values())}
        named = (
            replace(place, names=self._bare_names(place))
            for place in places.values()
            if place.kind in UNIT_PRECISIONS
        )
        return NameIndex(named, none_odds=_NONE_ODDS)

    @cached_property
    def _places(self) -> dict[str, Place]:
        units = {unit.number: unit for unit in self._outlines.by_code.values()}
        ids = {number: self._id_of(unit) for number, unit in units.items()}
        curated = {place.place_id for place in self._admin}
        return {
            ids[number]: _place_of(unit, ids[number], ids.get(unit.parent or -1))
            for number, unit in units.items()
            if unit.level in _KINDS and ids[number] not in curated
        }

    def _id_of(self, unit: StoredUnit) -> str:
        """Return the id of the curated place that a unit is, else one of its own."""
        same = next((place for place in self._admin if place.code == unit.code), None)
        if same is None and unit.level <= 1:
            same = self._drawn_like(unit)
        return same.place_id if same else f"{unit.source_id}-{_slug(unit.code)}"

    def _drawn_like(self, unit: StoredUnit) -> Place | None:
        """Return the curated governorate or country that holds a unit's middle.

        Curated provinces abroad have ISO codes, which no P-code is.
        """
        drawn = self._borders.containing(*point_inside(self._outlines.polygon(unit.code)))
        if drawn is None:
            return None
        code = drawn.code if unit.level else drawn.country
        return next((place for place in self._admin if code in place.units), None)

    def _bare_names(self, place: Place) -> tuple[PlaceName, ...]:
        unit = self._outlines.by_code.get(place.code or "")
        texts = [_without_type(name.text) for name in place.names]
        if unit is not None:
            texts += _spellings_of(unit)
        first = place.names[0]
        return tuple(
            replace(first, text=text, kind="variant") for text in dict.fromkeys(filter(None, texts))
        )


_CURATED_UNITS = frozenset({*ADMIN_LEVELS, "district"})
_TYPES = re.compile(
    rf"^(?:{'|'.join(_ARABIC_TYPES.values())})\s+|\s+(?:{'|'.join(_KINDS.values())})$",
    re.IGNORECASE,
)


def with_outlines(curated: Mapping[str, Place], outlines: UnitOutlines) -> dict[str, Place]:
    """Return the curated places, districts with the outline of their installed unit."""
    return {place_id: _outlined(place, outlines) for place_id, place in curated.items()}


def _outlined(place: Place, outlines: UnitOutlines) -> Place:
    unit = outlines.by_code.get(place.code or "")
    if place.kind not in UNIT_PRECISIONS or place.units or unit is None:
        return place
    note = f"Outline: {unit.code} of {unit.source_id}."
    return replace(place, units=(unit.code,), radius_m=None, note=note)


def _place_of(unit: StoredUnit, place_id: str, parent: str | None) -> Place:
    kind = _KINDS[unit.level]
    english = f"{unit.name} {kind}"
    arabic = f"{_ARABIC_TYPES[kind]} {_CENTRE.sub('', unit.name_ar)}"
    names = [PlaceName(english, "en", "official", unit.source_id)]
    if unit.name_ar:
        names.append(PlaceName(arabic, "ar", "official", unit.source_id))
    return Place(
        place_id=place_id,
        kind=kind,
        names=tuple(names),
        parent=parent,
        units=(unit.code,),
        code=unit.code,
        source_id=unit.source_id,
        source_ref=unit.code,
    )


def _spellings_of(unit: StoredUnit) -> list[str]:
    arabic = _CENTRE.sub("", unit.name_ar)
    whole = [unit.name, arabic, unit.name_ar]
    return [*whole, *(_SIDE.sub("", text) for text in (unit.name, arabic))]


def _without_type(text: str) -> str:
    return _TYPES.sub("", text)


def _slug(code: str) -> str:
    return re.sub(r"[^\w]+", "-", code).strip("-").lower()
