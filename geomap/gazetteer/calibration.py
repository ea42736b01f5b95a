"""Make a ranker's numbers mean what they say: of answers given 0.8, eight in ten are right.

Isotonic regression (pool adjacent violators, Ayer et al. 1955): the only thing kept of a raw number
is its order. The steps are joined by lines, so that two raw numbers rarely become one.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]

_SMALLEST_POOL = 100
"""Fewer answers than this say little about their share of right ones."""


class Curve(NamedTuple):
    """Raw numbers, ascending, and the share of right answers at each."""

    raw: tuple[float, ...]
    share: tuple[float, ...]

    def at(self, raw: Numbers) -> Numbers:
        """Return the calibrated numbers for raw ones."""
        return np.asarray(np.interp(raw, self.raw, self.share), dtype=float)


AS_IT_IS = Curve((0.0, 1.0), (0.0, 1.0))
"""The curve that changes nothing."""


def fit_curve(raw: Numbers, right: npt.NDArray[np.bool_]) -> Curve:
    """Return the rising curve that fits the share of right answers best.

    Parameters
    ----------
    raw
        What the ranker said, 0 to 1.
    right
        Whether the answer was right.
    """
    order = np.argsort(raw, kind="stable")
    pools: list[list[float]] = []
    for first in range(0, len(order), _SMALLEST_POOL):
        chunk = order[first : first + _SMALLEST_POOL]
        pools.append([float(raw[chunk].mean()), float(right[chunk].mean()), len(chunk)])
        while len(pools) > 1 and pools[-2][1] >= pools[-1][1]:
            after, before = pools.pop(), pools.pop()
            size = before[2] + after[2]
            pools.append(
                [
                    (b * before[2] + a * after[2]) / size
                    for b, a in zip(before[:2], after[:2], strict=True)
                ]
                + [size]
            )
    return Curve(
        tuple(round(pool[0], 4) for pool in pools), tuple(round(pool[1], 4) for pool in pools)
    )


def calibration_error(said: Numbers, right: npt.NDArray[np.bool_], *, bins: int = 10) -> float:
    """Return the expected calibration error: how far what is said is from what is right, 0 to 1."""
    number = np.minimum((said * bins).astype(int), bins - 1)
    counts = np.bincount(number, minlength=bins)
    gaps = np.abs(
        np.bincount(number, weights=said, minlength=bins)
        - np.bincount(number, weights=right.astype(float), minlength=bins)
    )
    return float(gaps.sum() / counts.sum())
