"""The test of unseen spellings: one spelling of a place leaves the index and is asked for.

Made from a GeoNames dump (XX.zip). Places are split in two halves by chance, one to fit on, one to
report on; both stay in the index. All spellings that fold to the same letters leave together. The
script is detected; a "spelling" that holds two scripts or two names at once is split, or left out.
"""

import csv
import io
import random
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np

from geomap.gazetteer.candidates import Rows, SpellingIndex
from geomap.gazetteer.features import Compared, Context, compare
from geomap.gazetteer.name_keys import NameKeys, name_keys
from geomap.gazetteer.ranking import ContextClass

HIT_KM = 2.0
CO_MENTION_KM = 30.0
SEED = 20220203
_TWO_NAMES = re.compile(r"\s*[(/;)]\s*|\s+-\s+")
_ARABIC = re.compile("[\u0600-\u06ff]")
_LATIN = re.compile("[A-Za-z]")
_EARTH_KM = 6371.0088


class Question(NamedTuple):
    """A spelling, the place it belongs to, and what is taken out of the index to ask it."""

    text: str
    keys: NameKeys
    place: int
    stratum: str
    other: int
    """A place within 30 km, for the context of a co-mention; -1 where there is none."""


@dataclass(frozen=True)
class TestSet:
    """The places of a dump, their index and the questions of both halves."""

    index: SpellingIndex
    texts: Sequence[str]
    lon: Rows
    lat: Rows
    admin: Sequence[str]
    fit: Sequence[Question]
    report: Sequence[Question]

    def km(self, one: Rows, other: Rows) -> Rows:
        """Return great-circle distances between places, in km."""
        lon, lat = np.radians(self.lon), np.radians(self.lat)
        half = (
            np.sin((lat[one] - lat[other]) / 2) ** 2
            + np.cos(lat[one]) * np.cos(lat[other]) * np.sin((lon[one] - lon[other]) / 2) ** 2
        )
        return 2 * _EARTH_KM * np.arcsin(np.sqrt(half))

    def rows_left(self, question: Question, *, deleted: bool) -> Rows:
        """Return the candidates once the spelling, or the whole place, has left the index."""
        rows = self.index.rows_like(question.keys)
        place = self.index.place[rows]
        if deleted:
            return rows[self.km(place, np.full(len(place), question.place)) > HIT_KM]
        same = self.index.forms["letters"][rows] == question.keys.letters
        return rows[~((place == question.place) & same)]

    def context(self, questions: Sequence[Question], kind: ContextClass) -> Context:
        """Return what is known beside each question, as `compare` takes it."""
        codes = np.unique(np.array(self.admin), return_inverse=True)[1]
        target = np.array([question.place for question in questions])
        other = np.array([question.other for question in questions])
        return Context(
            in_admin=(lambda name, place: (codes[place] == codes[target[name]]).astype(float))
            if kind in {"admin", "both"}
            else None,
            km=(lambda name, place: self.km(place, other[name]))
            if kind in {"near", "both"}
            else None,
        )

    def compare(
        self, questions: Sequence[Question], kind: ContextClass, *, deleted: Sequence[bool]
    ) -> Compared:
        """Return the features of all candidates of all questions."""
        rows = [
            self.rows_left(question, deleted=gone)
            for question, gone in zip(questions, deleted, strict=True)
        ]
        asked = [question.keys for question in questions]
        return compare(self.index, asked, rows, context=self.context(questions, kind))

    def unit_odds(
        self, compared: Compared, probability: Rows, questions: Sequence[Question]
    ) -> tuple[Rows, Rows]:
        """Return for each question how likely its likeliest governorate is, and if it is right.

        Probabilities of the places in a governorate are added up; a place that was deleted still
        lies in its own.
        """
        codes = np.unique(np.array(self.admin), return_inverse=True)[1]
        sums = np.zeros((len(questions), codes.max() + 1))
        found = compared.place >= 0
        np.add.at(sums, (compared.name[found], codes[compared.place[found]]), probability[found])
        truth = codes[np.array([question.place for question in questions])]
        return np.minimum(sums.max(axis=1), 1.0), sums.argmax(axis=1) == truth

    def hits(self, compared: Compared, questions: Sequence[Question], within_km: float) -> Rows:
        """Say for each compared row whether its place is the target or close enough to it."""
        target = np.array([question.place for question in questions])[compared.name]
        return (compared.place >= 0) & (self.km(compared.place, target) <= within_km)


