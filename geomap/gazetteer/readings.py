"""Turn an expression into a footprint: names are looked up, relations measured, parts laid over.

A part that names nothing known does not sink the rest: the answer is built from the others and
says what it left out. Only a phrase without any known part is `Unreadable`.
"""

from dataclasses import replace
from typing import Literal

from shapely.geometry.base import BaseGeometry

from geomap.gazetteer.across_readings import AcrossReading
from geomap.gazetteer.atlas import Atlas
from geomap.gazetteer.context import Context
from geomap.gazetteer.corridors import road_corridor
from geomap.gazetteer.expressions import (
    AnyOf,
    Bank,
    Between,
    Border,
    Countryside,
    Course,
    Directed,
    Edge,
    Expression,
    Inland,
    Named,
    Near,
    Offset,
    Opposite,
    RegionOf,
    Road,
    Stacked,
    Stored,
    Strip,
    Triangle,
    Unread,
)
from geomap.gazetteer.footprints import Footprint, area_footprint, union_of
from geomap.gazetteer.geodesy import polygons_of
from geomap.gazetteer.line_readings import LineReading
from geomap.gazetteer.model import FACILITY_KINDS, UNIT_PRECISIONS
from geomap.gazetteer.naming import Preference, Unreadable, locate_name
from geomap.gazetteer.offsets import bearing_towards, doubt_of_distance_m, edge_of, ring_around
from geomap.gazetteer.reading_places import (
    accuracy_of,
    first_unreadable,
    main_place,
    names_of,
    stored,
)
from geomap.gazetteer.relations import (
    area_between,
    border_strip,
    countryside_of,
    countryside_towards,
    laid_over,
    outside_towards,
    part_towards,
    surroundings_of,
)
from geomap.gazetteer.stacks import Outcome, stacked
from geomap.gazetteer.unit_names import UNIT_TYPES, locate_unit
from geomap.gazetteer.vocabulary import BEARINGS_DEG, Vocabulary

__all__ = ["Unreadable", "evaluate"]

