"""Texts in Arabic: they belong to a text, are in Arabic, and give the same figures."""

import json

import pytest

from geomap.incidents import Incidents, read_incidents
from tests.incidents.conftest import WriteDataset

NOTE = "Counted by SOHR: 130 trucks in 2022."
CHANGES = {
    ("locations", 0): {"place_as_written": "the village of Atmeh"},
    ("incidents", 0): {"actors": "SDF; US forces"},
    ("claims", 3): {"note": NOTE},
}


def read_with(write_dataset: WriteDataset, *rows: dict[str, str]) -> Incidents:
    return read_incidents(write_dataset(CHANGES, translations=list(rows)))


@pytest.mark.parametrize(
    ("row", "said"),
    [
        # A wording that was mended in its own table, and not here.
        (
            {"text": "the vilage of Atmeh", "text_ar": "قرية أطمة"},
            "letter by letter (did you mean 'the village of Atmeh'?)",
        ),
        ({"text": "of nothing here", "text_ar": "لا شيء"}, "take it out, or copy the cell again"),
        ({"text": "the village of Atmeh", "text_ar": "Atmeh"}, "expected Arabic letters"),
        (
            {"text": NOTE, "text_ar": "أحصاها المرصد: 150 شاحنة في 2022."},
            "text has 130, 2022, text_ar 150, 2022",
        ),
        ({"text": "the village of Atmeh", "text_ar": ""}, "'text_ar'"),
        ({"text": "", "text_ar": "قرية"}, "'text'"),
    ],
)
def test_each_thing_wrong_is_said_with_what_to_do(
    write_dataset: WriteDataset, row: dict[str, str], said: str
) -> None:
    (problem,) = map(str, read_with(write_dataset, row).problems)
    assert "translations.csv, row 2, column" in problem
    assert said in problem


def test_a_text_has_one_translation(write_dataset: WriteDataset) -> None:
    row = {"text": "the village of Atmeh", "text_ar": "قرية أطمة"}
    (problem,) = map(str, read_with(write_dataset, row, row).problems)
    assert "row 3" in problem


def test_figures_agree_in_either_script_and_parts_of_a_list_count(
    write_dataset: WriteDataset,
) -> None:
    rows = (
        {"text": NOTE, "text_ar": "أحصاها المرصد: ١٣٠ شاحنة في 2022."},
        {"text": "US forces", "text_ar": "القوات الأمريكية"},
        {"text": "the village of Atmeh", "text_ar": "قرية أطمة"},
    )
    assert read_with(write_dataset, *rows).problems == []


def test_a_dataset_without_the_table_is_whole(write_dataset: WriteDataset) -> None:
    folder = write_dataset()
    (folder / "translations.csv").unlink()
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    del package["resources"][-1]
    (folder / "datapackage.json").write_text(json.dumps(package), "utf-8")
    incidents = read_incidents(folder)
    assert incidents.problems == []
    assert len(incidents.translations) == 0
