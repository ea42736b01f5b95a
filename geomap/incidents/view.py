"""Cuts the tables of a dataset down to a period, or to chosen incidents.

Incidents and totals gain a column `certainty`; a background incident is held only by its own
date, so a raid of 2019 that a report of 2022 mentions never appears under 2022. A total that
counts from long ago (the dead since 2014) is held by the period in which the count ends, and by no
other: it would stand in every month since. Sites stay from
their first known change on, with the `status` they had at the end of the period; `changed` tells
whether anything happened to them inside it. Sources are those that what is left refers to.
"""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from geomap.incidents.made_ids import rows_of_ids
from geomap.incidents.period import Period

Frames = Mapping[str, pd.DataFrame]
_SITE_TABLES = ("sites", "site_changes")
_Days = npt.NDArray[np.datetime64]


def frames_of_period(frames: Frames, period: Period) -> dict[str, pd.DataFrame]:
    """Give the rows of every table that belong to a period, possible ones included."""
    incidents = _with_certainty(frames["incidents"], period, "date_start", "date_end")
    totals = _totals_of_period(frames["totals"], period)
    locations, claims = frames["locations"], frames["claims"]
    if len(incidents) < len(frames["incidents"]):
        ids = incidents["incident_id"]
        locations = _rows_of(locations, "incident_id", ids)
        claims = _rows_of(claims, "incident_id", ids)
    changes = _changes_known_by(frames["site_changes"], period)
    sites = _sites_with_status(frames["sites"], changes)
    return _with_used_sources(
        {
            "sources": frames["sources"],
            "incidents": incidents,
            "locations": locations,
            "claims": claims,
            "sites": sites,
            "site_changes": changes,
            "totals": totals,
            "translations": frames["translations"],
        }
    )


def frames_of_selection(frames: Frames, incident_ids: pd.Series) -> dict[str, pd.DataFrame]:
    """Give the rows of every table that belong to chosen incidents.

    Of the sites those remain that a chosen incident changed, with all that is known of them;
    totals do not, for they sum up more than what was chosen.
    """
    changes = frames["site_changes"]
    site_ids = changes.loc[changes["incident_id"].isin(incident_ids), "site_id"]
    found = {
        name: _rows_of(frames[name], "incident_id", incident_ids)
        for name in ("incidents", "locations", "claims")
    }
    found |= {name: _rows_of(frames[name], "site_id", site_ids) for name in _SITE_TABLES}
    return _with_used_sources({**frames, **found, "totals": frames["totals"].iloc[:0]})


def certainties(period: Period, starts: pd.Series, ends: pd.Series) -> npt.NDArray[np.object_]:
    """Tell for whole columns what `Period.certainty_of` tells for one span.

    Returns
    -------
    numpy array
        "certain", "possible" or "" for each row. What is not dated at all is possible in the
        period that holds everything, and in no other.
    """
    first, last = _days(starts), _days(ends)
    period_start, period_end = np.datetime64(period.start), np.datetime64(period.end)
    overlaps = (last >= period_start) & (first <= period_end)
    inside = (first >= period_start) & (last <= period_end)
    if period.shares_turning_days:
        is_turning = (first == last) & ((first == period_start) | (first == period_end))
        touches = (last == period_start) | (first == period_end)
        inside &= ~is_turning
        overlaps &= ~touches | is_turning
    vague = (last - first) >= np.timedelta64(period.vaguest_days, "D")
    found = np.where(inside & overlaps, 2, overlaps & ~vague)
    undated = np.isnat(first) | np.isnat(last)
    found = np.where(undated, int(period.is_everything), found)
    return np.array(["", "possible", "certain"], dtype=object)[found]


def _with_used_sources(frames: Frames) -> dict[str, pd.DataFrame]:
    referring = ("locations", "claims", "site_changes", "totals")
    sources = frames["sources"]
    # The last one is that of what cites none.
    is_used = np.zeros(len(sources) + 1, dtype=bool)
    for name in referring:
        is_used[rows_of_ids(sources["source_id"], frames[name]["source_id"])] = True
    if not is_used[:-1].all():
        sources = sources[is_used[:-1]].reset_index(drop=True)
    return {**frames, "sources": sources}


def _with_certainty(frame: pd.DataFrame, period: Period, start: str, end: str) -> pd.DataFrame:
    found = frame.assign(certainty=certainties(period, frame[start], frame[end]))
    is_kept = found["certainty"] != ""
    return found if is_kept.all() else found[is_kept].reset_index(drop=True)


def _totals_of_period(totals: pd.DataFrame, period: Period) -> pd.DataFrame:
    spans = totals["period_start"], totals["period_end"]
    found = certainties(period, *spans)
    # A count ends in a period as a day lies in it; of a turning day, in the month that it ends.
    first, last = _days(spans[0]), _days(spans[1])
    after_start = last > np.datetime64(period.start)
    if not period.shares_turning_days:
        after_start |= last == np.datetime64(period.start)
    ends_here = after_start & (last <= np.datetime64(period.end)) & ~np.isnat(first)
    found[(found == "") & ends_here] = "possible"
    dated = totals.assign(certainty=found)
    return dated[dated["certainty"] != ""].reset_index(drop=True)


def _changes_known_by(changes: pd.DataFrame, period: Period) -> pd.DataFrame:
    certainty = certainties(period, changes["date_start"], changes["date_end"])
    known = _days(changes["date_start"]) <= np.datetime64(period.end)
    if period.is_everything:
        known |= np.isnat(_days(changes["date_start"]))
    found = changes.assign(certainty=certainty)[known]
    # The order of the file decides between two changes of one day: withdrawn, then returned.
    return found.sort_values("date_start", kind="stable", na_position="first").reset_index(
        drop=True
    )


def _sites_with_status(sites: pd.DataFrame, changes: pd.DataFrame) -> pd.DataFrame:
    last = changes.drop_duplicates("site_id", keep="last").set_index("site_id")["status_after"]
    changed = changes.loc[changes["certainty"] != "", "site_id"]
    found = sites[sites["site_id"].isin(last.index)]
    return found.assign(
        status=found["site_id"].map(last), changed=found["site_id"].isin(changed)
    ).reset_index(drop=True)


def _rows_of(frame: pd.DataFrame, column: str, ids: pd.Series) -> pd.DataFrame:
    is_kept = frame[column].isin(ids)
    return frame if is_kept.all() else frame[is_kept].reset_index(drop=True)


def _days(column: pd.Series) -> _Days:
    return column.to_numpy().astype("datetime64[D]")
