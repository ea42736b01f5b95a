"""Open one file in Chromium and print, line by line as JSON, what a reader would feel.

    python -m benchmarks.maps.opening NAME PAGE.html [PICTURE.png]

- `paint`: ms from the start of the navigation to the first frame on the screen in which the map has
  at least half of the coloured pixels it ends up with. Taken from the frames that the browser shows
  (a screencast), so it is the same for canvas, WebGL and DOM; basemap tiles are blank, so colour
  means points.
- `heap`: MB after two garbage collections: the script's objects, and its buffers.
- `pan`, `zoom`: the time between frames while a mouse drags the map to and fro and turns its wheel.
- `filter`: ms from the request until the last new picture is painted, where the page has a filter.
- `interactions`: ms until the page answered what else a reader does on it (`interactions`).
- `tasks`: longest task that ended after the first paint, in each of these phases.
- `asked`: requests and hosts; peers' files are answered from disk (`cdn_files`), nothing else is.

Each line is flushed when it is known: when a page hangs, what came before still counts.
"""

import base64
import io
import json
import re
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from PIL import Image
from playwright.sync_api import CDPSession, Page, Route, sync_playwright

from benchmarks.maps.cdn_files import answer_from_disk
from benchmarks.maps.interactions import time_interactions

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
VIEWPORT = {"width": 1280, "height": 800}
PROBE = Path(__file__).with_name("probe.js")
STILL_S = 2.5  # a picture is final when nothing was repainted for so long
PATIENCE_S = 20  # … or when it still moves this long after the first points
_TOP = 100_000  # bytes: where a page's own script tags stand
_EDGE = 60  # px along the map's edge that belong to buttons and captions
_LEAST_COLOURED = 150  # px
_COLOURED = 80  # between the strongest and the weakest channel
_FLAGS = [
    "--no-sandbox",  # CI runs as root in a container
    "--disable-gpu",
    "--enable-unsafe-swiftshader",  # WebGL without a graphics card
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
# What each page offers as a filter: what is changed, and back.
_FILTERS: dict[str, dict[str, str]] = {
    "geomap": {
        "layer off": "() => geomap.set({layers: {strike: false}})",
        "layer on": "() => geomap.set({layers: {strike: true}})",
        "one year": "() => geomap.set({period: {start: '2018-01-01', end: '2018-12-31'}})",
        "one month": "() => geomap.set({period: {start: '2018-03-01', end: '2018-03-31'}})",
        "all days": "() => geomap.set({period: null})",
    },
    "minimal page": {
        "one year": "() => showDays(1461, 1825)",
        "one month": "() => showDays(1520, 1550)",
        "all days": "() => showDays(-Infinity, Infinity)",
    },
}


class Screen:
    """The frames that the browser shows, with the time of each."""

    def __init__(self, cdp: CDPSession) -> None:
        self._cdp = cdp
        self.frames: list[tuple[float, bytes]] = []
        cdp.on("Page.screencastFrame", self._keep)

    def start(self) -> None:
        """Note every frame from now on."""
        self._cdp.send("Page.startScreencast", {"format": "jpeg", "quality": 80})

    def stop(self) -> None:
        """Note no more."""
        self._cdp.send("Page.stopScreencast")

    def _keep(self, event: dict[str, Any]) -> None:
        self.frames.append((event["metadata"]["timestamp"] * 1000, base64.b64decode(event["data"])))
        self._cdp.send("Page.screencastFrameAck", {"sessionId": event["sessionId"]})


def main() -> None:
    """Open, measure, report."""
    name, path, *picture = sys.argv[1:]
    program = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if program is None:
        sys.exit("the benchmark needs Chromium: .ci/install-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=_FLAGS)
        report({"browser": browser.version})
        page = browser.new_page(viewport=VIEWPORT)
        with TemporaryDirectory() as folder:
            served = without_digests(Path(path), Path(folder))
            measure(page, name, served, Path(picture[0]) if picture else None)
        browser.close()


def without_digests(path: Path, folder: Path) -> Path:
    """Return the page, or a copy that takes scripts though they are not the CDN's very files.

    lonboard's page names the digest of a minified file that the package of the same script lacks.
    """
    page = path.read_bytes()
    plain = re.sub(rb' integrity="[^"]*"', b"", page[:_TOP]) + page[_TOP:]
    if plain == page:
        return path
    copy = folder / path.name
    copy.write_bytes(plain)
    return copy


def report(line: dict[str, Any]) -> None:
    """Print one line of the report at once."""
    print(json.dumps(line), flush=True)


def measure(page: Page, name: str, path: Path, picture: Path | None) -> None:
    """Measure one page, phase by phase."""
    asked, complaints = watch(page, path.as_uri())
    page.add_init_script(path=PROBE)
    cdp = page.context.new_cdp_session(page)
    paint_ms = first_paint_ms(page, Screen(cdp), path.as_uri())
    report({"paint_ms": paint_ms, "complaints": complaints[:3]})
    if picture:
        page.screenshot(path=picture)
    report(heap_mb(cdp))
    phases = {"settle": paint_ms}
    for phase, act in (("pan", drag), ("zoom", turn_wheel)):
        phases[phase] = page.evaluate("performance.now()")
        report({phase: frame_times(page, act)})
    phases["filter"] = page.evaluate("performance.now()")
    report({"filter": time_filters(page, name)})
    phases["interactions"] = page.evaluate("performance.now()")
    if name == "geomap":
        report({"interactions": time_interactions(page)})
    report({"tasks": longest_tasks(page.evaluate("bench.tasks"), phases)})
    report({"asked": asked})


def watch(page: Page, own: str) -> tuple[dict[str, list[str]], list[str]]:
    """Answer what the page asks for from disk, and note it and the page's complaints."""
    asked: dict[str, list[str]] = {"requests": [], "hosts": [], "refused": []}
    complaints: list[str] = []

    def answer(route: Route) -> None:
        url = route.request.url
        if url.split("#")[0] == own or urlsplit(url).scheme not in {"http", "https"}:
            route.continue_()
            return
        asked["requests"].append(url)
        asked["hosts"] = sorted({*asked["hosts"], urlsplit(url).netloc})
        found = answer_from_disk(url)
        if found is None:
            asked["refused"].append(url)
            route.abort()
        else:
            headers = {"Access-Control-Allow-Origin": "*"}
            route.fulfill(body=found.body, content_type=found.kind, headers=headers)

    page.route(re.compile("^https?:"), answer)
    page.on("pageerror", lambda error: complaints.append(str(error)[:200]))
    return asked, complaints


def first_paint_ms(page: Page, screen: Screen, url: str) -> float:
    """Open the page, wait for its final picture, and return when half of it was first seen."""
    screen.start()
    page.goto(url, wait_until="commit", timeout=0)
    points_since: float | None = None
    while True:
        page.wait_for_timeout(250)
        box = page.evaluate(_MAP_BOX)
        last, picture = screen.frames[-1] if screen.frames else (0.0, b"")
        age_s = time.time() - last / 1000
        has_points = box is not None and coloured_pixels(picture, box) >= _LEAST_COLOURED
        points_since = (points_since or time.time()) if has_points else None
        is_loaded = page.evaluate("document.readyState") == "complete"
        if points_since and is_loaded and age_s > STILL_S:
            break
        if points_since and time.time() - points_since > PATIENCE_S:
            break
    screen.stop()
    start = page.evaluate("performance.timeOrigin")
    counts = [(at - start, coloured_pixels(frame, box)) for at, frame in screen.frames]
    enough = max(_LEAST_COLOURED, counts[-1][1] / 2)
    return next(at for at, count in counts if at > 0 and count >= enough)


# The map's place on the screen: Leaflet's own element, else the whole window.
_MAP_BOX = """() => {
  const map = document.querySelector(".leaflet-container") ?? document.documentElement;
  if (!document.body) return null;
  const {left, top, right, bottom} = map.getBoundingClientRect();
  return [left, top, Math.min(right, innerWidth), Math.min(bottom, innerHeight)];
}"""


def coloured_pixels(jpeg: bytes, box: list[float]) -> int:
    """Count the pixels of strong colour on the map; basemaps here have none."""
    if not jpeg:
        return 0
    left, top, right, bottom = (round(edge) for edge in box)
    pixels = np.asarray(Image.open(io.BytesIO(jpeg)).convert("RGB"), dtype=np.int16)
    inner = pixels[top + _EDGE : bottom - _EDGE, left + _EDGE : right - _EDGE]
    if not inner.size:
        return 0
    return int(((inner.max(axis=2) - inner.min(axis=2)) > _COLOURED).sum())


def heap_mb(cdp: CDPSession) -> dict[str, float]:
    """Return the script's heap and buffers after garbage collection, MB."""
    cdp.send("HeapProfiler.enable")
    for _ in range(2):
        cdp.send("HeapProfiler.collectGarbage")
    used = cdp.send("Runtime.getHeapUsage")
    return {
        "heap_mb": used["usedSize"] / 1e6,
        "buffers_mb": used.get("backingStorageSize", 0) / 1e6,
    }


def frame_times(page: Page, act: Callable[[Page], None]) -> dict[str, float]:
    """Return the 95th percentile and the worst of the frames during an act, ms."""
    page.evaluate("bench.startFrames()")
    act(page)
    times = np.array(page.evaluate("bench.stopFrames()"))
    return {
        "p50_ms": float(np.percentile(times, 50)),
        "p95_ms": float(np.percentile(times, 95)),
        "worst_ms": float(times.max()),
        "frames": len(times),
    }


def drag(page: Page) -> None:
    """Drag the map to and fro for about two seconds."""
    x, y = _middle(page)
    for way in (1, -1, 1, -1):
        page.mouse.move(x - way * 120, y)
        page.mouse.down()
        for step in range(1, 31):
            page.mouse.move(x - way * (120 - 8 * step), y + 3 * step)
            page.wait_for_timeout(8)
        page.mouse.up()
    page.wait_for_timeout(300)


def turn_wheel(page: Page) -> None:
    """Zoom in and out again, three steps each."""
    page.mouse.move(*_middle(page))
    for way in (-1, -1, -1, 1, 1, 1):
        page.mouse.wheel(0, way * 120)
        page.wait_for_timeout(350)
    page.wait_for_timeout(300)


def _middle(page: Page) -> tuple[float, float]:
    left, top, right, bottom = page.evaluate(_MAP_BOX)
    return (left + right) / 2, (top + bottom) / 2


def time_filters(page: Page, name: str) -> dict[str, dict[str, float | None]]:
    """Return how long each filter of the page takes to be painted."""
    return {
        what: page.evaluate(f"bench.timeChange({change})")
        for what, change in _FILTERS.get(name, {}).items()
    }


def longest_tasks(tasks: list[list[float]], phases: dict[str, float]) -> dict[str, float]:
    """Return the longest task that ends in each phase, ms; nothing under 50 ms is a long task."""
    starts = [*phases.values(), float("inf")]
    spans = zip(phases, starts, starts[1:], strict=False)
    return {
        phase: max((d for start, d in tasks if begin < start + d <= end), default=0.0)
        for phase, begin, end in spans
    }


if __name__ == "__main__":
    main()
