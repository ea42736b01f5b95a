"""Journeys and links of a static map: curves and arrows, with a casing that keeps them apart."""

from collections.abc import Sequence
from math import atan2, cos, hypot, sin, sqrt

from markupsafe import Markup

from geomap.render.static_curve import length_of, trimmed
from geomap.render.static_marks import JourneyMark, LinkMark
from geomap.render.static_symbols import CASING, OUTLINE, XY, path_text, style_of_kind
from geomap.render.svg_text import element

_STUB = (4, 40)


def journey_markup(journey: JourneyMark, *, is_light: bool) -> Markup:
    """Return a curve whose width grows with the lorries, dashed where only its ends are known.

    A light one, for small and crowded maps, is thin whatever it carries.
    """
    width = (
        1.8 if is_light else min(6.0, 1.8 + sqrt((journey.vehicles or 0) / journey.branches) * 0.34)
    )
    head = 5 + width * 1.5
    body = trimmed(journey.line, 5, head + 3)
    if len(body) < 2:  # noqa: PLR2004 - nothing left of it
        return Markup()
    color = style_of_kind(journey.signs[0].layer).color
    dash = None if journey.is_route_known else f"{width * 2 + 4:.1f} {width + 3:.1f}"
    path = path_text(body)

    def stroke(color: str, wide: float, **more: str | float | None) -> Markup:
        return element("path", d=path, fill="none", stroke=color, stroke_width=wide, **more)

    outline = Markup() if is_light else stroke(OUTLINE, width + 1.6, stroke_dasharray=dash)
    return Markup().join(
        [
            stroke(CASING, width + (2 if is_light else 4), stroke_opacity=0.85),
            outline,
            stroke(color, width, stroke_dasharray=dash),
            _arrow_head(trimmed(journey.line, 5, 3), head, color),
        ]
    )


def link_markup(link: LinkMark) -> Markup:
    """Return a line of dots to a rival place, an arrow from a launch, or one that shows a way."""
    if length_of(link.line) < 1:
        return Markup()
    if link.kind == "rival":
        line, dash = link.line, "1.3 4"
    else:
        line = _stub(link.line) if link.kind == "towards" else trimmed(link.line, 4, 12)
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
    whole = hypot(x1 - x0, y1 - y0)
    return [(x0 + (x1 - x0) / whole * far, y0 + (y1 - y0) / whole * far) for far in _STUB]


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
