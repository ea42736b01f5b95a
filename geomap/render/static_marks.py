"""What stands on a static map for a payload's items: points, areas, journeys and links.

The same choice as the page makes (web/src/places.ts, web/src/marks.ts): other wordings of one
place are left to the card, and a place that is no point is an area, never a symbol. Marks lie on
the unit square of Web Mercator, so that one choice serves frames of any size.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import cos, radians

from geomap.render.payload import Item, ItemLocation, Payload, Shape
from geomap.render.static_curve import curve_through
from geomap.render.static_frame import EQUATOR_M, Frame, world_from_lon_lat
from geomap.render.static_symbols import XY, is_possible, status_of_item

_COARSE = {"admin1", "country"}
_COARSE_M = 40_000
_ENDS = 2
# About four metres: journeys between the same two places share one curve.
_SAME_PLACE = 7

News = tuple[str, str]
"""What became of a site: kind and certainty."""


@dataclass(frozen=True, slots=True)
class NumberedItem:
    """An item with the number by which map and list name it: its place in the payload, from 1."""

    number: int
    item: Item


@dataclass(frozen=True, slots=True)
class Sign:
    """What a map shows of an item: it holds no more, for an atlas keeps those of all its maps."""

    number: int
    layer: str
    status: str = ""
    is_possible: bool = False
    is_standing: bool = False
    """Whether it is a site to which nothing happened in the period."""
    news: News | None = None


@dataclass(frozen=True, slots=True)
class PointMark:
    """A symbol at a known place. `radius` is the place's extent and doubt."""

    sign: Sign
    at: XY
    radius: float = 0
    is_rival: bool = False


@dataclass(slots=True)
class AreaMark:
    """One shape with all that is placed in it. `main` counts; the others only outline it."""

    shape: Shape
    anchor: XY
    is_coarse: bool
    main: list[Sign] = field(default_factory=list)
    rivals: list[Sign] = field(default_factory=list)
    side: list[Sign] = field(default_factory=list)

    @property
    def is_only_pointed_at(self) -> bool:
        """A governorate that something left for: an arrow says enough."""
        return self.is_coarse and not self.main and not self.rivals


@dataclass(slots=True)
class JourneyMark:
    """One way that items share, from origin to destination."""

    signs: list[Sign]
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

    def places(self) -> list[tuple[Sign, XY]]:
        """Return what stands where: symbols, badges of areas and the ends of journeys."""
        found = [(point.sign, point.at) for point in self.points]
        for area in self.areas.values():
            found += [(sign, area.anchor) for sign in (*area.main, *area.rivals)]
        for way in self.journeys.values():
            found += [(sign, spot) for sign in way.signs for spot in (way.line[0], way.line[-1])]
        return found


def numbered_items(payload: Payload) -> list[NumberedItem]:
    """Return the items with their numbers."""
    return [NumberedItem(i, item) for i, item in enumerate(payload["items"], start=1)]


def marks_of_payload(payload: Payload) -> Marks:
    """Return what is drawn for the items of a payload, on the world square."""
    marks = Marks()
    for entry in numbered_items(payload):
        if entry.item["drawn"] != "withheld":
            _add_item(marks, entry, payload["shapes"])
    return marks


def marks_in_frame(marks: Marks, frame: Frame) -> Marks:
    """Return marks of the world square in the user units of a frame."""

    def line(points: Sequence[XY]) -> list[XY]:
        return [frame.at(point) for point in points]

    return Marks(
        points=[
            replace(point, at=frame.at(point.at), radius=point.radius * frame.size)
            for point in marks.points
        ],
        areas={
            key: replace(area, anchor=frame.at(area.anchor)) for key, area in marks.areas.items()
        },
        journeys={
            key: replace(journey, line=line(journey.line))
            for key, journey in marks.journeys.items()
        },
        links=[replace(link, line=line(link.line)) for link in marks.links],
    )


def sign_of_item(entry: NumberedItem) -> Sign:
    """Return what a map shows of an item."""
    item, news = entry.item, entry.item.get("news")
    return Sign(
        entry.number,
        item["layer"],
        status_of_item(item),
        is_possible=is_possible(item),
        is_standing=item["type"] == "site" and item["date"] is None,
        news=(news["kind"], news["certainty"]) if news else None,
    )


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


