"""Measure what a map costs beside folium's own layers, at equal content, in one run.

Each builder runs in a process of its own and writes one file of the same made-up incidents: date,
kind, coordinates, title, a text of 120 characters. Printed: seconds (median of three runs), peak
memory, bytes an incident, and how many hosts the file asks for when it is opened. Machines differ
and are noisy: read the ratios.

    python benchmarks/run.py [--sizes 100 1000]
"""

import argparse
import csv
import json
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

KINDS = ("operation", "strike", "convoy", "attack", "clash", "arrest", "sighting")
TEXT = (
    "A patrol was seen on the road near the town after a strike hit an empty post at dawn, "
    "and no casualties were reported."
)
RUNS = 3


def write_incidents(path: Path, size: int) -> None:
    """Write a seeded CSV of made-up incidents around real towns."""
    from geomap import Gazetteer  # noqa: PLC0415 - only the parent needs it

    places = Gazetteer.open().places.values()
    towns = [p for p in places if p.kind in {"city", "town", "village"} and p.lon is not None]
    # The benchmark's data need be repeatable, not unpredictable.
    chance = random.Random(20220203)  # noqa: S311
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["incident_id", "date", "kind", "title", "lon", "lat", "summary"])
        for i in range(size):
            town = chance.choice(towns)
            rows.writerow(
                [
                    f"made-up-{i}",
                    f"2021-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
                    chance.choice(KINDS),
                    f"Made-up incident {i}",
                    f"{town.lon + chance.gauss(0, 0.1):.5f}",
                    f"{town.lat + chance.gauss(0, 0.1):.5f}",
                    "".join(chance.sample(TEXT, len(TEXT))),
                ]
            )


def build_geomap(source: Path, target: Path) -> None:
    """Build with geomap."""
    import geomap  # noqa: PLC0415 - each builder pays for its own imports

    geomap.IncidentMap(geomap.read_incidents(source)).save(target)


def build_folium(source: Path, target: Path, *, cluster: bool) -> None:
    """Build with folium's markers, a pop-up each."""
    import folium  # noqa: PLC0415
    from folium.plugins import MarkerCluster  # noqa: PLC0415

    page = folium.Map(location=[34.9, 38.7], zoom_start=7)
    layer = MarkerCluster().add_to(page) if cluster else page
    with source.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            text = f"{row['date']} {row['kind']} {row['title']}: {row['summary']}"
            folium.Marker([float(row["lat"]), float(row["lon"])], popup=text).add_to(layer)
    page.save(target)


BUILDERS = {
    "geomap": build_geomap,
    "folium MarkerCluster": lambda s, t: build_folium(s, t, cluster=True),
    "folium Marker": lambda s, t: build_folium(s, t, cluster=False),
}


def run_once(builder: str, source: Path, target: Path) -> dict[str, float]:
    """Build in a fresh process; return its seconds and peak memory in MB."""
    command = [sys.executable, __file__, "--builder", builder, str(source), str(target)]
    result = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return dict(json.loads(result.stdout))


def measure(builder: str, source: Path, size: int, folder: Path) -> str:
    """Return one row of the table."""
    target = folder / "map.html"
    runs = [run_once(builder, source, target) for _ in range(RUNS)]
    html = target.read_text("utf-8")
    hosts = set(re.findall(r'<(?:script|link)[^>]+(?:src|href)="https?://([^/"]+)', html))
    seconds = statistics.median(run["seconds"] for run in runs)
    memory = statistics.median(run["peak_mb"] for run in runs)
    size_each = target.stat().st_size / size
    row = f"{size:>7,}  {builder:<22} {seconds:>7.2f} s {memory:>7.0f} MB"
    return f"{row} {size_each:>9,.0f} B each {len(hosts):>3} hosts"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", nargs="+", type=int, default=[1000, 10_000])
    parser.add_argument("--builder", help=argparse.SUPPRESS)
    parser.add_argument("paths", nargs="*", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.builder:
        start = time.perf_counter()
        BUILDERS[arguments.builder](*arguments.paths)
        peak_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(json.dumps({"seconds": time.perf_counter() - start, "peak_mb": peak_kb / 1024}))
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for size in arguments.sizes:
            source = folder / f"incidents-{size}.csv"
            write_incidents(source, size)
            for builder in BUILDERS:
                print(measure(builder, source, size, folder), flush=True)


if __name__ == "__main__":
    main()
