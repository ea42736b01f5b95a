"""Where symbols and badges of a small map stand, so that none hides another.

A glyph stands for one place, area or journey and shows a symbol for each kind in it, with a number
when there are several. One that finds its place taken steps aside, and a thin line leads back.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from geomap.render.bounds import Box
from geomap.render.static_symbols import XY
from geomap.render.thumbnail_marks import AreaMark, JourneyMark, Look, PointMark

SYMBOL_PX = 5.0
_TOGETHER_PX = 7.0
_DIGIT_PX = 5.4
_MARGIN_PX = 1.0
_STEPS = (0, 12, 20, 30, 42, 56, 72)
_SIDES = ((0, -1), (1, 0), (0, 1), (-1, 0), (0.7, -0.7), (0.7, 0.7), (-0.7, 0.7), (-0.7, -0.7))


@dataclass(frozen=True, slots=True)
class Glyph:
    """One thing to see: what it belongs to, in pixels, and its symbols with their numbers."""

    at: XY
    entries: Sequence[tuple[Look, int]]
    is_badge: bool

    @property
    def width_px(self) -> float:
        """Its width, the badge's frame included."""
        return sum(map(entry_width_px, (number for _, number in self.entries))) + 4 * self.is_badge

    @property
    def height_px(self) -> float:
        """Its height, the badge's frame included."""
        return 2 * SYMBOL_PX + 2 + 2 * self.is_badge


def entry_width_px(number: int) -> float:
    """Return the width of a symbol with its number; one alone goes without."""
    return 2 * SYMBOL_PX + 2 + (_DIGIT_PX * len(str(number)) + 2 if number > 1 else 0)


def point_glyphs(points: Iterable[tuple[XY, PointMark]]) -> list[Glyph]:
    """Return a glyph for each place, those a few pixels apart together. Places come in pixels."""
    groups: list[tuple[XY, dict[Look, set[str]]]] = []
    for at, mark in points:
        near = next((looks for spot, looks in groups if _are_near(spot, at)), None)
        if near is None:
            near = {}
            groups.append((at, near))
        near.setdefault(mark.look, set()).add(mark.item)
    return [Glyph(at, _entries(looks), is_badge=False) for at, looks in groups]


def badges(marks: Iterable[tuple[XY, AreaMark | JourneyMark]]) -> list[Glyph]:
    """Return a badge for each area or journey; marks come with their anchors in pixels."""
    groups: dict[XY, dict[Look, set[str]]] = {}
    for at, mark in marks:
        groups.setdefault(at, {}).setdefault(mark.look, set()).add(mark.item)
    return [Glyph(at, _entries(looks), is_badge=True) for at, looks in groups.items()]


def place_glyphs(glyphs: Iterable[Glyph], size: XY) -> Iterator[tuple[Glyph, XY]]:
    """Yield each glyph with its middle, in pixels, clear of those before it and of the edge."""
    taken: list[Box] = []
    for glyph in glyphs:
        spots = [_inside(spot, glyph, size) for spot in _spots_around(glyph)]
        found = next((spot for spot in spots if _is_free(_box(glyph, spot), taken)), spots[0])
        taken.append(_box(glyph, found))
        yield glyph, found


def _entries(looks: Mapping[Look, set[str]]) -> list[tuple[Look, int]]:
    return [(look, len(items)) for look, items in sorted(looks.items())]


def _are_near(one: XY, other: XY) -> bool:
    return max(abs(one[0] - other[0]), abs(one[1] - other[1])) <= _TOGETHER_PX


def _spots_around(glyph: Glyph) -> list[XY]:
    x, y = glyph.at
    wide = glyph.width_px / 2 / SYMBOL_PX - 1
    return [
        (x + dx * step * (1 + wide / 4), y + dy * step)
        for step in _STEPS
        for dx, dy in (_SIDES if step else _SIDES[:1])
    ]


def _inside(spot: XY, glyph: Glyph, size: XY) -> XY:
    half_width, half_height = glyph.width_px / 2 + 1, glyph.height_px / 2 + 1
    return (
        min(max(spot[0], half_width), size[0] - half_width),
        min(max(spot[1], half_height), size[1] - half_height),
    )


def _box(glyph: Glyph, spot: XY) -> Box:
    half_width = glyph.width_px / 2 + _MARGIN_PX / 2
    half_height = glyph.height_px / 2 + _MARGIN_PX / 2
    x, y = spot
    return x - half_width, y - half_height, x + half_width, y + half_height


def _is_free(box: Box, taken: Iterable[Box]) -> bool:
    west, north, east, south = box
    return all(
        east <= other[0] or west >= other[2] or south <= other[1] or north >= other[3]
        for other in taken
    )
