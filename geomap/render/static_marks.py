"""What stands on a static map for a payload's items: points, areas, journeys and links.

The same choice as the page makes (web/src/places.ts, web/src/marks.ts): other wordings of one
place are left to the card, and a place that is no point is an area, never a symbol.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import cos, hypot, radians

from geomap.render.payload import Item, ItemLocation, Payload
from geomap.render.static_frame import EQUATOR_M, Frame
from geomap.render.static_symbols import XY

_COARSE = {"admin1", "country"}
_COARSE_M = 40_000
_CURVE_STEPS = 20
_BEND = 0.16
_ENDS = 2


@dataclass(frozen=True, slots=True)
class NumberedItem:
    """An item with the number by which map and list name it: its place in the payload, from 1."""

    number: int
    item: Item


@dataclass(frozen=True, slots=True)
class PointMark:
    """A symbol at a known place. `radius` is the place's extent and doubt, in user units."""

    entry: NumberedItem
    at: XY
    radius: float
    is_rival: bool


@dataclass(slots=True)
class AreaMark:
    """One shape with all that is placed in it. `main` counts; the others only outline it."""

    shape: int
    anchor: XY
    is_coarse: bool
    main: list[NumberedItem] = field(default_factory=list)
    rivals: list[NumberedItem] = field(default_factory=list)
    side: list[NumberedItem] = field(default_factory=list)

    @property
    def is_only_pointed_at(self) -> bool:
        """A governorate that something left for: an arrow says enough."""
        return self.is_coarse and not self.main and not self.rivals


@dataclass(slots=True)
class JourneyMark:
    """One way that items share, from origin to destination."""

    entries: list[NumberedItem]
    line: list[XY]
    is_route_known: bool
    vehicles: float | None
    branches: int
    is_main: bool


@dataclass(frozen=True, slots=True)
class LinkMark:
    """A line between two places of one item: `rival`, `launch` or `towards`."""

    kind: str
    line: list[XY]


@dataclass(slots=True)
class Marks:
    """All that is drawn over the ground."""

    points: list[PointMark] = field(default_factory=list)
    areas: dict[int, AreaMark] = field(default_factory=dict)
    journeys: dict[tuple[XY, ...], JourneyMark] = field(default_factory=dict)
    links: list[LinkMark] = field(default_factory=list)


def numbered_items(payload: Payload) -> list[NumberedItem]:
    """Return the items with their numbers."""
    return [NumberedItem(i, item) for i, item in enumerate(payload["items"], start=1)]


def marks_of_payload(payload: Payload, frame: Frame) -> Marks:
    """Return what is drawn for the items of a payload."""
    marks = Marks()
    for entry in numbered_items(payload):
        if entry.item["drawn"] != "withheld":
            _add_item(marks, entry, frame)
    return marks


def vehicles_of(item: Item) -> float | None:
    """Return the largest number of vehicles that stands among the claims."""
    figures = [
        figure
        for claim in item["claims"]
        if claim["measure"] == "vehicles" and not claim["part_of"] and not claim["superseded_by"]
        for figure in [claim["high"] if claim["high"] is not None else claim["low"]]
        if figure is not None
    ]
    return max(figures, default=None)


def _add_item(marks: Marks, entry: NumberedItem, frame: Frame) -> None:
    places = [place for place in entry.item["locations"] if _anchor_of(place, frame)]

    def with_role(*roles: str) -> list[ItemLocation]:
        return [p for p in places if p["standing"] == "primary" and p["role"] in roles]

    origins, ends = with_role("origin"), with_role("destination")
    chains = _chains(origins, with_role("crossing", "via"), ends)
    side = with_role("launch", "towards")
    main = with_role("at", "target")
    if not main and not chains:
        main = with_role("destination", "crossing", "origin", "via") or side
    side = [place for place in side if place not in main]
    rivals = [place for place in places if place["standing"] == "rival"]
    for place in main:
        _add_place(marks, entry, place, frame, is_rival=False)
    for place in rivals:
        _add_place(marks, entry, place, frame, is_rival=True)
    for place in side:
        _add_area(marks, entry, place, frame, part="side")
    for i, chain in enumerate(chains):
        _add_journey(marks, entry, chain, frame, branches=len(chains), is_main=i == 0)
    if main:
        _add_links(marks, main[0], rivals, side, frame)


def _chains(
    origins: Sequence[ItemLocation], through: Sequence[ItemLocation], ends: Sequence[ItemLocation]
) -> list[list[ItemLocation]]:
    starts = [[origin, *through] for origin in origins] or [list(through)]
    stops: list[list[ItemLocation]] = [[end] for end in ends] or [[]]
    chains = [[*start, *stop] for start in starts for stop in stops]
    return [chain for chain in chains if len(chain) > 1]


