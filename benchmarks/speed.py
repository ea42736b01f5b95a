"""Measure what a user waits for: look-ups, single queries, the command line, the store.

    python benchmarks/speed.py SY.zip admin1.shp [admin2.shp ...] [--names 2000]
    python benchmarks/speed.py --store my.sqlite

A temporary store is built of the files (a GeoNames dump and boundaries), or an installed one is
measured. Printed, each on one core and by the clock on the wall:

- the size of the store and the time to open it, with the data that ships, in a process of its own;
- listed spellings a second in batches of 1,000 (bar 100,000): names drawn from the store, of a
  store opened anew, by `Store.listed_many`: text in, the places listed with it out (id, name to
  show, kind, lon, lat, spelling), namesakes and spellings with other marks, spaces or article
  included; no ranking, no curated places, no units, no `Location`. Processor time of one thread;
- known spellings a second one by one: first look-up (from disk) and repeated (remembered), as a
  bare look-up (`Gazetteer.search`) and as a whole answer (`resolve`);
- p50 and p95 of one `resolve`, for known spellings and for the same with one letter lost;
- with `--growth`: what a store of 10,000, 100,000 and 1,000,000 made-up places costs (`growth`);
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
from growth import SIZES, report_growth, with_letter_lost

from geomap import Gazetteer
from geomap.gazetteer.store import Store
from geomap.gazetteer.store.location import VARIABLE

RUNS = 5
LISTED, BATCH = 20_000, 1_000
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
        rows = connection.execute("SELECT text FROM forms ORDER BY text").fetchall()
    texts = [row[0] for row in rows]
    return random.Random(SEED).sample(texts, min(count, len(texts)))  # noqa: S311 - repeatable


def seconds_each(ask: Callable[[str], object], texts: Sequence[str]) -> np.ndarray:
    """Return how long each text took, in seconds."""
    spent = np.empty(len(texts))
    for number, text in enumerate(texts):
        started = time.perf_counter()
        ask(text)
        spent[number] = time.perf_counter() - started
    return spent


def report_listed(store: Path) -> None:
    """Print listed spellings a second, looked up in batches of a store opened anew."""
    texts = known_spellings(store, LISTED)
    with closing(Store(store)) as opened:
        started = time.thread_time()
        found = [
            opened.listed_many(texts[first : first + BATCH])
            for first in range(0, len(texts), BATCH)
        ]
        spent_s = time.thread_time() - started
    places = sum(len(listed) for batch in found for listed in batch)
    print(
        f"{len(texts):,} listed spellings in batches of {BATCH:,}: {len(texts) / spent_s:,.0f} a "
        f"second at first (bar 100,000), {places / len(texts):.2f} places each"
    )


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
    parser.add_argument("--growth", action="store_true", help="made-up stores too; takes minutes")
    options = parser.parse_args()
    if bool(options.files) == bool(options.store):
        parser.error("give either files to build a store of, or --store")
    if options.growth and not options.files:
        parser.error("--growth takes its name parts from the files")
    with tempfile.TemporaryDirectory() as named:
        folder = Path(named)
        store = options.store or folder / "built.sqlite"
        if options.files:
            build_store(store, options.files)
        report_store(store)
        report_listed(store)
        report_names(store, folder, options.names)
        report_commands(store)
        if options.growth:
            report_growth(options.files[0], SIZES)


if __name__ == "__main__":
    main()
