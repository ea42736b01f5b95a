"""Small maps of the atlas: one period each, the same frame for all, without scripts.

What the crowded picture of a page draws, at a smaller size: a symbol stands only where the
precision allows a point, else a hatched area with a count. What all the maps share (ground,
symbols, areas) is drawn once in the page, and each map refers to it.
"""

from collections.abc import Iterable
from dataclasses import replace

from markupsafe import Markup

from geomap.render.static_clusters import cluster_marks
from geomap.render.static_drawing import glyphs_markup, leaders_markup, marks_markup
from geomap.render.static_frame import Frame
from geomap.render.static_glyphs import BADGE_SYMBOL, Look
from geomap.render.static_ground import ground_markup
from geomap.render.static_layout import Room
from geomap.render.static_lines import journey_markup
from geomap.render.static_marks import JourneyMark, Marks, Sign, marks_in_frame
from geomap.render.static_parts import SharedParts
from geomap.render.static_symbols import XY, style_of_kind
from geomap.render.static_topology import Topology
from geomap.render.svg_text import element

WIDTH = 300.0
"""User units across; a card shows them at about four fifths of a pixel."""
_REACH = 10.0


class ThumbnailSheet:
    """Draws small maps that share a frame, and gathers what they refer to.

    Parameters
    ----------
    frame
        What they show, `WIDTH` wide.
    topology
        The basemap.
    """

    def __init__(self, frame: Frame, *, topology: Topology) -> None:
        self.frame = frame
        self._topology = topology
        self._parts = SharedParts("")

    def thumbnail(self, marks: Marks, *, label: str) -> Markup:
        """Return one small map as SVG; `label` says it to those who do not see it."""
        frame = self.frame
        placed = marks_in_frame(_without_standing(marks), frame)
        glyphs = cluster_marks(placed, Room(frame.width, frame.height), reach=_REACH)
        return element(
            "svg",
            element("use", href="#g"),
            _standing_markup(self.frame.at(spot) for spot in _standing(marks, frame)),
            marks_markup(placed, frame, self._topology, self._parts, is_light=True),
            leaders_markup(glyphs),
            glyphs_markup(glyphs, self._parts),
            class_="map",
            viewBox=f"0 0 {frame.width:g} {frame.height:g}",
            role="img",
            aria_label=label,
        )

    def definitions(self) -> Markup:
        """Return what the small maps refer to; ask when all of them are drawn."""
        ground = element("g", ground_markup(self._topology, self.frame), id="g")
        defs = element("defs", ground, self._parts.definitions())
        return element("svg", defs, class_="defs", width=0, height=0, aria_hidden="true")

    def left_out(self, marks: Marks) -> int:
        """Count the items whose places all lie outside the frame."""
        places = _without_standing(marks).places()
        inside = {sign for sign, spot in places if self.frame.shows(spot)}
        return len({sign for sign, _ in places} - inside)

    def sign(self, layer: str, *, status: str = "", possible: bool = False) -> Markup:
        """Return a symbol alone, for keys and lists."""
        return _sign(self._parts.symbol(Look(layer, status, possible), 0, 0, size=BADGE_SYMBOL))

    def area_sign(self, layer: str) -> Markup:
        """Return a piece of a hatched area, for the key."""
        color = style_of_kind(layer).color
        paint = self._parts.hatch(color, spacing=6, opacity=0.55)
        box = {"x": -9, "y": -5.5, "width": 18, "height": 11}
        return _sign(element("rect", **box, fill=paint, stroke=color))

    def journey_sign(self) -> Markup:
        """Return a piece of a journey, for the key."""
        line: list[XY] = [(-13, 4), (-5, -2), (5, -2), (13, 4)]
        way = JourneyMark(
            [Sign(0, "convoy")], line, is_route_known=True, vehicles=None, branches=1, is_main=True
        )
        return _sign(journey_markup(way, is_light=True))

    def standing_sign(self) -> Markup:
        """Return the mark of a site that merely stood, for the key."""
        return _sign(_standing_markup([(0, 0)]))


def _without_standing(marks: Marks) -> Marks:
    """Return what happened: sites that merely go on standing are small dots, and not counted.

    What became of a site needs more room than a small map has: the card counts those that changed.
    """
    areas = {
        key: replace(area, main=_plain(area.main), rivals=_plain(area.rivals))
        for key, area in marks.areas.items()
        if not all(sign.is_standing for sign in (*area.main, *area.rivals, *area.side))
    }
    points = [replace(point, sign=sign) for point in marks.points for sign in _plain([point.sign])]
    return Marks(points, areas, marks.journeys, marks.links)


def _plain(signs: Iterable[Sign]) -> list[Sign]:
    return [replace(sign, news=None) for sign in signs if not sign.is_standing]


def _standing(marks: Marks, frame: Frame) -> list[XY]:
    spots = {point.at for point in marks.points if point.sign.is_standing}
    return sorted(spot for spot in spots if frame.shows(spot))


def _sign(inside: Markup) -> Markup:
    return element("svg", inside, class_="sign", viewBox="-11 -7 22 14", aria_hidden="true")


def _standing_markup(spots: Iterable[XY]) -> Markup:
    return Markup().join(
        element("rect", class_="stands", x=x - 2, y=y - 2, width=4, height=4) for x, y in spots
    )
