"""Write `docs/cli.md` from what the commands themselves say. Run: python docs/write_cli.py."""

from pathlib import Path

import click

from geomap.cli.main import cli

PAGE = Path(__file__).parent / "cli.md"

# Where each command's work can be done from Python, shown under its help.
TWINS = {
    "map": "`geomap.read_incidents(path).period(…)`, `geomap.IncidentMap(incidents).save(path)`",
    "resolve": "`geomap.Gazetteer.open().resolve(text, within=…, near=…)`",
    "check": "`geomap.read_incidents(path).problems`",
}

HEAD = """# The command line

Results go to stdout, messages to stderr. Exit code 0: fine. 1: the data has problems, each named
with file, row, column, value and what was expected; nothing was written. 2: wrong usage.

This page is written by `python docs/write_cli.py` from the commands' own `--help`.
"""


def help_of(name: str, command: click.Command, parent: click.Context | None) -> str:
    context = click.Context(command, info_name=name, parent=parent, terminal_width=90)
    return command.get_help(context)


def page_text() -> str:
    root = click.Context(cli, info_name="geomap", terminal_width=90)
    parts = [HEAD, f"```text\n{help_of('geomap', cli, None)}\n```\n"]
    for name in cli.list_commands(root):
        command = cli.get_command(root, name)
        if command is None:
            continue
        text = help_of(name, command, root)
        parts.append(f"## geomap {name}\n\n```text\n{text}\n```\n\nFrom Python: {TWINS[name]}.\n")
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page_text(), "utf-8")
