"""The made-up table as geomap reads one: a frame with the columns of a single CSV.

Both sources of an incident stand on its card, as two addresses do in the peers' pop-ups.
"""

import pandas as pd

import geomap


def read_made_up(incidents: pd.DataFrame) -> geomap.Incidents:
    """Read the table that `make_incidents` makes."""
    return geomap.read_incidents(frame_of_own(incidents))


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