_UNITS = frozenset({"admin1", "country", *UNIT_PRECISIONS.values()})


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
        self._lines = LineReading(atlas, vocabulary, self.of)
        self._across = AcrossReading(atlas, vocabulary, self.of, self._lines)

    def of(self, expression: Expression, context: Context, prefer: Preference = None) -> Outcome:  # noqa: C901, PLR0911, PLR0912 - one case for each kind
        """Return the footprint of any expression."""
        match expression:
            case Unread(reason):
                return Unreadable(reason)
            case Named(_, type_) if type_ in UNIT_TYPES and self._atlas.units is not None:
                return locate_unit(expression, self._atlas, self._vocabulary, context)
            case Named(_, type_) if type_ in self._vocabulary.reach_of_type_m:
                return self._landmark(expression, context)
            case Named():
                return locate_name(
                    expression, self._atlas, self._vocabulary, context, prefer=prefer
                )
            case Stored(place_id):
                return stored(place_id, self._atlas)
            case Near(of, beyond_m):
                return self._near(of, beyond_m, context)
            case RegionOf(of):
                return self._region(of, context, prefer)
            case Between(ends):
                return self._between(ends, context)
            case Border() | Triangle() | Bank() | Course() | Strip():
                return self._lines.of(expression, context)
            case Inland() | Opposite():
                return self._across.of(expression, context)
            case Road(ends):
                return self._road(ends, context)
            case Edge():
                return self._edge(expression, context)
            case Directed():
                return self._directed(expression, context)
            case Countryside(of):
                return self._countryside(of, context)
            case Offset():
                return self._offset(expression, context)
            case AnyOf(parts):
                return self._any_of(parts, context)
            case Stacked(parts):
                near_m = self._reach_m["near_settlement"]
                return stacked(parts, self.of, context, prefer, near_m=near_m)

    def _near(self, of: Expression, beyond_m: float, context: Context) -> Outcome:
        base = self.of(of, context, "points")
        if isinstance(base, Unreadable):
            return base
        if not base.is_point:
            return surroundings_of(base, reach_m=self._reach_m["near_area"] + beyond_m)
        place = main_place(base, self._atlas)
        kind = "" if place is None else place.kind
        reach = "near_city" if kind == "city" else "near_settlement"
        if kind in FACILITY_KINDS:
            reach = "near_facility"
        return surroundings_of(base, reach_m=self._reach_m[reach] + beyond_m)

    def _landmark(self, named: Named, context: Context) -> Outcome:
        """Return "the bridge of X": the bridge where it is known, else the surroundings of X."""
        type_ = named.type or ""
        reach_m = self._vocabulary.reach_of_type_m[type_]
        kinds = self._vocabulary.kinds_of_type[type_]
        if any(self._atlas.index.lists(text, kinds) for text in named.texts):
            return locate_name(named, self._atlas, self._vocabulary, context)
        plain = self.of(Named(named.texts), context, "units" if type_ == "desert" else "points")
        if isinstance(plain, Unreadable):
            return plain
        lost = f"No {type_} of that name is known: it is looked for in or by the place named."
        if not plain.is_point and plain.status != "ambiguous":
            return plain.saying(lost)
        around = self._inside_country(surroundings_of(plain, reach_m=reach_m)).saying(lost)
        return replace(around, status=plain.status, matches=plain.matches)

    def _inside_country(self, area: Footprint) -> Footprint:
        """Return the surroundings of a place without what lies abroad."""
        country = self._country_polygon(area)
        if country is None or area.geometry.within(country):
            return area
        inside = polygons_of(area.geometry.intersection(country))
        if inside.is_empty:
            return area
        at = (area.lon, area.lat)
        return area_footprint(inside, doubt_m=0, at=at, place_ids=area.place_ids, why=area.why)

    def _region(self, of: Expression, context: Context, prefer: Preference) -> Outcome:
        base = self.of(of, context, prefer)
        if isinstance(base, Unreadable) or not base.is_point:
            return base
        return surroundings_of(base, reach_m=self._reach_m["region_of_settlement"])

    def _between(self, ends: tuple[Expression, ...], context: Context) -> Outcome:
        units = [self.of(end, context, "units") for end in ends]
        readable = [end for end in units if isinstance(end, Footprint)]
        if len(readable) < len(ends):
            return self._without_lost(Between, ends, units, context)
        if (land := self._across.between_lines(ends, readable)) is not None:
            return land
        strip = None
        if all(end.precision in _UNITS for end in readable):
            names = names_of(readable, self._atlas)
            strip = border_strip(
                readable,
                names,
                reach_m=self._reach_m["overlap"],
                accuracy_m=accuracy_of(readable, self._atlas),
            )
        points = [self.of(end, context, "points") for end in ends]
        found = self._closest_together([end for end in points if isinstance(end, Footprint)], ends)
        if strip is not None and not all(end.is_point for end in found):
            return strip
        found = [
            self._lines.nearest_part(expression, end, found)
            for expression, end in zip(ends, found, strict=True)
        ]
        if len({(end.lon, end.lat) for end in found}) == 1:
            return surroundings_of(found[0], reach_m=self._reach_m["near_settlement"])
        way = area_between(found, detour=self._vocabulary.detour)
        if strip is None:
            return way
        both = union_of([strip, way])
        sentence = "Cities and governorates share these names: both readings are covered."
        return replace(both, status="ambiguous").saying(sentence)

    def _road(self, ends: tuple[Expression, ...], context: Context) -> Outcome:
        points = [self.of(end, context, "points") for end in ends]
        found = [end for end in points if isinstance(end, Footprint)]
        if len(found) < len(points):
            return self._without_lost(Road, ends, points, context)
        found = self._closest_together(found, ends)
        if len(found) == 1:
            reach_m = self._reach_m["road_to"]
            return surroundings_of(found[0], reach_m=reach_m).saying(
                "The road's other end is not named: the surroundings of this one are taken."
            )
        return road_corridor(
            found,
            width_m=self._vocabulary.road_width_m,
            width_share=self._vocabulary.road_width_share,
        )

    def _edge(self, expression: Edge, context: Context) -> Outcome:
        base = self.of(expression.of, context, "points")
        if isinstance(base, Unreadable):
            return base
        if not base.is_point:
            return surroundings_of(base, reach_m=self._reach_m["near_settlement"])
        return edge_of(
            base,
            expression.directions,
            half_angle_deg=self._vocabulary.angles_deg["edge"],
            reach_m=self._reach_m["edge"],
        )

    def _without_lost(
        self,
        kind: type[Between | Road],
        ends: tuple[Expression, ...],
        found: list[Outcome],
        context: Context,
    ) -> Outcome:
        """Take the ends that are known if they are two, and say which one is left out."""
        known = [end for end, one in zip(ends, found, strict=True) if isinstance(one, Footprint)]
        lost = first_unreadable(found)
        enough = 1 if kind is Road else 2
        rest = self.of(kind(tuple(known)), context) if len(known) >= enough else lost
        return rest if isinstance(rest, Unreadable) else rest.saying(f"Left out: {lost.reason}")

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
        elif expression.form in {"outside", "beside"}:
            is_beside = expression.form == "beside"
            part = outside_towards(
                base,
                directions,
                half_angle_deg=self._vocabulary.angles_deg["outside"],
                reach_m=self._reach_m["beside"] if is_beside else self._outside_reach_m(base),
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
        doubt_m = doubt_of_distance_m(
            expression.distance_m,
            expression.doubt_m,
            distance_share=self._vocabulary.distance_share,
        )
        if isinstance(expression.of, AnyOf):
            parts = tuple(replace(expression, of=part) for part in expression.of.parts)
            return self._any_of(parts, context)
        base = self.of(expression.of, context, "points")
        if isinstance(base, Unreadable):
            return base
        if not base.is_point:
            return self._lines.offset(expression, base, doubt_m)
        bearing_deg = BEARINGS_DEG[expression.direction] if expression.direction else None
        towards = f"to the {expression.direction}"
        if expression.towards is not None:
            goal = self.of(expression.towards, Context(near=base), "points")
            if isinstance(goal, Unreadable):
                return goal
            bearing_deg = bearing_towards(base, goal)
            names = " and ".join(names_of([goal], self._atlas)) or "what is named"
            towards = f"towards {names} (bearing {bearing_deg:.0f}°)"
        return ring_around(
            base,
            expression.distance_m,
            bearing_deg,
            towards=towards,
            half_angle_deg=self._vocabulary.angles_deg["offset"],
            doubt_m=doubt_m,
        )

    def _any_of(self, parts: tuple[Expression, ...], context: Context) -> Outcome:
        found = [self.of(part, context, "units") for part in parts]
        readable = [part for part in found if isinstance(part, Footprint)]
        if not readable:
            return first_unreadable(found)
        lost = [part.reason for part in found if isinstance(part, Unreadable)]
        whole = union_of(readable)
        if lost and whole.is_point:
            # One of several is no pin: what is told may have happened at the other.
            at = (whole.lon, whole.lat)
            whole = replace(
                area_footprint(
                    whole.extent, doubt_m=0, at=at, place_ids=whole.place_ids, why=whole.why
                ),
                status=whole.status,
                matches=whole.matches,
            )
        if any(part.status == "ambiguous" for part in readable):
            whole = replace(whole, status="ambiguous")
        return whole.saying(*lost)

    def _country_polygon(self, footprint: Footprint) -> BaseGeometry | None:
        place = main_place(footprint, self._atlas)
        country = None if place is None else self._atlas.country_of(place)
        return None if country is None else self._atlas.polygon_of(country)

    def _countryside_reach_m(self, footprint: Footprint) -> float:
        return self._reach_m[f"countryside_of_{self._size_word(footprint, 'town')}"]

    def _outside_reach_m(self, footprint: Footprint) -> float:
        return self._reach_m[f"outside_{self._size_word(footprint, 'city')}"]

    def _size_word(self, footprint: Footprint, largest: Literal["town", "city"]) -> str:
        place = main_place(footprint, self._atlas)
        kind = "village" if place is None else place.kind
        if kind == "city":
            return largest
        return "town" if kind == "town" else "village"
