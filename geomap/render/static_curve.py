"""Curves of static maps: journeys and launches, drawn so that nobody takes one for a road.

The same curves as web/src/curve.ts draws.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import hypot

import shapely
import shapely.ops

from geomap.render.static_symbols import XY

_CURVE_STEPS = 20
_BEND = 0.16
_ENDS = 2
_TOLERANCE = 0.3


def curve_through(points: Sequence[XY], bend: float = _BEND) -> list[XY]:
    """Return an arc for two points, a smooth line through more: nobody takes it for a road."""
    if len(points) == _ENDS:
        return _arc(points[0], points[1], bend)
    return _smooth(points)


def _arc(a: XY, b: XY, bend: float) -> list[XY]:
    dx, dy = b[0] - a[0], b[1] - a[1]
    side = 1 if dx >= 0 else -1  # always bulges to the north
    cx = (a[0] + b[0]) / 2 + dy * bend * side * 2
    cy = (a[1] + b[1]) / 2 - dx * bend * side * 2
    parts = [i / _CURVE_STEPS for i in range(_CURVE_STEPS + 1)]
    return [
        (
            (1 - t) ** 2 * a[0] + 2 * (1 - t) * t * cx + t * t * b[0],
            (1 - t) ** 2 * a[1] + 2 * (1 - t) * t * cy + t * t * b[1],
        )
        for t in parts
    ]


def _smooth(points: Sequence[XY]) -> list[XY]:
    """Return Catmull-Rom through every point."""
    padded = [points[0], *points, points[-1]]
    found: list[XY] = []
    for p, q, r, s in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        for i in range(_CURVE_STEPS):
            t = i / _CURVE_STEPS
            x, y = (
                0.5
                * (
                    2 * q[j]
                    + (r[j] - p[j]) * t
                    + (2 * p[j] - 5 * q[j] + 4 * r[j] - s[j]) * t**2
                    + (3 * q[j] - p[j] - 3 * r[j] + s[j]) * t**3
                )
                for j in (0, 1)
            )
            found.append((x, y))
    return [*found, points[-1]]


def length_of(line: Sequence[XY]) -> float:
    """Return the length of a line in user units."""
    return sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(line))


def trimmed(line: Sequence[XY], start: float, end: float) -> list[XY]:
    """Return a line without a length at its start and at its end; nothing when none is left."""
    whole = length_of(line)
    if whole <= start + end:
        return []
    cut = shapely.ops.substring(shapely.LineString(line), start, whole - end)
    return [(x, y) for x, y in cut.simplify(_TOLERANCE).coords]
