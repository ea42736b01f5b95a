"""The key of a sheet: the layers with their counts, and how to read the signs."""

from collections import Counter
from collections.abc import Callable, Sequence

from markupsafe import Markup

from geomap.render.payload import Lang, Payload
from geomap.render.sheet_list import LEAST_SIZE, SOFT, TEXT
from geomap.render.sheet_words import word
from geomap.render.static_drawing import number_label
from geomap.render.static_symbols import CASING, OUTLINE, hatch_pattern, style_of_kind, symbol
from geomap.render.svg_text import element, text_line
from geomap.render.text_width import width_of_text, wrapped

_SIZE, _LAYER_SIZE = 8.2, 10.4
_SIGN_WIDTH = 30.0
_COLUMNS = 3
_LEADING = 10.2


def key_markup(payload: Payload, *, left: float, top: float, width: float) -> Markup:
    """Return the key of a payload's map, its left upper corner at left, top."""
    lang = payload["lang"]
    layers = _layers(payload, left=left, top=top, width=width)
    return layers + _signs(lang, left=left, top=top + 26, width=width)


def _layers(payload: Payload, *, left: float, top: float, width: float) -> Markup:
    lang = payload["lang"]
    counts = Counter(item["layer"] for item in payload["items"])
    texts = [(layer, f"{word(layer, lang)} {counts[layer]}") for layer in payload["layers"]]
    needed = sum(22 + width_of_text(text, _LAYER_SIZE, bold=True) for _, text in texts)
    size = max(LEAST_SIZE, _LAYER_SIZE * min(1.0, width / needed)) if needed else _LAYER_SIZE
    gap = min(
        22.0,
        (width - sum(width_of_text(text, size, bold=True) for _, text in texts))
        / max(1, len(texts)),
    )
    parts = []
    x = 0.0
    for layer, text in texts:
        at = _across(x + 7, left, width, lang)
        parts.append(symbol(layer, "", at, top + 8, size * 0.58))
        parts.append(_text(text, _across(x + 16, left, width, lang), top + 11.6, size, lang))
        x += gap + width_of_text(text, size, bold=True)
    return Markup().join(parts)


def _text(text: str, x: float, y: float, size: float, lang: Lang) -> Markup:
    align = "right" if lang == "ar" else "left"
    return text_line(text, x, y, size=size, color=TEXT, bold=True, align=align, rtl=lang == "ar")


def _across(x: float, left: float, width: float, lang: Lang) -> float:
    return left + width - x if lang == "ar" else left + x


def _signs(lang: Lang, *, left: float, top: float, width: float) -> Markup:
    column = width / _COLUMNS
    room = column - _SIGN_WIDTH - 12
    texts = [wrapped(word(key, lang), room, _SIZE) for key, _ in _SIGNS]
    parts = []
    for i, run in enumerate(_columns_of(texts)):
        y = top
        for index in run:
            lines = texts[index]
            middle = _across(i * column + _SIGN_WIDTH / 2 - 2, left, width, lang)
            parts.append(_SIGNS[index][1](middle, y + 6))
            x = _across(i * column + _SIGN_WIDTH, left, width, lang)
            for k, line in enumerate(lines):
                align = "right" if lang == "ar" else "left"
                parts.append(
                    text_line(
                        line,
                        x,
                        y + 9 + k * _LEADING,
                        size=_SIZE,
                        color=SOFT,
                        align=align,
                        rtl=lang == "ar",
                    )
                )
            y += _height(lines)
    return Markup().join(parts)


def _height(lines: Sequence[str]) -> float:
    return max(15.0, len(lines) * _LEADING + 5)


def _columns_of(texts: Sequence[Sequence[str]]) -> list[list[int]]:
    """Return the signs' indexes in columns of about the same height, in their order."""
    share = sum(_height(lines) for lines in texts) / _COLUMNS
    columns: list[list[int]] = [[]]
    used = 0.0
    for i, lines in enumerate(texts):
        if used + _height(lines) / 2 > share * len(columns) and len(columns) < _COLUMNS:
            columns.append([])
        columns[-1].append(i)
        used += _height(lines)
    return columns


