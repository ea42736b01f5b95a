"""The picture of a map as SVG: what the page paints, without a program.

Everything in it is drawn from the page's payload and the page's basemap, so that the two show the
same. Each symbol and badge carries the numbers of its items: their places in the payload, from 1,
by which the list beside the picture names them too.
"""

from collections.abc import Sequence
from math import atan2, cos, hypot, sin, sqrt

import shapely
import shapely.ops
from markupsafe import Markup
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from geomap.render.payload import Payload, Shape
from geomap.render.static_frame import Frame, box_of_static_map, frame_of_box
from geomap.render.static_ground import Ground, area_path, ground_markup, read_ground
from geomap.render.static_labels import PlacedLabel, plan_labels
from geomap.render.static_layout import (
    BADGE_HEIGHT,
    BADGE_SIZE,
    BADGE_SYMBOL,
    NUMBER_SIZE,
    SYMBOL,
    Glyph,
    Room,
    layout_marks,
)
from geomap.render.static_marks import (
    AreaMark,
    JourneyMark,
    LinkMark,
    PointMark,
    length_of,
    marks_of_payload,
)
from geomap.render.static_symbols import (
    CASING,
    NEUTRAL,
    OUTLINE,
    XY,
    color_of_layers,
    hatch_pattern,
    is_possible,
    path_text,
    style_of_kind,
    symbol,
)
from geomap.render.svg_text import element, text_line
from geomap.render.text_width import is_right_to_left, width_of_text

_STUB = (4, 40)
_HALO = "#fcfaf5"
INK = "#34302b"


def map_markup(payload: Payload, *, width: float, height: float) -> Markup:
    """Return the picture of a payload as a `<g>` of the given size, its corner at 0, 0.

    Parameters
    ----------
    payload
        What the page knows.
    width, height
        Size of the picture in user units, about those of CSS pixels.
    """
    ground = read_ground()
    box = box_of_static_map(payload, home=ground.home_box)
    frame = frame_of_box(box, width=width, height=height)
    marks = marks_of_payload(payload, frame)
    room = Room(width, height)
    glyphs = layout_marks(marks, room)
    for journey in marks.journeys.values():
        for x, y in journey.line:
            room.take((x - 5, y - 5, x + 5, y + 5))
    labels = plan_labels(payload["labels"], frame, room, lang=payload["lang"])
    areas = [area for area in marks.areas.values() if not area.is_only_pointed_at]
    shapes = {area.shape: _area_of(payload["shapes"][area.shape], ground) for area in areas}
    areas.sort(key=lambda area: -shapes[area.shape].area)
    clip = element("clipPath", element("rect", width=width, height=height), id="gm-clip")
    parts = [
        ground_markup(ground, frame),
        _areas(areas, shapes, frame),
        *(_footprint(point) for point in marks.points),
        *(_journey(journey) for journey in marks.journeys.values()),
        *(_link(link) for link in marks.links),
        *(_leader(glyph) for glyph in glyphs),
        element(
            "g",
            *(_label(label) for label in labels),
            stroke=_HALO,
            stroke_width=2.6,
            stroke_linejoin="round",
            paint_order="stroke",
        ),
        *(_glyph(glyph) for glyph in glyphs),
    ]
    inside = element("g", Markup().join(parts), clip_path="url(#gm-clip)")
    edge = element("rect", width=width, height=height, fill="none", stroke="#83796d")
    return element("g", clip, inside, edge)


def _area_of(shape: Shape, ground: Ground) -> BaseGeometry:
    if "units" in shape:
        return ground.union(shape["units"])
    polygons = [Polygon(rings[0], rings[1:]) for rings in shape["polygons"]]
    return shapely.union_all([shapely.make_valid(polygon) for polygon in polygons])


