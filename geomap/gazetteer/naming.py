"""A name with its type word and context → one place, rivals kept in sight, or a reason."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from geomap.gazetteer.atlas import Atlas
from geomap.gazetteer.borders import BORDER_WORST_M
from geomap.gazetteer.context import Context, distance_outside_m, evidence_of, rank_in_context
from geomap.gazetteer.evidence import Evidence
from geomap.gazetteer.expressions import Named
from geomap.gazetteer.footprints import Footprint, area_footprint, union_of
from geomap.gazetteer.geodesy import circle, polygons_of
from geomap.gazetteer.matching import NEAR_MISS_M, Match, rivals_of
from geomap.gazetteer.model import FACILITY_KINDS, SETTLEMENT_KINDS
from geomap.gazetteer.vocabulary import Vocabulary

Preference: TypeAlias = Literal["units", "points"] | None

SURE = 0.85
"""From this probability on a spelling that no place is listed with means its likeliest place."""
LIKELY_NONE = 0.5
"""Above this no candidate of an unlisted spelling is taken for its meaning."""
MOST_RIVALS = 4
"""Of more places than this an unlisted spelling says too little to be drawn."""
_LEAST_OF_BEST = 0.2
_UNIT_KINDS = frozenset({"country", "governorate", "region", "desert", "river"})


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a phrase has no place, with the names that come near."""

    reason: str
    matches: tuple[Match, ...] = ()


def locate_name(
    named: Named,
    atlas: Atlas,
    vocabulary: Vocabulary,
    context: Context,
    *,
    prefer: Preference = None,
) -> Footprint | Unreadable:
    """Return the footprint of a name, of all its rivals where nothing decides between them.

    Parameters
    ----------
    named
        The spellings and the type word.
    atlas, vocabulary, context
        Where to look, what the type words mean, what is known of the surroundings.
    prefer
        What to take of a name that a city and a governorate share: `units` for what contains
        something, `points` for what something is near to, None for both.
    """
    kinds = vocabulary.kinds_of_type.get(named.type) if named.type else None
    matches = _matches_of(named.texts, atlas, kinds, evidence_of(atlas, context))
    if named.type and not any(match.is_listed or _is_sure(match) for match in matches):
        plain = _locate_without_type(named, atlas, vocabulary, context)
        if isinstance(plain, Footprint) or not matches:
            return plain
    if not matches:
        return Unreadable(f"{_not_listed(named)}.")
    if not matches[0].is_listed:
        return _locate_unlisted(named, matches, atlas, context)
    ranked = rank_in_context(atlas, [match for match in matches if match.is_listed], context)
    others = [match for match in matches if not match.is_listed]
    if others and _is_sure(others[0]):
        # All that are spelled so lie outside what is stated; one that lies in it is spelled alike.
        listed = ", ".join(_in_words(match, atlas) for match in ranked[:3])
        found = _locate_unlisted(named, [*others, *ranked], atlas, context)
        if isinstance(found, Footprint):
            found = found.saying(f"Spelled exactly so, but outside the stated context: {listed}.")
        return found
    rivals = rivals_of(ranked)
    set_aside: list[Match] = []
    if prefer and len(rivals) > 1:
        wants_units = prefer == "units"
        fitting = [match for match in rivals if (match.place.kind in _UNIT_KINDS) == wants_units]
        set_aside = [match for match in rivals if match not in fitting] if fitting else []
        rivals = fitting or rivals
        ranked = [*rivals, *(match for match in ranked if match not in rivals)]
    found = _footprint_of(ranked, rivals, atlas, context)
    if set_aside:
        others = ", ".join(_in_words(match, atlas) for match in set_aside)
        return found.saying(f"Not {others}, which has the same name.")
    return found


def _locate_unlisted(
    named: Named, matches: list[Match], atlas: Atlas, context: Context
) -> Footprint | Unreadable:
    """Return the place that is surely meant, the area of all that may be, or a reason."""
    best = matches[0]
    if _is_sure(best):
        sentence = f"{_in_words(best, atlas)}: {best.reason}."
        found = atlas.footprint(best.place).saying(sentence, *_remarks(best, atlas, context))
        return replace(found, matches=tuple(matches))
    likely = [match for match in matches if _may_be_meant(match, best)]
    if best.none is None or best.none > LIKELY_NONE or len(likely) > MOST_RIVALS:
        nearest = ", ".join(match.place.name for match in matches[:3])
        reason = f"{_not_listed(named)}; the nearest spelling: {nearest}."
        return Unreadable(reason, tuple(matches))
    listed = "; ".join(
        f"{_in_words(match, atlas)}, probability {match.probability:.2f}" for match in likely
    )
    whole = union_of([atlas.footprint(match.place) for match in likely])
    sentence = (
        f"{_not_listed(named)}. It may mean: {listed}; that none of them is meant: {best.none:.2f}."
    )
    lon, lat = atlas.point_of(best.place)
    return replace(
        whole, lon=lon, lat=lat, why=(sentence,), status="ambiguous", matches=tuple(matches)
    )


def _is_sure(match: Match) -> bool:
    return match.probability is not None and match.probability >= SURE


