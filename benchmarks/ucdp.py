"""How long real events take from a UCDP GED file to a map, command by command.

Run: python benchmarks/ucdp.py ged191_syria_2016_2019.csv. Each command of geomap runs in a process
of its own, its start included, as somebody at a terminal waits for it; then all of them in one
program, which starts and reads the gazetteer once. Processor seconds are those of all threads.
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

_ONE_PROGRAM = """
import sys
from geomap.cli.main import main

for arguments in {commands!r}:
    sys.argv = ["geomap", *arguments]
    try:
        main()
    except SystemExit as ended:
        if ended.code:
            raise
"""


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path, help="CSV of UCDP GED")
    file = parser.parse_args().file
    with tempfile.TemporaryDirectory() as name:
        commands = commands_on(file, Path(name) / "apart")
        print(f"| {rows_of(file):,} events | s | processor s |\n|---|---:|---:|")
        geomap = str(Path(sys.executable).with_name("geomap"))
        totals = [0.0, 0.0]
        for title, command in commands.items():
            took = seconds([geomap, *command])
            totals = [total + one for total, one in zip(totals, took, strict=True)]
            print(f"| {title} | {took[0]:.1f} | {took[1]:.1f} |", flush=True)
        print(f"| together | {totals[0]:.1f} | {totals[1]:.1f} |")
        again = list(commands_on(file, Path(name) / "at-once").values())
        took = seconds([sys.executable, "-c", _ONE_PROGRAM.format(commands=again)])
        print(f"| all in one program | {took[0]:.1f} | {took[1]:.1f} |")
        print(f"\nLoad at the end {os.getloadavg()[0]:.1f}.")


def commands_on(file: Path, folder: Path) -> dict[str, list[str]]:
    """Name each step and give its arguments."""
    folder.mkdir()
    dataset, maps = str(folder / "dataset"), str(folder / "maps")
    return {
        "import and resolve": ["import", "ucdp", str(file), "-o", dataset],
        "check": ["check", dataset],
        "map": ["map", dataset, "-o", maps],
    }


def rows_of(file: Path) -> int:
    """Count the events of a file."""
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return sum(1 for _ in csv.reader(lines)) - 1


def seconds(command: list[str]) -> tuple[float, float]:
    """Run a command; return seconds on the clock and of the processor."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    took = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return took, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
