"""Lay the parts of a phrase over each other: "near A, at the border with B, in C"."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeAlias

from geomap.gazetteer.context import Context
from geomap.gazetteer.expressions import (
    Directed,
    Edge,
    Expression,
    Inland,
    Near,
    Offset,
    Opposite,
    Unread,
)
from geomap.gazetteer.footprints import Footprint, area_footprint
from geomap.gazetteer.geodesy import area_m2
from geomap.gazetteer.naming import Preference, Unreadable
from geomap.gazetteer.relations import MUCH_SMALLER, laid_over, surroundings_of

_BESIDE = (Near, Offset, Directed, Edge, Inland, Opposite, Unread)

Outcome: TypeAlias = Footprint | Unreadable
Read: TypeAlias = Callable[[Expression, Context, Preference], Outcome]


def stacked(
    parts: Sequence[Expression],
    read: Read,
    context: Context,
    prefer: Preference,
    *,
    near_m: float,
) -> Outcome:
    """Return where all parts of a phrase hold, or why none of them has a place.

    Parameters
    ----------
    parts
        The parts as they were read; what one says ranks the candidates of the others.
    read
        How one part becomes a footprint.
    context, prefer
        As of `readings.evaluate`; `prefer` is for the first part, the others contain it.
    near_m
        How far the surroundings of a place reach, metres.
    """
    wanted = [prefer if index == 0 else "units" for index in range(len(parts))]
    found = [read(part, context, wish) for part, wish in zip(parts, wanted, strict=True)]
    lost = [part for part in found if isinstance(part, Unreadable)]
    if len(lost) == len(found):
        return lost[0]
    settled = [
        _settled(part, expression, found, context, wish, read)
        for part, expression, wish in zip(found, parts, wanted, strict=True)
        if isinstance(part, Footprint)
    ]
    ordered = sorted((_as_container(part, settled[0]) for part in settled), key=_size)
    answer = ordered[0]
    for wider in ordered[1:]:
        said = len(answer.why)
        narrowed = laid_over(answer, wider)
        # The wider part explains itself before what was made of it.
        answer = replace(narrowed, why=(*narrowed.why[:said], *wider.why, *narrowed.why[said:]))
    beside = any(
        isinstance(outcome, Unreadable) and isinstance(part, _BESIDE)
        for part, outcome in zip(parts, found, strict=True)
    )
    if beside and answer.is_point:
        # "Near some camps in Atmeh" is not Atmeh: without the camps it is the area around.
        answer = surroundings_of(answer, reach_m=near_m)
    return answer.saying(*(f"Left out: {part.reason}" for part in lost))


def _settled(  # noqa: PLR0913, PLR0917 - one part and all that decides it
    part: Footprint,
    expression: Expression,
    found: list[Outcome],
    context: Context,
    prefer: Preference,
    read: Read,
) -> Footprint:
    """Let the other parts of a phrase decide between the candidates of an ambiguous one."""
    if part.status != "ambiguous":
        return part
    others = tuple(
        other
        for other in found
        if isinstance(other, Footprint) and other is not part and other.status == "resolved"
    )
    again = read(expression, replace(context, hints=others), prefer)
    return again if isinstance(again, Footprint) else part


def _as_container(part: Footprint, first: Footprint) -> Footprint:
    """Take the city of "around the prison in Al-Hasakah city" as what holds, never as a pin.

    A place named after an area of about its own size holds that area; a small place named after
    a long border is the place itself.
    """
    if not part.is_point or first.is_point:
        return part
    if area_m2(part.extent) < MUCH_SMALLER * area_m2(first.geometry):
        return part
    at = (part.lon, part.lat)
    return area_footprint(part.extent, doubt_m=0, at=at, place_ids=part.place_ids, why=part.why)


def _size(footprint: Footprint) -> tuple[bool, bool, float]:
    """Sort the most specific first: facilities, settlements, then areas by size.

    A base with a weak coordinate may have a wider circle than the town it is said to lie in, and
    is the place that is meant all the same.
    """
    if footprint.is_point:
        return False, footprint.precision != "site", footprint.uncertainty_m
    return True, True, area_m2(footprint.geometry)
