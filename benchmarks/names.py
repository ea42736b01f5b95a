"""Ask geomap and its peers for spellings that they have never seen, and print what they reach.

    python benchmarks/names.py SY.zip [--units admin1.shp] [--size 3000] [--quick]

The test is described in `spellings.py`; the weights in use were fitted on the other half of the
places. Contexts: the name alone, the governorate known, another place within 30 km known. A hit is
the place meant or one within 2 km. For calibration and "none" every second place is deleted.
"""

import argparse
import random
import sqlite3
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz, process
from spellings import HIT_KM, Question, TestSet, read_test_set

from geomap.gazetteer import ranking
from geomap.gazetteer.calibration import calibration_error
from geomap.gazetteer.features import NO_PLACE, Compared, compare
from geomap.gazetteer.name_keys import name_keys

CONTEXTS = {
    "none": "name alone",
    "admin": "governorate known",
    "near": "place within 30 km",
    "both": "both of them",
}
TOP = 5
Scores = Callable[[Question], np.ndarray]


def positions(compared: Compared, scores: np.ndarray) -> np.ndarray:
    """Return the rank of each row within its name, 0 the best place; "none" stands last."""
    order = np.lexsort((-scores, compared.place == NO_PLACE, compared.name))
    position = np.empty(len(order), dtype=int)
    position[order] = np.arange(len(order))
    return position - compared.start[compared.name]


def auroc(said: np.ndarray, true: np.ndarray) -> float:
    """Return how often a true case is given more than a false one; equals count half."""
    _, inverse, counts = np.unique(said, return_inverse=True, return_counts=True)
    rank = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    yes, no = true.sum(), (~true).sum()
    return float((rank[true].sum() - yes * (yes + 1) / 2) / (yes * no))


def report_context(tests: TestSet, kind: ranking.ContextClass) -> None:
    """Print one row of the table, then its strata."""
    weights = ranking.read_ranker()[kind]
    questions = tests.report
    total = len(questions)
    compared = tests.compare(questions, kind, deleted=[False] * total)
    scores = ranking.softmax(compared, weights.features)

    def share(within_km: float, best: int, order: np.ndarray) -> np.ndarray:
        hit = tests.hits(compared, questions, within_km) & (order < best)
        return np.bincount(compared.name[hit], minlength=total) > 0

    order = positions(compared, scores)
    top = share(HIT_KM, 1, order)
    listed = compared.values[:, ranking.FEATURES.index("letters_same")]
    namesakes_first = share(HIT_KM, 1, positions(compared, scores + listed))
    gone = np.arange(total) % 2 == 1
    halved = tests.compare(questions, kind, deleted=gone.tolist())
    ranked = ranking.rank(halved, weights)
    best = np.flatnonzero((positions(halved, ranked.place) == 0) & (halved.place != NO_PLACE))
    right = tests.hits(halved, questions, HIT_KM)[best]
    sure, in_unit = tests.unit_odds(halved, ranked.place, questions)
    figures = (
        top.mean(),
        share(HIT_KM, TOP, order).mean(),
        share(5.0, 1, order).mean(),
        share(HIT_KM, total, order).mean(),
        namesakes_first.mean(),
    )
    print(
        f"{CONTEXTS[kind]:<20}"
        + "".join(f"{100 * figure:>9.1f}" for figure in figures)
        + f"{calibration_error(ranked.place[best], right):>9.3f}"
        + f"{auroc(ranked.none, gone):>9.3f}"
        + f"{calibration_error(weights.unit_curve.at(sure), in_unit):>9.3f}"
    )
    strata = np.array([question.stratum for question in questions])
    for stratum in sorted(set(strata.tolist())):
        chosen = strata == stratum
        print(f"    {stratum:<28}{100 * top[chosen].mean():6.1f}  ({chosen.sum()} names)")
    other = np.char.endswith(strata, "other script only")
    print(f"    {'both scripts, crossed':<28}{100 * top[other].mean():6.1f}  ({other.sum()} names)")


def report_speed(tests: TestSet) -> None:
    """Print names a second of processor time in batch, and one by one, folding included."""
    texts = [question.text for question in tests.report]
    weights = ranking.read_ranker()["none"]

    def answer(batch: Sequence[str]) -> None:
        asked = [name_keys.__wrapped__(text) for text in batch]
        rows = [tests.index.rows_like(keys) for keys in asked]
        ranking.rank(compare(tests.index, asked, rows), weights)

    started = time.thread_time()
    for first in range(0, len(texts), 500):
        answer(texts[first : first + 500])
    batch_s = time.thread_time() - started
    singles = []
    for text in texts[:500]:
        started = time.thread_time()
        answer([text])
        singles.append(1000 * (time.thread_time() - started))
    print(
        f"speed: {len(texts) / batch_s:,.0f} unseen names a second in batch; "
        f"one at a time p50 {np.percentile(singles, 50):.2f} ms, "
        f"p95 {np.percentile(singles, 95):.2f} ms"
    )