def _areas(areas: Sequence[AreaMark], shapes: dict[int, BaseGeometry], frame: Frame) -> Markup:
    patterns: dict[str, Markup] = {}
    drawn = []
    for area in areas:
        own = area.main or area.rivals or area.side
        color = color_of_layers(entry.item["layer"] for entry in own)
        strength = (0.3 if area.is_coarse else 0.55) * (1 if area.main else 0.7)
        pattern = f"gm-hatch-{color[1:]}-{round(strength * 100)}"
        patterns[pattern] = hatch_pattern(
            pattern, color, spacing=9 if area.is_coarse else 6, opacity=strength
        )
        is_sure = bool(area.main) and not all(is_possible(e.item) for e in area.main)
        drawn.append(
            element(
                "path",
                d=area_path(shapes[area.shape], frame, tolerance=0.25),
                fill=f"url(#{pattern})",
                fill_rule="evenodd",
                stroke=color,
                stroke_opacity=min(1.0, strength + 0.3),
                stroke_width=1.1,
                stroke_dasharray=None if is_sure else "4 3",
            )
        )
    return element("defs", *patterns.values()) + Markup().join(drawn)


def _footprint(point: PointMark) -> Markup:
    if point.radius < SYMBOL + 3:
        return Markup()
    color = style_of_kind(point.entry.item["layer"]).color
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


def _journey(journey: JourneyMark) -> Markup:
    """Return a curve whose width grows with the lorries, dashed where only its ends are known."""
    width = min(6.0, 1.8 + sqrt((journey.vehicles or 0) / journey.branches) * 0.34)
    head = 5 + width * 1.5
    body = _trimmed(journey.line, 5, head + 3)
    if len(body) < 2:  # noqa: PLR2004 - nothing left of it
        return Markup()
    color = style_of_kind(journey.entries[0].item["layer"]).color
    dash = None if journey.is_route_known else f"{width * 2 + 4:.1f} {width + 3:.1f}"
    path = path_text(body)

    def stroke(color: str, wide: float, **more: str | float | None) -> Markup:
        return element("path", d=path, fill="none", stroke=color, stroke_width=wide, **more)

    return Markup().join(
        [
            stroke(CASING, width + 4, stroke_opacity=0.85),
            stroke(OUTLINE, width + 1.6, stroke_dasharray=dash),
            stroke(color, width, stroke_dasharray=dash),
            _arrow_head(_trimmed(journey.line, 5, 3), head, color),
        ]
    )


def _link(link: LinkMark) -> Markup:
    if link.kind == "rival":
        line, dash = link.line, "1.3 4"
    else:
        line = _stub(link.line) if link.kind == "towards" else _trimmed(link.line, 4, 12)
        dash = None
    if len(line) < 2:  # noqa: PLR2004 - nothing left of it
        return Markup()
    path = path_text(line)
    casing = element(
        "path", d=path, fill="none", stroke=CASING, stroke_opacity=0.85, stroke_width=3.6
    )
    ink = element(
        "path", d=path, fill="none", stroke=OUTLINE, stroke_width=1.2, stroke_dasharray=dash
    )
    head = Markup() if link.kind == "rival" else _arrow_head(line, 6.5, OUTLINE)
    return casing + ink + head


def _stub(line: Sequence[XY]) -> list[XY]:
    """Return an arrow of one length: "towards Jordan" tells a direction, not an end."""
    (x0, y0), (x1, y1) = line[0], line[-1]
    whole = hypot(x1 - x0, y1 - y0) or 1
    return [(x0 + (x1 - x0) / whole * far, y0 + (y1 - y0) / whole * far) for far in _STUB]


def _trimmed(line: Sequence[XY], start: float, end: float) -> list[XY]:
    whole = length_of(line)
    if whole <= start + end:
        return []
    cut = shapely.ops.substring(shapely.LineString(line), start, whole - end)
    return [(x, y) for x, y in cut.coords]


