"""What a Dask cluster costs where it cannot help: two workers on the cores of the local run.

Run: python benchmarks/cluster.py [UCDP_FILE]. Prints seconds for a million rows of few distinct
names, for distinct phrases, and for the import of a UCDP GED file, here and on the cluster.
"""

import argparse
import csv
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from dask.distributed import LocalCluster

DISTINCT = 5_000
ROWS = 1_000_000
LISTED = ["Atmeh", "Deir Balout", "آطمة", "Al-Hasakah", "Raqqa", "Kobani", "Manbij", "al-Bab"]


def seconds(*arguments: str) -> float:
    """Run a command of geomap and return how long it took."""
    started = time.perf_counter()
    command = [str(Path(sys.executable).with_name("geomap")), *arguments]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def write_names(path: Path, rows: list[str]) -> Path:
    """Write place texts as a CSV of one column."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["place"])
        writer.writerows([row] for row in rows)
    return path


def cases(folder: Path, ucdp: Path | None) -> dict[str, list[str]]:
    """Name each case and give its command without what tells where to write."""
    repeated = [LISTED[n % len(LISTED)] for n in range(ROWS)]
    phrases = [f"{n / 100:.2f} km north of Atmeh" for n in range(DISTINCT)]
    batch = {
        f"{ROWS:,} rows of {len(LISTED)} listed names": write_names(folder / "a.csv", repeated),
        f"{DISTINCT:,} distinct phrases": write_names(folder / "b.csv", phrases),
    }
    found = {
        name: ["resolve", "--batch", str(path), "--column", "place"] for name, path in batch.items()
    }
    if ucdp is not None:
        found[f"import of {ucdp.name}"] = ["import", "ucdp", str(ucdp)]
    return found


def run() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ucdp", nargs="?", type=Path)
    given = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as name,
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
    ):
        folder = Path(name)
        print("| | here, s | cluster, first run, s | again, s |\n|---|---|---|---|")
        for number, (title, command) in enumerate(cases(folder, given.ucdp).items()):
            there = ["--scheduler", cluster.scheduler_address]
            spent = [
                seconds(*command, "-o", str(folder / f"out-{number}-{turn}"), *more)
                for turn, more in enumerate(([], there, there))
            ]
            print(f"| {title} | " + " | ".join(f"{value:.1f}" for value in spent) + " |")


if __name__ == "__main__":
    run()
