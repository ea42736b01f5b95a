"""How likely it is that none of the candidates is meant: a quadratic logistic model.

Whether any candidate is right depends on how its signs go together: a shared ending says much of a
long name and little of a short one, a lost vowel much within a script and little across. So the
signs of the likeliest place, and how far it is ahead of "none" and of the others, are taken in
pairs. Inputs in the order of `INPUTS`, then their squares and products in that of `numpy.triu`.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from geomap.gazetteer.features import FEATURES, NO_PLACE, Compared

Numbers = npt.NDArray[np.float64]

OF_BEST = (
    "roman",
    "strict",
    "same_start",
    "same_end",
    "spellings",
    "fine_same",
    "strict_same",
    "in_admin",
    "near",
)
OF_NONE = ("none_namesakes", "none_fine", "none_letters", "none_words", "none_arabic")
INPUTS = ("log_odds", "entropy", *OF_BEST, *OF_NONE)

_FARTHEST_LOG_ODDS = 12.0
_LEAST_SHARE = 1e-12
_LEAST_SPREAD = 1e-9


class Doubt(NamedTuple):
    """What was learned: each input's mean and spread, a constant, and a weight for each term."""

    mean: Numbers
    spread: Numbers
    constant: float
    weights: Numbers

    def at(self, inputs: Numbers) -> Numbers:
        """Return how likely "none" is for each row of inputs, not calibrated."""
        logit = self.constant + terms_of((inputs - self.mean) / self.spread) @ self.weights
        return np.asarray(1 / (1 + np.exp(-logit)), dtype=float)


def terms_of(standard: Numbers) -> Numbers:
    """Return the inputs, then their squares and products, as columns."""
    first, second = np.triu_indices(standard.shape[1])
    return np.column_stack((standard, standard[:, first] * standard[:, second]))


def spread_of(inputs: Numbers) -> Numbers:
    """Return the standard deviation of each input, 1 for one that never varies."""
    spread = inputs.std(axis=0)
    return np.where(spread > _LEAST_SPREAD, spread, 1.0)


def inputs_of(compared: Compared, shares: Numbers) -> Numbers:
    """Return the inputs of each name: one row, one column for each of `INPUTS`.

    Parameters
    ----------
    compared
        The features of a batch of names.
    shares
        The share of every row within its name, "none" included.
    """
    is_none = compared.place == NO_PLACE
    order = np.lexsort((-shares, is_none, compared.name))
    best = order[compared.start]
    none = np.flatnonzero(is_none)
    has_place = ~is_none[best]
    shared = np.maximum(shares, _LEAST_SHARE)
    odds = np.where(has_place, np.log(shared[best]) - np.log(shared[none]), -_FARTHEST_LOG_ODDS)
    within = np.where(
        is_none, 0.0, shares / np.maximum(1 - shares[none], _LEAST_SHARE)[compared.name]
    )
    spread = -np.bincount(compared.name, weights=within * np.log(np.maximum(within, _LEAST_SHARE)))
    of_best = compared.values[best][:, [FEATURES.index(name) for name in OF_BEST]]
    return np.column_stack(
        (
            np.clip(odds, -_FARTHEST_LOG_ODDS, _FARTHEST_LOG_ODDS),
            spread,
            np.where(has_place[:, None], of_best, 0.0),
            compared.values[none][:, [FEATURES.index(name) for name in OF_NONE]],
        )
    )
