"""Names are text of others: on the pages, in JSONP and in exports they stay text."""

import json
from pathlib import Path

import pytest

from geomap import Gazetteer
from geomap.gazetteer import PlaceNotFoundError
from geomap.gazetteer.gazetteer import EMBEDDED
from geomap.gazetteer.jsonp import json_or_script
from geomap.gazetteer.linked_places import to_linked_places
from geomap.gazetteer.reconciliation import Reconciler
from geomap.gazetteer.reconciliation_pages import place_page
from geomap.gazetteer.reconciliation_query import read_queries

NAME = "</script><img src=x onerror=alert(1)> {{7*7}} ${1} ` Zarqashan"


@pytest.fixture
def hostile(tmp_path: Path) -> Gazetteer:
    header = (EMBEDDED / "places.csv").read_text("utf-8").splitlines()[0]
    row = dict.fromkeys(header.split(","), "")
    row |= {"place_id": "bad", "kind": "village", "lon": "36.7", "lat": "36.3", "radius_m": "900"}
    (tmp_path / "places.csv").write_text(f"{header}\n{','.join(row.values())}\n", "utf-8")
    names = f'place_id,text,lang,kind,source_id\nbad,"{NAME}",en,official,x\n'
    (tmp_path / "names.csv").write_text(names, "utf-8")
    (tmp_path / "admin_claims.csv").write_text("place_id,level,admin_id,source_id,note\n", "utf-8")
    return Gazetteer.open(tmp_path)


def test_a_hostile_name_is_escaped_on_its_page(hostile: Gazetteer) -> None:
    page = place_page(hostile, "bad")
    assert "<img" not in page
    assert "&lt;img src=x onerror=alert(1)&gt; {{7*7}} ${1}" in page


def test_a_hostile_name_cannot_end_a_script(hostile: Gazetteer) -> None:
    answer = Reconciler(hostile).suggest_entities("script")
    assert answer["result"][0]["name"] == NAME
    script, kind = json_or_script(answer, "cb")
    assert kind == "application/javascript"
    assert "<" not in script
    assert json.loads(script.removeprefix("/**/cb(").removesuffix(");")) == answer


def test_a_hostile_name_is_kept_as_written_in_answers_and_exports(hostile: Gazetteer) -> None:
    queries = read_queries(json.dumps({"q": {"query": "Zarqashan"}}))
    assert "q" in Reconciler(hostile).reconcile(queries)
    (feature,) = to_linked_places(hostile, {})["features"]
    assert feature["properties"]["title"] == NAME
    assert feature["names"][0]["citations"] == [{"label": "x", "@id": "urn:x-geomap:source:x"}]


def test_a_place_that_is_not_there_has_no_page(hostile: Gazetteer) -> None:
    with pytest.raises(PlaceNotFoundError):
        place_page(hostile, "atmeh")
