"""What the atlas's small maps draw of a page's items: the rules of web/src/marks.ts and places.ts.

A point only where the precision allows one, else an area; a journey as the chain of its places.
Sites count when something happened to them in the period; those that merely stand are apart.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from geomap.render.payload import Item, ItemLocation, Payload, Shape
from geomap.render.static_symbols import XY, is_possible, status_of_item

Look = tuple[str, str, bool, bool]
"""Layer, status, whether only possible, whether a rival place."""

_COARSE = frozenset({"admin1", "country"})
_COARSE_M = 40_000


@dataclass(frozen=True, slots=True)
class PointMark:
    """A symbol's place, in degrees, and the item it stands for."""

    at: XY
    look: Look
    item: str


@dataclass(frozen=True, slots=True)
class AreaMark:
    """A hatched area: its shape, where its badge stands, what is in it."""

    shape: Shape
    anchor: XY
    is_coarse: bool
    look: Look
    item: str


@dataclass(frozen=True, slots=True)
class JourneyMark:
    """A chain of places, in degrees, and the item that went by them."""

    chain: tuple[XY, ...]
    look: Look
    item: str


@dataclass(frozen=True, slots=True)
class Marks:
    """All that one small map draws, in degrees."""

    points: list[PointMark] = field(default_factory=list)
    areas: list[AreaMark] = field(default_factory=list)
    journeys: list[JourneyMark] = field(default_factory=list)
    standing: list[XY] = field(default_factory=list)

    def anchors(self) -> list[XY]:
        """Return where its symbols and badges belong."""
        places = [mark.at for mark in self.points] + [area.anchor for area in self.areas]
        return [*places, *(spot for journey in self.journeys for spot in journey.chain)]


def marks_from_payload(payload: Payload) -> Marks:
    """Return what a small map of a page's items draws."""
    marks = Marks()
    for item in payload["items"]:
        if item["drawn"] == "withheld":
            continue
        if item["type"] == "site" and item["date"] is None:
            marks.standing.extend(filter(None, map(_point_of, item["locations"])))
            continue
        _add_item(marks, item, payload["shapes"])
    return marks


def _add_item(marks: Marks, item: Item, shapes: Sequence[Shape]) -> None:
    look = item["layer"], status_of_item(item), is_possible(item), False
    chains = _journeys_of(item)
    marks.journeys.extend(JourneyMark(tuple(chain), look, item["id"]) for chain in chains)
    for location in _main_places(item, has_journey=bool(chains)):
        _add_place(marks, location, look, item["id"], shapes)
    for location in item["locations"]:
        if location["standing"] == "rival":
            _add_place(marks, location, (*look[:3], True), item["id"], shapes)


def _add_place(
    marks: Marks, location: ItemLocation, look: Look, item: str, shapes: Sequence[Shape]
) -> None:
    point, anchor = _point_of(location), _anchor_of(location)
    if point:
        marks.points.append(PointMark(point, look, item))
    elif anchor and location["shape"] is not None:
        is_coarse = location["precision"] in _COARSE or (location["uncertainty_m"] or 0) > _COARSE_M
        marks.areas.append(AreaMark(shapes[location["shape"]], anchor, is_coarse, look, item))


def _main_places(item: Item, *, has_journey: bool) -> list[ItemLocation]:
    found = _places(item, "at", "target")
    if not found and not has_journey:
        found = _places(item, "destination", "crossing", "origin", "via")
    return found or ([] if has_journey else _places(item, "launch", "towards"))


def _journeys_of(item: Item) -> list[list[XY]]:
    """Return the chains of places that it went by; branches when it had several ends."""
    through = _anchors(item, "crossing", "via")
    starts = [[origin, *through] for origin in _anchors(item, "origin")] or [through]
    ends = [[end] for end in _anchors(item, "destination")] or [[]]
    chains = [[*start, *end] for start in starts for end in ends]
    return [chain for chain in chains if len(chain) > 1]


def _places(item: Item, *roles: str) -> list[ItemLocation]:
    return [
        place
        for place in item["locations"]
        if place["standing"] == "primary" and place["role"] in roles and _anchor_of(place)
    ]


def _anchors(item: Item, *roles: str) -> list[XY]:
    return [anchor for place in _places(item, *roles) if (anchor := _anchor_of(place))]


def _point_of(place: ItemLocation) -> XY | None:
    if place["lon"] is None or place["lat"] is None:
        return None
    return place["lon"], place["lat"]


def _anchor_of(place: ItemLocation) -> XY | None:
    point = _point_of(place)
    return point or ((place["anchor"][0], place["anchor"][1]) if place["anchor"] else None)
