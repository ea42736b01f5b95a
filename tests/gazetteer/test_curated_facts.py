"""Every place of the facts tables is answered, where it is, or stands here with the reason."""

import csv
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from geomap.gazetteer import Gazetteer, Location

FACTS = Path(__file__).parents[3] / "shared" / "facts"
"""Places as 88 reports write them, with the place that is meant; a clone alone lacks them."""
TABLES = ("coalition_facts.csv", "seed_facts.csv")
GAZETTEER = Gazetteer.open()

# What nothing answers, and why.
UNANSWERED = {
    "Al-Falaha": "no source says where it is: the excerpt of the report breaks off",
    "the opposite bank of Euphrates river": "opposite to what, the sentence before says",
    "Al-Khabour river": "its course is not among the embedded rivers",
    "le village de Naqara": "the reader knows no French words; Naqara alone is found",
    "SDF-held areas": "who holds what changes with time",
}
# What is answered beside the place that is meant, and why.
BESIDE = {
    "Al-Tanf": "the bare word is the village, 4 km from the base",
    "the area between Idlib and Aleppo at Iskenderun border": "other reports say it is Atmeh; "
    "these words alone mean a stretch of border beside it",
}
# Working names of the tables for which there is no place to compare with.
NO_PLACE = {"Industrial neighbourhood (Albu Kamal)", "E Syria", "Euphrates both banks"}

pytestmark = pytest.mark.skipif(not FACTS.exists(), reason="the shared folder is not beside this")


class Wording(NamedTuple):
    """One place as a report writes it, with what its reader took it for."""

    text: str
    meant: str
    units: tuple[str, ...]


def parts_of(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


@cache
def wordings() -> tuple[Wording, ...]:
    found: dict[Wording, None] = {}
    for table in TABLES:
        with (FACTS / table).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                texts, meant = parts_of(row["place_as_written"]), parts_of(row["place_canonical"])
                units = tuple(parts_of(row["admin1"]))
                same = len(texts) == len(meant)
                for index, text in enumerate(texts):
                    found[Wording(text, meant[index] if same else "", units)] = None
    return tuple(found)


def answer_to(text: str, units: tuple[str, ...]) -> Location:
    return GAZETTEER.resolve(text, within=list(units) or None)


def test_every_wording_is_answered_or_its_reason_is_given() -> None:
    lost = {text for text, _, units in wordings() if answer_to(text, units).geometry is None}
    assert lost <= set(UNANSWERED)


def test_no_answer_lies_in_another_governorate_than_the_report_says() -> None:
    elsewhere = []
    for text, _, units in wordings():
        answer = answer_to(text, units)
        listed = " ".join(unit.name for unit in answer.admin)
        stated = [unit.split(" (")[0] for unit in units]
        if answer.geometry is not None and stated and not any(unit in listed for unit in stated):
            elsewhere.append((text, units, listed))
    assert elsewhere == []


def test_every_answer_is_the_place_that_is_meant_or_covers_it() -> None:
    beside = []
    for text, meant, units in wordings():
        answer = answer_to(text, units)
        if answer.geometry is None or not meant or meant in NO_PLACE:
            continue
        target = answer_to(re.sub(r" \(.*?\)", "", meant), units)
        assert target.geometry is not None, meant
        is_same = bool(set(answer.place_ids) & set(target.place_ids))
        if not is_same and not answer.geometry.intersects(target.geometry):
            beside.append(text)
    assert set(beside) <= set(BESIDE)
