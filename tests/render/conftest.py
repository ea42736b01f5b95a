"""Small stand-ins for the compiled browser files, and pages taken apart as a browser would."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import geomap
from geomap.gazetteer.provenance import Source
from geomap.gazetteer.store import Batch, ImportedPlace, Spelling
from geomap.gazetteer.store.learning import learn_spelling
from geomap.gazetteer.store.writing import write_batches
from geomap.render import Payload, bundle
from geomap.render.column_records import payload_from_columns
from geomap.render.read_blocks import columns_from_blocks
from tests.incidents.conftest import VALID_ROWS, Row, write_dataset_folder

HOSTILE = (
    "{{7*7}} {{ ''.__class__ }}",
    "{% raw %}{% endraw %}{% for",
    "{# comment",
    "</script><script>alert(1)</script>",
    "<!-- <script> </noscript></title></style>",
    "${(globalThis.pwned = 1)} `back-tick` \\` \\u003c",
    "javascript:alert(1)",
    "\u2028 line \u2029 ends",
    "\u202eright \u200f to left\u202c عطمة",
    "\"quotes\" 'single' &amp; & =cmd()",
)
"""Texts that break, or run in, a page that trusts them."""

HOSTILE_TITLE = "My {{7*7}} <b>list</b>"

BUNDLE = {
    "leaflet.js": 'globalThis.L = {"close": "</script>"};',
    "leaflet.css": '.leaflet::after { content: "</style>" }',
    "geomap.js": "globalThis.geomap = { mount() {} };",
    "geomap.css": ".geomap { color: #000 }",
    "basemap.json": '{"type":"Topology","objects":{},"arcs":[],"name":"<&>"}',
}


REAL_STATIC = bundle.STATIC


@pytest.fixture
def real_static() -> Path:
    """Name the folder of what is really compiled, for pages as they ship."""
    return REAL_STATIC


@pytest.fixture(autouse=True)
def small_bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let pages be built on a machine where nothing is compiled."""
    static = tmp_path / "static"
    static.mkdir()
    for name, text in BUNDLE.items():
        (static / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(bundle, "STATIC", static)
    monkeypatch.setattr(bundle, "_CHECKOUT", tmp_path / "no-checkout")
    return static


@pytest.fixture
def with_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give whoever builds the page a store of their own."""
    path = write_small_store(tmp_path / "home" / "gazetteer.sqlite")
    monkeypatch.setenv("GEOMAP_STORE", str(path))
    return path


def write_small_store(path: Path) -> Path:
    """Write a store with one source and one correction."""
    mine = Source("mine", HOSTILE_TITLE, "own work", "2026-11", "2026-11-21")
    place = ImportedPlace("mine-1", "1", "village", 36.9, 36.1, (Spelling("Qarqashand"),))
    write_batches(path, [Batch(mine, (place,))])
    learn_spelling(path, "Deir Balot", "deir-ballut", source_id="desk")
    return path


MakeIncidents = Callable[..., geomap.Incidents]


@pytest.fixture
def make_incidents(tmp_path: Path) -> MakeIncidents:
    """Read the small valid dataset, with rows added or tables replaced."""

    def make(name: str = "small", **tables: list[Row]) -> geomap.Incidents:
        rows = {table: [dict(row) for row in found] for table, found in VALID_ROWS.items()}
        incidents = geomap.read_incidents(write_dataset_folder(tmp_path / name, rows | tables))
        incidents.require_valid()
        return incidents

    return make


@pytest.fixture
def incidents(make_incidents: MakeIncidents) -> geomap.Incidents:
    return make_incidents()


@dataclass
class ReadPage(HTMLParser):
    """A page as a browser's parser sees it."""

    html: str
    scripts: list[str] = field(default_factory=list)
    blocks: dict[str, Any] = field(default_factory=dict)
    packed: dict[str, str] = field(default_factory=dict)
    links: list[tuple[str, str]] = field(default_factory=list)
    handlers: list[str] = field(default_factory=list)
    text: str = ""
    title: str = ""
    policy: str = ""
    root: dict[str, str | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: tuple[str, dict[str, str | None]] = ("", {})
        self.feed(self.html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self._open = (tag, values)
        if tag == "html":
            self.root = values
        if values.get("http-equiv") == "Content-Security-Policy":
            self.policy = values["content"] or ""
        self.handlers += [name for name in values if name.startswith("on")]
        self.links += [(tag, v or "") for k, v in values.items() if k in {"src", "href"}]

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - of HTMLParser
        self._open = ("", {})

    def handle_data(self, data: str) -> None:
        tag, values = self._open
        if tag == "script" and values.get("type") == "application/json":
            assert values["id"] is not None
            self.blocks[values["id"]] = json.loads(data)
        elif tag == "script" and values.get("type") == "application/gzip":
            assert values["id"] is not None
            self.packed[values["id"]] = data
        elif tag == "script":
            self.scripts.append(data)
        elif tag == "title":
            self.title += data
        elif tag != "style":
            self.text += data

    @property
    def payload(self) -> Payload:
        """What the page's blocks decode to."""
        columns = columns_from_blocks(self.blocks["geomap-head"], self.packed.__getitem__)
        return payload_from_columns(columns)

    @property
    def hashes(self) -> list[str]:
        return re.findall(r"'(sha256-[^']+)'", self.policy)
