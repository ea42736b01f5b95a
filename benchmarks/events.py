"""Ask geomap for the places of real events, and print how often it is right, wrong or silent.

    python benchmarks/events.py GED.csv SY.zip admin1.shp [admin2.shp ...] [--quick] [--misses 15]
    python benchmarks/events.py GED.csv SY.zip admin1.shp --embedded    # without the store

GED.csv is UCDP's Georeferenced Event Dataset of one country, SY.zip the GeoNames dump, the rest are
boundaries as `geomap gazetteer add` takes them; a temporary store is built of these. The events are
those of `where_prec` 1 (exact place known). Each distinct pair (where_coordinates, adm_1) is asked
once, exactly as the file writes it, all as one dataset: `resolve_all(names, within=units)`.

- right first: the answer, or the first candidate of an ambiguous one, lies within 5 km of the
  event's coordinate (of most events, where a name has several). An area stands as its point.
- far off: `resolved`, and more than 25 km away; a share of all names and of the resolved ones.
- taken over: right within 100 m; UCDP took many points, and spellings, from GeoNames: easy ones.
"""

import argparse
import csv
import random
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from geomap import Gazetteer
from geomap.gazetteer import Location
from geomap.gazetteer.gazetteer import EMBEDDED
from geomap.gazetteer.geodesy import distance_m
from geomap.gazetteer.store import Source
from geomap.gazetteer.store.files import read_file
from geomap.gazetteer.store.writing import write_batches

RIGHT_KM, OFF_KM, SAME_KM = 5.0, 25.0, 0.1
QUICK, SEED = 300, 7
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Asked:
    """A name of the events, the governorate stated with it, where they were, how many they are."""

    text: str
    within: str
    point: Point
    events: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was answered. `places` are the points in order, the answer's own first."""

    asked: Asked
    answer: Location
    places: tuple[Point, ...]
    spent_s: float

    @property
    def km(self) -> float:
        """How far the first place is from the event; infinite without one."""
        return km_between(self.places[0], self.asked.point) if self.places else float("inf")

    @property
    def is_right(self) -> bool:
        """Whether the answer, or its first candidate, is the place."""
        return self.answer.status != "unresolved" and self.km <= RIGHT_KM


def km_between(first: Point, second: Point) -> float:
    """Return the geodesic distance in km."""
    return distance_m(*first, *second) / 1000


def build_store(path: Path, files: Sequence[Path]) -> None:
    """Write a store of a GeoNames dump and of boundary files."""
    batches = [
        read_file(file, Source(file.stem.lower(), file.stem, "as published", "of a benchmark", ""))
        for file in files
    ]
    write_batches(path, batches)


def read_events(path: Path) -> list[Asked]:
    """Return the distinct names of the events whose exact place is known, most frequent first."""
    found: defaultdict[tuple[str, str], Counter[Point]] = defaultdict(Counter)
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if row["where_prec"] == "1":
                point = float(row["longitude"]), float(row["latitude"])
                found[row["where_coordinates"], row["adm_1"]][point] += 1
    asked = [
        Asked(*name, points.most_common(1)[0][0], points.total()) for name, points in found.items()
    ]
    return sorted(asked, key=lambda one: -one.events)


def seconds_to_ask(gazetteer: Gazetteer, asked: Asked) -> float:
    """Resolve one name within its governorate; the answer is remembered."""
    started = time.perf_counter()
    gazetteer.resolve(asked.text, within=asked.within or None)
    return time.perf_counter() - started


def outcome_of(asked: Asked, answer: Location, spent_s: float) -> Outcome:
    """Return what was answered, as points in order."""
    points = [(one.lon, one.lat) for one in answer.candidates]
    if answer.status == "resolved":
        points.insert(0, (answer.lon, answer.lat))
    known = tuple((lon, lat) for lon, lat in points if lon is not None and lat is not None)
    return Outcome(asked, answer, known, spent_s)


def ask_all(gazetteer: Gazetteer, asked: Sequence[Asked]) -> list[Outcome]:
    """Resolve the names as one dataset, as `resolve --batch` does."""
    spent = [seconds_to_ask(gazetteer, one) for one in asked]
    answers = gazetteer.resolve_all(
        [one.text for one in asked], within=[one.within or None for one in asked]
    )
    return [outcome_of(*one) for one in zip(asked, answers, spent, strict=True)]


