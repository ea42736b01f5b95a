"""How long real events take from a UCDP GED file to a map, command by command.

Run: python benchmarks/ucdp.py ged191_syria_2016_2019.csv. Each command of geomap runs in a process
of its own, its start included, as somebody at a terminal waits for it; processor seconds are those
of all its threads.
"""

import argparse
import csv
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path, help="CSV of UCDP GED")
    file = parser.parse_args().file
    with tempfile.TemporaryDirectory() as name:
        dataset, maps = Path(name) / "dataset", Path(name) / "maps"
        commands = {
            "import and resolve": ["import", "ucdp", str(file), "-o", str(dataset)],
            "check": ["check", str(dataset)],
            "map": ["map", str(dataset), "-o", str(maps)],
        }
        print(f"| {rows_of(file):,} events | s | processor s |\n|---|---:|---:|")
        totals = [0.0, 0.0]
        for title, command in commands.items():
            took = seconds(command)
            totals = [total + one for total, one in zip(totals, took, strict=True)]
            print(f"| {title} | {took[0]:.1f} | {took[1]:.1f} |", flush=True)
        print(f"| together | {totals[0]:.1f} | {totals[1]:.1f} |")
        print(f"\nLoad at the end {os.getloadavg()[0]:.1f}.")


def rows_of(file: Path) -> int:
    """Count the events of a file."""
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return sum(1 for _ in csv.reader(lines)) - 1


def seconds(arguments: list[str]) -> tuple[float, float]:
    """Run a command of geomap; return seconds on the clock and of the processor."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [str(Path(sys.executable).with_name("geomap")), *arguments]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    took = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return took, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
