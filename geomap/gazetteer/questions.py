"""Many place texts of one dataset, each distinct question once, on whatever engine there is.

Texts that stay ambiguous are asked again among the places that the others were resolved to, as
`Gazetteer.resolve_all` does. What is wanted of an answer is taken where it was found, so that no
polygon travels from a cluster when only a line of a table is needed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Generic, TypeVar

import numpy as np

from geomap.gazetteer.company import Company
from geomap.gazetteer.engine import Engine, Progress
from geomap.gazetteer.gazetteer import Gazetteer
from geomap.gazetteer.model import POINT_PRECISIONS, Location

Wanted = TypeVar("Wanted")


@dataclass(frozen=True, slots=True)
class Question:
    """A place text with the names of units that contain it."""

    text: str
    within: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Found(Generic[Wanted]):
    wanted: Wanted
    is_ambiguous: bool
    point: tuple[float, float] | None


def answer_questions(  # noqa: PLR0913 - a question's context, by name
    questions: Sequence[Question],
    *,
    engine: Engine,
    take: Callable[[Location], Wanted],
    near: str | None = None,
    as_of: date | None = None,
    progress: Progress | None = None,
) -> list[Wanted]:
    """Resolve each distinct question once and give what `take` takes of each answer.

    Parameters
    ----------
    questions
        One a row; repeated ones cost nothing.
    engine
        Where to resolve them.
    take
        Takes what is wanted of a location; on a cluster a function of a module.
    near, as_of
        As in `Gazetteer.resolve`, for all of them.
    progress
        Called with the number of questions answered since the last call.
    """
    numbers: dict[Question, int] = {}
    places = [numbers.setdefault(question, len(numbers)) for question in questions]
    distinct = list(numbers)
    if progress is not None:
        progress(len(questions) - len(distinct))
    ask = partial(_resolve_each, take=take, near=near, as_of=as_of)
    found = engine.answer(partial(ask, among=None), distinct, progress=progress)
    unclear = [row for row, one in enumerate(found) if one.is_ambiguous]
    if unclear:
        points = np.array([one.point for one in found if one.point], dtype=np.float64)
        lon, lat = points.reshape(-1, 2).T
        again = engine.answer(
            partial(ask, among=Company((), points=(lon, lat))), [distinct[row] for row in unclear]
        )
        for row, one in zip(unclear, again, strict=True):
            found[row] = one
    return [found[number].wanted for number in places]


def _resolve_each(  # noqa: PLR0913 - a question's context, by name
    gazetteer: Gazetteer,
    questions: Sequence[Question],
    *,
    take: Callable[[Location], Wanted],
    near: str | None,
    as_of: date | None,
    among: Company | None,
) -> list[_Found[Wanted]]:
    answers = (
        gazetteer.resolve(one.text, within=one.within, near=near, among=among, as_of=as_of)
        for one in questions
    )
    return [_Found(take(one), one.status == "ambiguous", _point_of(one)) for one in answers]


def _point_of(found: Location) -> tuple[float, float] | None:
    is_point = found.status == "resolved" and found.precision in POINT_PRECISIONS
    if not is_point or found.lon is None or found.lat is None:
        return None
    return found.lon, found.lat
