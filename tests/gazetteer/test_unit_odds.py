"""Of an unlisted name the units are surer than the village, and say so."""

import pytest

from geomap import Gazetteer

G = Gazetteer.open()


@pytest.mark.parametrize("text", ["Hajjin", "Sarmda", "Kobany"])
def test_the_units_of_an_unlisted_name_say_how_likely_they_are(text: str) -> None:
    answer = G.resolve(text)
    odds = {unit.level: unit.probability for unit in answer.admin}
    assert set(odds) == {0, 1}
    assert all(sure is not None and 0 < sure <= 1 for sure in odds.values())
    # The country holds all that its governorates hold.
    assert odds[0] >= odds[1]
    assert all("probability" in unit for unit in answer.to_dict()["admin"])


@pytest.mark.parametrize("text", ["Hajin", "Idlib", "near Hajin", "35.9, 38.1"])
def test_what_is_listed_has_no_odds(text: str) -> None:
    answer = G.resolve(text)
    assert answer.admin
    assert all(unit.probability is None for unit in answer.admin)
    assert not any("probability" in unit for unit in answer.to_dict()["admin"])