def peers(tests: TestSet) -> dict[str, tuple[Scores, int]]:
    """Return scorers of all stored spellings, and how many questions each can bear."""
    index = tests.index
    letters, roman = index.forms["letters"].tolist(), index.forms["roman"].tolist()

    def scan(stored: Sequence[str], scorer: Callable[..., float], asked: str) -> np.ndarray:
        return process.cdist([asked], stored, scorer=scorer, dtype=np.float32)[0]

    found: dict[str, tuple[Scores, int]] = {
        "rapidfuzz ratio, folded": (lambda q: scan(letters, fuzz.ratio, q.keys.letters), 300),
        "rapidfuzz WRatio, folded": (lambda q: scan(letters, fuzz.WRatio, q.keys.letters), 100),
        "rapidfuzz ratio, geomap's romanising": (
            lambda q: scan(roman, fuzz.ratio, q.keys.roman),
            300,
        ),
        "SQLite FTS5 trigram, folded": (_fts5(letters), 300),
    }
    try:
        from anyascii import anyascii  # noqa: PLC0415 - a peer, not a need
    except ImportError:
        print("(anyascii is not installed: its row is left out)")
    else:
        plain = [anyascii(text).casefold() for text in tests.texts]
        found["rapidfuzz ratio, anyascii"] = (
            lambda q: scan(plain, fuzz.ratio, anyascii(q.text).casefold()),
            300,
        )
    try:
        from hdx.utilities.matching import RapidFuzzMatcher  # noqa: PLC0415 - a peer, not a need
        from hdx.utilities.text import normalise  # noqa: PLC0415
    except ImportError:
        print("(hdx-python-country is not installed: its row is left out)")
    else:
        normal = [normalise(text) for text in tests.texts]
        scorer = RapidFuzzMatcher.place_name_scorer

        def as_hdx(question: Question) -> np.ndarray:
            asked = normalise(question.text)
            return np.array([scorer(asked, stored) for stored in normal])

        found["hdx-python-country, its matcher"] = (as_hdx, 60)
    return found


def _fts5(stored: Sequence[str]) -> Scores:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE name USING fts5(letters, tokenize='trigram')")
    database.executemany("INSERT INTO name(rowid, letters) VALUES (?, ?)", list(enumerate(stored)))

    def ask(question: Question) -> np.ndarray:
        asked = question.keys.letters
        triples = " OR ".join(f'"{asked[i : i + 3]}"' for i in range(max(1, len(asked) - 2)))
        scores = np.full(len(stored), -np.inf)
        rows = database.execute(
            "SELECT rowid, bm25(name) FROM name WHERE name MATCH ? ORDER BY rank LIMIT 200",
            (triples,),
        )
        for row, rank in rows:
            scores[row] = -rank
        return scores

    return ask


def report_peers(tests: TestSet, *, most: int) -> None:
    """Print top-1, top-5 and speed of plain techniques on the same questions, name alone."""
    for name, (score, limit) in peers(tests).items():
        chance = random.Random(0)  # noqa: S311 - repeatable, not unpredictable
        questions = chance.sample(list(tests.report), min(most, limit, len(tests.report)))
        hits = np.zeros(2)
        spent_s = 0.0
        for question in questions:
            started = time.perf_counter()
            scores = score(question).astype(float)
            spent_s += time.perf_counter() - started
            same = tests.index.forms["letters"] == question.keys.letters
            scores[(tests.index.place == question.place) & same] = -np.inf
            km = [tests_km(tests, place, question) for place in _best_places(tests, scores)]
            hits += [any(value <= HIT_KM for value in km[:best]) for best in (1, TOP)]
        shares = 100 * hits / len(questions)
        print(
            f"{name:<38}{shares[0]:>7.1f}{shares[1]:>7.1f}{len(questions) / spent_s:>10,.0f}/s"
            f"  ({len(questions)} names)"
        )


def tests_km(tests: TestSet, place: int, question: Question) -> float:
    """Return how far a place is from the one meant, in km."""
    return float(tests.km(np.array([place]), np.array([question.place]))[0])


def _best_places(tests: TestSet, scores: np.ndarray) -> list[int]:
    """Return the places of the best spellings; of equals that with more spellings first."""
    likely = np.argpartition(-scores, 300)[:300]
    likely = likely[scores[likely] > -np.inf]
    order = np.lexsort((-tests.index.spellings[tests.index.place[likely]], -scores[likely]))
    places = tests.index.place[likely[order]].tolist()
    return list(dict.fromkeys(places))[:TOP]


def main() -> None:
    """Print the whole report."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("dump", type=Path, help="XX.zip as GeoNames publishes it")
    parser.add_argument("--units", type=Path, help="polygons of the governorates")
    parser.add_argument("--size", type=int, default=3000)
    parser.add_argument("--quick", action="store_true", help="500 names, 60 for the peers")
    options = parser.parse_args()
    size = 500 if options.quick else options.size
    tests = read_test_set(options.dump, size=size, units=options.units, fit_size=0)
    print(
        f"{len(tests.lon):,} places, {len(tests.index.place):,} spellings, "
        f"{len(tests.report):,} unseen ones asked; shares in per cent\n"
    )
    print(
        f"{'geomap':<20}{'top-1':>9}{'top-5':>9}{'@5 km':>9}{'listed':>9}{'namesake':>9}"
        f"{'ECE':>9}{'AUROC':>9}{'unit ECE':>9}"
    )
    for kind in ranking.CONTEXT_CLASSES:
        report_context(tests, kind)
    print(
        "\nlisted: the place is among the candidates at all. namesake: top-1 when a place that is"
    )
    print("listed with the asked spelling always goes first. ECE, AUROC of none: half deleted.")
    print("unit ECE: of the probability that the likeliest governorate is the right one.\n")
    report_speed(tests)
    print(f"\n{'peers, name alone':<38}{'top-1':>7}{'top-5':>7}{'speed':>12}")
    report_peers(tests, most=60 if options.quick else 300)


if __name__ == "__main__":
    main()