def _arrow_head(line: Sequence[XY], length: float, color: str) -> Markup:
    if len(line) < 2:  # noqa: PLR2004 - no direction
        return Markup()
    (x0, y0), (x, y) = line[-2], line[-1]
    angle = atan2(y - y0, x - x0)
    sides = [(x - length * cos(angle + t), y - length * sin(angle + t)) for t in (0.5, -0.5)]
    path = path_text([(x, y), *sides], closed=True)
    return element("path", d=path, fill=CASING, stroke=CASING, stroke_width=3) + element(
        "path", d=path, fill=color, stroke=OUTLINE, stroke_width=0.9, stroke_linejoin="round"
    )


def _leader(glyph: Glyph) -> Markup:
    """Return the thin line from a glyph that stepped aside to its true place."""
    (x, y), (ax, ay) = glyph.at, glyph.anchor
    if hypot(x - ax, y - ay) < 2:  # noqa: PLR2004 - it stands there
        return Markup()
    path = path_text([(ax, ay), (x, y)])
    line = element("path", d=path, stroke=OUTLINE, stroke_width=0.8)
    if glyph.is_badge:
        return line  # an area has no point: no dot at its anchor
    return line + element("circle", cx=ax, cy=ay, r=1.6, fill=OUTLINE)


def _glyph(glyph: Glyph) -> Markup:
    if glyph.is_badge:
        return _badge(glyph)
    entry = glyph.entries[0]
    x, y = glyph.at
    drawn = symbol(
        entry.layer,
        entry.status,
        x,
        y,
        SYMBOL,
        possible=entry.is_possible,
        rival=entry.is_rival,
    )
    return drawn + number_label(glyph.numbers, x + SYMBOL - 2, y - SYMBOL - 1.5)


def _badge(glyph: Glyph) -> Markup:
    left, top, _, _ = glyph.rect
    left, top, middle = left + 1, top + 1, glyph.at[1]
    box = {"x": left, "y": top, "width": glyph.badge_width, "height": BADGE_HEIGHT, "rx": 3}
    parts = [
        element("rect", **box, fill=CASING, stroke=CASING, stroke_width=3, stroke_opacity=0.85),
        element("rect", **box, fill=CASING, stroke=NEUTRAL, stroke_width=0.8),
    ]
    x = left + 4
    for entry in glyph.entries:
        parts.append(
            symbol(
                entry.layer,
                entry.status,
                x + 6,
                middle,
                BADGE_SYMBOL,
                possible=entry.is_possible,
                rival=entry.is_rival,
            )
        )
        x += 13
        if entry.text:
            parts.append(
                text_line(
                    entry.text, x + 1, middle + 3.6, size=BADGE_SIZE, color=OUTLINE, bold=True
                )
            )
            x += width_of_text(entry.text, BADGE_SIZE, bold=True) + 3
        x += 4
    parts.append(number_label(glyph.numbers, left + glyph.badge_width, middle - 5.5))
    return Markup().join(parts)


def number_label(text: str, x: float, y: float, *, width: float | None = None) -> Markup:
    """Return a number of the list as the map and the list show it: white on dark."""
    wide = width_of_text(text, NUMBER_SIZE, bold=True) + 5 if width is None else width
    box = {"x": x, "y": y, "width": wide, "height": 11, "rx": 2.5}
    label = element("rect", **box, fill=INK, stroke=CASING, stroke_width=0.8)
    return label + text_line(
        text, x + wide / 2, y + 8.4, size=NUMBER_SIZE, color=CASING, bold=True, align="middle"
    )


def _label(label: PlacedLabel) -> Markup:
    style = label.style
    dot = Markup()
    if label.dot:
        x, y = label.dot
        dot = element(
            "circle", cx=x, cy=y, r=style.dot, fill=CASING, stroke=style.color, stroke_width=1
        )
    rtl = is_right_to_left(label.text)
    text = text_line(
        label.text,
        label.x + label.width / 2,
        label.y + style.size * 0.36,
        size=style.size,
        color=style.color,
        bold=style.is_bold,
        align="middle",
        rtl=rtl,
        font_style="italic" if style.is_italic else None,
        letter_spacing=style.spacing or None,
    )
    return dot + text
