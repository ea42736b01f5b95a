"""Turn an expression into a footprint: names are looked up, relations measured, parts laid over.

A part that names nothing known does not sink the rest: the answer is built from the others and
says what it left out. Only a phrase without any known part is `Unreadable`.
"""

from dataclasses import replace
from typing import Literal

from shapely.geometry.base import BaseGeometry

from geomap.gazetteer.atlas import Atlas
from geomap.gazetteer.context import Context
from geomap.gazetteer.expressions import (
    AnyOf,
    Bank,
    Between,
    Border,
    Countryside,
    Directed,
    Expression,
    Named,
    Near,
    Offset,
    RegionOf,
    Stacked,
    Stored,
    Triangle,
    Unread,
)
from geomap.gazetteer.footprints import Footprint, area_footprint, union_of
from geomap.gazetteer.geodesy import area_m2
from geomap.gazetteer.model import FACILITY_KINDS, Place
from geomap.gazetteer.naming import Preference, Unreadable, locate_name
from geomap.gazetteer.relations import (
    MUCH_SMALLER,
    area_between,
    border_corner,
    border_strip,
    countryside_of,
    countryside_towards,
    laid_over,
    outside_towards,
    part_towards,
    ring_around,
    side_of,
    surroundings_of,
)
from geomap.gazetteer.vocabulary import Vocabulary

__all__ = ["Unreadable", "evaluate"]

Outcome = Footprint | Unreadable


def evaluate(
    expression: Expression,
    atlas: Atlas,
    vocabulary: Vocabulary,
    context: Context,
    *,
    prefer: Preference = None,
) -> Outcome:
    """Return the footprint of an expression, or why it has none.

    Parameters
    ----------
    expression
        What the phrase reader made of the text.
    atlas, vocabulary
        The places and the distances behind the words.
    context
        What the caller knows: ranks names, clips areas.
    prefer
        Which of a city and a governorate of one name to take.
    """
    reading = Reading(atlas, vocabulary)
    outcome = reading.of(expression, context, prefer)
    if isinstance(outcome, Unreadable) or outcome.is_point or outcome.status == "ambiguous":
        return outcome
    for area in context.within:
        outcome = laid_over(outcome, area)
    return outcome


