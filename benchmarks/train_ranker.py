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

from geomap.gazetteer.calibration import AS_IT_IS, Curve, fit_curve
from geomap.gazetteer.doubt import INPUTS, inputs_of, spread_of, terms_of
from geomap.gazetteer.features import FEATURES, NO_PLACE, Compared
from geomap.gazetteer.ranking import (
    CONTEXT_CLASSES,
    ContextClass,
    Weights,
    doubt_from,
    raw_shares,
    softmax,
)

RANKER = Path(__file__).parents[1] / "geomap" / "gazetteer" / "ranker.json"
VERSION = 2
STEPS = 25
_RIDGE = 1.0
_DOUBT_RIDGE = 100.0
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


def fit_doubt(inputs: np.ndarray, is_none: np.ndarray) -> dict[str, object]:
    """Return the model of "none" as it is written: a ridge logistic regression."""
    mean, spread = np.round(inputs.mean(axis=0), 4), np.round(spread_of(inputs), 4)
    terms = terms_of((inputs - mean) / spread)
    scale = spread_of(terms)
    columns = np.column_stack((np.ones(len(terms)), (terms - terms.mean(axis=0)) / scale))
    ridge = np.r_[0.0, np.full(terms.shape[1], _DOUBT_RIDGE)]
    weights = np.zeros(columns.shape[1])
    for _ in range(STEPS):
        said = 1 / (1 + np.exp(-columns @ weights))
        slope = columns.T @ (is_none - said) - ridge * weights
        bend = (columns * (said * (1 - said))[:, None]).T @ columns + np.diag(ridge)
        step = np.linalg.solve(bend, slope)
        weights += step
        if np.abs(step).max() < _SMALL:
            break
    plain = np.round(weights[1:] / scale, 4)
    constant = float(np.round(weights[0] - plain @ terms.mean(axis=0), 4))
    return {
        "mean": mean.tolist(),
        "spread": spread.tolist(),
        "constant": constant,
        "weights": plain.tolist(),
    }


def fit_context(tests: TestSet, kind: ContextClass) -> dict[str, object]:
    """Return the weights and curves of one context class, as they are written."""
    questions = [*tests.fit, *tests.fit]
    deleted = np.repeat([False, True], len(tests.fit))
    compared = tests.compare(questions, kind, deleted=deleted.tolist())
    is_none = compared.place == NO_PLACE
    target = np.array([question.place for question in questions])[compared.name]
    wanted = np.where(deleted[compared.name], is_none, compared.place == target)
    weights = np.round(fit_weights(compared, wanted), 3)
    doubt = fit_doubt(inputs_of(compared, softmax(compared, weights)), deleted)
    learned = Weights(weights, doubt_from(doubt), AS_IT_IS, AS_IT_IS, AS_IT_IS)
    raw = raw_shares(compared, learned)
    best = best_rows(compared, raw.place)
    hits = tests.hits(compared, questions, HIT_KM)
    place_curve = fit_curve(raw.place[best], hits[best] & ~deleted[compared.name[best]])
    sure, right = tests.unit_odds(compared, place_curve.at(raw.place), questions)
    return {
        "weights": weights.tolist(),
        "doubt": doubt,
        "unit_curve": _written(fit_curve(sure, right)),
        "place_curve": _written(place_curve),
        "none_curve": _written(fit_curve(raw.none, deleted)),
    }


def best_rows(compared: Compared, share: np.ndarray) -> np.ndarray:
    """Return the row of the likeliest place of each name that has a candidate."""
    order = np.lexsort((-share, compared.place == NO_PLACE, compared.name))
    first = order[compared.start]
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
        "doubt_inputs": list(INPUTS),
        "contexts": {kind: fit_context(tests, kind) for kind in CONTEXT_CLASSES},
    }
    lines = json.dumps(stored, indent=1, ensure_ascii=False)
    options.output.write_text(lines + "\n", encoding="utf-8")
    print(f"{options.output.name}: fitted on {len(tests.fit)} spellings")


if __name__ == "__main__":
    main()
