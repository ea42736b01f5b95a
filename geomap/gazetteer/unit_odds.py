"""How likely an unlisted name lies in each unit: surer than which place it is.

Namesakes and look-alikes cluster: where it is open which village is meant, its governorate often is
not. The probabilities of the candidates in a unit are added up and calibrated like those of places.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from geomap.gazetteer.atlas import Atlas
from geomap.gazetteer.matching import Match
from geomap.gazetteer.model import ADMIN_LEVELS, AdminUnit, Place
from geomap.gazetteer.ranking import ContextClass, read_ranker


def with_probabilities(
    units: Sequence[AdminUnit], matches: Sequence[Match], atlas: Atlas, *, context: ContextClass
) -> tuple[AdminUnit, ...]:
    """Return the units of an answer with their probabilities.

    Parameters
    ----------
    units
        The units that the answer lies in.
    matches
        The candidates that it was chosen from; of listed ones nobody knows a probability.
    atlas
        Where the candidates lie.
    context
        What was known beside the name.
    """
    if not matches or matches[0].probability is None:
        return tuple(units)
    shares = [(match.probability or 0.0, _marks_of(match.place, atlas)) for match in matches]
    curve = read_ranker()[context].unit_curve

    def probability_of(unit: AdminUnit) -> float:
        inside = sum(share for share, marks in shares if (unit.level, unit.code) in marks)
        return float(curve.at(np.array([min(inside, 1.0)]))[0])

    return tuple(replace(unit, probability=probability_of(unit)) for unit in units)


def _marks_of(place: Place, atlas: Atlas) -> set[tuple[int, str | None]]:
    """Return level and code of the units of a place."""
    stated: Iterable[Place] = (unit for unit in atlas.chain_of(place) if unit.kind in ADMIN_LEVELS)
    marks = {(ADMIN_LEVELS[unit.kind], unit.code) for unit in stated}
    if atlas.finer_units is not None:
        marks |= {(unit.level, unit.code) for unit in atlas.finer_units.of_place(place.place_id)}
    return marks