class Reading:
    """Evaluates the expressions of one phrase."""

    def __init__(self, atlas: Atlas, vocabulary: Vocabulary) -> None:
        self._atlas = atlas
        self._vocabulary = vocabulary
        self._reach_m = vocabulary.distances_m

    def of(self, expression: Expression, context: Context, prefer: Preference = None) -> Outcome:  # noqa: C901, PLR0911, PLR0912 - one case for each kind
        """Return the footprint of any expression."""
        match expression:
            case Unread(reason):
                return Unreadable(reason)
            case Named():
                return locate_name(
                    expression, self._atlas, self._vocabulary, context, prefer=prefer
                )
            case Stored(place_id):
                return self._stored(place_id)
            case Near(of):
                return self._near(of, context)
            case RegionOf(of):
                return self._region(of, context, prefer)
            case Between(ends):
                return self._between(ends, context)
            case Border():
                return self._border(expression, context)
            case Triangle(sides):
                return self._triangle(sides, context)
            case Directed():
                return self._directed(expression, context)
            case Countryside(of):
                return self._countryside(of, context)
            case Offset():
                return self._offset(expression, context)
            case Bank():
                return self._bank(expression, context)
            case AnyOf(parts):
                return self._any_of(parts, context)
            case Stacked(parts):
                return self._stacked(parts, context, prefer)

    def _stored(self, place_id: str) -> Footprint:
        place = self._atlas.places[place_id]
        return self._atlas.footprint(place).saying(f"{place.name} ({place.kind}).")

    def _near(self, of: Expression, context: Context) -> Outcome:
        base = self.of(of, context, "points")
        if isinstance(base, Unreadable):
            return base
        if not base.is_point:
            return surroundings_of(base, reach_m=self._reach_m["near_area"])
        kind = self._main_place(base)
        is_facility = kind is not None and kind.kind in FACILITY_KINDS
        reach = "near_facility" if is_facility else "near_settlement"
        return surroundings_of(base, reach_m=self._reach_m[reach])

    def _region(self, of: Expression, context: Context, prefer: Preference) -> Outcome:
        base = self.of(of, context, prefer)
        if isinstance(base, Unreadable) or not base.is_point:
            return base
        return surroundings_of(base, reach_m=self._reach_m["region_of_settlement"])

    def _between(self, ends: tuple[Expression, ...], context: Context) -> Outcome:
        units = [self.of(end, context, "units") for end in ends]
        readable = [end for end in units if isinstance(end, Footprint)]
        if len(readable) < len(ends):
            return _first_unreadable(units)
        strip = None
        if all(end.precision in {"admin1", "country"} for end in readable):
            names = self._names_of(readable)
            strip = border_strip(readable, names, reach_m=self._reach_m["overlap"])
        points = [self.of(end, context, "points") for end in ends]
        found = self._closest_together([end for end in points if isinstance(end, Footprint)], ends)
        if strip is not None and not all(end.is_point for end in found):
            return strip
        if len({(end.lon, end.lat) for end in found}) == 1:
            return surroundings_of(found[0], reach_m=self._reach_m["near_settlement"])
        way = area_between(found, detour=self._vocabulary.detour)
        if strip is None:
            return way
        both = union_of([strip, way])
        sentence = "Cities and governorates share these names: both readings are covered."
        return replace(both, status="ambiguous").saying(sentence)

    def _closest_together(
        self, found: list[Footprint], ends: tuple[Expression, ...]
    ) -> list[Footprint]:
        """Decide between namesakes: the one nearest to an end that is not in doubt."""
        sure = next((end for end in found if end.status == "resolved"), None)
        if sure is None:
            return found
        decided = []
        for end, expression in zip(found, ends, strict=True):
            again = (
                self.of(expression, Context(near=sure), "points")
                if end.status == "ambiguous"
                else end
            )
            decided.append(again if isinstance(again, Footprint) else end)
        return decided

    def _border(self, expression: Border, context: Context) -> Outcome:
        found = [self.of(side, context, "units") for side in expression.sides]
        sides = [side for side in found if isinstance(side, Footprint)]
        if len(sides) < len(found):
            return _first_unreadable(found)
        if len(sides) == 1 and sides[0].is_point:
            of = surroundings_of(sides[0], reach_m=self._reach_m["near_settlement"])
            return of.saying("A border by a place: its surroundings are taken.")
        if len(sides) == 1 and not self._is_home(sides[0]):
            sides = [self._stored(self._vocabulary.home), *sides]
        names = self._names_of(sides)
        reach_m = self._reach_m[expression.reach]
        strip = border_strip(sides, names, reach_m=reach_m)
        if strip is None and self._is_inside_home(sides[-1]) and len(expression.sides) == 1:
            strip = border_strip(sides[-1:], names[-1:], reach_m=reach_m)
        if strip is None:
            return Unreadable(f"{' and '.join(names)} share no border in the embedded data.")
        return strip

    def _triangle(self, expressions: tuple[Expression, ...], context: Context) -> Outcome:
        found = [self.of(side, context, "units") for side in expressions]
        sides = [side for side in found if isinstance(side, Footprint)]
        if len(sides) < len(found):
            return _first_unreadable(found)
        names = self._names_of(sides)
        corner = border_corner(sides, names, reach_m=self._reach_m["triangle"])
        if corner is None:
            return Unreadable(f"{', '.join(names)} meet in no point of the embedded borders.")
        return corner

    def _directed(self, expression: Directed, context: Context) -> Outcome:
        base = self.of(expression.of, context, "units")
        if isinstance(base, Unreadable):
            return base
        directions = expression.directions
        is_country = base.precision == "country"
        half_angle_deg = self._vocabulary.angles_deg["part"]
        if not base.is_point:
            part = part_towards(
                base, directions, half_angle_deg=half_angle_deg, rough=is_country or base.rough
            )
        elif expression.form == "countryside":
            part = countryside_towards(
                base,
                directions,
                half_angle_deg=half_angle_deg,
                reach_m=self._countryside_reach_m(base),
                country=self._country_polygon(base),
            )
        elif expression.form == "outside":
            part = outside_towards(
                base,
                directions,
                half_angle_deg=self._vocabulary.angles_deg["outside"],
                reach_m=self._outside_reach_m(base),
            )
        else:
            part = part_towards(base, directions, half_angle_deg=half_angle_deg, rough=False)
        return part or Unreadable(f"It has no {' and '.join(directions)} part.")

    def _countryside(self, of: Expression, context: Context) -> Outcome:
        base = self.of(of, context, "units")
        if isinstance(base, Unreadable):
            return base
        return countryside_of(
            base, reach_m=self._countryside_reach_m(base), country=self._country_polygon(base)
        )

    def _offset(self, expression: Offset, context: Context) -> Outcome:
        base = self.of(expression.of, context, "points")
        if isinstance(base, Unreadable):
            return base
        if not base.is_point:
            return surroundings_of(base, reach_m=expression.distance_m).saying(
                "A distance from an area is measured from its edge; its direction does not narrow."
            )
        return ring_around(
            base,
            expression.distance_m,
            expression.direction,
            half_angle_deg=self._vocabulary.angles_deg["offset"],
            distance_share=self._vocabulary.distance_share,
        )

    def _bank(self, expression: Bank, context: Context) -> Outcome:
        river = self.of(expression.river, Context())
        if isinstance(river, Unreadable):
            return river
        place = self._atlas.places[river.place_ids[0]]
        line = self._atlas.polygon_of(place)
        area = self._stored(self._vocabulary.home)
        for container in context.within:
            area = laid_over(area, container)
        side = side_of(river, line, area, expression.directions, band_m=self._reach_m["banks"])
        return side or Unreadable(f"{place.name} does not run through the area stated.")

    def _any_of(self, parts: tuple[Expression, ...], context: Context) -> Outcome:
        found = [self.of(part, context, "units") for part in parts]
        readable = [part for part in found if isinstance(part, Footprint)]
        if not readable:
            return _first_unreadable(found)
        lost = [part.reason for part in found if isinstance(part, Unreadable)]
        return union_of(readable).saying(*lost)

    def _stacked(
        self, parts: tuple[Expression, ...], context: Context, prefer: Preference
    ) -> Outcome:
        found = [
            self.of(part, context, "units" if index else prefer) for index, part in enumerate(parts)
        ]
        readable = [part for part in found if isinstance(part, Footprint)]
        if not readable:
            return _first_unreadable(found)
        lost = [part.reason for part in found if isinstance(part, Unreadable)]
        settled = [
            self._settled(part, parts[index], found, context, "units" if index else prefer)
            for index, part in enumerate(found)
            if isinstance(part, Footprint)
        ]
        ordered = sorted((_as_container(part, settled[0]) for part in settled), key=_size)
        answer = ordered[0]
        for wider in ordered[1:]:
            said = len(answer.why)
            narrowed = laid_over(answer, wider)
            # The wider part explains itself before what was made of it.
            answer = replace(narrowed, why=(*narrowed.why[:said], *wider.why, *narrowed.why[said:]))
        beside = any(
            isinstance(outcome, Unreadable) and isinstance(part, Near | Offset | Directed)
            for part, outcome in zip(parts, found, strict=True)
        )
        if beside and answer.is_point:
            # "Near some camps in Atmeh" is not Atmeh: without the camps it is the area around.
            answer = surroundings_of(answer, reach_m=self._reach_m["near_settlement"])
        return answer.saying(*(f"Left out: {reason}" for reason in lost))

    def _settled(
        self,
        part: Footprint,
        expression: Expression,
        found: list[Outcome],
        context: Context,
        prefer: Preference,
    ) -> Footprint:
        """Let the other parts of a phrase decide between the candidates of an ambiguous one."""
        if part.status != "ambiguous":
            return part
        others = tuple(
            other
            for other in found
            if isinstance(other, Footprint) and other is not part and other.status == "resolved"
        )
        again = self.of(expression, replace(context, hints=others), prefer)
        return again if isinstance(again, Footprint) else part

    def _main_place(self, footprint: Footprint) -> Place | None:
        return self._atlas.places[footprint.place_ids[0]] if footprint.place_ids else None

    def _names_of(self, footprints: list[Footprint]) -> list[str]:
        places = (self._main_place(footprint) for footprint in footprints)
        return [place.name for place in places if place is not None]

    def _is_home(self, footprint: Footprint) -> bool:
        return footprint.place_ids == (self._vocabulary.home,)

    def _is_inside_home(self, footprint: Footprint) -> bool:
        place = self._main_place(footprint)
        country = None if place is None else self._atlas.country_of(place)
        return country is not None and country.place_id == self._vocabulary.home

    def _country_polygon(self, footprint: Footprint) -> BaseGeometry | None:
        place = self._main_place(footprint)
        country = None if place is None else self._atlas.country_of(place)
        return None if country is None else self._atlas.polygon_of(country)

    def _countryside_reach_m(self, footprint: Footprint) -> float:
        return self._reach_m[f"countryside_of_{self._size_word(footprint, 'town')}"]

    def _outside_reach_m(self, footprint: Footprint) -> float:
        return self._reach_m[f"outside_{self._size_word(footprint, 'city')}"]

    def _size_word(self, footprint: Footprint, largest: Literal["town", "city"]) -> str:
        place = self._main_place(footprint)
        kind = "village" if place is None else place.kind
        if kind == "city":
            return largest
        return "town" if kind == "town" else "village"


def _first_unreadable(found: list[Outcome]) -> Unreadable:
    return next(part for part in found if isinstance(part, Unreadable))


def _as_container(part: Footprint, first: Footprint) -> Footprint:
    """Take the city of "around the prison in Al-Hasakah city" as what holds, never as a pin.

    A place named after an area of about its own size holds that area; a small place named after
    a long border is the place itself.
    """
    if not part.is_point or first.is_point:
        return part
    if area_m2(part.extent) < MUCH_SMALLER * area_m2(first.geometry):
        return part
    at = (part.lon, part.lat)
    return area_footprint(part.extent, doubt_m=0, at=at, place_ids=part.place_ids, why=part.why)


def _size(footprint: Footprint) -> tuple[bool, float]:
    """Sort the most specific first: points, then areas by size."""
    if footprint.is_point:
        return False, footprint.uncertainty_m
    return True, area_m2(footprint.geometry)
