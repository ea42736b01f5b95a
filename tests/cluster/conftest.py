"""A real Dask scheduler with two workers, processes of their own on this machine's loopback."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_ADDRESS = re.compile(r"Scheduler at:\s+(tcp://\S+)")


@pytest.fixture(scope="session")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a scheduler; its two workers are started with it and end with it."""
    folder = tmp_path_factory.mktemp("dask")
    # Workers import what the tests send them; their settings are not those of this machine's user.
    settings = {"PYTHONPATH": str(ROOT), "DASK_CONFIG": str(folder), "GEOMAP_STORE": "none"}
    environment = os.environ | settings
    dask = [sys.executable, "-m", "dask"]
    local = ["--host", "127.0.0.1", "--no-dashboard"]
    with subprocess.Popen(
        [*dask, "scheduler", *local, "--port", "0"],
        stderr=subprocess.PIPE,
        text=True,
        cwd=folder,
        env=environment,
    ) as serving:
        assert serving.stderr is not None
        address = next(found[1] for found in map(_ADDRESS.search, serving.stderr) if found)
        two = ["--nworkers", "2", "--nthreads", "1", "--local-directory", str(folder)]
        log = folder / "workers.log"
        with (
            log.open("w", encoding="utf-8") as said,
            subprocess.Popen(
                [*dask, "worker", address, *local, *two],
                stderr=said,
                text=True,
                cwd=folder,
                env=environment,
            ) as working,
        ):
            try:
                while log.read_text("utf-8").count("Registered to:") < 2:
                    assert working.poll() is None, log.read_text("utf-8")
                    time.sleep(0.2)
                yield address
            finally:
                end(working)
                end(serving)


def end(process: subprocess.Popen[str]) -> None:
    """End a process that this file started, kindly and then for good."""
    process.terminate()
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        process.kill()
