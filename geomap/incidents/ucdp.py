"""UCDP GED into a dataset: one event an incident, its counts as claims, its reports as sources.

Nothing is dropped: events without a known place stay, unlocated. Titles and summaries are made
from the columns, never from headlines, which stay in the titles of the sources.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from geomap.gazetteer import Gazetteer
from geomap.incidents.tables import dataset_tables
from geomap.incidents.ucdp_places import locations_of_events
from geomap.incidents.ucdp_sources import UCDP_SOURCE_ID, cited_reports

LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
_ATTRIBUTION = "Uppsala Conflict Data Program (UCDP), Georeferenced Event Dataset (GED)"
_UCDP_URL = "https://ucdp.uu.se/"
# type_of_violence → kind, subkind
_KINDS = {"1": "clash", "2": "clash", "3": "attack"}
_SUBKINDS = {"1": "state_based", "2": "non_state", "3": "one_sided"}
_SPANS = {
    "1": "an exact day",
    "2": "two to six days",
    "3": "a week",
    "4": "a month",
    "5": "more than a month, up to a year",
}
_VERSION = re.compile(r"ged(?:event)?[-_ v]*(\d{2})[-_.]?(\d)", re.IGNORECASE)
_PARTS = {
    "deaths_a": "side_a",
    "deaths_b": "side_b",
    "deaths_civilians": "civilians",
    "deaths_unknown": "unknown",
}


@dataclass(frozen=True, slots=True)
class UcdpDataset:
    """The text frames of a dataset by table, and the version of GED they came from."""

    frames: dict[str, pd.DataFrame]
    version: str

    @property
    def title(self) -> str:
        """Title for readers."""
        return f"UCDP GED {self.version}".strip()

    @property
    def attribution(self) -> str:
        """Whom the licence wants named."""
        return f"{_ATTRIBUTION} {self.version}".strip()


def version_of_file(name: str) -> str:
    """Read the version out of a file's name, "" when it does not say.

    Examples
    --------
    >>> version_of_file("ged191_syria_2016_2019.csv"), version_of_file("GEDEvent_v24_1.csv")
    ('19.1', '24.1')
    """
    found = _VERSION.search(name)
    return f"{found[1]}.{found[2]}" if found else ""


def dataset_from_ucdp(
    events: pd.DataFrame,
    gazetteer: Gazetteer,
    *,
    version: str,
    progress: Callable[[int], object],
) -> UcdpDataset:
    """Make the tables of a dataset from checked events.

    Parameters
    ----------
    events
        As `read_ucdp_table` gives them.
    gazetteer
        Reads the words of areas.
    version
        Version of GED, such as "19.1"; may be empty.
    progress
        Called with the number of place texts answered since the last call.
    """
    ids = "ucdp-" + events["id"]
    places = locations_of_events(events, gazetteer, progress=progress)
    reports, citations = cited_reports(events, ids)
    found = {
        "sources": pd.concat([_own_source(version), reports]),
        "incidents": _incidents(events, ids, version),
        "locations": _locations(places, ids),
        "claims": pd.concat([_counts(events, ids), _parts(events, ids), citations]),
    }
    tables = dataset_tables()
    frames = {
        name: frame.reindex(columns=list(tables[name].columns)).astype(object).fillna("")
        for name, frame in found.items()
    }
    return UcdpDataset(frames, version)


def _own_source(version: str) -> pd.DataFrame:
    row = {
        "source_id": UCDP_SOURCE_ID,
        "publisher": "UCDP",
        "title": f"{_ATTRIBUTION} {version}".strip(),
        "language": "en",
        "url": _UCDP_URL,
        "note": "Licensed CC BY 4.0; incident_id is ucdp- and the id of the event there.",
        "embed": "rows",
    }
    return pd.DataFrame([row])


def _incidents(events: pd.DataFrame, ids: pd.Series, version: str) -> pd.DataFrame:
    is_one_sided = events["type_of_violence"] == "3"
    title = ("Clash between " + events["side_a"] + " and " + events["side_b"]).mask(
        is_one_sided, "Attack by " + events["side_a"] + " on " + events["side_b"]
    )
    return pd.DataFrame(
        {
            "incident_id": ids,
            "kind": events["type_of_violence"].map(_KINDS),
            "subkind": events["type_of_violence"].map(_SUBKINDS),
            "title": title,
            "date_start": events["date_start"],
            "date_end": events["date_end"],
            "date_precision": _date_precisions(events),
            "date_as_written": "UCDP: within " + events["date_prec"].map(_SPANS),
            "status": "reported",
            "actors": (events["side_a"] + ";" + events["side_b"]).mask(
                is_one_sided, events["side_a"]
            ),
            "target": events["side_b"].where(is_one_sided, ""),
            "summary": _summaries(events, title, version),
            "background": "false",
        }
    )


def _date_precisions(events: pd.DataFrame) -> np.ndarray:
    """Take UCDP's code, unless the days written are narrower or wider than it says."""
    start, end, code = events["date_start"], events["date_end"], events["date_prec"]
    in_month = start.str[:7] == end.str[:7]
    in_year = start.str[:4] == end.str[:4]
    choices = [
        (code == "1") & (start == end),
        (code == "4") & in_month,
        (code == "5") & in_year,
    ]
    return np.select(choices, ["day", "month", "year"], default="range")


