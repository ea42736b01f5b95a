"""A name with its type word and context → one place, rivals kept in sight, or a reason."""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from geomap.gazetteer.atlas import Atlas
from geomap.gazetteer.borders import BORDER_WORST_M
from geomap.gazetteer.context import Context, distance_outside_m, evidence_of, rank_in_context
from geomap.gazetteer.evidence import Evidence
from geomap.gazetteer.expressions import Named
from geomap.gazetteer.footprints import Footprint, area_footprint, coarsest
from geomap.gazetteer.geodesy import circle, polygons_of, union
from geomap.gazetteer.matching import NEAR_MISS_M, UNLISTED_SCORE, Match, in_order, rivals_of
from geomap.gazetteer.model import FACILITY_KINDS, SETTLEMENT_KINDS, kind_in_words
from geomap.gazetteer.vocabulary import Vocabulary

Preference: TypeAlias = Literal["units", "points"] | None

SURE = 0.9
"""From this probability on a spelling that no place is listed with means its likeliest place."""
LIKELY_NONE = 2 / 3
"""Above this no candidate of an unlisted spelling is taken for its meaning."""
MOST_RIVALS = 4
"""Of more places than this an unlisted spelling says too little to be drawn."""
_LEAST_OF_BEST = 0.2
"""A candidate this much less likely than the best is not among those that may be meant."""
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
    listed = [match for match in matches if match.is_listed]
    if not listed:
        return _locate_unlisted(named, matches, atlas, context)
    ranked = rank_in_context(atlas, listed, context)
    others = [match for match in matches if not match.is_listed]
    if _disagrees(ranked[0], atlas, context):
        return _locate_disagreeing(named, ranked, others, atlas, context)
    return _locate_listed(ranked, others, atlas, context, prefer=prefer)


def _locate_listed(
    ranked: list[Match], others: list[Match], atlas: Atlas, context: Context, *, prefer: Preference
) -> Footprint:
    """Return the place that is spelled so, or the area of all that are and nothing decides."""
    rivals = rivals_of(ranked)
    set_aside: list[Match] = []
    if prefer and len(rivals) > 1:
        wants_units = prefer == "units"
        fitting = [match for match in rivals if (match.place.kind in _UNIT_KINDS) == wants_units]
        set_aside = [match for match in rivals if match not in fitting] if fitting else []
        rivals = fitting or rivals
        ranked = [*rivals, *(match for match in ranked if match not in rivals)]
    found = _footprint_of([*ranked, *others], rivals, atlas, context)
    if set_aside:
        names = ", ".join(_in_words(match, atlas) for match in set_aside)
        return found.saying(f"Not {names}, which has the same name.")
    return found


def _disagrees(best: Match, atlas: Atlas, context: Context) -> bool:
    """Whether the nearest place of a name lies far outside what the text says of where it is."""
    return any(distance_outside_m(atlas, best, area) > NEAR_MISS_M for area in context.within)


def _locate_disagreeing(
    named: Named, ranked: list[Match], others: list[Match], atlas: Atlas, context: Context
) -> Footprint | Unreadable:
    """Return the place inside the stated unit that is surely meant, else an open question.

    Of real reports that name a place and its governorate, nearly none means a namesake in another
    governorate; but what a caller states may be wrong, and is no veto.
    """
    if others and _is_sure(others[0]):
        names = ", ".join(_in_words(match, atlas) for match in ranked[:3])
        found = _locate_unlisted(named, [*others, *ranked], atlas, context)
        if isinstance(found, Footprint):
            found = found.saying(f"Spelled exactly so, but outside the stated context: {names}.")
        return found
    rivals = rivals_of(ranked)[:MOST_RIVALS]
    listed = "; ".join(_in_words(match, atlas) for match in rivals)
    sentence = f"Only places outside the stated context are spelled so: {listed}."
    return _open_question(
        rivals,
        (*ranked, *others),
        (sentence, *_remarks(rivals[0], atlas, context)),
        atlas,
        context,
    )


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
    sentence = (
        f"{_not_listed(named)}. It may mean: {listed}; that none of them is meant: {best.none:.2f}."
    )
    return _open_question(likely, matches, (sentence,), atlas, context)


def _open_question(
    may_be: Sequence[Match],
    matches: Sequence[Match],
    why: tuple[str, ...],
    atlas: Atlas,
    context: Context,
) -> Footprint:
    """Return the area of all that may be meant: one doubtful place is an area as well."""
    ordered = _in_company(may_be, atlas, context)
    if ordered[0] is not may_be[0]:
        why = (*why, f"{_in_words(ordered[0], atlas)} lies nearest to the other places named.")
    rest = [match for match in matches if match not in ordered]
    parts = [atlas.footprint(match.place) for match in ordered]
    whole = area_footprint(
        union(part.extent for part in parts),
        doubt_m=0,
        precision=coarsest(part.precision for part in parts),
        place_ids=tuple(match.place.place_id for match in ordered),
        why=why,
    )
    lon, lat = atlas.point_of(ordered[0].place)
    return replace(whole, lon=lon, lat=lat, status="ambiguous", matches=(*ordered, *rest))


def _in_company(may_be: Sequence[Match], atlas: Atlas, context: Context) -> list[Match]:
    """Return rivals with those first that lie among the other places of the dataset."""
    company = context.company
    if not company:
        return list(may_be)

    def worth(match: Match) -> float:
        return (match.probability or 1.0) * company.weight_of(*atlas.point_of(match.place))

    return sorted(may_be, key=worth, reverse=True)


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
    groups = [
        matches
        for text in texts
        if (matches := atlas.index.find(text, kinds=kinds, evidence=evidence))
    ]
    # One spelling that is listed, where nothing stated speaks against it, settles the others.
    settled = [group for group in groups if all(match.probability is None for match in group)]
    if len(groups) <= 1 or settled:
        groups = settled or groups
        best = max(groups, key=lambda group: group[0].score, default=[])
        others = [{match.place.place_id for match in group} for group in groups]
        return [
            match for match in best if all(match.place.place_id in ids for ids in others)
        ] or best
    return _judged_together(groups)


def _judged_together(groups: list[list[Match]]) -> list[Match]:
    """Return each place once: two spellings that each may mean it make it likelier."""
    together: dict[str, Match] = {}
    doubts = [
        next((match.none for match in group if match.none is not None), 1) for group in groups
    ]
    none = math.prod(doubts)
    for match in sorted((match for group in groups for match in group), key=in_order):
        known = together.get(match.place.place_id)
        if known is None:
            together[match.place.place_id] = replace(match, none=none)
        elif known.probability and match.probability:
            doubt = (1 - known.probability) * (1 - match.probability)
            together[match.place.place_id] = replace(
                known, probability=1 - doubt, score=UNLISTED_SCORE * (1 - doubt)
            )
    return sorted(together.values(), key=in_order)


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
    sentence = f"The name fits {len(rivals)} places equally well: {listed}. All are covered."
    return _open_question(rivals, ranked, (sentence,), atlas, context)


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
    where = f", {atlas.places[place.parent].name}" if place.parent else ""
    return f"{place.name} ({kind_in_words(place.kind)}{where})"