Sign = Callable[[float, float], Markup]


def _status(status: str, *, possible: bool = False) -> Sign:
    def draw(x: float, y: float) -> Markup:
        return symbol("operation", status, x, y, 5.4, possible=possible)

    return draw


def _place(x: float, y: float) -> Markup:
    color = style_of_kind("operation").color
    circle = element("circle", cx=x, cy=y, r=8, fill=color, fill_opacity=0.12, stroke=color)
    return circle + symbol("operation", "", x, y, 4.4)


def _area(x: float, y: float) -> Markup:
    color = style_of_kind("strike").color
    pattern = hatch_pattern("gm-key-hatch", color, spacing=5, opacity=0.6)
    box = {"x": x - 12, "y": y - 7, "width": 24, "height": 14, "rx": 3}
    return pattern + element("rect", **box, fill="url(#gm-key-hatch)", stroke=color)


def _convoy(x: float, y: float) -> Markup:
    path = f"M{x - 12:g} {y + 5:g}Q{x:g} {y - 9:g} {x + 12:g} {y + 3:g}"
    color = style_of_kind("convoy").color
    return Markup().join(
        element("path", d=path, fill="none", stroke=ink, stroke_width=wide, stroke_dasharray="6 3")
        for ink, wide in ((OUTLINE, 4), (color, 2.6))
    )


def _launch(x: float, y: float) -> Markup:
    line = f"M{x - 11:g} {y + 4:g}L{x + 5:g} {y - 2:g}"
    head = f"M{x + 11:g} {y - 4:g}L{x + 4:g} {y - 5:g}L{x + 6:g} {y + 1:g}Z"
    shaft = element("path", d=line, stroke=OUTLINE, stroke_width=1.2)
    return shaft + element("path", d=head, fill=OUTLINE)


def _rival(x: float, y: float) -> Markup:
    path = f"M{x - 9:g} {y + 2:g}L{x + 9:g} {y - 2:g}"
    line = element("path", d=path, stroke=OUTLINE, stroke_width=1.2, stroke_dasharray="1.3 3")
    return line + Markup().join(
        [
            symbol("sighting", "", x - 9, y + 2, 4.2),
            symbol("sighting", "", x + 9, y - 2, 4.2, rival=True),
        ]
    )


def _half(x: float, y: float) -> Markup:
    return symbol("base", "partly_withdrawn", x, y, 5.4)


def _news(x: float, y: float) -> Markup:
    return symbol("base", "", x - 2, y + 1, 5.4, news=("new", "certain"))


def _number(x: float, y: float) -> Markup:
    return number_label("7", x - 8, y - 5.5, width=16)


_SIGNS: tuple[tuple[str, Sign], ...] = (
    ("number_key", _number),
    ("key_point", _place),
    ("key_area", _area),
    ("key_confirmed", _status("confirmed")),
    ("key_reported", _status("reported")),
    ("key_contested", _status("contested")),
    ("key_discounted", _status("discounted")),
    ("key_possible", _status("confirmed", possible=True)),
    ("key_rival", _rival),
    ("key_convoy", _convoy),
    ("truck_key", lambda x, y: element("g", _badge_of_vehicles(x, y))),
    ("key_launch", _launch),
    ("key_site", _half),
    ("key_news", _news),
)


def _badge_of_vehicles(x: float, y: float) -> Markup:
    box = element(
        "rect", x=x - 14, y=y - 7, width=28, height=14, rx=3, fill=CASING, stroke="#5c564e"
    )
    mark = symbol("convoy", "", x - 8, y, 4)
    return box + mark + text_line("130", x - 2, y + 3, size=LEAST_SIZE, color=TEXT, bold=True)
