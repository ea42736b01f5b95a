"""Turn the phrases about what lies across a line, or between two, into footprints."""

import shapely
from shapely.geometry.base import BaseGeometry

from geomap.gazetteer.across import land_between_lines, land_inland, land_opposite
from geomap.gazetteer.atlas import Atlas
from geomap.gazetteer.borders import BORDER_MEAN_M
from geomap.gazetteer.context import Context
from geomap.gazetteer.expressions import Expression, Inland, Opposite
from geomap.gazetteer.footprints import Footprint, area_footprint
from geomap.gazetteer.line_readings import LineReading
from geomap.gazetteer.model import Place
from geomap.gazetteer.naming import Unreadable
from geomap.gazetteer.offsets import doubt_of_distance_m
from geomap.gazetteer.reading_places import stored
from geomap.gazetteer.relations import border_line, surroundings_of
from geomap.gazetteer.stacks import Outcome, Read
from geomap.gazetteer.vocabulary import Vocabulary

_A_PAIR = 2


class AcrossReading:
    """Evaluates the far side of rivers, the inner side of borders, and the land between lines."""

    def __init__(
        self, atlas: Atlas, vocabulary: Vocabulary, read: Read, lines: LineReading
    ) -> None:
        self._atlas = atlas
        self._vocabulary = vocabulary
        self._reach_m = vocabulary.distances_m
        self._read = read
        self._lines = lines

    def of(self, expression: Inland | Opposite, context: Context) -> Outcome:
        """Return the land inside a border or across a river."""
        if isinstance(expression, Inland):
            return self._inland(expression, context)
        return self._opposite(expression, context)

    def between_lines(self, ends: tuple[Expression, ...], found: list[Footprint]) -> Outcome | None:
        """Return the land between two lines, None when the ends are not two lines."""
        lines = [self._lines.line_of(end, base) for end, base in zip(ends, found, strict=True)]
        drawn = [line for line in lines if line is not None]
        if len(drawn) != len(lines) or len(drawn) != _A_PAIR:
            return None
        home = stored(self._vocabulary.home, self._atlas)
        if isinstance(home, Unreadable):
            return home
        farthest_m = self._reach_m["between_lines"]
        doubt_m = max(self._lines.accuracy_m(*one) for one in zip(ends, found, strict=True))
        land = land_between_lines(drawn, home.geometry, farthest_m=farthest_m, doubt_m=doubt_m)
        if land is None:
            return Unreadable(f"The two are nowhere within {farthest_m / 1000:.0f} km.")
        how = (
            f"The land between the two where they are at most {farthest_m / 1000:.0f} km apart, "
            f"and {doubt_m / 1000:.1f} km of doubt around it."
        )
        return area_footprint(
            land,
            doubt_m=0,
            place_ids=tuple(dict.fromkeys(key for base in found for key in base.place_ids)),
            why=(*(sentence for base in found for sentence in base.why), how),
        )

    def _inland(self, expression: Inland, context: Context) -> Outcome:
        country = self._read(expression.country, Context(), "units")
        if isinstance(country, Unreadable):
            return country
        border = None if expression.border is None else self._read(expression.border, context, None)
        if isinstance(border, Unreadable):
            return border
        line = self._border_of(country)
        if expression.border is not None and border is not None:
            line = self._lines.line_of(expression.border, border)
        if line is None:
            return Unreadable("The two share no border from which a distance is measured.")
        doubt_m = doubt_of_distance_m(
            expression.distance_m,
            expression.doubt_m,
            distance_share=self._vocabulary.distance_share,
        )
        land = land_inland(
            country,
            line,
            expression.distance_m,
            doubt_m=doubt_m + BORDER_MEAN_M,
            is_depth=expression.is_depth,
            place_ids=border.place_ids if border else (),
            why=border.why if border else (),
        )
        return land or Unreadable("Nothing lies so far inside.")

    def _border_of(self, country: Footprint) -> BaseGeometry | None:
        """Return a country's border with the home country, of the home country all its borders."""
        home = stored(self._vocabulary.home, self._atlas)
        if isinstance(home, Unreadable):
            return None
        if country.place_ids != (self._vocabulary.home,):
            return border_line([home, country])
        neighbours = (
            self._atlas.footprint(place)
            for place in self._atlas.places_of_kind("country")
            if place.place_id != self._vocabulary.home
        )
        lines = [
            line for neighbour in neighbours if (line := border_line([home, neighbour])) is not None
        ]
        return shapely.union_all(lines) if lines else None

    def _opposite(self, expression: Opposite, context: Context) -> Outcome:
        if expression.of is None:
            return Unreadable("Opposite to what the phrase does not say.")
        of = self._read(expression.of, context, "points")
        if isinstance(of, Unreadable):
            return of
        reach_m = self._reach_m["opposite"]
        for river in self._rivers_of(expression.river):
            place = self._atlas.places[river.place_ids[0]]
            far = land_opposite(
                of,
                river,
                self._atlas.polygon_of(place),
                expression.directions,
                reach_m=reach_m,
                accuracy_m=self._atlas.line_accuracy_m(place),
            )
            if far is not None:
                return far
        return surroundings_of(of, reach_m=reach_m).saying(
            "Opposite to it: no river is drawn by it, so its surroundings are taken."
        )

    def _rivers_of(self, river: Expression | None) -> list[Footprint]:
        """Return the river that is named, else all that are drawn."""
        if river is not None:
            found = self._read(river, Context(), None)
            return [] if isinstance(found, Unreadable) else [found]
        rivers = (stored(place.place_id, self._atlas) for place in self._drawn_rivers())
        return [found for found in rivers if isinstance(found, Footprint)]

    def _drawn_rivers(self) -> list[Place]:
        return [place for place in self._atlas.places_of_kind("river") if place.line]
