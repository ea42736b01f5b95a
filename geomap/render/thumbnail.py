"""Small maps of the atlas: one period each, the same frame for all, without scripts.

A symbol stands only where the precision allows a point, else a hatched area with a count; what may
lie outside the period is hatched itself. What all the maps share (ground, symbols, areas) is drawn
once in the page, and each map refers to it: sixty maps are no larger than a few.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import hypot

from markupsafe import Markup

from geomap.render.bounds import Box
from geomap.render.payload import Shape
from geomap.render.static_symbols import NEUTRAL, XY, hatch_pattern, style_of_kind, symbol
from geomap.render.thumbnail_glyphs import (
    SYMBOL_PX,
    Glyph,
    badges,
    entry_width_px,
    place_glyphs,
    point_glyphs,
)
from geomap.render.thumbnail_ground import Frame, Ground, path_of
from geomap.render.thumbnail_marks import AreaMark, JourneyMark, Look, Marks, PointMark

_HATCHES = {"fine": (5.0, 0.8), "coarse": (8.0, 0.4)}
_LINES = {"fine": 0.85, "coarse": 0.5}
_HEAD_PX = 7.0
_BEND = 0.16
_STEPS = 10
_ENDS = 2


class ThumbnailSheet:
    """Draws small maps that share a frame, and gathers what they refer to.

    Parameters
    ----------
    box
        West, south, east, north in degrees.
    ground
        The basemap.
    """

    def __init__(self, box: Box, *, ground: Ground) -> None:
        self.frame = Frame(box)
        self._ground = ground
        self._looks: dict[Look, str] = {}
        self._areas: dict[str, str] = {}
        self._hatches: dict[tuple[str, str], str] = {}

    def thumbnail(self, marks: Marks, *, label: str) -> Markup:
        """Return one small map as SVG; `label` says it to those who do not see it."""
        parts = [
            '<use href="#g"/>',
            *self._area_parts(marks.areas),
            *self._standing_parts(marks.standing),
            *self._journey_parts(marks.journeys),
            *self._glyph_parts(marks),
        ]
        width, height = self.frame.size_px
        opening = Markup('<svg class="map" viewBox="0 0 {} {}" role="img" aria-label="{}">')
        inside = Markup("".join(parts))  # noqa: S704 - numbers and ids of ours
        return opening.format(width, height, label) + inside + Markup("</svg>")

    def definitions(self) -> Markup:
        """Return what the small maps refer to; ask when all of them are drawn."""
        parts = [f'<g id="g">{self._ground.markup(self.frame)}</g>']
        parts += [f'<path id="{name}" d="{path}"/>' for path, name in self._areas.items()]
        for (color, grain), name in self._hatches.items():
            spacing, opacity = _HATCHES[grain]
            parts.append(hatch_pattern(name, color, spacing=spacing, opacity=opacity))
        for (layer, status, possible, rival), name in self._looks.items():
            drawn = symbol(layer, status, 0, 0, SYMBOL_PX, possible=possible, rival=rival)
            parts.append(f'<g id="{name}">{drawn}</g>')
        return Markup(  # noqa: S704 - numbers and ids of ours
            '<svg class="defs" width="0" height="0" aria-hidden="true">'
            f"<defs>{''.join(parts)}</defs></svg>"
        )

    def left_out(self, marks: Marks) -> int:
        """Count the items whose places all lie outside the frame."""
        places = [(mark.item, mark.at) for mark in marks.points]
        places += [(area.item, area.anchor) for area in marks.areas]
        places += [(way.item, spot) for way in marks.journeys for spot in way.chain]
        inside = {item for item, spot in places if self.frame.shows(*spot)}
        return len({item for item, _ in places} - inside)

    def sign(self, layer: str, *, status: str = "", possible: bool = False) -> Markup:
        """Return a symbol alone, for keys and lists."""
        return _sign(self._use((layer, status, possible, False), 0, 0))

    def area_sign(self, layer: str) -> Markup:
        """Return a piece of a hatched area, for the key."""
        color = style_of_kind(layer).color
        hatch = self._hatches.setdefault((color, "fine"), f"h{len(self._hatches)}")
        box = 'x="-9" y="-5.5" width="18" height="11"'
        return _sign(f'<rect {box} fill="url(#{hatch})" stroke="{color}"/>')

    def journey_sign(self) -> Markup:
        """Return a piece of a journey, for the key."""
        return _sign(_journey_markup([(-10, 3), (10, 3)]))

    def standing_sign(self) -> Markup:
        """Return the mark of a site that merely stood, for the key."""
        return _sign(_standing_markup(0, 0))

    def _use(self, look: Look, x: float, y: float) -> str:
        name = self._looks.setdefault(look, f"s{len(self._looks)}")
        return f'<use href="#{name}" x="{x:.1f}" y="{y:.1f}"/>'

    def _area_parts(self, areas: Sequence[AreaMark]) -> list[str]:
        by_path: dict[str, list[AreaMark]] = {}
        for area in areas:
            by_path.setdefault(self._path_of(area.shape), []).append(area)
        # Coarse areas lie under the exact ones.
        ordered = sorted(by_path.items(), key=lambda found: not found[1][0].is_coarse)
        return [self._area_markup(path, found) for path, found in ordered if path]

    def _area_markup(self, path: str, areas: Sequence[AreaMark]) -> str:
        layers = {area.look[0] for area in areas}
        color = style_of_kind(layers.pop()).color if len(layers) == 1 else NEUTRAL
        grain = "coarse" if areas[0].is_coarse else "fine"
        name = self._areas.setdefault(path, f"a{len(self._areas)}")
        hatch = self._hatches.setdefault((color, grain), f"h{len(self._hatches)}")
        return (
            f'<use href="#{name}" fill="url(#{hatch})" fill-rule="evenodd" stroke="{color}" '
            f'stroke-opacity="{_LINES[grain]:g}"/>'
        )

    def _path_of(self, shape: Shape) -> str:
        if "units" in shape:
            rings = self._ground.rings_of_units(shape["units"])
        else:
            nested = [ring for polygon in shape["polygons"] for ring in polygon]
            rings = [[(lon, lat) for lon, lat in ring] for ring in nested]
        return "".join(path_of(self.frame.simple_line(ring), is_closed=True) for ring in rings)

    def _standing_parts(self, points: Iterable[XY]) -> list[str]:
        pixels = sorted({self.frame.xy(*point) for point in points if self.frame.shows(*point)})
        return [_standing_markup(x, y) for x, y in pixels]

    def _journey_parts(self, journeys: Iterable[JourneyMark]) -> list[str]:
        chains = dict.fromkeys(journey.chain for journey in journeys)
        return [_journey_markup(self.frame.line(chain)) for chain in chains]

    def _glyph_parts(self, marks: Marks) -> list[str]:
        glyphs = [*point_glyphs(self._points(marks)), *badges(self._badged(marks))]
        placed = list(place_glyphs(glyphs, self.frame.size_px))
        leaders = [_leader_markup(glyph, spot) for glyph, spot in placed]
        return [*leaders, *(self._glyph_markup(glyph, spot) for glyph, spot in placed)]

    def _points(self, marks: Marks) -> Iterable[tuple[XY, PointMark]]:
        for mark in marks.points:
            if self.frame.shows(*mark.at):
                yield self.frame.xy(*mark.at), mark

    def _badged(self, marks: Marks) -> Iterable[tuple[XY, AreaMark | JourneyMark]]:
        for area in marks.areas:
            if self.frame.shows(*area.anchor):
                yield self.frame.xy(*area.anchor), area
        # An item with several branches has its badge on the first.
        for journey in {journey.item: journey for journey in reversed(marks.journeys)}.values():
            line = _curve_through(self.frame.line(journey.chain))
            yield line[len(line) // 2], journey

    def _glyph_markup(self, glyph: Glyph, spot: XY) -> str:
        x, y = spot
        left = x - glyph.width_px / 2
        parts = []
        if glyph.is_badge:
            top = y - glyph.height_px / 2
            parts.append(
                f'<rect class="badge" x="{left:.1f}" y="{top:.1f}" rx="2.5" '
                f'width="{glyph.width_px:.1f}" height="{glyph.height_px:g}"/>'
            )
            left += 2
        for look, number in glyph.entries:
            parts.append(self._use(look, left + SYMBOL_PX + 1, y))
            if number > 1:
                text_x = left + 2 * SYMBOL_PX + 2.6
                parts.append(f'<text x="{text_x:.1f}" y="{y + 3.2:.1f}">{number}</text>')
            left += entry_width_px(number)
        return "".join(parts)


def _sign(inside: str) -> Markup:
    return Markup(  # noqa: S704 - numbers and ids of ours
        f'<svg class="sign" viewBox="-11 -7 22 14" aria-hidden="true">{inside}</svg>'
    )


def _standing_markup(x: float, y: float) -> str:
    return f'<path class="stands" d="M{x - 1.6:.1f} {y - 1.6:.1f}h3.2v3.2h-3.2z"/>'


def _leader_markup(glyph: Glyph, spot: XY) -> str:
    """Return the line from a symbol that stepped aside to its place, with a dot on a true point."""
    (x, y), (spot_x, spot_y) = glyph.at, spot
    if abs(x - spot_x) <= glyph.width_px / 2 and abs(y - spot_y) <= glyph.height_px / 2:
        return ""
    dot = "" if glyph.is_badge else f'<circle class="spot" cx="{x:.1f}" cy="{y:.1f}" r="1.4"/>'
    return f'<path class="leader" d="{path_of([glyph.at, spot])}"/>{dot}'


def _journey_markup(line: Sequence[XY]) -> str:
    curve = _curve_through(line)
    path = path_of(curve)
    dash = ' stroke-dasharray="5 3"' if len(line) == _ENDS else ""
    return (
        f'<path class="way-casing" d="{path}"/><path class="way" d="{path}"{dash}/>'
        f'<path class="head" d="{_arrow_head(curve)}"/>'
    )


def _arrow_head(curve: Sequence[XY]) -> str:
    (x, y), (tip_x, tip_y) = curve[-_ENDS], curve[-1]
    length = hypot(tip_x - x, tip_y - y) or 1
    ux, uy = (tip_x - x) / length * _HEAD_PX, (tip_y - y) / length * _HEAD_PX
    sides = [(tip_x - ux - uy / 2, tip_y - uy + ux / 2), (tip_x - ux + uy / 2, tip_y - uy - ux / 2)]
    return path_of([sides[0], (tip_x, tip_y), sides[1]], is_closed=True)


def _curve_through(line: Sequence[XY]) -> list[XY]:
    """Return a curve through points, as web/src/curve.ts draws it: nobody takes it for a road."""
    if len(line) == _ENDS:
        return _arc(line[0], line[1])
    padded = [line[0], *line, line[-1]]
    curve: list[XY] = []
    for i, (q, r) in enumerate(pairwise(line)):
        p, s = padded[i], padded[i + 3]
        curve += [_catmull_rom(p, q, r, s, k / _STEPS) for k in range(_STEPS)]
    return [*curve, line[-1]]


def _arc(a: XY, b: XY) -> list[XY]:
    dx, dy = b[0] - a[0], b[1] - a[1]
    bend = 2 * _BEND * (1 if dx >= 0 else -1)  # always bulges to the north
    control = (a[0] + b[0]) / 2 + dy * bend, (a[1] + b[1]) / 2 - dx * bend
    parts = [i / _STEPS for i in range(_STEPS + 1)]
    return [
        (
            (1 - t) ** 2 * a[0] + 2 * (1 - t) * t * control[0] + t * t * b[0],
            (1 - t) ** 2 * a[1] + 2 * (1 - t) * t * control[1] + t * t * b[1],
        )
        for t in parts
    ]


def _catmull_rom(p: XY, q: XY, r: XY, s: XY, t: float) -> XY:
    def axis(i: int) -> float:
        return 0.5 * (
            2 * q[i]
            + (r[i] - p[i]) * t
            + (2 * p[i] - 5 * q[i] + 4 * r[i] - s[i]) * t * t
            + (3 * q[i] - p[i] - 3 * r[i] + s[i]) * t**3
        )

    return axis(0), axis(1)
