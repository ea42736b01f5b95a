"""Where UCDP GED events are: `where_prec` decides what may be drawn, never the coordinate alone.

Exact places are points or circles with a radius (`ucdp_circles`), near ones circles of 25 km.
Districts, governorates and parts of them are areas that the gazetteer reads from UCDP's words; the
coordinate that UCDP gives for them is a centroid, and a centroid is never a pin.
"""

import re
from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from geomap.gazetteer import POINT_PRECISIONS, Gazetteer, Location
from geomap.incidents.ucdp_circles import circles_of_exact_places

LOCATION_COLUMNS = ("place_as_written", "within", "place_id", "lon", "lat", "radius_m", "note")

_EXACT, _NEAR, _DISTRICT, _COUNTRY, _ELSEWHERE = "1", "2", "3", "6", "7"
_NEAR_M = 25_000
_NEAR_NOTE = "The coordinate is UCDP's (where_prec 2: near it)."
_EXACT_NOTE = "The coordinate is UCDP's (where_prec 1), the radius "
_KNOWN, _UNKNOWN = "the gazetteer's.", "geomap's: the gazetteer lacks it."
_AREA_COLUMNS = ["place_as_written", "within", "place_id", "note"]
_QUESTION = ["where_prec", "where_coordinates", "adm_1", "adm_2", "country"]
_Step = tuple[str, str]
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
    is_exact, is_near = (events["where_prec"] == code for code in (_EXACT, _NEAR))
    exact = _stated(events[is_exact])
    near = _stated(events[is_near]).assign(radius_m=str(_NEAR_M), note=_NEAR_NOTE)
    areas = _areas(events.loc[~is_exact & ~is_near, _QUESTION], gazetteer, progress)
    found = [_with_circles(exact, events["country"], gazetteer), near, areas]
    return pd.concat(found).loc[events.index]


def _stated(events: pd.DataFrame) -> pd.DataFrame:
    found = pd.DataFrame("", index=events.index, columns=list(LOCATION_COLUMNS), dtype=object)
    found["place_as_written"] = events["where_coordinates"]
    found["lon"], found["lat"] = events["longitude"], events["latitude"]
    return found


def _with_circles(exact: pd.DataFrame, country: pd.Series, gazetteer: Gazetteer) -> pd.DataFrame:
    circles = circles_of_exact_places(exact.assign(country=country[exact.index]), gazetteer)
    whose = circles["is_known"].map({True: _KNOWN, False: _UNKNOWN})
    return exact.assign(
        radius_m=circles["radius_m"].map("{:.0f}".format),
        place_id=circles["place_id"],
        note=_EXACT_NOTE + whose,
    )


def _areas(
    questions: pd.DataFrame, gazetteer: Gazetteer, progress: Callable[[int], object]
) -> pd.DataFrame:
    distinct = questions.drop_duplicates().reset_index(drop=True)
    steps = [_steps(*row) for row in distinct.itertuples(index=False, name=None)]
    known: dict[_Step, Location] = {}
    left = steps
    # The wider unit is asked only for what the finer one left open.
    for number in range(max(map(len, steps), default=0)):
        asked = dict.fromkeys(row[number] for row in left if len(row) > number)
        known |= _ask([step for step in asked if step not in known], gazetteer, progress)
        left = [row for row in left if len(row) > number and not _is_area(known[row[number]])]
    rows = [_first_area(row, known) for row in steps]
    found = distinct.join(pd.DataFrame(rows, columns=_AREA_COLUMNS, dtype=object))
    answered = questions.merge(found, on=_QUESTION, how="left").set_index(questions.index)
    return answered.reindex(columns=list(LOCATION_COLUMNS), fill_value="")


def _ask(
    asked: Sequence[_Step], gazetteer: Gazetteer, progress: Callable[[int], object]
) -> dict[_Step, Location]:
    within = [[unit] if unit else None for _, unit in asked]
    answers = gazetteer.resolve_all([text for text, _ in asked], within=within, progress=progress)
    return dict(zip(asked, answers, strict=True))


def _steps(prec: str, where: str, adm_1: str, adm_2: str, country: str) -> list[_Step]:
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
    steps: Sequence[_Step], known: Mapping[_Step, Location]
) -> tuple[str, str, str, str]:
    wording = steps[0][0] if steps else ""
    for number, step in enumerate(steps):
        found = known.get(step)
        if found is None or not _is_area(found):
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
