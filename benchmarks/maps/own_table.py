"""The made-up table as geomap reads one: a frame with the columns of a single CSV, or a dataset.

Both sources of an incident stand on its card, as two addresses do in the peers' pop-ups.
"""

import json
import tempfile
from pathlib import Path

import pandas as pd

import geomap


def read_made_up(incidents: pd.DataFrame) -> geomap.Incidents:
    """Read the table that `make_incidents` makes."""
    try:
        return geomap.read_incidents(frame_of_own(incidents))  # type: ignore[arg-type]
    except TypeError:  # a geomap that reads files alone
        return _read_folder(incidents)


def frame_of_own(incidents: pd.DataFrame) -> pd.DataFrame:
    """Return the columns that a single CSV has: a range is one cell, and so are two addresses."""
    return pd.DataFrame(
        {
            "date": incidents["date"],
            "kind": incidents["kind"],
            "place": incidents["place"],
            "lon": incidents["lon"],
            "lat": incidents["lat"],
            "summary": incidents["text"],
            "killed": incidents["killed_low"].astype(str)
            + "-"
            + incidents["killed_high"].astype(str),
            "url": incidents["url_1"] + ";" + incidents["url_2"],
        }
    )


def _read_folder(incidents: pd.DataFrame) -> geomap.Incidents:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        tables = tables_of_dataset(incidents)
        for table, frame in tables.items():
            frame.to_csv(folder / f"{table}.csv", index=False)
        resources = [{"name": table, "path": f"{table}.csv"} for table in tables]
        package = {"name": "made-up", "title": "Made-up incidents", "resources": resources}
        (folder / "datapackage.json").write_text(json.dumps(package), "utf-8")
        return geomap.read_incidents(folder)


def tables_of_dataset(incidents: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return the tables `sources`, `incidents`, `locations` and `claims`."""
    number = pd.Series(range(len(incidents)), index=incidents.index).astype(str)
    day = incidents["date"].dt.strftime("%Y-%m-%d")
    own = pd.DataFrame(
        {
            "incident_id": "m" + number,
            "kind": incidents["kind"],
            "title": incidents["kind"].str.capitalize() + ", " + incidents["place"],
            "date_start": day,
            "date_end": day,
            "date_precision": "day",
            "status": "reported",
            "summary": incidents["text"],
            "background": "false",
        }
    )
    locations = pd.DataFrame(
        {
            "incident_id": own["incident_id"],
            "role": "at",
            "standing": "primary",
            "place_as_written": incidents["place"],
            "source_id": "p" + number,
            "lon": incidents["lon"],
            "lat": incidents["lat"],
            "note": "The coordinate is the source's.",
        }
    )
    claims = pd.DataFrame(
        {
            "claim_id": "c" + number,
            "incident_id": own["incident_id"],
            "source_id": "k" + number,
            "measure": "killed",
            "who": "all",
            "qualifier": "exactly",
            "low": incidents["killed_low"],
            "high": incidents["killed_high"],
        }
    )
    sources = pd.concat(
        [_sources("k" + number, incidents["url_1"]), _sources("p" + number, incidents["url_2"])]
    )
    return {"sources": sources, "incidents": own, "locations": locations, "claims": claims}


def _sources(name: pd.Series, url: pd.Series) -> pd.DataFrame:
    publisher = url.str.split("/").str[2]
    return pd.DataFrame({"source_id": name, "publisher": publisher, "url": url, "embed": "rows"})
