"""Turn the phrases about drawn lines into footprints: borders, rivers, corners, strips."""

import shapely
import shapely.ops
from shapely.geometry.base import BaseGeometry

from geomap.gazetteer.atlas import Atlas
from geomap.gazetteer.borders import BORDER_MEAN_M
from geomap.gazetteer.context import Context
from geomap.gazetteer.corridors import border_depth, river_course
from geomap.gazetteer.expressions import (
    Bank,
    Border,
    Course,
    Expression,
    Named,
    Offset,
    Strip,
    Triangle,
)
from geomap.gazetteer.footprints import Footprint, point_footprint
from geomap.gazetteer.naming import Unreadable
from geomap.gazetteer.offsets import band_beside
from geomap.gazetteer.reading_places import (
    accuracy_of,
    first_unreadable,
    main_place,
    names_of,
    stored,
)
from geomap.gazetteer.relations import (
    border_corner,
    border_line,
    border_strip,
    laid_over,
    side_of,
    surroundings_of,
)
from geomap.gazetteer.stacks import Outcome, Read
from geomap.gazetteer.vocabulary import Vocabulary

_OF_COUNTRIES = {"border": "country_border", "near_border": "near_country_border"}


class LineReading:
    """Evaluates what a phrase says of borders and rivers; names are read by the caller's `read`."""

    def __init__(self, atlas: Atlas, vocabulary: Vocabulary, read: Read) -> None:
        self._atlas = atlas
        self._vocabulary = vocabulary
        self._reach_m = vocabulary.distances_m
        self._read = read

    def of(
        self, expression: Border | Triangle | Bank | Course | Strip, context: Context
    ) -> Outcome:
        """Return the footprint of a border, a corner of borders, a river bank or a strip."""
        match expression:
            case Border():
                return self._border(expression, context)
            case Triangle(sides):
                return self._triangle(sides, context)
            case Bank():
                return self._bank(expression, context)
            case Course():
                return self._course(expression, context)
            case Strip():
                return self._strip(expression, context)

    def offset(self, expression: Offset, base: Footprint, doubt_m: float) -> Outcome:
        """Return what lies a distance from an area: from its line if it is one, or its edge."""
        line = self.line_of(expression.of, base)
        is_river = isinstance(expression.of, Named)
        if line is None:
            return surroundings_of(base, reach_m=expression.distance_m).saying(
                "A distance from an area is measured from its edge; its direction does not narrow."
            )
        found = band_beside(
            base,
            line,
            expression.distance_m,
            expression.direction,
            doubt_m=doubt_m + self.accuracy_m(expression.of, base),
        )
        if found is None:
            return Unreadable("Nothing lies so far from the line in that direction.")
        home = stored(self._vocabulary.home, self._atlas)
        if is_river or isinstance(home, Unreadable) or self._vocabulary.home not in base.place_ids:
            return found
        return laid_over(found, home).saying("Only the side of it in the country is taken.")

    def nearest_part(
        self, expression: Expression, line: Footprint, ends: list[Footprint]
    ) -> Footprint:
        """Return where a river or border comes closest to the other ends: no one means all of it.

        Anything but a line with a point among the other ends is returned as it is.
        """
        drawn = None if line.is_point else self.line_of(expression, line)
        point = next((end for end in ends if end.is_point), None)
        if drawn is None or point is None:
            return line
        here = shapely.Point(point.lon, point.lat)
        at = shapely.ops.nearest_points(drawn, here)[0]
        return point_footprint(
            float(at.x),
            float(at.y),
            radius_m=self.accuracy_m(expression, line),
            precision="place",
            place_ids=line.place_ids,
            why=(*line.why, "The stretch of it that is nearest is taken."),
        )

    def accuracy_m(self, expression: Expression, base: Footprint) -> float:
        """Return how far the line of a border or river may be off, in metres."""
        river = main_place(base, self._atlas)
        if isinstance(expression, Border) or river is None:
            return BORDER_MEAN_M
        return self._atlas.line_accuracy_m(river)

    def line_of(self, expression: Expression, base: Footprint) -> BaseGeometry | None:
        """Return the line of a border or river within the home country, None of other areas."""
        place = main_place(base, self._atlas)
        if isinstance(expression, Border):
            sides = [stored(key, self._atlas) for key in base.place_ids]
            return border_line([side for side in sides if isinstance(side, Footprint)])
        if place is None or not place.line or not isinstance(expression, Named):
            return None
        line = self._atlas.polygon_of(place)
        home = stored(self._vocabulary.home, self._atlas)
        inside = line if isinstance(home, Unreadable) else line.intersection(home.geometry)
        return inside if shapely.length(inside) else line

    def _border(self, expression: Border, context: Context) -> Outcome:
        found = [self._read(side, context, "units") for side in expression.sides]
        sides = [side for side in found if isinstance(side, Footprint)]
        if len(sides) < len(found):
            return first_unreadable(found)
        if len(sides) == 1 and sides[0].is_point:
            of = surroundings_of(sides[0], reach_m=self._reach_m["near_settlement"])
            return of.saying("A border by a place: its surroundings are taken.")
        is_inner = expression.is_with and self._is_inside_home(sides[0])
        if len(sides) == 1 and not is_inner and not self._is_home(sides[0]):
            home = stored(self._vocabulary.home, self._atlas)
            if isinstance(home, Unreadable):
                return home
            sides = [home, *sides]
        names = names_of(sides, self._atlas)
        reach_m = self._reach_m[_reach_of(expression, sides)]
        accuracy_m = accuracy_of(sides, self._atlas)
        strip = border_strip(sides, names, reach_m=reach_m, accuracy_m=accuracy_m)
        if strip is None and self._is_inside_home(sides[-1]) and len(expression.sides) == 1:
            strip = border_strip(sides[-1:], names[-1:], reach_m=reach_m)
        if strip is None:
            return Unreadable(f"{' and '.join(names)} share no border in the embedded data.")
        return strip

    def _triangle(self, expressions: tuple[Expression, ...], context: Context) -> Outcome:
        found = [self._read(side, context, "units") for side in expressions]
        sides = [side for side in found if isinstance(side, Footprint)]
        if len(sides) < len(found):
            return first_unreadable(found)
        names = names_of(sides, self._atlas)
        is_of_countries = all(side.precision == "country" for side in sides)
        reach = "triangle" if is_of_countries else "triangle_of_units"
        corner = border_corner(sides, names, reach_m=self._reach_m[reach])
        if corner is None:
            return Unreadable(f"{', '.join(names)} meet in no point of the embedded borders.")
        return corner

    def _bank(self, expression: Bank, context: Context) -> Outcome:
        river = self._read(expression.river, Context(), None)
        if isinstance(river, Unreadable):
            return river
        place = self._atlas.places[river.place_ids[0]]
        line = self._atlas.polygon_of(place)
        area = stored(self._vocabulary.home, self._atlas)
        if isinstance(area, Unreadable):
            return area
        for container in context.within:
            area = laid_over(area, container)
        side = side_of(
            river,
            line,
            area,
            expression.directions,
            band_m=self._reach_m["banks"],
            accuracy_m=self._atlas.line_accuracy_m(place),
            into=self._atlas.main_stem_of(place),
            whole=expression.reach == "side",
        )
        return side or Unreadable(f"{place.name} does not run through the area stated.")

    def _course(self, expression: Course, context: Context) -> Outcome:
        river = self._read(expression.river, Context(), None)
        if isinstance(river, Unreadable):
            return river
        found = [self._read(end, context, "points") for end in expression.ends]
        ends = [end for end in found if isinstance(end, Footprint)]
        if len(ends) < len(found):
            return first_unreadable(found)
        place = self._atlas.places[river.place_ids[0]]
        line = self._atlas.polygon_of(place)
        home = stored(self._vocabulary.home, self._atlas)
        if not ends and isinstance(home, Footprint):
            inside = line.intersection(home.geometry)
            line = inside if inside.length else line
        course = river_course(
            river,
            line,
            ends,
            width_m=self._reach_m["along_river"],
            accuracy_m=self._atlas.line_accuracy_m(place),
        )
        return course or Unreadable(f"{place.name} does not run by the places stated.")

    def _strip(self, expression: Strip, context: Context) -> Outcome:
        found = [self._read(end, context, "points") for end in expression.ends]
        ends = [end for end in found if isinstance(end, Footprint)]
        if len(ends) < len(found):
            return first_unreadable(found)
        home = stored(self._vocabulary.home, self._atlas)
        if isinstance(home, Unreadable):
            return home
        strip = border_depth(home, ends, depth_m=expression.depth_m)
        names = " and ".join(names_of(ends, self._atlas))
        return strip or Unreadable(f"No border runs by {names} from which a depth is measured.")

    def _is_home(self, footprint: Footprint) -> bool:
        return footprint.place_ids == (self._vocabulary.home,)

    def _is_inside_home(self, footprint: Footprint) -> bool:
        place = main_place(footprint, self._atlas)
        if self._is_home(footprint):
            return False
        country = None if place is None else self._atlas.country_of(place)
        return country is not None and country.place_id == self._vocabulary.home


def _reach_of(expression: Border, sides: list[Footprint]) -> str:
    """Return the distance by the word; borders of countries are spoken of from farther away."""
    is_international = any(side.precision == "country" for side in sides)
    reach = expression.reach
    return _OF_COUNTRIES.get(reach, reach) if is_international else reach
