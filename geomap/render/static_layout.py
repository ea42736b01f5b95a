"""Where symbols and badges of a static map stand, so that nothing hides anything.

Symbols of one place fan out with leader lines, badges step aside from what is already there, and
names of towns keep off both.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import cos, hypot, pi, sin

from geomap.render.static_glyphs import (
    BadgeEntry,
    Glyph,
    Rect,
    entries_of,
    look_of,
    numbers_text,
)
from geomap.render.static_marks import AreaMark, JourneyMark, Marks, PointMark
from geomap.render.static_symbols import XY

_CROWDED = 13.0
_FAN_LIMIT = 8


@dataclass(slots=True)
class Room:
    """Which rectangles are taken, and where the frame ends."""

    width: float
    height: float
    taken: list[Rect] = field(default_factory=list)

    def is_free(self, rect: Rect) -> bool:
        """Whether a rectangle lies inside the frame and touches nothing."""
        left, top, right, bottom = rect
        if left < 2 or top < 2 or right > self.width - 2 or bottom > self.height - 2:  # noqa: PLR2004
            return False
        return not any(
            left < other[2] and other[0] < right and top < other[3] and other[1] < bottom
            for other in self.taken
        )

    def take(self, rect: Rect) -> None:
        """Mark a rectangle as taken."""
        self.taken.append(rect)


def layout_marks(marks: Marks, room: Room) -> list[Glyph]:
    """Return all symbols and badges; `room` then holds what they cover."""
    crowds = _crowds(marks.points)
    lone = [_symbol(crowd[0], crowd[0].at) for crowd in crowds if len(crowd) == 1]
    glyphs = [settled(glyph, room, steps=False) for glyph in lone]
    for crowd in [c for c in crowds if len(c) > 1]:
        glyphs += _fan(crowd, room) if len(crowd) <= _FAN_LIMIT else [_crowd_badge(crowd, room)]
    glyphs += [
        settled(_journey_badge(journey), room)
        for journey in marks.journeys.values()
        if journey.is_main
    ]
    areas = [area for area in marks.areas.values() if area.main or area.rivals]
    return glyphs + [settled(_area_badge(area), room) for area in areas]


def _crowds(points: Sequence[PointMark]) -> list[list[PointMark]]:
    crowds: list[list[PointMark]] = []
    for point in points:
        near = next((c for c in crowds if _distance(c[0].at, point.at) < _CROWDED), None)
        if near is None:
            crowds.append([point])
        else:
            near.append(point)
    return crowds


def _symbol(point: PointMark, at: XY) -> Glyph:
    entry = BadgeEntry(look_of([point.sign], is_rival=point.is_rival))
    return Glyph(at, point.at, (entry,), str(point.sign.number), is_badge=False)


def _fan(crowd: Sequence[PointMark], room: Room) -> list[Glyph]:
    """Return a ring round the place, widened until it meets nothing."""
    count = len(crowd)
    middle = crowd[0].at
    tight = max(15.0, 11.5 / sin(pi / count))
    start = pi if count == 2 else -pi / 2  # noqa: PLR2004 - two stand side by side
    rings = [
        [
            _symbol(
                point,
                (
                    middle[0] + radius * cos(turn + i * 2 * pi / count),
                    middle[1] + radius * sin(turn + i * 2 * pi / count),
                ),
            )
            for i, point in enumerate(crowd)
        ]
        for radius in (tight, tight + 7, tight + 14, tight + 22, tight + 32)
        for turn in (start, start + pi / count, start + pi / 4)
    ]
    free = next((ring for ring in rings if _has_room(ring, room)), rings[0])
    for glyph in free:
        room.take(glyph.rect)
    return free


def _has_room(ring: Sequence[Glyph], room: Room) -> bool:
    """Whether the glyphs of a ring touch neither what stands already nor each other."""
    trial = Room(room.width, room.height, list(room.taken))
    for glyph in ring:
        if not trial.is_free(glyph.rect):
            return False
        trial.take(glyph.rect)
    return True


def _crowd_badge(crowd: Sequence[PointMark], room: Room) -> Glyph:
    signs = list(dict.fromkeys(point.sign for point in crowd))
    at = crowd[0].at
    return settled(Glyph(at, at, entries_of(signs), numbers_text(signs), is_badge=True), room)


def _journey_badge(journey: JourneyMark) -> Glyph:
    count = len(journey.signs)
    trucks = "" if journey.vehicles is None else f"{journey.vehicles:g}"
    entry = BadgeEntry(look_of(journey.signs[:1]), f"{count} ×" if count > 1 else trucks)
    at = journey.line[len(journey.line) // 2]
    return Glyph(at, at, (entry,), numbers_text(journey.signs), is_badge=True)


def _area_badge(area: AreaMark) -> Glyph:
    rivals = [sign for sign in area.rivals if sign not in area.main]
    entries = entries_of(area.main, rivals=rivals)
    numbers = numbers_text([*area.main, *rivals])
    return Glyph(area.anchor, area.anchor, entries, numbers, is_badge=True)


def settled(glyph: Glyph, room: Room, *, steps: bool = True) -> Glyph:
    """Put a glyph on its anchor or on the nearest free spot around it."""
    spots = _spots(glyph) if steps else [glyph.anchor]
    placed = [replace(glyph, at=spot) for spot in spots]
    found = next((glyph for glyph in placed if room.is_free(glyph.rect)), None)
    chosen = found or next((g for g in placed if _is_inside(g.rect, room)), glyph)
    room.take(chosen.rect)
    return chosen


def _spots(glyph: Glyph) -> list[XY]:
    x, y = glyph.anchor
    left, _, right, _ = glyph.rect
    wide = 1 + (right - left) / 90
    return [(x, y)] + [
        (x + radius * cos(k * pi / 6 - pi / 2) * wide, y + radius * sin(k * pi / 6 - pi / 2))
        for radius in (12, 20, 30, 42, 56, 72, 90, 110)
        for k in range(12)
    ]


def _is_inside(rect: Rect, room: Room) -> bool:
    return Room(room.width, room.height).is_free(rect)


def _distance(a: XY, b: XY) -> float:
    return hypot(a[0] - b[0], a[1] - b[1])
