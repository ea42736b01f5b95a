"""One Markdown table a size from the stored figures; a person reads it, a test compares it."""

import statistics
from collections.abc import Callable, Iterable
from typing import Any

FIRST_SEARCH = "first search"
Row = dict[str, Any]
_NONE = "–"
_HEADER = (
    "| {size:,} incidents | build s (processor) | peak MB | bytes each (gz) | page's own kB "
    "| requests · hosts | painted s | heap MB | pan p95 ms | zoom p95 ms "
    "| longest task ms | slowest filter ms | slowest interaction ms (first search s) |"
)


def markdown_of(results: dict[str, Any]) -> str:
    """Return the tables of all sizes, below a line about the machine."""
    parts = [_machine_line(results)]
    sizes = sorted({row["size"] for row in results["measured"]})
    for size in sizes:
        rows = [row for row in results["measured"] if row["size"] == size]
        header = _HEADER.format(size=size)
        parts.append("\n".join([header, "|---" + "|---:" * 12 + "|", *map(_line, rows)]))
        parts += [note for row in rows if (note := _note(row))]
    return "\n\n".join(parts) + "\n"


def _machine_line(results: dict[str, Any]) -> str:
    machine = results["machine"]
    browsers = {o["browser"] for row in results["measured"] for o in row["opens"] if "browser" in o}
    packages = ", ".join(f"{name} {number}" for name, number in machine["packages"].items())
    return (
        f"Measured on {machine['day']}: {machine['cores']} cores, {machine['memory_gb']} GB, "
        f"{machine['system']}, load {machine['load']} at the start; Python {machine['python']}, "
        f"Chromium {', '.join(sorted(browsers))} headless without a graphics card; {packages}."
    )


def _line(row: Row) -> str:
    cells = (
        row["builder"],
        _median(row["builds"], lambda b: b["seconds"], "{:.2f}")
        + _median(row["builds"], lambda b: b["cpu_s"], " ({:.2f})"),
        _median(row["builds"], lambda b: b["peak_mb"], "{:.0f}"),
        _bytes_each(row),
        f"{row['own']['bytes'] / 1e3:,.0f}",
        _asked(row),
        _median(row["opens"], lambda o: o["paint_ms"] / 1e3, "{:.2f}"),
        _median(row["opens"], lambda o: o["heap_mb"] + o["buffers_mb"], "{:.0f}"),
        _median(row["opens"], lambda o: o["pan"]["p95_ms"], "{:.0f}"),
        _median(row["opens"], lambda o: o["zoom"]["p95_ms"], "{:.0f}"),
        _median(row["opens"], lambda o: max(o["tasks"].values()), "{:.0f}", zero="none"),
        _median(row["opens"], _slowest_filter, "{:.0f}"),
        _median(row["opens"], _slowest_interaction, "{:.0f}")
        + _median(row["opens"], _first_search_s, " ({:.1f})", none=""),
    )
    return f"| {' | '.join(cells)} |"


def _median(
    told: Iterable[Row],
    read: Callable[[Row], float | None],
    form: str,
    *,
    zero: str = "",
    none: str = _NONE,
) -> str:
    values = [value for one in told if (value := _or_none(read, one)) is not None]
    if not values:
        return none
    median = statistics.median(values)
    return zero if zero and not median else form.format(median)


def _or_none(read: Callable[[Row], float | None], one: Row) -> float | None:
    try:
        return read(one)
    except KeyError:  # the process ended before it came to that
        return None


def _bytes_each(row: Row) -> str:
    if "weight" not in row:
        return _NONE
    plain, gzipped = (
        (row["weight"][unit] - row["own"][unit]) / (row["size"] - 1)
        for unit in ("bytes", "gzipped")
    )
    return f"{plain:,.0f} ({gzipped:,.0f})"


def _asked(row: Row) -> str:
    asked = next((told["asked"] for told in row["opens"] if "asked" in told), None)
    return f"{len(asked['requests'])} · {len(asked['hosts'])}" if asked else _NONE


def _slowest_filter(told: Row) -> float | None:
    times = [one["answered_ms"] for one in told["filter"].values()]
    return max((time for time in times if time is not None), default=None)


def _slowest_interaction(told: Row) -> float | None:
    timed = {what: time for what, time in told["interactions"].items() if what != FIRST_SEARCH}
    return max((time for time in timed.values() if time is not None), default=None)


def _first_search_s(told: Row) -> float | None:
    time = told["interactions"][FIRST_SEARCH]
    return None if time is None else time / 1e3


def _note(row: Row) -> str | None:
    built = next((b["failure"] for b in row["builds"] if "failure" in b), None)
    opened = next((o["failure"] for o in row["opens"] if "failure" in o), None)
    refused = next((o["asked"]["refused"] for o in row["opens"] if "asked" in o), [])
    said = [
        *([f"building: {built}"] if built else []),
        *([f"in the browser: {opened}"] if opened else []),
        *([f"no answer on this machine for {len(refused)} of its requests"] if refused else []),
    ]
    return f"{row['builder']}: {'; '.join(said)}." if said else None
