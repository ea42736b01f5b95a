"""How likely each candidate place is meant, and how likely none of them: a learned ranker.

A sum of weighted features and a softmax share the probability among the places; a second model
(`doubt`) says how likely it is that none is meant; calibration curves make both mean what they say.
All is read from `ranker.json`, for each class of context: `none` (the name alone), `admin` (a unit
is stated), `near` (another place is named beside it) and `both`.
`benchmarks/train_ranker.py` writes the file.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from geomap.gazetteer.calibration import Curve
from geomap.gazetteer.doubt import INPUTS, Doubt, inputs_of
from geomap.gazetteer.features import FEATURES, NO_PLACE, Compared

ContextClass = Literal["none", "admin", "near", "both"]
CONTEXT_CLASSES: tuple[ContextClass, ...] = ("none", "admin", "near", "both")
Numbers = npt.NDArray[np.float64]

_FILE = Path(__file__).with_name("ranker.json")


class Weights(NamedTuple):
    """What one context class has learned."""

    features: Numbers
    doubt: Doubt
    place_curve: Curve
    none_curve: Curve
    unit_curve: Curve


class Ranked(NamedTuple):
    """Calibrated probabilities: `place` has one for each row of the comparison (0 at "none")."""

    place: Numbers
    none: Numbers


def rank(compared: Compared, weights: Weights) -> Ranked:
    """Return how likely each candidate of each name is, and how likely none is.

    Parameters
    ----------
    compared
        The features of a batch of names.
    weights
        Those of the context class that the features were made for.
    """
    place, none = raw_shares(compared, weights)
    is_place = compared.place != NO_PLACE
    return Ranked(
        np.where(is_place, weights.place_curve.at(place), 0.0), weights.none_curve.at(none)
    )


def with_more_missing(ranked: Ranked, compared: Compared, none_odds: float) -> Ranked:
    """Return the same for a gazetteer that lacks more of what is asked than the one fitted on.

    The weights were fitted with half of the asked places missing. Where it is more, the odds of
    "none" are multiplied (a shift of the prior, Saerens et al. 2002,
    https://doi.org/10.1162/089976602753284446) and what is left is shared as before.
    """
    none = ranked.none * none_odds
    none /= none + 1 - ranked.none
    left = (1 - none) / np.maximum(1 - ranked.none, np.finfo(float).tiny)
    return Ranked(np.minimum(ranked.place * left[compared.name], 1.0), none)


def raw_shares(compared: Compared, weights: Weights) -> Ranked:
    """Return the same as `rank` before calibration."""
    shares = softmax(compared, weights.features)
    none = weights.doubt.at(inputs_of(compared, shares))
    is_none = compared.place == NO_PLACE
    among_places = np.maximum(1 - shares[is_none], np.finfo(float).tiny)[compared.name]
    place = np.where(is_none, 0.0, shares / among_places * (1 - none)[compared.name])
    return Ranked(place, none)


def softmax(compared: Compared, features: Numbers) -> Numbers:
    """Return the share of every row within its name; "none" has its own."""
    scores = compared.values @ features
    scores -= np.maximum.reduceat(scores, compared.start)[compared.name]
    shares = np.exp(scores)
    return np.asarray(shares / np.add.reduceat(shares, compared.start)[compared.name])


@cache
def read_ranker(path: Path = _FILE) -> Mapping[ContextClass, Weights]:
    """Read the reviewed weights.

    Raises
    ------
    ValueError
        When the file was trained for other features.
    """
    stored = json.loads(path.read_text("utf-8"))
    if (tuple(stored["features"]), tuple(stored["doubt_inputs"])) != (FEATURES, INPUTS):
        message = f"{path.name} is for other features: run benchmarks/train_ranker.py again."
        raise ValueError(message)
    return {
        name: Weights(
            np.array(learned["weights"], dtype=float),
            doubt_from(learned["doubt"]),
            Curve(*map(tuple, learned["place_curve"])),
            Curve(*map(tuple, learned["none_curve"])),
            Curve(*map(tuple, learned["unit_curve"])),
        )
        for name, learned in stored["contexts"].items()
    }


def doubt_from(learned: Mapping[str, Any]) -> Doubt:
    """Return the model of "none" from its written form."""
    mean, spread, weights = (
        np.array(learned[key], dtype=float) for key in ("mean", "spread", "weights")
    )
    return Doubt(mean, spread, float(learned["constant"]), weights)
