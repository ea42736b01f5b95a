"""What the peers' pages ask a CDN for, answered from disk, so that all are measured on one machine.

Scripts come from `node_modules` beside this file (`package.json` there) or from the peer's own
wheel; tiles are one empty picture, map styles an empty style, stylesheets that only colour icons
are empty. What nobody has an answer for is refused and named in the results.
"""

import base64
import mimetypes
import re
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

MODULES = Path(__file__).parent / "node_modules"
_EMPTY_PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII="
)
_EMPTY_STYLE = b'{"version":8,"sources":{},"layers":[]}'
# `…/leaflet@1.9.3/dist/leaflet.js`: how CDNs of npm packages spell a file.
_PACKAGE_FILE = re.compile(r"/((?:@[\w.-]+/)?[\w.-]+)@[^/]+/([^?#]+)")
# Files that stand elsewhere under other names.
_RENAMED = (
    (r"/(leaflet\.awesome-markers\.(?:js|css))$", r"leaflet.awesome-markers/dist/\1"),
    (r"/(MarkerCluster[.\w]*\.css|leaflet\.markercluster\.js)$", r"leaflet.markercluster/dist/\1"),
    (r"/jquery-[\d.]+\.min\.js$", "jquery/dist/jquery.min.js"),
    (r"/jquery-ui\.js$", "jquery-ui/dist/jquery-ui.js"),
    (r"/require(?:\.min)?\.js$", "requirejs/require.js"),
    (r"/mapbox-gl\.js$", "mapbox-gl/dist/mapbox-gl.js"),
)  # fmt: skip
_STYLE_JSON = re.compile(r"/style\.json$")
_TILE = re.compile(r"/\d+/\d+/\d+(?:@2x)?(?:\.png)?$")


@dataclass(frozen=True)
class Answer:
    """A body and its media type."""

    body: bytes
    kind: str


def answer_from_disk(url: str) -> Answer | None:
    """Return what a CDN would answer, or None when that is not on this machine."""
    path = url.split("?", 1)[0]
    file = _file_of(path)
    if file is not None:
        return Answer(file.read_bytes(), mimetypes.guess_type(file.name)[0] or "text/plain")
    if _STYLE_JSON.search(path):
        return Answer(_EMPTY_STYLE, "application/json")
    if _TILE.search(path):
        return Answer(_EMPTY_PICTURE, "image/png")
    return Answer(b"", "text/css") if path.endswith(".css") else None


def _file_of(path: str) -> Path | None:
    if "/@deck.gl/jupyter-widget@" in path and (spec := find_spec("pydeck")) and spec.origin:
        return Path(spec.origin).parent / "nbextension" / "static" / "index.js"
    for pattern, renamed in _RENAMED:
        if match := re.search(pattern, path):
            return _existing(MODULES / match.expand(renamed))
    if match := _PACKAGE_FILE.search(path):
        return _existing(MODULES / match[1] / match[2])
    return None


def _existing(path: Path) -> Path | None:
    if path.is_file():
        return path
    with_suffix = path.with_name(f"{path.name}.js")
    return with_suffix if with_suffix.is_file() else None
