"""What a page costs whose data stands beside it: building, sizes, opening, all days at once.

Run: python benchmarks/split.py [SIZE] [--no-pmtiles]. Processor seconds; those of the browser are
what its main thread worked.
"""

import argparse
import resource
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

import geomap
from benchmarks.maps.made_up import make_incidents, real_towns
from benchmarks.maps.own_table import read_made_up

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_QUIET_MS = 2000


def main() -> None:
    """Print one line for each thing measured."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("size", type=int, nargs="?", default=1_000_000, help="incidents")
    parser.add_argument("--no-pmtiles", action="store_true", help="leave the PMTiles out")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "split.html"
        build(asked.size, page, has_pmtiles=not asked.no_pmtiles)
        open_in_browser(page)


def build(size: int, path: Path, *, has_pmtiles: bool) -> None:
    """Write a split page of so many incidents."""
    frame = make_incidents(size, real_towns())
    before_mb = peak_mb()
    clock = time.process_time()
    incidents = read_made_up(frame)
    incidents.require_valid()
    clock = say("read", clock)
    view = geomap.IncidentMap(incidents, is_split=True)
    clock = say("map", clock)
    view.save(path)
    clock = say("page and folder", clock)
    files = list(path.with_suffix(".data").iterdir())
    beside = sum(file.stat().st_size for file in files)
    print(f"{path.stat().st_size / 1e6:.2f} MB page, {beside / 1e6:.1f} MB in {len(files)} files")
    print(f"{before_mb:.0f} MB before, {peak_mb():.0f} MB at most", flush=True)
    if has_pmtiles:
        archive = view.pmtiles() or b""
        say("PMTiles", clock)
        print(f"{len(archive) / 1e6:.1f} MB, {peak_mb():.0f} MB at most", flush=True)


def open_in_browser(path: Path) -> None:
    """Open the page from disk, show all its days, then one year."""
    program = next(filter(None, map(shutil.which, _BROWSERS)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page()
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable")

        def worked() -> float:
            page.wait_for_timeout(_QUIET_MS)
            metrics = session.send("Performance.getMetrics")["metrics"]
            return float(next(m["value"] for m in metrics if m["name"] == "TaskDuration"))

        page.goto(path.as_uri())
        page.wait_for_selector("html[data-geomap=ready]", state="attached", timeout=120_000)
        opened = worked()
        print(f"opened: {opened:.2f} s, {mapped(page):,} incidents")
        show(page, None)
        page.wait_for_selector(".gm-rest", state="hidden", timeout=300_000)
        whole = worked()
        print(f"all days: {whole - opened:.2f} s, {mapped(page):,} incidents")
        show(page, {"start": "2018-01-01", "end": "2018-12-31"})
        print(f"one year: {worked() - whole:.2f} s, {mapped(page):,} incidents")
        browser.close()


def show(page: Page, period: dict[str, str] | None) -> None:
    """Choose days, and do not wait."""
    page.evaluate("period => void window.geomap.set({period})", period)


def mapped(page: Page) -> Any:
    """Return how many incidents are on the map."""
    return page.evaluate("window.geomap.state().counts.mapped")


def peak_mb() -> float:
    """Return the most memory that this process ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def say(what: str, since: float) -> float:
    """Print processor seconds since a moment; return this one."""
    now = time.process_time()
    print(f"{what}: {now - since:.1f} s", flush=True)
    return now


if __name__ == "__main__":
    main()