def read_test_set(
    dump: Path, *, size: int, units: Path | None = None, fit_size: int | None = None
) -> TestSet:
    """Return the test set of a GeoNames dump.

    Parameters
    ----------
    dump
        XX.zip as GeoNames publishes it.
    size
        Questions to report on.
    units
        Polygons of governorates (any file that geopandas reads); without them the codes of the
        dump are taken.
    fit_size
        Questions to fit on; as many as `size` when left out.
    """
    spelled, lon, lat, admin = _read_places(dump)
    if units:
        admin = _units_of(units, lon, lat)
    rows = {(place, name_keys(text)): text for place, texts in enumerate(spelled) for text in texts}
    index = SpellingIndex(rows)
    chance = random.Random(SEED)  # noqa: S311 - repeatable, not unpredictable
    order = list(range(len(spelled)))
    chance.shuffle(order)
    middle = len(order) // 2
    found = TestSet(index, list(rows.values()), np.array(lon), np.array(lat), admin, [], [])
    halves = [
        _questions(found, half, spelled, count, chance)
        for half, count in (
            (order[:middle], size if fit_size is None else fit_size),
            (order[middle:], size),
        )
    ]
    return TestSet(index, found.texts, found.lon, found.lat, admin, fit=halves[0], report=halves[1])


def _read_places(dump: Path) -> tuple[list[list[str]], list[float], list[float], list[str]]:
    spelled, lon, lat, admin = [], [], [], []
    with zipfile.ZipFile(dump) as archive:
        text = archive.read(f"{dump.stem}.txt").decode("utf-8")
    for row in csv.reader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row[6] == "P":
            spelled.append(_spellings([row[1], row[2], *row[3].split(",")]))
            lon.append(float(row[5]))
            lat.append(float(row[4]))
            admin.append(row[10])
    return spelled, lon, lat, admin


def _spellings(listed: Sequence[str]) -> list[str]:
    """Return the single names of a place, plain Latin first."""
    single = {part.strip() for text in listed for part in _TWO_NAMES.split(text)}
    return sorted(
        (text for text in single if text and not (_ARABIC.search(text) and _LATIN.search(text))),
        key=lambda text: (not text.isascii(), text),
    )


def _units_of(units: Path, lon: Sequence[float], lat: Sequence[float]) -> list[str]:
    import geopandas  # noqa: PLC0415 - only where polygons are given

    polygons = geopandas.read_file(units)
    points = geopandas.GeoSeries.from_xy(lon, lat, crs=4326)
    number, unit = polygons.sindex.query(points, predicate="within")
    found = dict(zip(number.tolist(), unit.tolist(), strict=True))
    return [str(found.get(place, "outside")) for place in range(len(lon))]


def _questions(
    places: TestSet,
    half: Sequence[int],
    spelled: Sequence[Sequence[str]],
    count: int,
    chance: random.Random,
) -> list[Question]:
    questions: list[Question] = []
    for place in half:
        by_letters: Mapping[str, list[str]] = _by_letters(spelled[place])
        if len(by_letters) > 1 and len(questions) < count:
            asked = chance.choice(sorted(by_letters))
            text = by_letters[asked][0]
            left = {name_keys(names[0]).script for key, names in by_letters.items() if key != asked}
            questions.append(
                Question(
                    text,
                    name_keys(text),
                    place,
                    _stratum(name_keys(text).script, left),
                    _neighbour(places, place, chance),
                )
            )
    return questions


def _by_letters(texts: Sequence[str]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for text in texts:
        grouped.setdefault(name_keys(text).letters, []).append(text)
    return grouped


def _stratum(script: str, left: set[str]) -> str:
    names = {"L": "Latin", "A": "Arabic"}
    if script in left:
        return f"{names[script]}, same script left"
    return f"{names[script]}, other script only"


def _neighbour(places: TestSet, place: int, chance: random.Random) -> int:
    everywhere = np.arange(len(places.lon))
    km = places.km(everywhere, np.full(len(everywhere), place))
    near = np.flatnonzero((km <= CO_MENTION_KM) & (km > HIT_KM))
    return int(chance.choice(near.tolist())) if len(near) else place
