"""The benchmark of unseen spellings: what leaves the index, and what is learned from the rest."""

import importlib
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from geomap.gazetteer.ranking import CONTEXT_CLASSES

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
# Latin in two ways and Arabic; rows as GeoNames writes them, cut after the governorate's code.
VILLAGES = (
    ("Tall Ahmad", "Tell Ahmed,تل أحمد"),
    ("Khirbat al Jamus", "Kherbet el Jamous,خربة الجاموس"),
    ("Abu Hayyah", "Abou Haye,أبو حية"),
    ("Bayt Sawa", "Beit Saoua,بيت سوا (بيت سوى)"),
    ("Ayn ash Sharqiyah", "Aïn ech Charqîyé,عين الشرقية"),
    ("Kafr Zayta", "Kfar Zita,كفر زيتا / Kafr Zita"),
)


@pytest.fixture
def spellings(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    for name in ("spellings", "train_ranker"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    return importlib.import_module("spellings")


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    rows = [
        f"{number}\t{name}\t{name}\t{others}\t{35 + number / 9}\t{37 + number / 9}"
        f"\tP\tPPL\tSY\t\t0{number % 2}"
        for number, (name, others) in enumerate(VILLAGES)
    ]
    with zipfile.ZipFile(tmp_path / "XX.zip", "w") as archive:
        archive.writestr("XX.txt", "\n".join(rows))
    return tmp_path / "XX.zip"


def test_the_asked_spelling_leaves_and_the_others_stay(spellings: ModuleType, dump: Path) -> None:
    tests = spellings.read_test_set(dump, size=10)
    assert {q.place for q in tests.fit}.isdisjoint(q.place for q in tests.report)
    for question in (*tests.fit, *tests.report):
        left = tests.rows_left(question, deleted=False)
        own = [tests.index.keys[row] for row in left if tests.index.place[row] == question.place]
        assert question.keys.letters not in {keys.letters for keys in own}
        assert own


def test_a_deleted_place_leaves_with_every_spelling(spellings: ModuleType, dump: Path) -> None:
    tests = spellings.read_test_set(dump, size=10)
    for question in tests.report:
        left = tests.rows_left(question, deleted=True)
        assert question.place not in tests.index.place[left]


def test_two_names_in_one_field_are_taken_apart(spellings: ModuleType, dump: Path) -> None:
    texts = spellings.read_test_set(dump, size=10).texts
    assert {"بيت سوا", "بيت سوى", "Kafr Zita"} <= set(texts)
    assert not any("(" in text or "/" in text for text in texts)


@pytest.mark.parametrize("kind", CONTEXT_CLASSES)
def test_weights_can_be_fitted_for_each_context(
    spellings: ModuleType, dump: Path, kind: str
) -> None:
    train = importlib.import_module("train_ranker")
    learned = train.fit_context(spellings.read_test_set(dump, size=10), kind)
    assert np.isfinite(learned["weights"]).all()
    assert np.isfinite(learned["doubt"]["weights"]).all()
    assert set(learned) == {"weights", "doubt", "place_curve", "none_curve", "unit_curve"}
