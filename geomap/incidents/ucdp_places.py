"""Where UCDP GED events are: `where_prec` decides what may be drawn, never the coordinate alone.

Exact places are points with a radius, near ones circles of 25 km. Districts, governorates and
parts of them are areas that the gazetteer reads from UCDP's words; the coordinate that UCDP gives
for them is a centroid, and a centroid is never a pin.
"""

import re
from collections.abc import Callable, Sequence

import pandas as pd

from geomap.gazetteer import POINT_PRECISIONS, Gazetteer, Location
from geomap.incidents.frames import numbers_from_text

LOCATION_COLUMNS = ("place_as_written", "within", "place_id", "note")

_EXACT, _NEAR, _DISTRICT, _COUNTRY, _ELSEWHERE = "1", "2", "3", "6", "7"
# UCDP gives the centre of a settlement; these are geomap's radii for what lies round it.
_TOWN_KM, _VILLAGE_KM, _NEAR_KM = "5", "2", "25"
_TOWN = r"\b(?:town|city)\b"
_QUESTION = ["where_prec", "where_coordinates", "adm_1", "adm_2", "country"]
# "Mintaqat Azaz district" says district twice, and "Markaz" is the district of the seat.
_UNIT_WORDS = re.compile(r"^(?:Mintaqat |Markaz )+")


def locations_of_events(
    events: pd.DataFrame, gazetteer: Gazetteer, *, progress: Callable[[int], object]
) -> pd.DataFrame:
    """Say for each event where it is, in the columns of `locations`; unlocated rows have no words.

    Parameters
    ----------
    events
        As `read_ucdp_table` gives them.
    gazetteer
        Reads the words of areas, each distinct text once.
    progress
        Called with the number of texts answered since the last call.
    """
    is_stated = events["where_prec"].isin([_EXACT, _NEAR])
    circles = _circles(events[is_stated])
    areas = _areas(events.loc[~is_stated, _QUESTION], gazetteer, progress)
    return pd.concat([circles, areas]).loc[events.index]


def _circles(events: pd.DataFrame) -> pd.DataFrame:
    is_town = events["where_coordinates"].str.contains(_TOWN, case=False)
    km = pd.Series(_VILLAGE_KM, index=events.index).mask(is_town, _TOWN_KM)
    km = km.mask(events["where_prec"] == _NEAR, _NEAR_KM)
    lat, lon = (
        numbers_from_text(events[name]).map("{:.6f}".format) for name in ("latitude", "longitude")
    )
    words = events["where_coordinates"] + " (within " + km + " km of " + lat + ", " + lon + ")"
    found = pd.DataFrame("", index=events.index, columns=list(LOCATION_COLUMNS), dtype=object)
    found["place_as_written"] = words.str.strip()
    found["note"] = "The coordinate is UCDP's (where_prec " + events["where_prec"] + ")."
    return found


def _areas(
    questions: pd.DataFrame, gazetteer: Gazetteer, progress: Callable[[int], object]
) -> pd.DataFrame:
    distinct = questions.drop_duplicates().reset_index(drop=True)
    steps = [_steps(*row) for row in distinct.itertuples(index=False, name=None)]
    asked = list(dict.fromkeys(step for row in steps for step in row))
    answers = gazetteer.resolve_all(
        [text for text, _ in asked],
        within=[[unit] if unit else None for _, unit in asked],
        progress=progress,
    )
    known = dict(zip(asked, answers, strict=True))
    rows = [_first_area(row, known) for row in steps]
    found = distinct.join(pd.DataFrame(rows, columns=list(LOCATION_COLUMNS), dtype=object))
    answered = questions.merge(found, on=_QUESTION, how="left")
    return answered.set_index(questions.index)[list(LOCATION_COLUMNS)]


def _steps(prec: str, where: str, adm_1: str, adm_2: str, country: str) -> list[tuple[str, str]]:
    """List what to ask, finest first: (text, unit that contains it)."""
    steps = [(where, "" if where == adm_1 else adm_1)]
    if prec == _DISTRICT:
        district = adm_2 or where
        steps += [(district, adm_1), (_UNIT_WORDS.sub("", district), adm_1)]
    if prec not in {_COUNTRY, _ELSEWHERE}:
        steps.append((adm_1, ""))
    if prec != _ELSEWHERE:
        steps.append((country, ""))
    return [step for step in dict.fromkeys(steps) if step[0]]


def _first_area(
    steps: Sequence[tuple[str, str]], known: dict[tuple[str, str], Location]
) -> tuple[str, str, str, str]:
    wording = steps[0][0] if steps else ""
    for number, step in enumerate(steps):
        found = known[step]
        if not _is_area(found):
            continue
        if number == 0:
            return wording, step[1], "", ""
        if len(found.place_ids) == 1:
            note = (
                f"The gazetteer has no area for UCDP's words; drawn as {step[0]}, which holds it."
            )
            return wording, "", found.place_ids[0], note
    return "", "", "", ""


def _is_area(found: Location) -> bool:
    is_wide = found.precision not in POINT_PRECISIONS
    return found.status == "resolved" and found.geometry is not None and is_wide
