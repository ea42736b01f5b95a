"""The page's symbols and hatches as SVG text, for sheets and thumbnails that run no program.

Kind is shape and colour; status is outline and fill; a hatched symbol may lie outside the period.
The outlines and colours are those of web/src/symbol_shapes.ts and web/src/kinds.ts: a test
compares the two. Hatching and half fills are cut to the outline here, so that a symbol needs no
clip path and no id, and a hundred of them can stand in one file.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import cos, pi, sin, sqrt
from types import MappingProxyType
from typing import Literal, TypeAlias

from markupsafe import Markup
from shapely import LineString, MultiLineString, Polygon, box, get_parts

from geomap.render.payload import Item

Fill: TypeAlias = Literal["solid", "pale", "hollow", "half", "hatched"]
XY: TypeAlias = tuple[float, float]

OUTLINE = "#1f1c19"
CASING = "#ffffff"
NEUTRAL = "#5c564e"
_HATCH_STEP = 0.46


@dataclass(frozen=True, slots=True)
class KindStyle:
    """What a layer looks like: the name of its outline, and its colour as #rrggbb."""

    shape: str
    color: str


KINDS: Mapping[str, KindStyle] = MappingProxyType(
    {
        "operation": KindStyle("diamond", "#785ef0"),
        "strike": KindStyle("burst", "#882255"),
        "convoy": KindStyle("chevron", "#e69f00"),
        "base": KindStyle("square", "#000000"),
        "attack": KindStyle("triangle", "#c8553d"),
        "clash": KindStyle("saltire", "#3f6f8f"),
        "shelling": KindStyle("wedge", "#9a6a3a"),
        "arrest": KindStyle("hexagon", "#2f7f72"),
        "sighting": KindStyle("lens", "#2b6cb0"),
        "exercise": KindStyle("pentagon", "#6b8e3d"),
        "site": KindStyle("shield", "#6b655d"),
        "other": KindStyle("disc", "#8d8880"),
    }
)


def style_of_kind(layer: str) -> KindStyle:
    """Return the style of a layer; a layer without one looks like `other`."""
    return KINDS.get(layer, KINDS["other"])


def color_of_layers(layers: Iterable[str]) -> str:
    """Return the colour of an area: that of its only layer, or a neutral one."""
    only = set(layers)
    return style_of_kind(only.pop()).color if len(only) == 1 else NEUTRAL


def status_of_item(item: Item) -> str:
    """Return what decides the fill: a site's state, an incident's status."""
    return (item["state"] or "") if item["type"] == "site" else item["status"]


def is_possible(item: Item) -> bool:
    """Whether the item's day may lie outside the period."""
    return item["date"] is not None and item["date"]["certainty"] == "possible"


def symbol(  # noqa: PLR0913 - what a symbol says, and where it stands
    kind: str,
    status: str,
    x: float,
    y: float,
    size: float,
    *,
    possible: bool = False,
    rival: bool = False,
    news: tuple[str, str] | None = None,
) -> Markup:
    """Return one symbol as SVG text, without ids.

    Parameters
    ----------
    kind
        A layer, such as `operation`.
    status
        `confirmed`, `reported` …, or a site's state; `""` for a plain one.
    x, y
        Its middle, in user units.
    size
        Its radius, in user units.
    possible
        Whether its day may lie outside the period: drawn hatched.
    rival
        Whether it marks a rival place of the same item: drawn hollow.
    news
        What became of a site, and whether that is `certain`: a small sign at the corner.
    """
    style = style_of_kind(kind)
    corners = OUTLINES[style.shape]
    line = 1.5 if size >= 7 else 0.16 * size + 0.1  # noqa: PLR2004 - smaller ones get thinner lines
    fill = "hatched" if possible else "hollow" if rival else _fill_of_status(status)
    path = path_text([(x + px * size, y + py * size) for px, py in corners], closed=True)
    dash = f"{number_text(size * 0.46)} {number_text(size * 0.32)}"
    casing = line + min(3.0, size * 0.36)
    ground, inner = _ground_of_fill(fill, style.color), _inner_of_fill(fill, style, x, y, size)
    parts = [f'<path d="{path}" stroke="{CASING}" stroke-width="{number_text(casing)}"/>']
    if inner:
        parts += [f'<path d="{path}" fill="{ground}"/>', inner]
    parts.append(
        f'<path d="{path}" fill="{"none" if inner else ground}" stroke="{OUTLINE}"'
        f' stroke-width="{number_text(line)}"'
        + (f' stroke-dasharray="{dash}"/>' if status == "contested" else "/>")
    )
    if status == "discounted":
        ends = path_text([(x - size, y + size), (x + size, y - size)])
        parts.append(f'<path d="{ends}" stroke="{OUTLINE}" stroke-width="{number_text(line)}"/>')
    if news:
        parts.append(news_sign(x, y, size, kind=news[0], certain=news[1] == "certain"))
    inside = "".join(parts)
    return Markup(f'<g fill="none" stroke-linejoin="round">{inside}</g>')  # noqa: S704 - ours


