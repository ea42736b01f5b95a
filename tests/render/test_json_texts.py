"""Lists of texts are the JSON that `json` writes, whatever stands in them."""

import json
from typing import Any

import pytest

from geomap.render.json_texts import json_bytes_of_texts

LISTS: list[list[Any]] = [
    ["Idlib", "إدلب", "", "\u2028 \x7f \xa0"],
    ["a"],
    [],
    ['said "no"'],
    ["C:\\"],
    ["two\nlines", "a tab\t", "\x1f"],
    ["NUL \0 inside"],
    ["half a pair \ud83d", "</script>"],
    [None, "text"],
    [["a", "list"], "text"],
    [1, 2.5, None],
]


@pytest.mark.parametrize("values", LISTS)
def test_texts_are_written_as_json_writes_them(values: list[Any]) -> None:
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    assert json_bytes_of_texts(values) == text.encode("utf-8", "backslashreplace")
