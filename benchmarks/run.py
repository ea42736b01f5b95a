"""Measure what a map costs with geomap, with its peers, and at the least, at equal content.

    python -m benchmarks.run [--sizes 1000 10000] [--only geomap lonboard] [--runs 3] [-o FILE]

Every builder gets the same made-up incidents (`maps/made_up.py`) and is built and opened in
processes of its own, in rounds: a noisy minute then hits all alike. Figures are medians of the
rounds; a builder that took over a minute in the first is not asked again, and peers are not asked
for more than 100,000 incidents. What is measured how
stands in `docs/benchmarks.md`; the table is printed and, with `-o`, stored with the raw figures.
Machines differ and are noisy: read the ratios.
"""

import argparse
import datetime as dt
import gzip
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psutil
from tqdm import tqdm

from benchmarks.maps.builders import BUILDERS
from benchmarks.maps.child import run_child
from benchmarks.maps.made_up import make_incidents, real_towns
from benchmarks.maps.table import markdown_of

SIZES = [1000, 10_000, 100_000, 1_000_000]
RUNS = 3
BUILD_LIMIT_S, OPEN_LIMIT_S = 300, 120
LONG_S = 60  # one round is enough of what takes longer
PACKAGES = (
    "geomap", "folium", "geopandas", "lonboard", "pydeck", "plotly", "pandas", "numpy", "pyarrow",
)  # fmt: skip
MODULES = Path(__file__).parent / "maps"


def main() -> None:
    """Measure, print, store."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", nargs="+", type=int, default=SIZES, help="numbers of incidents")
    parser.add_argument("--only", nargs="+", choices=BUILDERS, default=list(BUILDERS))
    parser.add_argument("--runs", type=int, default=RUNS, help="rounds")
    parser.add_argument("--build-limit", type=float, default=BUILD_LIMIT_S, help="seconds")
    parser.add_argument("--open-limit", type=float, default=OPEN_LIMIT_S, help="seconds")
    parser.add_argument("--keep", type=Path, help="folder for the pages and their pictures")
    parser.add_argument(
        "-o", "--output", type=Path, help="JSON; a .md of the same name goes beside"
    )
    arguments = parser.parse_args()
    install_scripts()
    results = {"machine": machine(), "measured": measure_all(arguments)}
    print(markdown_of(results))
    if arguments.output:
        arguments.output.parent.mkdir(parents=True, exist_ok=True)
        arguments.output.write_text(json.dumps(results, indent=1) + "\n", "utf-8")
        arguments.output.with_suffix(".md").write_text(markdown_of(results), "utf-8")


def install_scripts() -> None:
    """Fetch what the peers' pages take from CDNs, once."""
    if (MODULES / "node_modules").is_dir():
        return
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("the benchmark needs npm for the scripts that the peers' pages ask for")
    command = [npm, "install", "--ignore-scripts"]
    subprocess.run(command, cwd=MODULES, check=True, stdout=sys.stderr)


def machine() -> dict[str, Any]:
    """Describe the machine without naming it."""
    return {
        "day": dt.datetime.now(tz=dt.UTC).date().isoformat(),
        "cores": os.cpu_count(),
        "memory_gb": round(psutil.virtual_memory().total / 1e9),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "packages": {name: version(name) for name in PACKAGES},
        "load": round(os.getloadavg()[0], 1),
    }


def measure_all(arguments: argparse.Namespace) -> list[dict[str, Any]]:
    """Return one row per builder and size."""
    with tempfile.TemporaryDirectory() as name:
        folder = arguments.keep or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        towns = real_towns()
        own_sizes = {}
        rows = []
        for size in (1, *arguments.sizes):
            table = Path(name) / f"{size}.pickle"
            make_incidents(size, towns).to_pickle(table)
            if size == 1:
                own_sizes = measure_own_sizes(table, folder, arguments)
            else:
                rows += measure_size(size, table, folder, own_sizes, arguments)
        return rows


def measure_own_sizes(
    table: Path, folder: Path, arguments: argparse.Namespace
) -> dict[str, dict[str, int]]:
    """Return what each page weighs with a single incident."""
    weights = {}
    for builder in arguments.only:
        target = folder / "one.html"
        told = run_child("building", builder, str(table), str(target), limit_s=BUILD_LIMIT_S)
        if "failure" in told:
            sys.exit(f"{builder} cannot be built: {told['failure']}")
        weights[builder] = weigh(target)
    return weights


def measure_size(
    size: int,
    table: Path,
    folder: Path,
    own_sizes: dict[str, dict[str, int]],
    arguments: argparse.Namespace,
) -> list[dict[str, Any]]:
    """Return the rows of one size, measured in rounds."""
    rows = {
        name: {"builder": name, "size": size, "own": own_sizes[name], "builds": [], "opens": []}
        for name in arguments.only
        if size <= BUILDERS[name].most
    }
    progress = tqdm(total=arguments.runs * len(rows), unit="page", file=sys.stderr)
    for _ in range(arguments.runs):
        for name, row in rows.items():
            progress.set_description(f"{size:,} {name}")
            if not is_enough(row):
                target = folder / f"{size}-{name.replace(' ', '-')}.html"
                measure_once(row, table, target, arguments)
            progress.update()
    progress.close()
    return list(rows.values())


def is_enough(row: dict[str, Any]) -> bool:
    """Tell whether a row has failed or taken long, and need not be measured again."""
    takes_long = any(build.get("seconds", 0) > LONG_S for build in row["builds"])
    failed = any("failure" in told for told in (*row["builds"], *row["opens"]))
    return takes_long or failed


def measure_once(
    row: dict[str, Any], table: Path, target: Path, arguments: argparse.Namespace
) -> None:
    """Build one file, weigh it, open it."""
    name = row["builder"]
    built = run_child("building", name, str(table), str(target), limit_s=arguments.build_limit)
    row["builds"].append(built)
    if "failure" in built:
        return
    if "weight" not in row:
        row["weight"] = weigh(target)
    picture = [str(target.with_suffix(".png"))] if arguments.keep else []
    row["opens"].append(
        run_child("opening", name, str(target), *picture, limit_s=arguments.open_limit)
    )
    if not arguments.keep:
        target.unlink()


def weigh(page: Path) -> dict[str, int]:
    """Return the bytes of a file, and gzipped."""
    content = page.read_bytes()
    return {"bytes": len(content), "gzipped": len(gzip.compress(content, 6))}


if __name__ == "__main__":
    main()