def news_sign(x: float, y: float, size: float, *, kind: str, certain: bool) -> Markup:
    """Return the sign of what became of a site, for a symbol of a radius at x, y.

    A plus, a minus or a triangle on a disc, a hollow one when the day may lie outside the period:
    twin of web/src/news_sign.ts.
    """
    cx, cy, r = x + size * 0.92, y - size * 0.88, max(3.2, size * 0.58)
    paper, ink = (OUTLINE, CASING) if certain else (CASING, OUTLINE)
    reach = r * 0.58
    if kind == "changed":
        corners = [
            (cx, cy - reach),
            (cx + reach, cy + reach * 0.78),
            (cx - reach, cy + reach * 0.78),
        ]
        drawn = f'<path d="{path_text(corners, closed=True)}" fill="{ink}"/>'
    else:
        bars = path_text([(cx - reach, cy), (cx + reach, cy)])
        if kind != "left":
            bars += path_text([(cx, cy - reach), (cx, cy + reach)])
        drawn = f'<path d="{bars}" stroke="{ink}" stroke-width="1.2"/>'
    discs = "".join(
        f'<circle cx="{number_text(cx)}" cy="{number_text(cy)}" r="{number_text(radius)}"'
        f' fill="{color}"/>'
        for radius, color in ((r + 1, CASING), (r, OUTLINE), (r - 0.7, paper))
    )
    return Markup(discs + drawn)  # noqa: S704 - numbers and colours of ours


def hatch_pattern(pattern_id: str, color: str, *, spacing: float, opacity: float) -> Markup:
    """Return a `<pattern>` of thin diagonal lines, the sign for "somewhere in here".

    Parameters
    ----------
    pattern_id
        Letters, digits and hyphens; an area is filled with `url(#pattern_id)`.
    color
        #rrggbb.
    spacing
        From line to line along an axis, in user units.
    opacity
        From 0 to 1.
    """
    half = spacing / 2
    strokes = [(-half, half), (0, spacing), (half, spacing + half)]  # its neighbours' corners too
    lines = "".join(path_text([(x, y), (x + spacing, y - spacing)]) for x, y in strokes)
    side, faint = number_text(spacing), number_text(opacity)
    return Markup(  # noqa: S704 - numbers, and a colour and an id of ours
        f'<pattern id="{pattern_id}" patternUnits="userSpaceOnUse" width="{side}" height="{side}">'
        f'<path d="{lines}" fill="none" stroke="{color}" stroke-opacity="{faint}"'
        ' stroke-width="1"/></pattern>'
    )


def path_text(points: Iterable[XY], *, closed: bool = False) -> str:
    """Return the `d` of a path through points, in tenths, the same in every process."""
    text = "L".join(f"{number_text(round(x, 1))} {number_text(round(y, 1))}" for x, y in points)
    return f"M{text}{'Z' if closed else ''}"


def number_text(value: float) -> str:
    """Return a number with at most two decimals."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def tint(color: str, part: float) -> str:
    """Mix a #rrggbb colour with white; `part` 0 leaves it, 1 is white."""
    channels = [int(color[i : i + 2], 16) for i in (1, 3, 5)]
    mixed = [int(channel + (255 - channel) * part + 0.5) for channel in channels]
    return "#" + "".join(f"{channel:02x}" for channel in mixed)


def _fill_of_status(status: str) -> Fill:
    if status in {"reported", "contested", "unknown"}:
        return "pale"
    if status in {"discounted", "withdrawn", "closed"}:
        return "hollow"
    return "half" if status == "partly_withdrawn" else "solid"


