"""How likely each candidate place is meant, and how likely none of them: a linear ranker.

A sum of weighted features, a softmax over the candidates and "none", and a calibration curve, all
read from `ranker.json`, for each class of context: `none` (the name alone), `admin` (a unit is
stated) and `near` (another place is named beside it). `benchmarks/train_ranker.py` writes the file.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from geomap.gazetteer.calibration import Curve
from geomap.gazetteer.features import FEATURES, NO_PLACE, Compared

ContextClass = Literal["none", "admin", "near"]
CONTEXT_CLASSES: tuple[ContextClass, ...] = ("none", "admin", "near")
Numbers = npt.NDArray[np.float64]

_FILE = Path(__file__).with_name("ranker.json")


class Weights(NamedTuple):
    """What one context class has learned."""

    features: Numbers
    place_curve: Curve
    none_curve: Curve


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
    raw = softmax(compared, weights.features)
    is_none = compared.place == NO_PLACE
    place = np.where(is_none, 0.0, weights.place_curve.at(raw))
    return Ranked(place, weights.none_curve.at(raw[is_none]))


def softmax(compared: Compared, features: Numbers) -> Numbers:
    """Return the raw share of every row within its name; "none" has its own."""
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
    if tuple(stored["features"]) != FEATURES:
        message = f"{path.name} is for other features: run benchmarks/train_ranker.py again."
        raise ValueError(message)
    return {
        name: Weights(
            np.array(learned["weights"], dtype=float),
            Curve(*map(tuple, learned["place_curve"])),
            Curve(*map(tuple, learned["none_curve"])),
        )
        for name, learned in stored["contexts"].items()
    }
