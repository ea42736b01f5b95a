"""Names on a static map: which stand where, in one language, none over another or a symbol."""

from collections.abc import Sequence
from dataclasses import dataclass

from geomap.render.payload import LabelRecord, Lang
from geomap.render.static_frame import Frame
from geomap.render.static_layout import Room
from geomap.render.static_symbols import XY
from geomap.render.text_width import width_of_text

_SYMBOL_GAP = 10.5
_AREAS = {"governorate", "region", "desert"}
_TOWN_SIZES = {1: 11.0, 2: 10.2, 3: 9.4}
_TOWNS_FROM = {1: 4.5, 2: 5.8, 3: 6.5, 4: 7.6}


@dataclass(frozen=True, slots=True)
class LabelStyle:
    """How a name is set."""

    size: float
    color: str
    is_bold: bool = False
    is_italic: bool = False
    is_capital: bool = False
    spacing: float = 0
    dot: float = 0


@dataclass(frozen=True, slots=True)
class PlacedLabel:
    """A name, its left end on the middle line, and its town's dot."""

    text: str
    style: LabelStyle
    x: float
    y: float
    width: float
    dot: XY | None


def plan_labels(
    labels: Sequence[LabelRecord], frame: Frame, room: Room, *, lang: Lang
) -> list[PlacedLabel]:
    """Return the names that find room, the great ones first; `room` then holds them."""
    placed = []
    symbols = Room(room.width, room.height, list(room.taken))
    for label in sorted(labels, key=_weight):
        style = _style_of(label, frame.zoom, lang)
        if style is None:
            continue
        spot = _place(label, style, frame, room, symbols, lang=lang)
        if spot:
            placed.append(spot)
    return placed


def _weight(label: LabelRecord) -> tuple[float, str]:
    if label["kind"] == "country":
        return 1.5, label["name"]
    return 3.5 if label["kind"] in _AREAS else label["rank"], label["name"]


def _style_of(label: LabelRecord, zoom: float, lang: Lang) -> LabelStyle | None:
    is_arabic, rank = lang == "ar", label["rank"]
    if label["kind"] == "country":
        if rank > 3:  # noqa: PLR2004 - the smallest of them
            return None
        size = 15.0 if rank <= 1 else 10.0
        wide = 0.28 if rank <= 1 else 0.05
        spacing = 0.0 if is_arabic else size * wide
        return LabelStyle(size, "#91887b", is_bold=True, is_capital=not is_arabic, spacing=spacing)
    if label["kind"] in _AREAS:
        size = 10.0 if is_arabic else 8.4
        spacing = 0.0 if is_arabic else 1.0
        return LabelStyle(
            size, "#8d8273", is_italic=not is_arabic, is_capital=not is_arabic, spacing=spacing
        )
    if zoom < _TOWNS_FROM.get(rank, 9):
        return None
    is_great = rank <= 2  # noqa: PLR2004 - the two upper ranks
    color = "#34302b" if is_great else "#57514a"
    return LabelStyle(_TOWN_SIZES.get(rank, 8.8), color, is_great, dot=2.3 if is_great else 1.8)


def _place(  # noqa: PLR0913 - a name, its type and the room there is
    label: LabelRecord, style: LabelStyle, frame: Frame, room: Room, symbols: Room, *, lang: Lang
) -> PlacedLabel | None:
    name = (label["name_ar"] if lang == "ar" else "") or label["name"]
    text = name.upper() if style.is_capital else name
    width = width_of_text(text, style.size, bold=style.is_bold) + style.spacing * len(text)
    x, y = frame.place(label["lon"], label["lat"])
    high = style.size * 1.2
    if style.dot:
        is_under = not symbols.is_free((x - 2, y - 2, x + 2, y + 2))
        gap = _SYMBOL_GAP if is_under else style.dot + 2.5
        spots = _beside((x, y), width, high, gap, lang=lang)
        dot = None if is_under else (x, y)
    else:
        spots = [(x - width / 2, y + shift * high) for shift in (0, -1.2, 1.2, -2.4, 2.4)]
        dot = None
    for left, middle in spots:
        rect = (left - 2, middle - high / 2, left + width + 2, middle + high / 2)
        if room.is_free(rect):
            room.take(rect)
            return PlacedLabel(text, style, left, middle, width, dot)
    return None


def _beside(at: XY, width: float, high: float, gap: float, *, lang: Lang) -> list[XY]:
    x, y = at
    right, left, near = x + gap, x - gap - width, gap * 0.7
    sides = [(right, y), (left, y)]
    return [
        *(sides[::-1] if lang == "ar" else sides),
        (x - width / 2, y - gap - high / 2),
        (x - width / 2, y + gap + high / 2),
        (x + near, y - high * 0.72),
        (x + near, y + high * 0.72),
        (x - near - width, y - high * 0.72),
        (x - near - width, y + high * 0.72),
    ]
