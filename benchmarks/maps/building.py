"""Build one file in a process of its own and print what it took, as JSON.

    python -m benchmarks.maps.building NAME TABLE.pickle PAGE.html

The clock runs from the table in memory to the file on the disk; imports are apart. Memory is the
highest that the process held over what it held after the imports, the table included.
"""

import importlib
import json
import resource
import sys
import time
import warnings
from pathlib import Path

import pandas as pd

from benchmarks.maps.builders import BUILDERS

_STATUS, _CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")


def main() -> None:
    """Build and report."""
    warnings.simplefilter("ignore")  # the peers' own
    name, table, target = sys.argv[1:]
    builder = BUILDERS[name]
    start = time.perf_counter()
    for module in builder.modules:
        importlib.import_module(module)
    imports_s = time.perf_counter() - start
    imports_mb = held_mb("VmRSS")
    incidents = pd.read_pickle(table)  # noqa: S301 - written by run.py a moment ago
    forget_peak()
    start, cpu_start = time.perf_counter(), time.process_time()
    builder.build(incidents, Path(target))
    print(
        json.dumps(
            {
                "seconds": time.perf_counter() - start,
                "cpu_s": time.process_time() - cpu_start,
                "imports_s": imports_s,
                "peak_mb": held_mb("VmHWM") - imports_mb,
                "imports_mb": imports_mb,
                "table_mb": float(incidents.memory_usage(deep=True).sum() / 1e6),
            }
        )
    )


def held_mb(field: str) -> float:
    """Return memory held now (`VmRSS`) or at most (`VmHWM`), MB; without /proc the latter."""
    if not _STATUS.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    fields = dict(line.split(":", 1) for line in _STATUS.read_text("ascii").splitlines())
    return int(fields[field].split()[0]) * 1024 / 1e6


def forget_peak() -> None:
    """Let `VmHWM` start from now: reading the table is not the builder's doing."""
    if _CLEAR.exists():
        _CLEAR.write_text("5", "ascii")


if __name__ == "__main__":
    main()
