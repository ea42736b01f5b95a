"""A unit below the governorate by its name and type word: "Jarablus district", ناحية الشيوخ.

Only with installed boundaries. Reports call subdistricts districts and the other way round, so a
unit of the other level is taken where none of the asked level has the name, and the answer says
so. A unit that goes by another name than its town is found through the town ("Derik district").
"""

from dataclasses import replace

from shapely.geometry import Point

from geomap.gazetteer.atlas import Atlas
from geomap.gazetteer.context import Context, rank_in_context
from geomap.gazetteer.expressions import Named
from geomap.gazetteer.footprints import Footprint, union_of
from geomap.gazetteer.matching import TIE_MARGIN, Match
from geomap.gazetteer.model import SETTLEMENT_KINDS
from geomap.gazetteer.naming import Unreadable, locate_name
from geomap.gazetteer.vocabulary import Vocabulary

UNIT_TYPES = ("district", "subdistrict")
_LEAST_PROBABILITY = 0.75


def locate_unit(
    named: Named, atlas: Atlas, vocabulary: Vocabulary, context: Context
) -> Footprint | Unreadable:
    """Return the outline of a unit, of all its namesakes where nothing decides between them.

    Parameters
    ----------
    named
        The spellings and the type word, one of `UNIT_TYPES`.
    atlas, vocabulary, context
        Where to look and what is known of the surroundings. Without such a unit the name is read
        as it is without installed boundaries.
    """
    asked = named.type or UNIT_TYPES[0]
    for kind in sorted(UNIT_TYPES, key=lambda kind: kind != asked):
        matches = _units_spelled(named.texts, atlas, kind) or _units_of_town(
            named.texts, atlas, kind
        )
        if matches:
            found = _footprint_of(rank_in_context(atlas, matches, context), atlas)
            if kind == asked:
                return found
            return found.saying(f"No {asked} has that name: the {kind} is taken.")
    return locate_name(named, atlas, vocabulary, context)


def _units_spelled(texts: tuple[str, ...], atlas: Atlas, kind: str) -> list[Match]:
    """Return the units of a kind that a name spells for certain, or else spells with its sounds."""
    found = [match for text in texts for match in _find(text, atlas, kind)]
    once = {match.place.place_id: match for match in reversed(found)}
    return sorted(once.values(), key=lambda match: -match.score)


def _find(text: str, atlas: Atlas, kind: str) -> list[Match]:
    if atlas.units is None:
        return []
    return [
        match
        for match in atlas.units.find(text, kinds=frozenset({kind}))
        if match.is_listed or (match.probability or 0) >= _LEAST_PROBABILITY
    ]


def _units_of_town(texts: tuple[str, ...], atlas: Atlas, kind: str) -> list[Match]:
    """Return the units that go by another name of a town: Derik is Al-Malikiyah."""
    for text in texts:
        towns = atlas.index.find(text, kinds=SETTLEMENT_KINDS)
        if towns and towns[0].is_listed:
            spellings = tuple(name.text for name in towns[0].place.names)
            sure = [match for match in _units_spelled(spellings, atlas, kind) if match.is_listed]
            return [match for match in sure if _holds(match, towns[0], atlas)]
    return []


def _holds(match: Match, town: Match, atlas: Atlas) -> bool:
    outline = atlas.footprint(atlas.places[match.place.place_id])
    lon, lat = atlas.point_of(town.place)
    return bool(outline.limit.intersects(Point(lon, lat)))


def _footprint_of(ranked: list[Match], atlas: Atlas) -> Footprint:
    best = ranked[0]
    rivals = [match for match in ranked if match.score > best.score - TIE_MARGIN]
    # The index of units knows bare names; the place has its full ones.
    places = [atlas.places[match.place.place_id] for match in rivals]
    outlines = [atlas.footprint(place) for place in places]
    names = [f"{place.name} ({place.code})" for place in places]
    if len(places) == 1:
        return replace(outlines[0].saying(f"{names[0]}: {best.reason}."), matches=tuple(ranked))
    sentence = f"The name fits {len(places)} units: {'; '.join(names)}. All are covered."
    whole = union_of(outlines)
    return replace(whole, why=(sentence,), status="ambiguous", matches=tuple(ranked))
