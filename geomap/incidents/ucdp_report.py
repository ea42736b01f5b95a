"""What became of the rows of a UCDP GED file: mapped, area only, unlocated, and which words."""

import pandas as pd

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
    is_exact = is_located & (events["where_prec"] == "1")
    mapped, located, rows = int(is_exact.sum()), int(is_located.sum()), len(events)
    wider = locations.loc[locations["place_id"] != "", "place_as_written"]
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
