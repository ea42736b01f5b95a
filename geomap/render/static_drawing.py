"""Draws marks and their symbols and badges as SVG: the upper half of every static map."""

from collections.abc import Sequence
from math import hypot

from markupsafe import Markup

from geomap.render.static_frame import Frame
from geomap.render.static_glyphs import (
    BADGE_ROW,
    BADGE_SIZE,
    BADGE_SYMBOL,
    NEWS_ROOM,
    NUMBER_SIZE,
    SYMBOL,
    Glyph,
)
from geomap.render.static_ground import area_path
from geomap.render.static_lines import journey_markup, link_markup
from geomap.render.static_marks import AreaMark, Marks, PointMark
from geomap.render.static_parts import SharedParts
from geomap.render.static_symbols import (
    CASING,
    NEUTRAL,
    OUTLINE,
    color_of_layers,
    path_text,
    style_of_kind,
)
from geomap.render.static_topology import Topology
from geomap.render.svg_text import element, text_line
from geomap.render.text_width import width_of_text

INK = "#34302b"


def marks_markup(
    marks: Marks, frame: Frame, topology: Topology, parts: SharedParts, *, is_light: bool
) -> Markup:
    """Return areas, journeys and links, in the user units of the frame.

    A light picture, for small and crowded maps, draws no extent around a place and no arrow.
    """
    journeys = [journey_markup(way, is_light=is_light) for way in marks.journeys.values()]
    tolerance = 0.5 if is_light else 0.25
    areas = _areas([*marks.areas.values()], frame, topology, parts, tolerance=tolerance)
    if is_light:
        return Markup().join([areas, *journeys])
    extents = [_footprint(point) for point in marks.points]
    return Markup().join([areas, *extents, *journeys, *map(link_markup, marks.links)])


def leaders_markup(glyphs: Sequence[Glyph]) -> Markup:
    """Return the thin lines from glyphs that stepped aside to their true places."""
    return Markup().join(map(_leader, glyphs))


def glyphs_markup(glyphs: Sequence[Glyph], parts: SharedParts) -> Markup:
    """Return symbols and badges."""
    drawn = (_badge(glyph, parts) if glyph.is_badge else _symbol(glyph, parts) for glyph in glyphs)
    return element("g", *drawn, font_size=BADGE_SIZE, font_weight=700, fill=OUTLINE)


def number_label(text: str, x: float, y: float, *, width: float | None = None) -> Markup:
    """Return a number of the list as the map and the list show it: white on dark."""
    wide = width_of_text(text, NUMBER_SIZE, bold=True) + 5 if width is None else width
    box = {"x": x, "y": y, "width": wide, "height": 11, "rx": 2.5}
    label = element("rect", **box, fill=INK, stroke=CASING, stroke_width=0.8)
    return label + text_line(
        text, x + wide / 2, y + 8.4, size=NUMBER_SIZE, color=CASING, bold=True, align="middle"
    )


def _areas(
    areas: Sequence[AreaMark],
    frame: Frame,
    topology: Topology,
    parts: SharedParts,
    *,
    tolerance: float,
) -> Markup:
    shapes = [
        (area, topology.area_of_shape(area.shape)) for area in areas if not area.is_only_pointed_at
    ]
    # The largest lie at the bottom.
    shapes.sort(key=lambda found: -found[1].area)
    drawn = [(area, area_path(shape, frame, tolerance=tolerance)) for area, shape in shapes]
    return Markup().join(
        parts.area(path, **_style_of_area(area, parts)) for area, path in drawn if path
    )


def _style_of_area(area: AreaMark, parts: SharedParts) -> dict[str, str | float | None]:
    own = area.main or area.rivals or area.side
    color = color_of_layers(sign.layer for sign in own)
    strength = (0.3 if area.is_coarse else 0.55) * (1 if area.main else 0.7)
    is_sure = bool(area.main) and not all(sign.is_possible for sign in area.main)
    return {
        "fill": parts.hatch(color, spacing=9 if area.is_coarse else 6, opacity=strength),
        "fill_rule": "evenodd",
        "stroke": color,
        "stroke_opacity": min(1.0, strength + 0.3),
        "stroke_width": 1.1,
        "stroke_dasharray": None if is_sure else "4 3",
    }


def _footprint(point: PointMark) -> Markup:
    if point.radius < SYMBOL + 3:
        return Markup()
    color = style_of_kind(point.sign.layer).color
    return element(
        "circle",
        cx=point.at[0],
        cy=point.at[1],
        r=point.radius,
        fill=color,
        fill_opacity=0.08,
        stroke=color,
        stroke_opacity=0.4,
    )


def _leader(glyph: Glyph) -> Markup:
    (x, y), (ax, ay) = glyph.at, glyph.anchor
    if hypot(x - ax, y - ay) < 2:  # noqa: PLR2004 - it stands there
        return Markup()
    line = element("path", d=path_text([(ax, ay), (x, y)]), stroke=OUTLINE, stroke_width=0.8)
    if glyph.is_badge:
        return line  # an area has no point: no dot at its anchor
    return line + element("circle", cx=ax, cy=ay, r=1.6, fill=OUTLINE)


def _symbol(glyph: Glyph, parts: SharedParts) -> Markup:
    x, y = glyph.at
    drawn = parts.symbol(glyph.entries[0].look, x, y, size=SYMBOL)
    if not glyph.numbers:
        return drawn
    beside = x + SYMBOL + (NEWS_ROOM if glyph.entries[0].look.news else 0)
    return drawn + number_label(glyph.numbers, beside - 2, y - SYMBOL - 1.5)


def _badge(glyph: Glyph, parts: SharedParts) -> Markup:
    left, top = glyph.rect[0] + 1, glyph.rect[1] + 1
    wide, tall = glyph.badge_width, glyph.badge_height
    box = {"x": left, "y": top, "width": wide, "height": tall, "rx": 3}
    drawn = [element("rect", **box, fill=CASING, stroke=NEUTRAL, stroke_width=0.8)]
    if glyph.numbers:  # dark labels need a casing all round
        halo = element("rect", **box, stroke=CASING, stroke_width=3, stroke_opacity=0.85)
        drawn.insert(0, halo)
    for i, row in enumerate(glyph.rows):
        x, middle = left + 4, top + 8.5 + i * BADGE_ROW
        for entry in row:
            drawn.append(parts.symbol(entry.look, x + 6, middle, size=BADGE_SYMBOL))
            if entry.text:
                beside = x + entry.width - width_of_text(entry.text, BADGE_SIZE, bold=True) - 2
                drawn.append(element("text", entry.text, x=round(beside, 1), y=middle + 3.6))
            x += entry.width + 4
    if glyph.numbers:
        drawn.append(number_label(glyph.numbers, left + wide, glyph.at[1] - 5.5))
    return Markup().join(drawn)
