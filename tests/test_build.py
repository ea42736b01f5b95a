"""What the build compiles into the package is what stands in the repository's own folders."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def hatch_build() -> ModuleType:
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_bundle_is_built_from_the_sources_that_stand_here(hatch_build: ModuleType) -> None:
    assert hatch_build.bundle_is_current(), "run: pip install -e ."


@pytest.mark.parametrize(
    "path",
    sorted(
        path
        for folder in ("gazetteer", "incidents")
        for path in (ROOT / folder).rglob("*.*")
        if path.suffix in {".csv", ".toml", ".json"}
    ),
    ids=lambda path: path.relative_to(ROOT).as_posix(),
)
def test_the_package_carries_the_tables_as_people_edited_them(path: Path) -> None:
    folder, *rest = path.relative_to(ROOT).parts
    copy = ROOT / "geomap" / folder / "_data" / Path(*rest)
    assert copy.read_bytes() == path.read_bytes(), "run: pip install -e ."


def test_the_browser_programs_own_checks_and_tests_pass(hatch_build: ModuleType) -> None:
    if not (ROOT / "web" / "node_modules").is_dir():  # the bundle came with an sdist
        hatch_build.run_npm("ci", "--ignore-scripts", "--no-audit", "--no-fund")
    hatch_build.run_npm("run", "check")
    hatch_build.run_npm("test")


def test_the_embedded_geography_has_every_governorate_of_syria_and_no_machines_path() -> None:
    units = json.loads((ROOT / "geomap/gazetteer/_data/units.geojson").read_text("utf-8"))
    syria = [f["properties"] for f in units["features"] if f["properties"]["country"] == "SYR"]
    # 14 governorates; Natural Earth counts the zone of the United Nations observers apart.
    assert len(syria) == 15
    assert {"SYR-137", "SYR-140"} <= {unit["code"] for unit in syria}


def test_building_twice_gives_the_same_bytes(hatch_build: ModuleType, tmp_path: Path) -> None:
    if not (ROOT / "web" / "node_modules").is_dir():  # the bundle came with an sdist
        hatch_build.run_npm("ci", "--ignore-scripts", "--no-audit", "--no-fund")
    hatch_build.run_npm("run", "build", "--", str(tmp_path / "static"), str(tmp_path / "data"))
    for path in hatch_build.BUILT:
        folder = "static" if path.parent == hatch_build.STATIC else "data"
        assert (tmp_path / folder / path.name).read_bytes() == path.read_bytes(), path.name


def test_no_lock_file_names_where_a_package_was_downloaded() -> None:
    assert '"resolved"' not in (ROOT / "web" / "package-lock.json").read_text("utf-8")
    assert "://" not in (ROOT / "constraints.txt").read_text("utf-8")
