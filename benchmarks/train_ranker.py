"""Fit the ranker's weights and its calibration on one half of a GeoNames dump; write ranker.json.

    python benchmarks/train_ranker.py SY.zip [--units admin1.shp] [--size 4000] [-o FILE]

Listwise softmax with "none" as one more candidate, fitted by Newton's method: each question is
asked twice, once with its place in the index and once without. Half of the places is never looked
at; `benchmarks/names.py` reports on it.
"""

import argparse
import datetime as dt
import json
from pathlib import Path

import numpy as np
from spellings import HIT_KM, TestSet, read_test_set

from geomap.gazetteer.calibration import Curve, fit_curve
from geomap.gazetteer.features import FEATURES, NO_PLACE, Compared
from geomap.gazetteer.ranking import CONTEXT_CLASSES, ContextClass, softmax

RANKER = Path(__file__).parents[1] / "geomap" / "gazetteer" / "ranker.json"
VERSION = 1
STEPS = 25
_RIDGE = 1.0
_SMALL = 1e-5


def fit_weights(compared: Compared, wanted: np.ndarray) -> np.ndarray:
    """Return the weights that make the wanted row of each name likeliest."""
    keep = np.isin(compared.name, np.unique(compared.name[wanted]))
    columns, name, wanted = compared.values[keep], compared.name[keep], wanted[keep]
    start = np.flatnonzero(np.r_[True, np.diff(name) != 0])
    part = Compared(np.searchsorted(name[start], name), compared.place[keep], start, columns)
    weights = np.zeros(len(FEATURES))

    def worth(weights: np.ndarray) -> float:
        share = np.maximum(softmax(part, weights)[wanted], 1e-300)
        return float(np.log(share).sum() - _RIDGE * weights @ weights / 2)

    for _ in range(STEPS):
        share = softmax(part, weights)
        weighted = columns * share[:, None]
        mean = np.add.reduceat(weighted, start)
        slope = columns[wanted].sum(axis=0) - mean.sum(axis=0) - _RIDGE * weights
        bend = columns.T @ weighted - mean.T @ mean + _RIDGE * np.eye(len(weights))
        step = np.linalg.solve(bend, slope)
        # A full Newton step may overshoot far from the optimum.
        while worth(weights + step) < worth(weights) and np.abs(step).max() > _SMALL:
            step /= 2
        weights += step
        if np.abs(step).max() < _SMALL:
            break
    return weights


def fit_context(tests: TestSet, kind: ContextClass) -> dict[str, list[object]]:
    """Return the weights and curves of one context class, as they are written."""
    questions = [*tests.fit, *tests.fit]
    deleted = [False] * len(tests.fit) + [True] * len(tests.fit)
    compared = tests.compare(questions, kind, deleted=deleted)
    is_none = compared.place == NO_PLACE
    target = np.array([question.place for question in questions])[compared.name]
    wanted = np.where(np.array(deleted)[compared.name], is_none, compared.place == target)
    weights = np.round(fit_weights(compared, wanted), 3)
    share = softmax(compared, weights)
    best = best_rows(compared, share)
    hits = tests.hits(compared, questions, HIT_KM)
    place_curve = fit_curve(share[best], hits[best] & ~np.array(deleted)[compared.name[best]])
    none_curve = fit_curve(share[is_none], np.array(deleted))
    return {
        "weights": weights.tolist(),
        "place_curve": _written(place_curve),
        "none_curve": _written(none_curve),
    }


def best_rows(compared: Compared, share: np.ndarray) -> np.ndarray:
    """Return the row of the likeliest place of each name that has a candidate."""
    order = np.lexsort((-share, compared.place == NO_PLACE, compared.name))
    first = order[np.r_[True, np.diff(compared.name[order]) != 0]]
    return first[compared.place[first] != NO_PLACE]


def _written(curve: Curve) -> list[list[float]]:
    return [list(curve.raw), list(curve.share)]


def main() -> None:
    """Fit every context class and write the file."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("dump", type=Path)
    parser.add_argument("--units", type=Path)
    parser.add_argument("--size", type=int, default=4000)
    parser.add_argument("-o", "--output", type=Path, default=RANKER)
    options = parser.parse_args()
    tests = read_test_set(options.dump, size=0, units=options.units, fit_size=options.size)
    stored = {
        "version": VERSION,
        "fitted": dt.datetime.now(tz=dt.UTC).date().isoformat(),
        "on": f"{len(tests.fit)} spellings of one half of the places of GeoNames "
        f"{options.dump.name} (CC BY 4.0), each asked with its place in the index and without",
        "features": list(FEATURES),
        "contexts": {kind: fit_context(tests, kind) for kind in CONTEXT_CLASSES},
    }
    lines = json.dumps(stored, indent=1, ensure_ascii=False)
    options.output.write_text(lines + "\n", encoding="utf-8")
    print(f"{options.output.name}: fitted on {len(tests.fit)} spellings")


if __name__ == "__main__":
    main()
