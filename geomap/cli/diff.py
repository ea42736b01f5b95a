"""`geomap diff`: what was added, corrected and withdrawn between two editions."""

import sys

import click

from geomap.cli.options import format_option
from geomap.incidents import diff_editions
from geomap.incidents.diff_text import diff_to_json_lines, diff_to_text
from geomap.render import editions_to_compare


@click.command()
@click.argument("old")
@click.argument("new")
@format_option
@click.option("--exit-code", is_flag=True, help="Exit with 1 when anything differs, as git does.")
def diff(old: str, new: str, *, format_: str, exit_code: bool) -> None:
    """Tell what was added, corrected and withdrawn from OLD to NEW.

    OLD and NEW are datasets (a folder with a datapackage.json, or a CSV file) or maps that geomap
    wrote (an .html file: its data is inside). With one map, the dataset is compared for the days
    of the map; two maps must show the same days. A correction names the field, what it said, what
    it says, and the source. A claim that replaces another of the same source is a correction.

    text groups by incident; json gives one object a line: change, table, key, owner, title, codes,
    text, fields (field, old, new), sources, is_part. What came or went with its whole incident or
    site has is_part true and is not counted once more.

    The exit code is 0 whether anything differs or not, 1 when the data has problems, 2 for wrong
    usage; with --exit-code also 1 when anything differs.

    \b
    Examples:
      geomap diff incidents-of-may/ incidents/coalition-syria/
      geomap diff outputs/coalition-syria-2022-02.html incidents/coalition-syria/
      geomap diff --format json old.csv new.csv
    """  # noqa: D301 - click wants the real control character
    found = diff_editions(*editions_to_compare(old, new))
    lines = diff_to_text(found) if format_ == "text" else diff_to_json_lines(found)
    for line in lines:
        click.echo(line)
    if exit_code and found.entries:
        sys.exit(1)
