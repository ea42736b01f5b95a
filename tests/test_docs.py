"""The documents say what the code does: commands, options, public names, links between pages."""

import importlib.util
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

import geomap
from geomap.cli.resolve import resolve

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("*/README.md")])


def test_the_page_of_commands_is_what_the_commands_say() -> None:
    spec = importlib.util.spec_from_file_location("write_cli", ROOT / "docs" / "write_cli.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert (ROOT / "docs/cli.md").read_text("utf-8") == module.page_text(), (
        "run: python docs/write_cli.py"
    )


@pytest.mark.parametrize("name", geomap.__all__)
def test_every_public_name_is_documented_and_has_a_docstring(name: str) -> None:
    assert f"`geomap.{name}" in (ROOT / "docs/python.md").read_text("utf-8")
    assert getattr(geomap, name).__doc__


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text("utf-8")):
        if not re.match(r"[a-z]+:", target):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_readme_shows_what_resolve_really_answers() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    command = re.search(r"\.venv/bin/geomap resolve \"(.+)\"\n((?:.+\n)+?)```", text)
    assert command is not None
    told = CliRunner().invoke(resolve, [command[1]]).output
    for line in command[2].splitlines():
        assert line.removesuffix("…").rstrip() in told
