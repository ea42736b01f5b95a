"""Distinct texts are numbered by first appearance, whatever their hashes are."""

import numpy as np
import pandas as pd
import pytest

from geomap.incidents import distinct_texts as module
from geomap.incidents.distinct_texts import distinct_texts

COLUMNS = [
    ["https://a.example/1", "https://b.example/2", "https://a.example/1", ""],
    ["إدلب", "حلب", "حلب", "إدلب"],
    ["all", "are", "others"],
    [],
]


@pytest.mark.parametrize("texts", COLUMNS)
@pytest.mark.parametrize("hash_of", [hash, len, lambda _: 7], ids=["hash", "length", "the same"])
def test_texts_are_numbered_by_first_appearance(
    texts: list[str], hash_of: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "hash", hash_of, raising=False)
    cells = np.array(texts, dtype=object)
    expected_codes, expected = pd.factorize(cells)
    codes, found = distinct_texts(cells)
    assert codes.tolist() == expected_codes.tolist()
    assert found.tolist() == expected.tolist()
