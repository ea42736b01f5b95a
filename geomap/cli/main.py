"""The `geomap` command: finds its subcommands, and turns geomap's errors into one clear message.

Each subcommand lives in a module of its own and is imported only when it is called or listed by
name, so that `geomap --help` answers at once.
"""

import sys
from importlib import import_module

import click

from geomap.errors import GeomapError

# name → (module, attribute, the line that `geomap --help` shows)
_COMMANDS = {
    "map": (
        "geomap.cli.map",
        "map_",
        "Write maps: one HTML file a period, and an index.",
    ),
    "resolve": (
        "geomap.cli.resolve",
        "resolve",
        "Resolve place names as reports write them.",
    ),
    "gazetteer": (
        "geomap.cli.gazetteer",
        "gazetteer",
        "Look into the gazetteer, check it, add to it, export it, serve it.",
    ),
    "import": (
        "geomap.cli.import_",
        "import_",
        "Make a dataset from another project's file.",
    ),
    "check": ("geomap.cli.check", "check", "Check a dataset and list every problem at once."),
    "diff": (
        "geomap.cli.diff",
        "diff",
        "Tell what was added, corrected and withdrawn since.",
    ),
}


class _LazyGroup(click.Group):
    """A click group whose commands are imported on demand."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        module, attribute, _ = _COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, _, line) in _COMMANDS.items()])


@click.command(cls=_LazyGroup)
@click.version_option(package_name="geomap", prog_name="geomap")
def cli() -> None:
    """Turn conflict reports into honest maps.

    \b
    geomap map --all                 the maps of the dataset that ships, into outputs/
    geomap map mine.csv              a map of your own table (date, kind, place)
    geomap resolve "Deir Balout"     where a name is, how sure, and why
    """  # noqa: D301 - click wants the real control character


def main() -> None:
    """Run the command line: exit code 0 fine, 1 the data has problems, 2 wrong usage."""
    # Windows consoles and pipes may default to an encoding without Arabic.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    try:
        cli(prog_name="geomap")
    except GeomapError as error:
        click.echo(f"geomap: {error}", err=True)
        sys.exit(1)
