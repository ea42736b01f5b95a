"""The reconciliation service over real HTTP on loopback, every answer held against a schema."""

import http.client
import json
import os
import socket
import struct
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import pytest
from jsonschema import Draft7Validator, Draft202012Validator
from referencing import Registry, Resource

from geomap import Gazetteer
from geomap.gazetteer.reconciliation_server import (
    MOST_BODY_BYTES,
    ReconciliationServer,
    ServiceError,
)

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

OWN = json.loads((Path(__file__).parent / "schemas/reconciliation-0.2.json").read_text("utf-8"))
PUBLISHED = os.environ.get("GEOMAP_RECONCILIATION_SCHEMAS")
# The specification describes it in words alone.
WITHOUT_PUBLISHED_SCHEMA = {"data-extension-property-proposal"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
HOSTILE = [
    "",
    " ",
    "x",
    "7",
    "{{7*7}} {% raw %} ${1}",
    "</script><script>alert(1)</script>",
    "=cmd()",
    "\u202eAtmeh\u0000\u0007",
    "between Atmeh and",
    "a" * 10_000,
    "'; DROP TABLE places; --",
    "\ud800",
]


@pytest.fixture(scope="module")
def server() -> Iterator[ReconciliationServer]:
    with ReconciliationServer(Gazetteer.open(), port=0) as running:
        thread = Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def ask(
    server: ReconciliationServer,
    path: str,
    *,
    method: str = "GET",
    body: str | None = None,
    headers: dict[str, str] | None = None,
) -> tuple[http.client.HTTPResponse, str]:
    place = urlsplit(server.url)
    connection = http.client.HTTPConnection(str(place.hostname), place.port, timeout=10)
    try:
        connection.request(method, path, body=body, headers=headers or {})
        response = connection.getresponse()
        return response, response.read().decode("utf-8")
    finally:
        connection.close()


def post(server: ReconciliationServer, **fields: Any) -> Any:
    body = urlencode({name: json.dumps(value) for name, value in fields.items()})
    response, text = ask(server, "/", method="POST", body=body, headers=FORM)
    assert response.status == 200, text
    return json.loads(text)


def first(server: ReconciliationServer, query: str, **more: Any) -> dict[str, Any]:
    batch = valid(
        "reconciliation-result-batch", post(server, queries={"q": {"query": query, **more}})
    )
    found: dict[str, Any] = batch["q"]["result"][0]
    return found


def valid(name: str, answer: Any) -> Any:
    """Return an answer that holds against our schema, and against the published one if given."""
    own = {"$ref": f"#/$defs/{name}", "$defs": OWN["$defs"]}
    Draft202012Validator(own).validate(answer)
    if PUBLISHED and name not in WITHOUT_PUBLISHED_SCHEMA:
        published_validator(name).validate(answer)
    return answer


@cache
def published_validator(name: str) -> Draft7Validator:
    """Return the group's validator of a kind of answer; a folder that lacks it is an error."""
    folder = Path(PUBLISHED or "")
    schemas = {path.stem: json.loads(path.read_text("utf-8")) for path in folder.glob("*.json")}
    # The group names the dialect "http://json-schema.org/schema#", which is none in particular.
    dialect = {"$schema": Draft7Validator.META_SCHEMA["$id"]}
    registry: Registry[Any] = Registry().with_resources(
        (schema["$id"], Resource.from_contents({**schema, **dialect}))
        for schema in schemas.values()
    )
    return Draft7Validator({**schemas[name], **dialect}, registry=registry)


# --- what a client sees first ---------------------------------------------------------------


@pytest.mark.parametrize("path", ["/", "/reconcile"])
def test_the_manifest_names_version_services_and_types(
    server: ReconciliationServer, path: str
) -> None:
    response, text = ask(server, path)
    manifest = valid("manifest", json.loads(text))
    assert response.getheader("Access-Control-Allow-Origin") == "*"
    assert response.getheader("Content-Type") == "application/json; charset=utf-8"
    assert manifest["view"]["url"] == f"{server.url}/place/{{{{id}}}}"
    assert [kind["id"] for kind in manifest["defaultTypes"]][:2] == ["any-place", "settlement"]


def test_the_manifest_links_to_the_address_the_client_used(server: ReconciliationServer) -> None:
    _, text = ask(server, "/", headers={"Host": "localhost:8000"})
    assert json.loads(text)["suggest"]["entity"]["service_url"] == "http://localhost:8000"


@pytest.mark.parametrize("host", ["evil/<script>", "a b", 'x"onload=', "user@host"])
def test_a_host_header_that_is_no_host_does_not_enter_the_manifest(
    server: ReconciliationServer, host: str
) -> None:
    _, text = ask(server, "/", headers={"Host": host})
    assert json.loads(text)["suggest"]["entity"]["service_url"] == server.url


# --- queries --------------------------------------------------------------------------------


def test_a_resolved_name_is_a_match_in_either_script(server: ReconciliationServer) -> None:
    for query in ("Atmeh", "آطمة"):
        found = first(server, query)
        assert (found["id"], found["match"], found["score"]) == ("atmeh", True, 100)
        assert found["description"] == "Town, Idlib, Syria"


def test_namesakes_are_candidates_and_no_match(server: ReconciliationServer) -> None:
    batch = post(server, queries={"q0": {"query": "Al-Waleed crossing"}})
    result = valid("reconciliation-result-batch", batch)["q0"]["result"]
    assert len(result) == 2
    assert not any(candidate["match"] for candidate in result)


@pytest.mark.parametrize(
    ("properties", "place_id"),
    [
        ([{"pid": "within", "v": "Kurdistan Region of Iraq"}], "al-waleed-crossing-kri"),
        ([{"pid": "within", "v": ["Iraq", "Al-Anbar"]}], "al-waleed-crossing-anbar"),
        (
            [{"pid": "governorate", "v": {"id": "al-anbar", "name": "x"}}],
            "al-waleed-crossing-anbar",
        ),
        ([{"pid": "near", "v": "Al-Tanf"}], "al-waleed-crossing-anbar"),
    ],
)
def test_other_columns_decide_between_namesakes(
    server: ReconciliationServer, properties: list[Any], place_id: str
) -> None:
    found = first(server, "Al-Waleed crossing", properties=properties)
    assert (found["id"], found["match"]) == (place_id, True)


def test_a_phrase_about_a_place_is_no_match_with_the_place(server: ReconciliationServer) -> None:
    for phrase in ("20 km north of Idlib", "eastern countryside of Deir Ezzor", "near Atmeh"):
        batch = post(server, queries={"q": {"query": phrase}})
        result = valid("reconciliation-result-batch", batch)["q"]["result"]
        assert result, phrase
        assert not any(candidate["match"] for candidate in result), phrase


def test_a_type_ranks_a_kind_first_and_any_drops_the_others(server: ReconciliationServer) -> None:
    assert first(server, "Aleppo", type="governorate")["id"] == "aleppo-governorate"
    assert first(server, "Aleppo", type="settlement")["id"] == "aleppo"
    batch = {"query": "Aleppo", "type": ["settlement"], "type_strict": "any"}
    result = post(server, queries={"q": batch})["q"]["result"]
    assert [candidate["id"] for candidate in result] == ["aleppo"]


def test_a_place_of_another_kind_than_asked_is_never_a_match(server: ReconciliationServer) -> None:
    assert not first(server, "Atmeh", type="crossing")["match"]
    assert not first(server, "Atmeh", properties=[{"pid": "kind", "v": "Oil field"}])["match"]
    assert first(server, "Atmeh", properties=[{"pid": "kind", "v": "Town"}])["match"]


def test_a_batch_answers_each_key_and_an_unknown_name_with_nothing(
    server: ReconciliationServer,
) -> None:
    batch = {"q0": {"query": "Atmeh"}, "q1": {"query": "Hartha"}, "q2": {"query": "A", "limit": 1}}
    answer = valid("reconciliation-result-batch", post(server, queries=batch))
    assert list(answer) == ["q0", "q1", "q2"]
    assert answer["q1"] == {"result": []}


def test_the_limit_is_kept(server: ReconciliationServer) -> None:
    batch = post(server, queries={"q": {"query": "Aleppo", "limit": 1}})
    assert len(batch["q"]["result"]) == 1


def test_a_query_by_get_says_the_same_as_one_by_post(server: ReconciliationServer) -> None:
    queries = {"q": {"query": "Deir Balout"}}
    _, text = ask(server, "/?" + urlencode({"queries": json.dumps(queries)}))
    assert json.loads(text) == post(server, queries=queries)


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_gets_an_answer_and_hostile_text_no_match(
    server: ReconciliationServer, text: str
) -> None:
    batch = valid("reconciliation-result-batch", post(server, queries={"q": {"query": text}}))
    hits = [candidate["id"] for candidate in batch["q"]["result"] if candidate["match"]]
    assert hits in ([], ["atmeh"] if "Atmeh" in text and "between" not in text else [])


# --- suggestions, extension, pages ----------------------------------------------------------


@pytest.mark.parametrize("prefix", ["Tan", "al-tan", "التن", "TAN"])
def test_places_are_suggested_by_their_first_letters(
    server: ReconciliationServer, prefix: str
) -> None:
    _, text = ask(server, f"/suggest/entity?prefix={quote(prefix)}")
    result = valid("suggest-entities-response", json.loads(text))["result"]
    assert "al-tanf" in [place["id"] for place in result]


def test_suggestions_go_on_from_a_cursor(server: ReconciliationServer) -> None:
    pages = [
        json.loads(ask(server, f"/suggest/entity?prefix=a&cursor={start}")[1])["result"]
        for start in (0, 5)
    ]
    assert [place["id"] for place in pages[0]][5:] == [place["id"] for place in pages[1]][:5]


def test_types_and_properties_are_suggested(server: ReconciliationServer) -> None:
    _, text = ask(server, "/suggest/type?prefix=vill")
    result = valid("suggest-types-response", json.loads(text))["result"]
    assert [kind["id"] for kind in result] == ["village"]
    _, text = ask(server, "/suggest/property?prefix=gov")
    result = valid("suggest-properties-response", json.loads(text))["result"]
    assert "governorate" in [found["id"] for found in result]
    _, text = ask(server, "/properties?type=town&limit=3")
    proposal = valid("data-extension-property-proposal", json.loads(text))
    assert [found["id"] for found in proposal["properties"]] == ["lon", "lat", "precision"]


def test_columns_can_be_fetched_and_rival_units_stay(server: ReconciliationServer) -> None:
    names = ["lon", "lat", "precision", "uncertainty_m", "admin1", "pcode", "name_ar", "nonsense"]
    wanted = {"ids": ["al-tanf", "nowhere"], "properties": [{"id": name} for name in names]}
    answer = valid("data-extension-response", post(server, extend=wanted))
    tanf = answer["rows"]["al-tanf"]
    assert tanf["lon"] == [{"float": 38.65697}]
    assert tanf["precision"] == [{"str": "place"}]
    assert tanf["uncertainty_m"] == [{"int": 1500}]
    assert tanf["admin1"] == [{"str": "Homs"}, {"str": "Rif Dimashq"}]
    assert tanf["name_ar"] == [{"str": "التنف"}]
    assert tanf["nonsense"] == []
    assert answer["rows"]["nowhere"] == {name: [] for name in names}


def test_a_place_has_a_page_and_a_preview_that_run_nothing(server: ReconciliationServer) -> None:
    for path in ("/place/al-tanf", "/preview/al-tanf"):
        response, text = ask(server, path)
        assert response.getheader("Content-Security-Policy", "").startswith("default-src 'none'")
        assert "التنف" in text
        assert "script" not in text
    response, text = ask(server, "/place/" + quote("<script>alert(1)</script>", safe=""))
    assert response.status == 404
    assert response.getheader("Content-Type", "").startswith("application/json")


# --- JSONP and CORS -------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["cb", "jQuery3210_1643846400", "a.b.c", "$.on"])
def test_a_callback_that_is_a_name_wraps_the_answer(
    server: ReconciliationServer, name: str
) -> None:
    response, text = ask(server, f"/?callback={quote(name)}")
    assert response.getheader("Content-Type") == "application/javascript; charset=utf-8"
    assert response.getheader("X-Content-Type-Options") == "nosniff"
    assert text.startswith(f"/**/{name}(")
    assert text.endswith(");")
    valid("manifest", json.loads(text[len(f"/**/{name}(") : -2]))


@pytest.mark.parametrize(
    "name", ["", "alert(1)//", "a;b", "<script>", "a b", "a\u2028b", "é", "a" * 5_000, "1a", "a..b"]
)
def test_any_other_callback_is_refused_and_not_repeated(
    server: ReconciliationServer, name: str
) -> None:
    response, text = ask(server, f"/?callback={quote(name)}")
    assert response.status == 400
    assert json.loads(text)["message"].startswith("callback must be a JavaScript name")
    assert not name or name == "a b" or name not in text


def test_a_browser_may_ask_beforehand(server: ReconciliationServer) -> None:
    response, _ = ask(server, "/", method="OPTIONS")
    assert response.status == 204
    assert "POST" in response.getheader("Access-Control-Allow-Methods", "")


# --- what is refused ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("queries", "{", "no JSON"),
        ("queries", "[" * 100_000, "no JSON"),
        ("queries", "[]", "JSON object was expected"),
        ("queries", '{"q": 1}', "must be an object"),
        ("queries", '{"q": {}}', "needs a query"),
        ("queries", '{"q": {"query": 5}}', "needs a query"),
        ("queries", '{"q": {"query": "A", "type": 3}}', "type id"),
        ("queries", '{"q": {"query": "A", "type_strict": "maybe"}}', "any, should or all"),
        ("queries", '{"q": {"query": "A", "limit": "3"}}', "limit"),
        ("queries", '{"q": {"query": "A", "limit": NaN}}', "limit"),
        ("queries", '{"q": {"query": "A", "limit": -1}}', "limit"),
        ("queries", '{"q": {"query": "A", "properties": {}}}', "must be a list"),
        ("queries", '{"q": {"query": "A", "properties": [{"pid": "near"}]}}', "needs a pid"),
        ("queries", '{"q": {"query": "A", "properties": [{"pid": "near", "v": {}}]}}', "an id"),
        (
            "queries",
            json.dumps({"q": {"query": "A", "properties": [{"pid": "near", "v": ["x"] * 21}]}}),
            "at most 20 values",
        ),
        ("queries", json.dumps({str(n): {"query": "A"} for n in range(201)}), "at most 200"),
        ("extend", '{"ids": "atmeh", "properties": []}', "list of place ids"),
        ("extend", '{"ids": [], "properties": ["lon"]}', "list of objects"),
        ("extend", json.dumps({"ids": ["x"] * 201, "properties": []}), "too much"),
    ],
)
def test_what_is_not_of_the_protocols_form_is_refused_in_words(
    server: ReconciliationServer, field: str, value: str, told: str
) -> None:
    body = urlencode({field: value})
    response, text = ask(server, "/", method="POST", body=body, headers=FORM)
    assert response.status == 400
    answer = json.loads(text)
    assert answer["status"] == "error"
    assert told in answer["message"]
    assert len(text) < 400


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({**FORM, "Content-Length": str(MOST_BODY_BYTES + 1)}, 413),
        ({**FORM, "Content-Length": "9" * 400}, 413),
        ({**FORM, "Content-Length": "-1"}, 411),
        ({**FORM, "Content-Length": "٣"}, 411),
        ({"Content-Type": "application/json", "Content-Length": "0"}, 415),
    ],
)
def test_a_body_of_wrong_size_or_kind_is_not_read(
    server: ReconciliationServer, headers: dict[str, str], status: int
) -> None:
    encoded = {name: value.encode().decode("latin-1") for name, value in headers.items()}
    response, _ = ask(server, "/", method="POST", headers=encoded)
    assert response.status == status