def report(outcomes: Sequence[Outcome]) -> None:
    """Print the table, by distinct names and by events."""
    names, events = len(outcomes), sum(one.asked.events for one in outcomes)

    def line(what: str, chosen: Callable[[Outcome], bool], bar: str = "") -> None:
        those = [one for one in outcomes if chosen(one)]
        by_events = sum(one.asked.events for one in those)
        shares = f"{100 * len(those) / names:>8.1f} %{100 * by_events / events:>8.1f} %"
        print(f"{what:<44}{shares}   ({len(those)} names){bar}")

    resolved = [one for one in outcomes if one.answer.status == "resolved"]
    off = [one for one in resolved if one.km > OFF_KM]
    print(f"{names:,} distinct names of {events:,} events\n{'':<44}{'names':>10}{'events':>10}")
    line("right first (<= 5 km)", lambda one: one.is_right, "  bars: 75 %, 90 %")
    line("  and resolved", lambda one: one.is_right and one.answer.status == "resolved")
    line("  taken over (<= 100 m)", lambda one: one.is_right and one.km <= SAME_KM)
    line("resolved, far off (> 25 km)", lambda one: one in off, "  bar: 3 %")
    print(f"{'  of the resolved':<44}{100 * len(off) / max(1, len(resolved)):>8.1f} %")
    line("resolved, 5 to 25 km", lambda one: one in resolved and RIGHT_KM < one.km <= OFF_KM)
    line("ambiguous", lambda one: one.answer.status == "ambiguous")
    line("  first right", lambda one: one.answer.status == "ambiguous" and one.is_right)
    line("unresolved", lambda one: one.answer.status == "unresolved")
    line("  suggests it", lambda one: one.answer.status == "unresolved" and one.km <= RIGHT_KM)
    spent_ms = [1000 * one.spent_s for one in outcomes]
    print(
        f"\n{1000 * names / sum(spent_ms):,.0f} names a second, each asked once, first look-ups "
        f"included; p50 {np.percentile(spent_ms, 50):.1f} ms, p95 {np.percentile(spent_ms, 95):.1f}"
    )


def report_unseen(outcomes: Sequence[Outcome], gazetteer: Gazetteer) -> None:
    """Print the share of right ones away from the places whose point geomap took from UCDP."""
    ucdp = [place for place in gazetteer.places.values() if place.source_id == "ucdp-ged"]
    own = [(place.lon, place.lat) for place in ucdp if place.lon is not None]
    unseen = [o for o in outcomes if all(km_between(at, o.asked.point) > SAME_KM for at in own)]
    right = [o for o in unseen if o.is_right]
    events = sum(o.asked.events for o in right) / sum(o.asked.events for o in unseen)
    print(
        f"without {len(outcomes) - len(unseen)} names at points that geomap took from UCDP: right "
        f"first {100 * len(right) / len(unseen):.1f} % of names, {100 * events:.1f} % by events"
    )


def report_misses(outcomes: Sequence[Outcome], gazetteer: Gazetteer, most: int) -> None:
    """Print the misses of most events: what was answered, and what lies where the event was."""
    misses = sorted(
        (one for one in outcomes if not one.is_right), key=lambda one: -one.asked.events
    )
    stored = [place for place in gazetteer.places.values() if place.lon is not None]
    degrees = np.array([(place.lon, place.lat) for place in stored], dtype=float)
    print(f"\n{len(misses)} names missed; those of most events:")
    for one in misses[:most]:
        here = one.asked.point
        gap = (degrees - here) * (np.cos(np.radians(here[1])), 1.0)
        near = stored[int(np.argmin((gap**2).sum(axis=1)))]
        points = [(place.lon, place.lat) for place in one.answer.candidates if place.lon]
        ranks = [n for n, at in enumerate(points, 1) if km_between(at, here) <= RIGHT_KM]
        rank = ranks[0] if ranks else "-"
        where = f"{one.km:.1f} km off" if one.places else "nothing near"
        print(
            f"{one.asked.events:>4}  {one.asked.text} | {one.asked.within} | {one.answer.status}, "
            f"{where}, right one at rank {rank}; nearest stored: {near.name}, "
            f"{km_between((near.lon, near.lat), here):.1f} km\n      {one.answer.explanation[:230]}"
        )


def main() -> None:
    """Build the store, ask every name and print the report."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("events", type=Path, help="UCDP GED of the country, CSV")
    parser.add_argument("dump", type=Path, help="XX.zip as GeoNames publishes it")
    parser.add_argument("boundaries", type=Path, nargs="+", help="boundary files with P-codes")
    parser.add_argument("--embedded", action="store_true", help="the data that ships alone")
    parser.add_argument("--quick", action="store_true", help=f"{QUICK} names drawn by chance")
    parser.add_argument("--misses", type=int, default=15, help="how many misses to list")
    options = parser.parse_args()
    asked = read_events(options.events)
    if options.quick:
        asked = random.Random(SEED).sample(asked, min(QUICK, len(asked)))  # noqa: S311 - repeatable
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "events.sqlite"
        if not options.embedded:
            build_store(store, [options.dump, *options.boundaries])
        gazetteer = Gazetteer.open(EMBEDDED) if options.embedded else Gazetteer.open(store=store)
        outcomes = ask_all(gazetteer, asked)
        report(outcomes)
        report_unseen(outcomes, gazetteer)
        report_misses(outcomes, gazetteer, options.misses)


if __name__ == "__main__":
    main()
