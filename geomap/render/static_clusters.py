"""Where badges of a crowded or small map stand: one for all that lies together, counted by kind.

A map of years has no room for a symbol an item and its number in the list. Here what lies within
reach of one spot shares a badge, as in the interactive map; no item of the frame is left uncounted.
A lone symbol stands only for one item at a known place.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from math import hypot

from geomap.render.static_glyphs import BadgeEntry, Glyph, look_of
from geomap.render.static_layout import Room, settled
from geomap.render.static_marks import Marks, Sign
from geomap.render.static_symbols import XY

Spot = tuple[XY, Sign, bool, bool]
"""Where, what, whether it is a rival place, whether it is a point."""


def cluster_marks(marks: Marks, room: Room, *, reach: float) -> list[Glyph]:
    """Return badges and lone symbols; `room` then holds what they cover.

    Parameters
    ----------
    marks
        In the user units of the frame.
    room
        The frame; what lies outside is left out.
    reach
        How far apart two things may lie that share a badge.
    """
    spots: list[Spot] = [(p.at, p.sign, p.is_rival, True) for p in marks.points]
    for area in marks.areas.values():
        spots += [(area.anchor, sign, False, False) for sign in area.main]
        others = [sign for sign in area.rivals if sign not in area.main]
        spots += [(area.anchor, sign, True, False) for sign in others]
    ways: list[Spot] = [
        (way.line[len(way.line) // 2], sign, False, False)
        for way in marks.journeys.values()
        if way.is_main
        for sign in way.signs
    ]
    groups = [*_groups(spots, room, reach), *_groups(ways, room, reach)]
    glyphs = [_glyph_of_group(at, group) for at, group in groups]
    glyphs.sort(key=lambda glyph: glyph.is_badge)  # a lone symbol keeps its place
    return [settled(glyph, room) for glyph in glyphs]


def _groups(spots: Iterable[Spot], room: Room, reach: float) -> list[tuple[XY, list[Spot]]]:
    """Return the fullest spots, each with what lies within reach of it and of no fuller one."""
    seen = [spot for spot in spots if _is_inside(spot[0], room)]
    fullness = Counter(spot[0] for spot in seen)
    groups: list[tuple[XY, list[Spot]]] = []
    for spot in sorted(seen, key=lambda spot: (-fullness[spot[0]], spot[0])):
        near = next((own for at, own in groups if _distance(at, spot[0]) <= reach), None)
        if near is None:
            groups.append((spot[0], [spot]))
        else:
            near.append(spot)
    return groups


def _glyph_of_group(at: XY, group: Sequence[Spot]) -> Glyph:
    kinds: dict[tuple[str, bool, bool], dict[Sign, None]] = {}
    for _, sign, is_rival, _ in group:
        kinds.setdefault((sign.layer, sign.is_possible, is_rival), {})[sign] = None
    entries = [
        BadgeEntry(
            look_of(list(signs), is_rival=is_rival), str(len(signs)) if len(signs) > 1 else ""
        )
        for (_, _, is_rival), signs in sorted(kinds.items(), key=lambda kind: kind[0])
    ]
    is_symbol = len(group) == 1 and group[0][3]
    return Glyph(at, at, tuple(entries), "", is_badge=not is_symbol)


def _is_inside(at: XY, room: Room) -> bool:
    return 0 <= at[0] <= room.width and 0 <= at[1] <= room.height


def _distance(a: XY, b: XY) -> float:
    return hypot(a[0] - b[0], a[1] - b[1])
