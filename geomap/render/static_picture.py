"""The map's picture inside the page, for readers whose browser runs no scripts."""

from markupsafe import Markup

from geomap.render.page_language import title_of_payload
from geomap.render.payload import Payload
from geomap.render.static_map import map_markup
from geomap.render.svg_text import FONT, element

_WIDTH, _HEIGHT = 720.0, 560.0


def static_picture(payload: Payload) -> Markup:
    """Return the picture as an `<svg>` that is one named image to a screen reader."""
    return element(
        "svg",
        map_markup(payload, width=_WIDTH, height=_HEIGHT),
        class_="geomap-picture",
        viewBox=f"0 0 {_WIDTH:g} {_HEIGHT:g}",
        role="img",
        aria_label=f"{title_of_payload(payload)} · {payload['period']['label']}",
        font_family=FONT,
        direction="ltr",  # or the page's own would turn every line that names none
    )
