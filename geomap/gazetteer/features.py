"""What speaks for each place that an asked spelling may mean, as numbers, many names at a time.

Each asked name is compared with every stored spelling that the index hands out; of a place's
spellings the best counts, feature by feature. One more row a name stands for "none of these". All
comparing runs in rapidfuzz and numpy over the whole batch: Python meets each name, not each pair.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process
from rapidfuzz.distance import LCSseq, Postfix, Prefix

from geomap.gazetteer.candidates import Flags, Rows, SpellingTable
from geomap.gazetteer.name_keys import NameKeys

Numbers = npt.NDArray[np.float64]

SPELLING_FEATURES = (
    "roman",
    "roman_cubed",
    "shared_letters",
    "same_start",
    "same_end",
    "fine",
    "fine_same",
    "strict",
    "strict_same",
    "strict_known",
    "consonants_same",
    "words_same",
    "article_same",
    "letters_same",
    "fewer_words",
    "more_words",
)
PLACE_FEATURES = ("spellings", "best_roman", "best_strict", "in_admin", "near", "near_30_km")
NONE_FEATURES = (
    "none",
    "none_candidates",
    "none_namesakes",
    "none_look_alikes",
    "none_listed",
    "none_length",
    "none_letters",
    "none_words",
    "none_arabic",
    "none_roman",
    "none_roman_cubed",
    "none_shared_letters",
    "none_fine",
    "none_fine_same",
    "none_consonants",
    "none_strict",
    "none_in_admin",
    "none_near",
    "none_here_roman",
    "none_here_fine",
)
FEATURES = (*SPELLING_FEATURES, *PLACE_FEATURES, *NONE_FEATURES)
NO_PLACE = -1

_COLUMN = {name: number for number, name in enumerate(FEATURES)}
_NEAR_SCALE_KM = 10.0
_FAR_KM = 1_000.0
_NEAR_KM = 30.0
_LOOKS_ALIKE = 0.9
_LONGEST = 40
"""Longer than any name: what nobody fitted on must not carry the ranker away."""


class Context(NamedTuple):
    """What is known beside the names: arrays of one value for each pair of name and place.

    `in_admin` is 1 where the place lies in the stated unit; `km` is its distance from a place named
    beside it. Either is None when nothing of the kind is stated.
    """

    in_admin: Callable[[Rows, Rows], Numbers] | None = None
    km: Callable[[Rows, Rows], Numbers] | None = None


class Compared(NamedTuple):
    """A batch of names against their candidates, sorted by name; the last row of each is "none".

    `name` is the position in the batch, `place` the place number or `NO_PLACE`, `start` the first
    row of each name, `values` has a column for each of `FEATURES`.
    """

    name: Rows
    place: Rows
    start: Rows
    values: Numbers


def compare(
    table: SpellingTable,
    asked: Sequence[NameKeys],
    rows_of: Sequence[Rows],
    *,
    context: Context | None = None,
) -> Compared:
    """Return the features of every candidate place of every asked name.

    Parameters
    ----------
    table
        The stored spellings.
    asked
        The keys of the asked names.
    rows_of
        For each name, the rows of the spellings to compare it with.
    context
        What is known beside the names.
    """
    name = np.repeat(np.arange(len(asked)), [len(rows) for rows in rows_of])
    row = np.concatenate([*rows_of, np.zeros(0, dtype=np.int64)])
    by_row = _spelling_features(table, asked, name, row)
    place = table.place[row]
    order = np.lexsort((place, name))
    name, place, by_row = name[order], place[order], by_row[order]
    first = np.flatnonzero(np.r_[True, (np.diff(name) != 0) | (np.diff(place) != 0)][: len(name)])
    best = np.maximum.reduceat(by_row, first) if len(first) else by_row
    return _with_none(table, asked, name[first], place[first], best, context or Context())


def _spelling_features(
    table: SpellingTable, asked: Sequence[NameKeys], name: Rows, row: Rows
) -> Numbers:
    def same(field: str) -> Flags:
        return table.shares(field, asked, name, row)

    def forms(field: str, chosen: Any = slice(None)) -> tuple[list[str], list[str]]:
        ours = np.array([getattr(keys, field) for keys in asked], dtype=object)
        return ours[name[chosen]].tolist(), table.forms[field][row[chosen]].tolist()

    def alike(pairs: tuple[list[str], list[str]], scorer: Any) -> Numbers:
        return np.asarray(process.cpdist(*pairs, scorer=scorer, dtype=np.float32), dtype=float)

    romans = forms("roman")
    lengths = np.array([len(keys.roman) for keys in asked])[name], table.roman_length[row]
    shorter = np.maximum(np.minimum(*lengths), 1)
    roman = alike(romans, fuzz.ratio) / 100
    shared = alike(romans, LCSseq.similarity) / shorter
    # Arabic leaves short vowels out: between scripts it is enough that what is written agrees.
    # That a place has a spelling in the asked script is no feature: a test that removes one
    # spelling would teach that the place meant is the one that lacks it.
    roman = np.where(same("script"), roman, np.maximum(roman, (roman + shared) / 2))
    asked_strictly = np.array([keys.strict != "" for keys in asked])[name]
    strict_known = asked_strictly & (table.forms["strict"][row] != "")
    strict = np.zeros(len(row))
    strict[strict_known] = alike(forms("strict", strict_known), fuzz.ratio) / 100
    counted = np.array([keys.words.count(" ") for keys in asked])[name], table.word_count[row]
    columns = (
        roman,
        roman**3,
        shared,
        np.minimum(alike(romans, Prefix.similarity), 4) / 4,
        np.minimum(alike(romans, Postfix.similarity), 4) / 4,
        alike(forms("fine"), fuzz.ratio) / 100,
        same("fine"),
        strict,
        same("strict"),
        strict_known,
        same("consonants"),
        same("words"),
        same("article"),
        same("letters"),
        -np.maximum(counted[0] - counted[1], 0.0),
        -np.maximum(counted[1] - counted[0], 0.0),
    )
    return np.column_stack(columns)


def _with_none(  # noqa: PLR0913, PLR0917 - the columns of one table
    table: SpellingTable,
    asked: Sequence[NameKeys],
    name: Rows,
    place: Rows,
    best: Numbers,
    context: Context,
) -> Compared:
    """Add what is known of the places, and the row of "none" at the end of each name."""
    total = len(asked)
    values = np.zeros((len(name), len(FEATURES)))
    values[:, : best.shape[1]] = best
    in_admin = context.in_admin(name, place) if context.in_admin else np.zeros(len(name))
    near_30 = np.zeros(len(name))
    values[:, _COLUMN["spellings"]] = np.log1p(table.spellings[place])
    values[:, _COLUMN["in_admin"]] = in_admin
    if context.km:
        km = np.minimum(context.km(name, place), _FAR_KM)
        near_30 = np.asarray(km <= _NEAR_KM, dtype=float)
        values[:, _COLUMN["near"]] = -np.log1p(km / _NEAR_SCALE_KM)
        values[:, _COLUMN["near_30_km"]] = near_30
    here = np.maximum(in_admin, near_30)

    def largest(column: str, mask: Numbers | None = None) -> Numbers:
        found = np.zeros(total)
        np.maximum.at(found, name, values[:, _COLUMN[column]] * (1 if mask is None else mask))
        return found

    def fine_or_strict(mask: Numbers | None = None) -> Numbers:
        return np.maximum(largest("fine_same", mask), largest("strict_same", mask))

    roman, strict = largest("roman"), largest("strict")
    values[:, _COLUMN["best_roman"]] = values[:, _COLUMN["roman"]] >= roman[name]
    values[:, _COLUMN["best_strict"]] = (values[:, _COLUMN["strict"]] >= strict[name]) & (
        values[:, _COLUMN["strict"]] > 0
    )
    none = np.zeros((total, len(FEATURES)))
    look_alikes = values[:, _COLUMN["roman"]] >= _LOOKS_ALIKE
    counts = np.bincount(name, minlength=total)
    alike = np.bincount(name, weights=values[:, _COLUMN["consonants_same"]], minlength=total)
    none[:, -len(NONE_FEATURES) :] = np.column_stack(
        (
            np.ones(total),
            np.log1p(counts),
            np.log1p(alike),
            np.log1p(np.bincount(name, weights=look_alikes, minlength=total)),
            largest("letters_same"),
            np.array([min(len(keys.consonants), _LONGEST) for keys in asked]) / 10,
            np.array([min(len(keys.roman), _LONGEST) for keys in asked]) / 10,
            np.array([" " in keys.words for keys in asked]),
            np.array([keys.script == "A" for keys in asked]),
            roman,
            roman**3,
            largest("shared_letters"),
            largest("fine"),
            fine_or_strict(),
            largest("consonants_same"),
            strict,
            np.bincount(name, weights=in_admin, minlength=total) > 0,
            np.bincount(name, weights=near_30, minlength=total) > 0,
            largest("roman", here),
            fine_or_strict(here),
        )
    )
    start = np.r_[0, np.cumsum(counts + 1)[:-1]]
    ends = np.cumsum(counts)
    return Compared(
        np.insert(name, ends, np.arange(total)),
        np.insert(place, ends, NO_PLACE),
        start,
        np.insert(values, ends, none, axis=0),
    )
