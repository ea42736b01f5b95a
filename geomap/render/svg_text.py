"""SVG elements as text, every value escaped: nothing in the data can end up as markup."""

import re

from markupsafe import Markup, escape

from geomap.render.static_symbols import number_text
from geomap.render.text_width import is_right_to_left

FONT = "Noto Sans, Noto Sans Arabic, Segoe UI, Helvetica, Arial, sans-serif"
# What XML 1.0 cannot hold, not even escaped.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Attribute = str | float | None


def element(name: str, *children: str, **attributes: Attribute) -> Markup:
    """Return an element; children that are no `Markup` are text.

    Attributes are written in the order given, underscores as hyphens, those that are None left
    out; a trailing underscore sets `class_` and the like apart from Python's own words.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_value_text(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    inside = "".join(text_markup(child) for child in children)
    tag = f"<{name}{written}>{inside}</{name}>" if inside else f"<{name}{written}/>"
    return Markup(tag)  # noqa: S704 - every part is escaped


def text_markup(text: str) -> Markup:
    """Return text as markup: escaped, and without what XML cannot hold."""
    return text if isinstance(text, Markup) else escape(_NOT_XML.sub("\ufffd", text))


def text_line(  # noqa: PLR0913 - where it stands and how it is set
    text: str,
    x: float,
    y: float,
    *,
    size: float,
    color: str,
    align: str = "left",
    bold: bool = False,
    rtl: bool | None = None,
    href: str | None = None,
    **attributes: Attribute,
) -> Markup:
    """Return one line of text.

    Parameters
    ----------
    text
        Any text.
    x, y
        The end named by `align`, on the base line.
    size, color, bold
        The type.
    align
        The end of the line that stands at `x`: `left`, `right` or `middle`, as one sees it.
    rtl
        Base direction; by the first letter when left out.
    href
        Address that the line links to.
    **attributes
        More of them.
    """
    backwards = is_right_to_left(text) if rtl is None else rtl
    ends = {"left": "end", "right": None} if backwards else {"left": None, "right": "end"}
    line = element(
        "text",
        text,
        x=x,
        y=y,
        font_size=size,
        font_weight=700 if bold else None,
        fill=color,
        direction="rtl" if backwards else None,
        text_anchor=ends.get(align, "middle"),
        **attributes,
    )
    return line if href is None else element("a", line, href=href)


def _value_text(value: str | float) -> str:
    return text_markup(value if isinstance(value, str) else number_text(value))
