"""`geomap import`: other projects' files made into datasets."""

import sys
from pathlib import Path

import click
from tqdm import tqdm


@click.group("import")
def import_() -> None:
    """Make a dataset from another project's file.

    \b
    Examples:
      geomap import ucdp ged191.csv -o my-dataset
    """  # noqa: D301 - click wants the real control character


@import_.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    "folder",
    required=True,
    type=click.Path(path_type=Path),
    metavar="DATASET",
    help="Folder to make; it may not hold anything yet.",
)
def ucdp(file: Path, folder: Path) -> None:
    """Make a dataset from a CSV of UCDP's Georeferenced Event Dataset (GED), old or new.

    Exact places become points with a radius, wide and near ones circles; districts, governorates
    and parts of them become areas, never a pin at their centre. Every event comes through, those
    without a known place as unlocated. Bad rows are all listed, and then nothing is written.

    \b
    Examples:
      geomap import ucdp ged191.csv -o my-dataset
      geomap check my-dataset
      geomap map my-dataset -o outputs
    """  # noqa: D301 - click wants the real control character
    from geomap.gazetteer import Gazetteer  # noqa: PLC0415 - `geomap import --help` answers at once
    from geomap.incidents.dataset_folder import (  # noqa: PLC0415
        require_new_folder,
        write_dataset_folder,
    )
    from geomap.incidents.ucdp import (  # noqa: PLC0415
        LICENCE,
        dataset_from_ucdp,
        version_of_file,
    )
    from geomap.incidents.ucdp_report import report_lines  # noqa: PLC0415
    from geomap.incidents.ucdp_table import read_ucdp_table  # noqa: PLC0415

    require_new_folder(folder)
    events = read_ucdp_table(file, file=file.name)
    with tqdm(desc="resolving places", unit="place", disable=not sys.stderr.isatty()) as bar:
        found = dataset_from_ucdp(
            events, Gazetteer.open(), version=version_of_file(file.name), progress=bar.update
        )
    about = {
        "title": found.title,
        "licenses": [LICENCE],
        "sources": [{"title": found.attribution, "path": "https://ucdp.uu.se/"}],
    }
    write_dataset_folder(folder, found.frames, about)
    for line in report_lines(events, found.frames["locations"]):
        click.echo(line)
    click.echo(folder)