def _ground_of_fill(fill: Fill, color: str) -> str:
    return {"solid": color, "pale": tint(color, 0.5)}.get(fill, CASING)


def _inner_of_fill(fill: Fill, style: KindStyle, x: float, y: float, size: float) -> str:
    def placed(points: Sequence[XY]) -> list[XY]:
        return [(x + px * size, y + py * size) for px, py in points]

    if fill == "half":
        rings = "".join(path_text(placed(ring), closed=True) for ring in _lower_half(style.shape))
        return f'<path d="{rings}" fill="{style.color}"/>'
    if fill == "hatched":
        lines = "".join(path_text(placed(line)) for line in _hatch_lines(style.shape))
        width = number_text(max(0.6, size * 0.2))
        return f'<path d="{lines}" fill="none" stroke="{style.color}" stroke-width="{width}"/>'
    return ""


@cache
def _lower_half(shape: str) -> tuple[tuple[XY, ...], ...]:
    half = Polygon(OUTLINES[shape]).intersection(box(-2, 0, 2, 2))
    rings = [part.exterior.coords for part in get_parts(half) if isinstance(part, Polygon)]
    return tuple(tuple((x, y) for x, y in ring) for ring in rings)


@cache
def _hatch_lines(shape: str) -> tuple[tuple[XY, ...], ...]:
    steps = [k * _HATCH_STEP - 2 for k in range(int(4 / _HATCH_STEP) + 1)]
    lines = MultiLineString([[(k - 1, 1), (k + 1, -1)] for k in steps])
    cut = get_parts(lines.intersection(Polygon(OUTLINES[shape])))
    found = [part.coords for part in cut if isinstance(part, LineString)]
    return tuple(sorted(tuple((x, y) for x, y in line) for line in found))


def _regular(corners: int, radius: float, turn: float = 0) -> list[XY]:
    angles = [turn - pi / 2 + i * 2 * pi / corners for i in range(corners)]
    return [(radius * cos(angle), radius * sin(angle)) for angle in angles]


def _burst(points: int, outer: float, inner: float) -> list[XY]:
    angles = [-pi / 2 + i * pi / points for i in range(points * 2)]
    radii = [outer if i % 2 == 0 else inner for i in range(points * 2)]
    return [(r * cos(angle), r * sin(angle)) for r, angle in zip(radii, angles, strict=True)]


def _saltire(reach: float, arm: float) -> list[XY]:
    """Return an upright cross of arm half-width `arm`, turned by 45°."""
    quarter = [(-arm, -reach), (arm, -reach), (arm, -arm)]
    upright = list(quarter)
    for _ in range(3):
        quarter = [(-y, x) for x, y in quarter]
        upright += quarter
    return [((x - y) / sqrt(2), (x + y) / sqrt(2)) for x, y in upright]


def _lens(width: float, height: float) -> list[XY]:
    """Return two arcs that meet left and right: an eye."""
    steps = 12
    parts = [i / steps * 2 - 1 for i in range(steps + 1)]
    upper = [(t * width, -height * (1 - t * t)) for t in parts]
    return [*upper, *((x, -y) for x, y in reversed(upper[1:-1]))]


# In a square from -1 to 1, y down.
OUTLINES: Mapping[str, Sequence[XY]] = MappingProxyType(
    {
        "diamond": [(0, -1), (0.9, 0), (0, 1), (-0.9, 0)],
        "square": [(-0.76, -0.76), (0.76, -0.76), (0.76, 0.76), (-0.76, 0.76)],
        "chevron": [
            (-0.85, -0.85),
            (0.05, -0.85),
            (0.95, 0),
            (0.05, 0.85),
            (-0.85, 0.85),
            (0.02, 0),
        ],
        "burst": _burst(8, 1.02, 0.6),
        "triangle": [(0, -0.95), (0.98, 0.75), (-0.98, 0.75)],
        "saltire": _saltire(0.98, 0.34),
        "wedge": [(0, 0.95), (0.98, -0.75), (-0.98, -0.75)],
        "hexagon": _regular(6, 0.95, pi / 6),
        "lens": _lens(1.08, 0.74),
        "pentagon": _regular(5, 0.98),
        "shield": [(-0.78, -0.85), (0.78, -0.85), (0.78, 0.25), (0, 0.98), (-0.78, 0.25)],
        "disc": _regular(24, 0.84),
    }
)