def _add_item(marks: Marks, entry: NumberedItem, shapes: Sequence[Shape]) -> None:
    sign, vehicles = sign_of_item(entry), vehicles_of(entry.item)
    places = [place for place in entry.item["locations"] if _anchor_of(place)]

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
        _add_place(marks, sign, place, shapes, is_rival=False)
    for place in rivals:
        _add_place(marks, sign, place, shapes, is_rival=True)
    for place in side:
        _add_area(marks, sign, place, shapes, part="side")
    for i, chain in enumerate(chains):
        _add_journey(marks, sign, chain, vehicles=vehicles, branches=len(chains), is_main=i == 0)
    if main:
        _add_links(marks, main[0], rivals, side)


def _chains(
    origins: Sequence[ItemLocation], through: Sequence[ItemLocation], ends: Sequence[ItemLocation]
) -> list[list[ItemLocation]]:
    starts = [[origin, *through] for origin in origins] or [list(through)]
    stops: list[list[ItemLocation]] = [[end] for end in ends] or [[]]
    chains = [[*start, *stop] for start in starts for stop in stops]
    return [chain for chain in chains if len(chain) > 1]


def _point_of(place: ItemLocation) -> XY | None:
    lon, lat = place["lon"], place["lat"]
    is_point = place["precision"] in {"site", "place"}
    return (
        world_from_lon_lat(lon, lat) if is_point and lon is not None and lat is not None else None
    )


def _anchor_of(place: ItemLocation) -> XY | None:
    anchor = place["anchor"]
    return _point_of(place) or (world_from_lon_lat(anchor[0], anchor[1]) if anchor else None)


def _add_place(
    marks: Marks, sign: Sign, place: ItemLocation, shapes: Sequence[Shape], *, is_rival: bool
) -> None:
    at = _point_of(place)
    if at is None:
        _add_area(marks, sign, place, shapes, part="rivals" if is_rival else "main")
        return
    metre = 1 / (EQUATOR_M * cos(radians(place["lat"] or 0)))
    marks.points.append(PointMark(sign, at, (place["uncertainty_m"] or 0) * metre, is_rival))


def _add_area(
    marks: Marks, sign: Sign, place: ItemLocation, shapes: Sequence[Shape], *, part: str
) -> None:
    shape, anchor = place["shape"], _anchor_of(place)
    if shape is None or anchor is None or _point_of(place):
        return
    is_coarse = place["precision"] in _COARSE or (place["uncertainty_m"] or 0) > _COARSE_M
    area = marks.areas.setdefault(shape, AreaMark(shapes[shape], anchor, is_coarse))
    signs: list[Sign] = getattr(area, part)
    if sign not in signs:
        signs.append(sign)


def _add_journey(  # noqa: PLR0913 - what a journey is
    marks: Marks,
    sign: Sign,
    chain: Sequence[ItemLocation],
    *,
    vehicles: float | None,
    branches: int,
    is_main: bool,
) -> None:
    points = [at for at in map(_anchor_of, chain) if at]
    key = tuple((round(x, _SAME_PLACE), round(y, _SAME_PLACE)) for x, y in points)
    known = marks.journeys.get(key)
    if known:
        if sign not in known.signs:
            known.signs.append(sign)
        known.vehicles = None  # several convoys: the badge counts them, their lorries are listed
        known.is_main = known.is_main or is_main
        return
    marks.journeys[key] = JourneyMark(
        [sign],
        curve_through(points),
        is_route_known=len(points) > _ENDS,
        vehicles=vehicles,
        branches=branches,
        is_main=is_main,
    )


def _add_links(
    marks: Marks,
    main: ItemLocation,
    rivals: Sequence[ItemLocation],
    side: Sequence[ItemLocation],
) -> None:
    first = _anchor_of(main)
    for place in [*rivals, *side]:
        at = _anchor_of(place)
        if first is None or at is None or at == first:
            continue
        if place["standing"] == "rival":
            marks.links.append(LinkMark("rival", [first, at]))
        elif place["role"] == "launch":
            marks.links.append(LinkMark("launch", curve_through([at, first], bend=0.1)))
        else:
            marks.links.append(LinkMark("towards", [first, at]))
