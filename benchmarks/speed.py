"""Measure what a user waits for: look-ups, single queries, the command line, the store.

    python benchmarks/speed.py SY.zip admin1.shp [admin2.shp ...] [--names 2000]
    python benchmarks/speed.py --store my.sqlite

A temporary store is built of the files (a GeoNames dump and boundaries), or an installed one is
measured. Printed, each on one core and by the clock on the wall:

- the size of the store and the time to open it, with the data that ships, in a process of its own;
- known spellings a second (bar 100,000): names drawn from the store, first look-up (from disk) and
  repeated (remembered), as a bare look-up (`Gazetteer.search`) and as a whole answer (`resolve`);
- p50 and p95 of one `resolve`, for known spellings and for the same with one letter lost;
- `geomap --help` and `geomap resolve Atmeh` over five runs, start-up included, with the store and
  without.
"""

import argparse
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
from events import build_store

from geomap import Gazetteer
from geomap.gazetteer.store.location import VARIABLE

RUNS = 5
SEED = 7
_SHORTEST_TO_CUT = 5  # letters; shorter names become other names
_OPEN = """
import sys, time
from geomap import Gazetteer
started = time.perf_counter()
Gazetteer.open(store=sys.argv[1])
print(time.perf_counter() - started)
"""
_COMMAND = "from geomap.cli.main import main; main()"


def known_spellings(store: Path, count: int) -> list[str]:
    """Return distinct spellings of the store, drawn by chance."""
    with closing(sqlite3.connect(store)) as connection:
        rows = connection.execute(
            "SELECT DISTINCT text FROM names WHERE NOT quarantined ORDER BY text"
        ).fetchall()
    texts = [row[0] for row in rows]
    return random.Random(SEED).sample(texts, min(count, len(texts)))  # noqa: S311 - repeatable


def with_letter_lost(text: str) -> str:
    """Return a text without its middle letter."""
    middle = len(text) // 2
    return text[:middle] + text[middle + 1 :]


def seconds_each(ask: Callable[[str], object], texts: Sequence[str]) -> np.ndarray:
    """Return how long each text took, in seconds."""
    spent = np.empty(len(texts))
    for number, text in enumerate(texts):
        started = time.perf_counter()
        ask(text)
        spent[number] = time.perf_counter() - started
    return spent


def report_names(store: Path, folder: Path, count: int) -> None:
    """Print names a second and the time of one query."""
    texts = known_spellings(store, count)
    lost = [with_letter_lost(text) for text in texts if len(text) >= _SHORTEST_TO_CUT]

    def afresh(name: str) -> Gazetteer:
        # A copy is opened anew: nothing of it is remembered.
        copied = folder / name
        shutil.copyfile(store, copied)
        return Gazetteer.open(store=copied)

    searched, resolved = afresh("search.sqlite"), afresh("resolve.sqlite")
    for what, ask in (("look-up", searched.search), ("whole answer", resolved.resolve)):
        first, again = seconds_each(ask, texts), seconds_each(ask, texts)
        print(
            f"{len(texts):,} known spellings, {what}: {len(texts) / first.sum():,.0f} a second at "
            f"first, {len(texts) / again.sum():,.0f} repeated"
        )
        if what == "whole answer":
            report_one("one resolve, known spelling", first)
    report_one("one resolve, one letter lost", seconds_each(resolved.resolve, lost))


def report_one(what: str, spent_s: np.ndarray) -> None:
    """Print the middle and the slow end of single queries."""
    p50, p95 = 1000 * np.percentile(spent_s, [50, 95])
    print(f"{what}: p50 {p50:.2f} ms, p95 {p95:.2f} ms (bar 3 ms), most {1000 * spent_s.max():.0f}")


def report_commands(store: Path) -> None:
    """Print the wall time of the command line."""
    for arguments, chosen, bar_s in (
        (["--help"], "none", 0.2),
        (["resolve", "Atmeh"], "none", 0.6),
        (["resolve", "Atmeh"], str(store), 0.6),
    ):
        spent = []
        for _ in range(RUNS):
            started = time.perf_counter()
            subprocess.run(
                [sys.executable, "-c", _COMMAND, *arguments],
                env={**os.environ, VARIABLE: chosen},
                stdout=subprocess.DEVNULL,
                check=True,
            )
            spent.append(time.perf_counter() - started)
        beside = "without a store" if chosen == "none" else "with the store"
        print(
            f"geomap {' '.join(arguments)}, {beside}: median {np.median(spent):.2f} s, "
            f"{min(spent):.2f} to {max(spent):.2f} over {RUNS} runs (bar {bar_s} s)"
        )


def report_store(store: Path) -> None:
    """Print the size of the store and the time to open it."""
    with closing(sqlite3.connect(store)) as connection:
        (places,) = connection.execute("SELECT count(*) FROM places").fetchone()
    opened = [
        float(
            subprocess.run(
                [sys.executable, "-c", _OPEN, str(store)],
                stdout=subprocess.PIPE,
                text=True,
                check=True,
            ).stdout
        )
        for _ in range(RUNS)
    ]
    print(
        f"store: {places:,} places, {store.stat().st_size / 1e6:.1f} MB; opens in "
        f"{np.median(opened):.2f} s, {min(opened):.2f} to {max(opened):.2f} over {RUNS} runs"
    )


def main() -> None:
    """Print the whole report."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("files", type=Path, nargs="*", help="GeoNames dump and boundary files")
    parser.add_argument("--store", type=Path, help="an installed store instead of the files")
    parser.add_argument("--names", type=int, default=2000, help="how many spellings to ask")
    options = parser.parse_args()
    if bool(options.files) == bool(options.store):
        parser.error("give either files to build a store of, or --store")
    with tempfile.TemporaryDirectory() as named:
        folder = Path(named)
        store = options.store or folder / "built.sqlite"
        if options.files:
            build_store(store, options.files)
        report_store(store)
        report_names(store, folder, options.names)
        report_commands(store)


if __name__ == "__main__":
    main()
