"""Doubts about a source's own rows: one village listed twice, a name of somebody else.

Both are measured on the consonant skeleton (`folding.keys(...)["consonants"]`), so that an Arabic
and a Latin spelling of one name are alike.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from rapidfuzz import fuzz

from geomap.gazetteer.folding import keys
from geomap.gazetteer.geodesy import distance_m
from geomap.gazetteer.store.records import ImportedPlace, Spelling

SAME_PLACE_M = 2_000
"""Rows of one source that share a skeleton and lie this close are one place."""
LEAST_LIKENESS = 0.34
"""An alias less alike than this to every other spelling of its place is quarantined."""
_CELL_DEG = 0.05  # more than SAME_PLACE_M from south to north


def skeleton(text: str) -> str:
    """Return the consonants of a spelling."""
    return keys(text)["consonants"]


def duplicates_of(
    places: Sequence[ImportedPlace], *, skeleton_of: Callable[[str], str] = skeleton
) -> dict[str, str]:
    """Return, by place_id, the place of the same kind that stands for a duplicate.

    The one with most inhabitants, then most spellings, then the first id stands for its cluster.

    Parameters
    ----------
    places
        All places of one source.
    skeleton_of
        Returns the consonants of a spelling; who has folded them already gives them again.
    """
    chiefs: dict[str, str] = {}
    cells: dict[tuple[str, str, int, int], list[ImportedPlace]] = defaultdict(list)
    for place in sorted(
        places, key=lambda place: (-place.population, -len(place.spellings), place.place_id)
    ):
        own = {key for spelling in place.spellings if (key := skeleton_of(spelling.text))}
        chief = _chief_near(place, own, cells)
        if chief is not None:
            chiefs[place.place_id] = chief.place_id
            continue
        for key in own:
            cells[(key, place.kind, *_cell(place.lon, place.lat))].append(place)
    return chiefs


def strangers_among(
    spellings: Sequence[Spelling], *, skeleton_of: Callable[[str], str] = skeleton
) -> set[str]:
    """Return the aliases that are unlike every other spelling of their place.

    The first spelling is the main name and stays. Two spellings alone cannot outvote each other,
    and neither is kept out then: a place may well have a second name (Ayn al-Arab, Kobani).

    Examples
    --------
    >>> names = [Spelling("Afrin"), Spelling("عفرين"), Spelling("Efrin"), Spelling("Kobani")]
    >>> strangers_among(names)
    {'Kobani'}
    """
    forms = {spelling.text: skeleton_of(spelling.text) for spelling in spellings}
    if len({form for form in forms.values() if form}) < 2 or len(forms) < 3:  # noqa: PLR2004
        return set()
    return {
        text
        for text, form in list(forms.items())[1:]
        if form and not _has_company(text, form, forms.items())
    }


def _has_company(text: str, form: str, forms: Iterable[tuple[str, str]]) -> bool:
    return any(
        fuzz.ratio(form, other_form) / 100 >= LEAST_LIKENESS
        for other, other_form in forms
        if other != text and other_form
    )


def _chief_near(
    place: ImportedPlace,
    skeletons: set[str],
    cells: dict[tuple[str, str, int, int], list[ImportedPlace]],
) -> ImportedPlace | None:
    west, south = _cell(place.lon, place.lat)
    for key in sorted(skeletons):
        for column in (west - 1, west, west + 1):
            for row in (south - 1, south, south + 1):
                for other in cells.get((key, place.kind, column, row), ()):
                    if distance_m(place.lon, place.lat, other.lon, other.lat) <= SAME_PLACE_M:
                        return other
    return None


def _cell(lon: float, lat: float) -> tuple[int, int]:
    """Return the cell of a point; north of 66 degrees cells get narrower than 2 km."""
    return math.floor(lon / _CELL_DEG), math.floor(lat / _CELL_DEG)
