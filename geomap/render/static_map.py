"""The picture of a map as SVG: what the page paints, without a program.

Everything in it is drawn from the page's payload and the page's basemap, so that the two show the
same. Each symbol and badge carries the numbers of its items: their places in the payload, from 1,
by which the list beside the picture names them too. A map with more items than that can bear, as
one of years, counts them by kind at each spot instead.
"""

from markupsafe import Markup

from geomap.render.payload import Payload
from geomap.render.static_clusters import cluster_marks
from geomap.render.static_drawing import glyphs_markup, leaders_markup, marks_markup
from geomap.render.static_frame import box_of_static_map, frame_of_box
from geomap.render.static_ground import ground_markup
from geomap.render.static_labels import PlacedLabel, plan_labels
from geomap.render.static_layout import Room, layout_marks
from geomap.render.static_marks import marks_in_frame, marks_of_payload
from geomap.render.static_parts import SharedParts
from geomap.render.static_symbols import CASING
from geomap.render.static_topology import read_topology
from geomap.render.svg_text import element, text_line
from geomap.render.text_width import is_right_to_left

_HALO = "#fcfaf5"
_MOST_NUMBERED = 50
_REACH = 34.0


def map_markup(payload: Payload, *, width: float, height: float) -> Markup:
    """Return the picture of a payload as a `<g>` of the given size, its corner at 0, 0.

    Parameters
    ----------
    payload
        What the page knows.
    width, height
        Size of the picture in user units, about those of CSS pixels.
    """
    topology, is_crowded = read_topology(), len(payload["items"]) > _MOST_NUMBERED
    parts = SharedParts("gm-", is_inline=not is_crowded)
    box = box_of_static_map(payload, home=topology.home_box)
    frame = frame_of_box(box, width=width, height=height)
    marks = marks_in_frame(marks_of_payload(payload), frame)
    room = Room(width, height)
    glyphs = cluster_marks(marks, room, reach=_REACH) if is_crowded else layout_marks(marks, room)
    for journey in marks.journeys.values():
        for x, y in journey.line:
            room.take((x - 5, y - 5, x + 5, y + 5))
    labels = plan_labels(payload["labels"], frame, room, lang=payload["lang"])
    names = element(
        "g",
        *(_label(label) for label in labels),
        stroke=_HALO,
        stroke_width=2.6,
        stroke_linejoin="round",
        paint_order="stroke",
    )
    drawn = [
        ground_markup(topology, frame),
        marks_markup(marks, frame, topology, parts, is_light=is_crowded),
        leaders_markup(glyphs),
        names,
        glyphs_markup(glyphs, parts),
    ]
    clip = element("clipPath", element("rect", width=width, height=height), id="gm-clip")
    inside = element("g", *drawn, clip_path="url(#gm-clip)")
    edge = element("rect", width=width, height=height, fill="none", stroke="#83796d")
    return element("g", element("defs", clip, parts.definitions()), inside, edge)


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