@pytest.mark.parametrize(
    "path", ["/nowhere", "/../etc/passwd", "/suggest", "/place/", "//[", "/%ff%00"]
)
def test_other_paths_are_not_found(server: ReconciliationServer, path: str) -> None:
    assert ask(server, path)[0].status == 404


def test_too_many_fields_and_odd_numbers_are_refused(server: ReconciliationServer) -> None:
    assert ask(server, "/?" + "&".join(f"f{n}=1" for n in range(30)))[0].status == 400
    for number in ("-1", "x", "99999", "٣"):
        assert ask(server, f"/suggest/entity?prefix=a&cursor={quote(number)}")[0].status == 400


def test_what_is_no_http_and_who_hangs_up_does_no_harm(
    server: ReconciliationServer, capfd: pytest.CaptureFixture[str]
) -> None:
    address = ("127.0.0.1", server.server_address[1])
    for sent in (
        b"\x00\xff\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET http://[/ HTTP/1.0\r\n\r\n",
    ):
        with socket.create_connection(address, timeout=10) as connection:
            connection.sendall(sent)
            connection.recv(100_000)
    with socket.create_connection(address, timeout=10) as connection:
        connection.sendall(b"GET /suggest/entity?prefix=a HTTP/1.1\r\n\r\n")
        # Closing at once, without reading, resets the connection.
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    assert ask(server, "/")[0].status == 200
    assert "Traceback" not in capfd.readouterr().err


def test_many_clients_at_once_get_the_same_answer(server: ReconciliationServer) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: ask(server, "/suggest/entity?prefix=dei")[1], range(40)))
    assert len(set(answers)) == 1


def test_a_port_that_is_taken_or_an_address_of_others_is_said(server: ReconciliationServer) -> None:
    with pytest.raises(ServiceError, match="choose another with --port"):
        ReconciliationServer(Gazetteer.open(), port=server.server_address[1])
    # 203.0.113.0/24 is kept for documentation: no machine has such an address.
    with pytest.raises(ServiceError, match="give an address of this machine with --host"):
        ReconciliationServer(Gazetteer.open(), host="203.0.113.9", port=0)
