"""Write `docs/cli.md` from what the commands themselves say. Run: python docs/write_cli.py."""

from pathlib import Path

import click

from geomap.cli.main import cli

PAGE = Path(__file__).parent / "cli.md"

# Where each command's work can be done from Python, shown under its help.
TWINS = {
    "map": (
        "`geomap.read_incidents(path).period(…)`, `geomap.IncidentMap(incidents).save(path)` and "
        "`.save_svg(path)`"
    ),
    "resolve": "`geomap.Gazetteer.open().resolve(text, within=…, near=…)`",
    "gazetteer": "`geomap.Gazetteer.open().places`",
    "gazetteer check": "`geomap.gazetteer.linting.check_tables(folder, geonames=…)`",
    "gazetteer list": "`geomap.gazetteer.provenance.count_by_source(places, sources)`",
    "gazetteer search": "`geomap.Gazetteer.open().search(text)`",
    "gazetteer show": "`geomap.Gazetteer.open().place(place_id)`, `.resolve_place(place_id)`",
    "gazetteer export": "`geomap.gazetteer.linked_places.to_linked_places(gazetteer, sources)`, "
    "`geomap.gazetteer.feature_collection.to_feature_collection(gazetteer, sources)`",
    "gazetteer serve": "`geomap.gazetteer.reconciliation_server.ReconciliationServer(gazetteer)`",
    "gazetteer install": "`geomap.gazetteer.store.installing.install_country(country, path, …)`",
    "gazetteer add": "`geomap.gazetteer.store.files.read_file(file, source)`, "
    "`geomap.gazetteer.store.writing.write_batches(path, batches)`",
    "gazetteer remove": "`geomap.gazetteer.store.writing.remove_source(path, source_id)`",
    "gazetteer learn": "`geomap.gazetteer.store.learning.learn_spelling(path, text, place_id, …)`",
    "import": "each format has its own, below",
    "import ucdp": "`geomap.incidents.ucdp.dataset_from_ucdp(events, gazetteer, …)`, "
    "`geomap.incidents.dataset_folder.write_dataset_folder(folder, frames, about)`",
    "check": "`geomap.read_incidents(path).problems`",
    "diff": "`geomap.incidents.diff_editions(old, new)` on what "
    "`geomap.incidents.edition_from_incidents(incidents)` gives, or "
    "`geomap.render.editions_to_compare(old, new)`",
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
        parts.append(section_of(name, command, root))
        if isinstance(command, click.Group):
            group = click.Context(command, info_name=name, parent=root, terminal_width=90)
            for inner_name in command.list_commands(group):
                inner = command.get_command(group, inner_name)
                if inner is not None:
                    parts.append(section_of(f"{name} {inner_name}", inner, group))
    return "\n".join(parts)


def section_of(name: str, command: click.Command, parent: click.Context) -> str:
    text = help_of(name.rsplit(maxsplit=1)[-1], command, parent)
    return f"## geomap {name}\n\n```text\n{text}\n```\n\nFrom Python: {TWINS[name]}.\n"


if __name__ == "__main__":
    PAGE.write_text(page_text(), "utf-8")