def _may_be_meant(match: Match, best: Match) -> bool:
    return (
        match.probability is not None
        and best.probability is not None
        and match.probability >= best.probability * _LEAST_OF_BEST
    )


def _not_listed(named: Named) -> str:
    spelled = " / ".join(named.texts)
    return f"The gazetteer has no place spelled {spelled!r}"


def _matches_of(
    texts: tuple[str, ...], atlas: Atlas, kinds: Collection[str] | None, evidence: Evidence
) -> list[Match]:
    """Look up every spelling; a place that several spell is meant by them together."""
    found = [
        matches
        for text in texts
        if (matches := atlas.index.find(text, kinds=kinds, evidence=evidence))
    ]
    if len(found) <= 1:
        return found[0] if found else []
    shared = set.intersection(*({match.place.place_id for match in group} for group in found))
    if shared:
        return [match for match in found[0] if match.place.place_id in shared]
    return max(found, key=lambda group: group[0].score)


def _locate_without_type(
    named: Named, atlas: Atlas, vocabulary: Vocabulary, context: Context
) -> Footprint | Unreadable:
    """Fall back from "X airport" to the surroundings of X, never to X itself."""
    plain = locate_name(Named(named.texts), atlas, vocabulary, context, prefer="points")
    if isinstance(plain, Unreadable):
        return plain
    kinds = vocabulary.kinds_of_type[named.type] if named.type else frozenset()
    if any(not match.is_listed for match in plain.matches[:1]):
        # Two guesses, of the name and of what it is called after, are no answer.
        reason = f"The gazetteer has no {named.type} spelled {' / '.join(named.texts)!r}."
        return Unreadable(reason, plain.matches)
    if named.type == "district" or not kinds & FACILITY_KINDS:
        if plain.is_point and not kinds & SETTLEMENT_KINDS:
            reach_m = vocabulary.distances_m["countryside_of_town"]
            return _surroundings(
                plain,
                atlas,
                reach_m,
                f"No {named.type} of that name has a border here: "
                f"{reach_m / 1000:.0f} km around the place are taken.",
            )
        return plain.saying(f"No {named.type} of that name is known; the name alone is taken.")
    reach_m = vocabulary.distances_m["lost_facility"]
    return _surroundings(
        plain,
        atlas,
        reach_m,
        f"No {named.type} of that name is known: it is taken to lie within "
        f"{reach_m / 1000:.0f} km of the place it is called after.",
    )


def _surroundings(plain: Footprint, atlas: Atlas, reach_m: float, sentence: str) -> Footprint:
    if not plain.is_point:
        return plain.saying(sentence)
    around = circle(plain.lon, plain.lat, radius_m=plain.uncertainty_m + reach_m)
    country = atlas.country_of(atlas.places[plain.place_ids[0]])
    area = (
        around if country is None else polygons_of(around.intersection(atlas.polygon_of(country)))
    )
    return area_footprint(
        area,
        doubt_m=0,
        at=(plain.lon, plain.lat),
        place_ids=plain.place_ids,
        why=(*plain.why, sentence),
    )


def _footprint_of(
    ranked: list[Match], rivals: list[Match], atlas: Atlas, context: Context
) -> Footprint:
    best = rivals[0]
    if len(rivals) == 1:
        sentence = f"{_in_words(best, atlas)}: {best.reason}."
        found = atlas.footprint(best.place).saying(sentence, *_remarks(best, atlas, context))
        return replace(found, matches=tuple(ranked))
    listed = "; ".join(_in_words(match, atlas) for match in rivals)
    whole = union_of([atlas.footprint(match.place) for match in rivals])
    sentence = f"The name fits {len(rivals)} places equally well: {listed}. All are covered."
    lon, lat = atlas.point_of(best.place)
    return replace(
        whole, lon=lon, lat=lat, why=(sentence,), status="ambiguous", matches=tuple(ranked)
    )


def _remarks(best: Match, atlas: Atlas, context: Context) -> list[str]:
    """Say what a reader must know of the chosen place: conflicts, weak coordinates."""
    remarks = []
    if not best.is_listed:
        remarks.append("The spelling is only close to a known one: check it.")
    for area in context.within:
        away_m = distance_outside_m(atlas, best, area)
        if away_m > BORDER_WORST_M:
            names = " and ".join(atlas.places[key].name for key in area.place_ids) or "that area"
            verdict = "close to it, not in it" if away_m <= NEAR_MISS_M else "they disagree"
            remarks.append(
                f"It lies {away_m / 1000:.0f} km outside the stated context ({names}): {verdict}."
            )
    if best.place.grade == "C" and best.place.note:
        remarks.append(f"Its coordinate is weak: {best.place.note.rstrip('.')}.")
    return remarks


def _in_words(match: Match, atlas: Atlas) -> str:
    """Tell namesakes apart: "Al-Waleed crossing (crossing, Al-Anbar)"."""
    place = match.place
    kind = place.kind.replace("_", " ")
    where = f", {atlas.places[place.parent].name}" if place.parent else ""
    return f"{place.name} ({kind}{where})"