def _point_of(place: ItemLocation, frame: Frame) -> XY | None:
    lon, lat = place["lon"], place["lat"]
    is_point = place["precision"] in {"site", "place"}
    return frame.place(lon, lat) if is_point and lon is not None and lat is not None else None


def _anchor_of(place: ItemLocation, frame: Frame) -> XY | None:
    anchor = place["anchor"]
    return _point_of(place, frame) or (frame.place(anchor[0], anchor[1]) if anchor else None)


def _add_place(
    marks: Marks, entry: NumberedItem, place: ItemLocation, frame: Frame, *, is_rival: bool
) -> None:
    at = _point_of(place, frame)
    if at is None:
        _add_area(marks, entry, place, frame, part="rivals" if is_rival else "main")
        return
    metre = frame.size / (EQUATOR_M * cos(radians(place["lat"] or 0)))
    marks.points.append(PointMark(entry, at, (place["uncertainty_m"] or 0) * metre, is_rival))


def _add_area(
    marks: Marks, entry: NumberedItem, place: ItemLocation, frame: Frame, *, part: str
) -> None:
    shape, anchor = place["shape"], _anchor_of(place, frame)
    if shape is None or anchor is None or _point_of(place, frame):
        return
    is_coarse = place["precision"] in _COARSE or (place["uncertainty_m"] or 0) > _COARSE_M
    area = marks.areas.setdefault(shape, AreaMark(shape, anchor, is_coarse))
    entries: list[NumberedItem] = getattr(area, part)
    if entry not in entries:
        entries.append(entry)


def _add_journey(  # noqa: PLR0913 - what a journey is
    marks: Marks,
    entry: NumberedItem,
    chain: Sequence[ItemLocation],
    frame: Frame,
    *,
    branches: int,
    is_main: bool,
) -> None:
    points = [at for at in (_anchor_of(place, frame) for place in chain) if at]
    key = tuple((round(x, 2), round(y, 2)) for x, y in points)
    known = marks.journeys.get(key)
    if known:
        if entry not in known.entries:
            known.entries.append(entry)
        known.vehicles = None  # several convoys: the badge counts them, their lorries are listed
        known.is_main = known.is_main or is_main
        return
    marks.journeys[key] = JourneyMark(
        [entry],
        curve_through(points),
        is_route_known=len(points) > _ENDS,
        vehicles=vehicles_of(entry.item),
        branches=branches,
        is_main=is_main,
    )


def _add_links(
    marks: Marks,
    main: ItemLocation,
    rivals: Sequence[ItemLocation],
    side: Sequence[ItemLocation],
    frame: Frame,
) -> None:
    first = _anchor_of(main, frame)
    for place in [*rivals, *side]:
        at = _anchor_of(place, frame)
        if first is None or at is None or hypot(at[0] - first[0], at[1] - first[1]) < 1:
            continue
        if place["standing"] == "rival":
            marks.links.append(LinkMark("rival", [first, at]))
        elif place["role"] == "launch":
            marks.links.append(LinkMark("launch", curve_through([at, first], bend=0.1)))
        else:
            marks.links.append(LinkMark("towards", [first, at]))


def curve_through(points: Sequence[XY], bend: float = _BEND) -> list[XY]:
    """Return an arc for two points, a smooth line through more: nobody takes it for a road."""
    if len(points) == _ENDS:
        return _arc(points[0], points[1], bend)
    return _smooth(points)


def _arc(a: XY, b: XY, bend: float) -> list[XY]:
    dx, dy = b[0] - a[0], b[1] - a[1]
    side = 1 if dx >= 0 else -1  # always bulges to the north
    cx = (a[0] + b[0]) / 2 + dy * bend * side * 2
    cy = (a[1] + b[1]) / 2 - dx * bend * side * 2
    parts = [i / _CURVE_STEPS for i in range(_CURVE_STEPS + 1)]
    return [
        (
            (1 - t) ** 2 * a[0] + 2 * (1 - t) * t * cx + t * t * b[0],
            (1 - t) ** 2 * a[1] + 2 * (1 - t) * t * cy + t * t * b[1],
        )
        for t in parts
    ]


def _smooth(points: Sequence[XY]) -> list[XY]:
    """Return Catmull-Rom through every point."""
    padded = [points[0], *points, points[-1]]
    found: list[XY] = []
    for p, q, r, s in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        for i in range(_CURVE_STEPS):
            t = i / _CURVE_STEPS
            x, y = (
                0.5
                * (
                    2 * q[j]
                    + (r[j] - p[j]) * t
                    + (2 * p[j] - 5 * q[j] + 4 * r[j] - s[j]) * t**2
                    + (3 * q[j] - p[j] - 3 * r[j] + s[j]) * t**3
                )
                for j in (0, 1)
            )
            found.append((x, y))
    return [*found, points[-1]]


def length_of(line: Sequence[XY]) -> float:
    """Return the length of a line in user units."""
    return sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(line))
