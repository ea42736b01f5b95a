"""The two descriptions of the page's data, Python's and TypeScript's, name the same fields."""

import re
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from geomap.render import payload

TWIN = (Path(__file__).parent.parent.parent / "web/src/payload.ts").read_text("utf-8")
RECORDS = {
    "Source": payload.SourceRecord,
    "DateSpan": payload.DateSpan,
    "ItemDate": payload.ItemDate,
    "Candidate": payload.CandidateRecord,
    "ItemLocation": payload.ItemLocation,
    "Claim": payload.ClaimRecord,
    "Change": payload.ChangeRecord,
    "News": payload.NewsRecord,
    "Item": payload.Item,
    "FieldChange": payload.FieldChangeRecord,
    "SourceMention": payload.SourceMention,
    "EditionChange": payload.EditionChangeRecord,
    "Since": payload.SinceRecord,
    "Total": payload.TotalRecord,
    "Label": payload.LabelRecord,
    "Payload": payload.Payload,
}


def fields_in_typescript(name: str) -> dict[str, str]:
    """Fields of an interface and their types, inherited ones included."""
    found = re.search(rf"export interface {name}(?: extends (\w+))? {{\n(.*?)\n}}", TWIN, re.DOTALL)
    assert found, name
    inherited = fields_in_typescript(found[1]) if found[1] else {}
    own = re.findall(r"^  (\w+)\??: ([^;{]*)", found[2], flags=re.MULTILINE)
    return inherited | dict(own)


@pytest.mark.parametrize("name", RECORDS)
def test_a_record_has_the_same_fields_in_both_languages(name: str) -> None:
    assert list(get_type_hints(RECORDS[name])) == list(fields_in_typescript(name))


@pytest.mark.parametrize("name", RECORDS)
def test_what_may_be_null_in_python_may_be_null_in_typescript(name: str) -> None:
    twin = fields_in_typescript(name)
    for field, kind in get_type_hints(RECORDS[name]).items():
        if type(None) in get_args(kind):
            assert "null" in twin[field], field


def test_the_vocabularies_are_the_same() -> None:
    for name, kind in {"Drawn": payload.Drawn, "Certainty": payload.Certainty}.items():
        words = re.search(rf"export type {name} = ([^;]+);", TWIN)
        assert words
        assert tuple(re.findall(r'"(\w+)"', words[1])) == get_args(kind)
