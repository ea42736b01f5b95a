"""Run one measurement in a process of its own, with a time limit, and read its lines of JSON."""

import json
import subprocess
import sys
from typing import Any

import psutil


def run_child(module: str, *arguments: str, limit_s: float) -> dict[str, Any]:
    """Return all that the module reported before it ended or was ended.

    Parameters
    ----------
    module
        Name inside `benchmarks.maps`, run with `python -m`.
    arguments
        Its arguments.
    limit_s
        After so many seconds the process and all that it started are ended; the answer then has
        `failure`, as it has when the process failed by itself.
    """
    command = [sys.executable, "-m", f"benchmarks.maps.{module}", *arguments]
    child = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )
    failure = None
    try:
        out, err = child.communicate(timeout=limit_s)
        if child.returncode:
            failure = (err.strip() or f"exit code {child.returncode}").splitlines()[-1][:200]
    except subprocess.TimeoutExpired:
        end_with_children(child.pid)
        out, _ = child.communicate()
        failure = f"did not finish in {limit_s:.0f} s"
    told: dict[str, Any] = {}
    for line in out.splitlines():
        told.update(json.loads(line))
    return {**told, "failure": failure} if failure else told


def end_with_children(pid: int) -> None:
    """End a process and all that it started, browsers too."""
    parent = psutil.Process(pid)
    processes = [*parent.children(recursive=True), parent]
    for process in processes:
        try:
            process.kill()
        except psutil.NoSuchProcess:
            continue
    psutil.wait_procs(processes, timeout=10)
