"""What became of the rows of a UCDP GED file: mapped, area only, unlocated, and which words."""

import pandas as pd

from geomap.gazetteer.model import WIDEST_SITE_M
from geomap.incidents.frames import numbers_from_text

_LISTED_AT_MOST = 12


def report_lines(events: pd.DataFrame, locations: pd.DataFrame) -> list[str]:
    """Count the events by how they can be drawn, and list the words that name no known area.

    Parameters
    ----------
    events
        As `read_ucdp_table` gives them.
    locations
        The table of the dataset made from them.
    """
    is_located = ("ucdp-" + events["id"]).isin(locations["incident_id"])
    is_stated = locations["lon"] != ""
    # Beside a coordinate stands the place_id of a settlement that is a point though it is wide.
    is_sharp = (locations["place_id"] != "") | (
        numbers_from_text(locations["radius_m"]) <= WIDEST_SITE_M
    )
    mapped, located, rows = int((is_stated & is_sharp).sum()), int(is_located.sum()), len(events)
    wider = locations.loc[~is_stated & (locations["place_id"] != ""), "place_as_written"]
    counts = f"{mapped} mapped · {located - mapped} area only · {rows - located} unlocated"
    return [
        f"{rows} rows read: {counts}",
        *_listed("drawn as the wider unit that UCDP names", wider),
        *_listed("unlocated", events.loc[~is_located, "where_coordinates"]),
    ]


def _listed(heading: str, words: pd.Series) -> list[str]:
    counts = words.value_counts()
    lines = [f"    {word!r}: {count}" for word, count in counts.head(_LISTED_AT_MOST).items()]
    hidden = len(counts) - len(lines)
    more = [f"    … and {hidden} more"] if hidden > 0 else []
    return [f"  {heading} ({len(words)}):", *lines, *more] if len(words) else []
