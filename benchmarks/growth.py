"""Show how a store's cost grows with its places: made-up stores of real name parts.

    python benchmarks/growth.py SY.zip [--sizes 10000 100000 1000000]

The parts are the words of the names in a GeoNames dump that stand in both scripts, as often as they
stand there. A made-up name has one to four of them, as real ones have. A word that has been used is
likelier to be used again, and new ones, cut together from two, come in as often as they do in the
dump (Heaps' law; the exponent is measured on two halves of it). A place gets its Latin and its
Arabic name and up to three press variants of the Latin one. Everything is seeded.

For each size: time to write the store, its size, time to open it, listed spellings a second in one
batch (`Store.listed_many`) and places each; for names with a letter lost the time of one look-up
of candidates, folding included (`Store.spellings_like`), names a second and spellings found each;
all asked once of a store opened anew. Times are processor time of one thread.
"""

import argparse
import math
import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path

import numpy as np

from geomap.gazetteer.folding import scripts_of
from geomap.gazetteer.name_keys import name_keys
from geomap.gazetteer.store import Batch, ImportedPlace, Source, Spelling, Store
from geomap.gazetteer.store.files import read_file
from geomap.gazetteer.store.writing import write_batches

SIZES = (10_000, 100_000, 1_000_000)
SEED = 7
ASKED, LISTED = 2_000, 20_000
_PRESS = (("ay", "ei"), ("iyah", "iyeh"), ("a", "e"), ("u", "o"), ("q", "k"), ("h", ""))
_BOX = (35.0, 32.0, 49.0, 38.0)  # west, south, east, north: Syria and Iraq
Word = tuple[str, str]


def word_pairs(places: Sequence[ImportedPlace]) -> tuple[list[Word], list[int]]:
    """Return the words of real names as (Latin, Arabic), repeated as in the names, and lengths.

    Two words are one in two scripts when they stand at the same position of two spellings of a
    place and share their consonants.
    """
    words: list[Word] = []
    lengths: list[int] = []
    for place in places:
        latin = place.spellings[0].text.split()
        lengths.append(min(len(latin), 4))
        for spelling in place.spellings:
            arabic = spelling.text.split()
            if scripts_of(spelling.text) == {"ARABIC"} and len(arabic) == len(latin):
                words += [
                    pair
                    for pair in zip(latin, arabic, strict=True)
                    if name_keys(pair[0]).consonants == name_keys(pair[1]).consonants != ""
                ]
                break
    return words, lengths


def heaps_exponent(words: Sequence[Word]) -> float:
    """Return with which power of the number of words the number of distinct ones grows."""
    shuffled = list(words)
    random.Random(SEED).shuffle(shuffled)  # noqa: S311 - repeatable, not unpredictable
    return math.log2(len(set(shuffled)) / len(set(shuffled[: len(shuffled) // 2])))


def made_up_places(
    parts: tuple[Sequence[Word], Sequence[int]], count: int
) -> Iterator[ImportedPlace]:
    """Yield places with names of real parts, scattered over a box."""
    chance = random.Random(SEED)  # noqa: S311 - repeatable, not unpredictable
    words, lengths = parts
    vocabulary = _words_as_used(words, chance)
    west, south, east, north = _BOX
    for number in range(count):
        name = list(islice(vocabulary, chance.choice(lengths)))
        latin, arabic = (" ".join(word[script] for word in name) for script in (0, 1))
        texts = dict.fromkeys((latin, arabic, *_press_variants(latin, chance)))
        yield ImportedPlace(
            f"made-up-{number}",
            str(number),
            "village",
            round(chance.uniform(west, east), 5),
            round(chance.uniform(south, north), 5),
            tuple(map(Spelling, texts)),
        )


def _words_as_used(words: Sequence[Word], chance: random.Random) -> Iterator[Word]:
    """Yield words without end: mostly those used before, the rest cut together of two."""
    used, distinct = list(words), len(set(words))
    exponent = heaps_exponent(words)
    while True:
        word = chance.choice(used)
        if chance.random() < exponent * distinct / len(used):
            word = _spliced(word, chance.choice(used))
            distinct += 1
        used.append(word)
        yield word


def _spliced(word: Word, other: Word) -> Word:
    latin, arabic = (
        start[: (len(start) + 1) // 2] + end[len(end) // 2 :]
        for start, end in zip(word, other, strict=True)
    )
    return latin, arabic


def _press_variants(latin: str, chance: random.Random) -> Iterator[str]:
    for _ in range(3):
        one, other = chance.choice(_PRESS)
        yield latin.replace(one, other)


def with_letter_lost(text: str) -> str:
    """Return a text without its middle letter."""
    middle = len(text) // 2
    return text[:middle] + text[middle + 1 :]


def measure(path: Path, parts: tuple[Sequence[Word], Sequence[int]], count: int) -> str:
    """Write a store of a size and return its row of the table."""
    started = time.thread_time()
    source = Source(f"made-up-{count}", "Made up of real name parts", "none", "1", "2026-11-21")
    write_batches(path, [Batch(source, tuple(made_up_places(parts, count)))])
    written_s = time.thread_time() - started
    chance = random.Random(SEED + 1)  # noqa: S311 - repeatable, not unpredictable
    drawn = chance.sample(range(count), min(count, LISTED))
    wanted = set(drawn)
    texts = [
        chance.choice(place.spellings).text
        for number, place in enumerate(made_up_places(parts, count))
        if number in wanted
    ]
    chance.shuffle(texts)
    started = time.thread_time()
    with closing(Store(path)) as store:
        opened_s = time.thread_time() - started
        started = time.thread_time()
        found = store.listed_many(texts)
        listed_s = time.thread_time() - started
    with closing(Store(path)) as store:
        spent_ms, rows = zip(*(_ask(store, text) for text in texts[:ASKED]), strict=True)
    p50, p95 = np.percentile(spent_ms, [50, 95])
    size = path.stat().st_size
    return (
        f"{count:>9,}{written_s:>9.0f} s{size / 1e6:>9.1f} MB{size / count:>7.0f} B"
        f"{1000 * opened_s:>8.1f} ms{len(texts) / listed_s:>12,.0f}/s"
        f"{sum(map(len, found)) / len(texts):>8.1f}"
        f"{p50:>8.2f} ms{p95:>8.2f} ms{1000 / np.mean(spent_ms):>9,.0f}/s{np.mean(rows):>8.0f}"
    )


def _ask(store: Store, text: str) -> tuple[float, int]:
    started = time.thread_time()
    found = store.spellings_like(name_keys.__wrapped__(with_letter_lost(text)))
    return 1000 * (time.thread_time() - started), len(found)


def report_growth(dump: Path, sizes: Sequence[int]) -> None:
    """Print the table."""
    real = read_file(dump, Source("real", "GeoNames", "CC BY 4.0", "", ""))
    parts = word_pairs(real.places)
    print(f"{len(Counter(parts[0])):,} real words in both scripts, {len(parts[0]):,} times")
    print(
        f"{'places':>9}{'written':>11}{'size':>12}{'a place':>9}{'opened':>11}{'listed':>14}"
        f"{'places':>8}{'p50':>11}{'p95':>11}{'unseen':>11}{'rows':>8}"
    )
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            print(measure(Path(folder) / f"{size}.sqlite", parts, size), flush=True)


def main() -> None:
    """Print the table for the sizes asked for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("dump", type=Path, help="XX.zip as GeoNames publishes it")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    options = parser.parse_args()
    report_growth(options.dump, options.sizes)


if __name__ == "__main__":
    main()