def _summaries(events: pd.DataFrame, title: pd.Series, version: str) -> pd.Series:
    where = events["where_coordinates"].where(events["where_coordinates"] != "", events["country"])
    is_range = events["low"] != events["high"]
    spread = (" (" + events["low"] + " to " + events["high"] + ")").where(is_range, "")
    conflict = ("Conflict: " + events["conflict_name"] + ". ").where(
        events["conflict_name"] != "", ""
    )
    unclear = pd.Series("UCDP drew it from a report that sums up several events. ", events.index)
    return (
        (title + "; UCDP's words for the place: " + where + ". ")
        + ("Killed by UCDP's count: " + events["best"] + spread + ". ")
        + conflict
        + unclear.where(events["event_clarity"] == "2", "")
        + ("UCDP GED " + (version + " " if version else "") + "event " + events["id"] + ".")
    )


def _locations(places: pd.DataFrame, ids: pd.Series) -> pd.DataFrame:
    known = places[places["place_as_written"] != ""]
    return known.assign(
        incident_id=ids[known.index], role="at", standing="primary", source_id=UCDP_SOURCE_ID
    )


def _counts(events: pd.DataFrame, ids: pd.Series) -> pd.DataFrame:
    is_range = events["low"] != events["high"]
    best = _killed(ids, "best", "all", events["best"], events["best"]).assign(
        qualifier=pd.Series("exactly", events.index).mask(is_range, "about"),
        note="UCDP's best estimate.",
    )
    # GED 19.1 has rows whose low is above their high: the range stands, and the note tells.
    is_swapped = events["low"].astype(int) > events["high"].astype(int)
    low = events["low"].mask(is_swapped, events["high"])
    high = events["high"].mask(is_swapped, events["low"])
    ends = _killed(ids, "range", "all", low, high).assign(
        note=pd.Series("UCDP's low and high estimates.", events.index).mask(
            is_swapped, "UCDP's low and high estimates, which stand the other way round there."
        )
    )
    is_wider = is_range | (events["best"] != events["low"])
    return pd.concat([best, ends[is_wider]])


def _parts(events: pd.DataFrame, ids: pd.Series) -> pd.DataFrame:
    sides = {"deaths_a": events["side_a"], "deaths_b": events["side_b"]}
    frames = []
    for column, who in _PARTS.items():
        part = _killed(ids, who, who, events[column], events[column])
        part["part_of"] = ids + "-best"
        part["note"] = ("Of " + sides[column] + ".") if column in sides else ""
        frames.append(part[events[column].str.strip("0") != ""])
    return pd.concat(frames)


def _killed(ids: pd.Series, name: str, who: str, low: pd.Series, high: pd.Series) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "claim_id": ids + "-" + name,
            "incident_id": ids,
            "source_id": UCDP_SOURCE_ID,
            "measure": "killed",
            "who": who,
            "low": low,
            "high": high,
        }
    )
