"""How far round UCDP's coordinate an exact place reaches: the gazetteer's radius where it knows.

UCDP gives the centre of a settlement and calls Aleppo a "town" as it does a place of two streets,
so its words alone would make false pins. A name that the gazetteer has near the coordinate brings
its radius, widened so that the circle round UCDP's point holds all of the place. Other names get
geomap's own radii; what has no edge (a plain, a mountain) or may be a metropolis is an area.
"""

import re
from collections.abc import Iterable

import pandas as pd

from geomap.gazetteer import Gazetteer
from geomap.gazetteer.geodesy import distance_m
from geomap.gazetteer.model import SETTLEMENT_KINDS, WIDEST_SETTLEMENT_M, WIDEST_SITE_M, Place

_TOWN_M, _VILLAGE_M, _WIDE_M = 5_000, 2_000, 10_000
# UCDP's centre of a place and the gazetteer's may lie this far apart beyond the place's radius.
_NEAR_M = 5_000
_STEP_M = 100
_TYPE_WORD = re.compile(r"\s+(?:town|village|city|suburb|farm|camp)$", re.IGNORECASE)
_TOWN = r"\btown\b"
_WIDE = (
    r"\b(?:city|area|plains?|deserts?|mount|mountains?|hills|jabal|wadi|farms|fields?|island"
    r"|governorate|triangle|sector|region)\b"
)
_PLACE = ["place_as_written", "lon", "lat"]


def circles_of_exact_places(events: pd.DataFrame, gazetteer: Gazetteer) -> pd.DataFrame:
    """Give each event of an exact place the circle it lies in.

    Parameters
    ----------
    events
        Rows with `place_as_written`, `country` and, as text, `lon` and `lat`.
    gazetteer
        Knows how far places reach.

    Returns
    -------
    pandas.DataFrame
        On the index of `events`: `radius_m` in metres, `place_id` of a settlement that may be
        drawn as a point although it reaches over 5 km, `is_known` where the gazetteer has it.
    """
    distinct = events[[*_PLACE, "country"]].drop_duplicates(_PLACE).reset_index(drop=True)
    circles = [
        _known_circle(words, float(lon), float(lat), gazetteer)
        for words, lon, lat in distinct[_PLACE].itertuples(index=False, name=None)
    ]
    found = pd.DataFrame(circles, columns=["radius_m", "place_id"], dtype=object)
    is_known = found["radius_m"].notna()
    radius_m = found["radius_m"].where(is_known, _own_radii_m(distinct, is_known))
    answers = distinct[_PLACE].assign(
        radius_m=radius_m.astype("float64"), place_id=found["place_id"], is_known=is_known
    )
    return events[_PLACE].merge(answers, on=_PLACE, how="left").set_index(events.index)


def _known_circle(
    words: str, lon: float, lat: float, gazetteer: Gazetteer
) -> tuple[float | None, str]:
    bare = _TYPE_WORD.sub("", words)
    listed = [
        place for text in dict.fromkeys((words, bare)) for place in gazetteer.places_listed_as(text)
    ]
    found = _nearest(listed, lon, lat)
    if found is None and re.search(_TOWN, words, re.IGNORECASE):
        # Only of a town does the size matter enough to look for other spellings.
        alike = [gazetteer.place(one.place_id) for one in gazetteer.search(bare)]
        found = _nearest(alike, lon, lat)
    return found or (None, "")


def _nearest(places: Iterable[Place], lon: float, lat: float) -> tuple[float, str] | None:
    """Return the radius in metres that holds the nearest place, and its id where that counts."""
    near = []
    for place in places:
        if place.lon is None or place.lat is None or not place.is_drawn_as_point:
            continue
        away_m = distance_m(lon, lat, place.lon, place.lat)
        if place.radius_m and away_m <= place.radius_m + _NEAR_M:
            radius_m = round((place.radius_m + away_m) / _STEP_M) * _STEP_M
            near.append((away_m, place.place_id, radius_m, place.kind in SETTLEMENT_KINDS))
    if not near:
        return None
    _, place_id, radius_m, is_settlement = min(near)
    is_wide_point = is_settlement and WIDEST_SITE_M < radius_m <= WIDEST_SETTLEMENT_M
    return radius_m, place_id if is_wide_point else ""


def _own_radii_m(places: pd.DataFrame, is_known: pd.Series) -> pd.Series:
    words = places["place_as_written"]
    is_town = words.str.contains(_TOWN, case=False)
    # Where the gazetteer has most towns of a country, one that it lacks is small.
    share = is_known[is_town].groupby(places["country"]).mean()
    is_covered = places["country"].map(share).fillna(0) >= 1 / 2
    radius_m = pd.Series(_VILLAGE_M, index=places.index).mask(is_town, _TOWN_M)
    is_wide = words.str.contains(_WIDE, case=False) | (is_town & ~is_covered)
    return radius_m.mask(is_wide, _WIDE_M)
