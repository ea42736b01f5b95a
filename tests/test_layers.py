"""Imports go one way: errors ← gazetteer ← incidents ← render ← cli, and never in a circle."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "geomap"
LAYERS = ["errors", "gazetteer", "incidents", "drafting", "render", "export", "cli"]
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "_data" not in path.parts)


def imported_modules(path: Path) -> set[str]:
    """All `geomap…` modules that a file imports, those inside functions too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import; write the whole name"
            assert node.module is not None
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return {name for name in found if name.split(".")[0] == "geomap"}


def layer_of(module: str) -> str | None:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 and parts[1] in LAYERS else None


def module_name(path: Path) -> str:
    parts = ("geomap", *path.relative_to(PACKAGE).with_suffix("").parts)
    return ".".join(part for part in parts if part != "__init__")


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_a_module_imports_nothing_from_a_layer_above_its_own(path: Path) -> None:
    own = layer_of(module_name(path))
    if own is None:  # the package's front door, which loads the layers lazily
        return
    for module in imported_modules(path):
        other = layer_of(module)
        assert other is None or LAYERS.index(other) <= LAYERS.index(own), f"{own} imports {module}"


def test_no_modules_import_each_other_in_a_circle() -> None:
    names = {module_name(path): path for path in MODULES}
    graph = {
        name: {other for other in imported_modules(path) if other in names and other != name}
        for name, path in names.items()
    }
    # A package's __init__ re-exports its modules; a module importing from its own package's
    # __init__ would be the circle this test is for.
    finished: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, " → ".join((*path, name))
        if name in finished:
            return
        for other in sorted(graph[name]):
            visit(other, (*path, name))
        finished.add(name)

    for name in sorted(graph):
        visit(name, ())


def test_every_folder_of_the_package_is_a_layer_of_the_design() -> None:
    folders = {path.name for path in PACKAGE.iterdir() if path.is_dir() and path.name[0] != "_"}
    assert folders <= set(LAYERS)
