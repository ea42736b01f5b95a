"""Read a place phrase into an expression, by the words of relations.toml.

A text that the gazetteer lists as a name is that name, whatever words it holds ("Kurdistan Region
of Iraq", "Al-Mayadeen desert"). Otherwise prepositions cut it into parts that hold at once, and in
each part the outermost relation is looked for first: distance, nearness, depth, triangle, road and
river, border, between, edge, direction and countryside, list, and at last a name with its type
words.
"""

from dataclasses import replace
from itertools import pairwise

from geomap.gazetteer.expressions import (
    AnyOf,
    Between,
    Border,
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
    Strip,
    Triangle,
    Unread,
)
from geomap.gazetteer.inland_phrases import InlandReader
from geomap.gazetteer.line_phrases import LineReader
from geomap.gazetteer.matching import NameIndex
from geomap.gazetteer.measures import measure_at
from geomap.gazetteer.name_phrases import NameReader
from geomap.gazetteer.refusals import HALF
from geomap.gazetteer.segments import Cutter, Segment
from geomap.gazetteer.side_phrases import SideReader
from geomap.gazetteer.spans import Spans
from geomap.gazetteer.tokens import Token, keys_of, tokenise, written
from geomap.gazetteer.vocabulary import Vocabulary
from geomap.gazetteer.wording import Tokens, Wording

NOTHING_NAMED = "The words name no place: they point at something said elsewhere in the text."
_HELD = "Who holds an area changes with time and has no border in the gazetteer; name the place."
_MOVEMENT = "The words tell a movement from one place to another; resolve each end on its own."
_OPPOSITE = "Opposite to what is said elsewhere in the text; name the side: eastern, western …"


def read_phrase(text: str, vocabulary: Vocabulary, index: NameIndex) -> Expression:
    """Return what a text says; words that name nothing become `Unread`, never an error."""
    return PhraseReader(vocabulary, index).read(text)


class PhraseReader:
    """Reads phrases with the words and names of one gazetteer."""

    def __init__(self, vocabulary: Vocabulary, index: NameIndex) -> None:
        self._vocabulary = vocabulary
        self._index = index
        self._wording = Wording(vocabulary, index)
        self._names = NameReader(self._wording)
        self._spans = Spans(vocabulary, index)
        self._lines = LineReader(self._wording, self._names, self._read_part)
        self._sides = SideReader(self._wording, self._names)
        self._inland = InlandReader(self._wording, index, self._read_part)

    def read(self, text: str) -> Expression:
        """Return what a text says."""
        tokens = tokenise(text, self._vocabulary, self._index)
        if self._is_held(tokens):
            return self._without_held(tokens)
        tokens = self._wording.without_holders(tokens)
        if self._wording.is_name(tokens):
            return Named((written(tokens),))
        if (listed := self._read_listed(tokens)) is not None:
            return listed
        tokens = self._spans.plain(tokens)
        inland = self._inland.read(tokens)
        if inland is not None:
            return self._with_inland(*inland)
        deep = self._spans.depth_of(tokens)
        if deep is not None:
            depth, around = deep
            return self._read_strip(self._spans.span_of(around), depth.distance_m)
        return self._read_parts(tokens)

    def _is_held(self, tokens: Tokens) -> bool:
        return self._wording.finds(self._vocabulary.holders, "held", tokens) is not None

    def _without_held(self, tokens: list[Token]) -> Expression:
        """Read what a phrase says beside "SDF-held areas", which have no border here."""
        segments = Cutter(tokens, self._vocabulary).cut()
        others = [segment for segment in segments if not self._is_held(segment.tokens)]
        named = _without_open_opposites(self._with_goals(others))
        return Stacked((Unread(_HELD), *named)) if named else Unread(_HELD)

    def _read_listed(self, tokens: list[Token]) -> Expression | None:
        """Read "A; B; C", names that are meant together; None where a piece says more."""
        cuts = [at for at, token in enumerate(tokens) if at and token.glue == ";"]
        if not cuts:
            return None
        pieces = [tokens[start:end] for start, end in pairwise([0, *cuts, len(tokens)])]
        read = [self._read_parts(piece) for piece in pieces]
        return AnyOf(tuple(read)) if all(isinstance(part, Named) for part in read) else None

    def _read_parts(self, tokens: Tokens) -> Expression:
        segments = Cutter(tokens, self._vocabulary).cut()
        openers = [segment.opener for segment in segments]
        if "from" in openers and "to" in openers[openers.index("from") :]:
            return Unread(_MOVEMENT)
        if "from" in openers and self._leads_nowhere(tokens):
            return Unread(HALF.format("a movement", "the place it leads to"))
        named = _without_open_opposites(self._with_goals(segments))
        if not named:
            return Unread(NOTHING_NAMED)
        return named[0] if len(named) == 1 else Stacked(tuple(named))

    def _leads_nowhere(self, tokens: Tokens) -> bool:
        """Whether a phrase ends with "to": "from A to"."""
        last = self._vocabulary.openers.match(keys_of(tokens[-1:]), 0)
        return last is not None and last[0] == "to"

    def _with_goals(self, segments: list[Segment]) -> list[Expression]:
        """Read the parts; "10 km from A" takes "towards B" or "on the road to B" as its bearing."""
        named: list[Expression] = []
        for segment in segments:
            part = self._read_part(segment.tokens)
            before = named[-1] if named else None
            if part is None:
                continue
            goal = part.ends[0] if isinstance(part, Road) and len(part.ends) == 1 else part
            leads = segment.opener == "to" or goal is not part
            if isinstance(before, Offset) and before.direction is None and leads:
                named[-1] = replace(before, towards=goal)
            elif isinstance(before, Opposite) and before.of is None and segment.opener == "from":
                named[-1] = replace(before, of=part)
            elif segment.opener == "belonging" and isinstance(part, Named) and not named:
                # What belongs to a town is not the town.
                named.append(RegionOf(part))
            else:
                named.append(part)
        return named

    def _with_inland(self, inland: Inland, rest: Tokens) -> Expression:
        """Join the land inside a country with what else the phrase says of where it is."""
        read = self._read_parts(rest) if rest else Unread(NOTHING_NAMED)
        if isinstance(read, Unread) and read.reason == NOTHING_NAMED:
            return inland
        parts = read.parts if isinstance(read, Stacked) else (read,)
        # A place at the border tells which stretch: what is near it lies the distance away too.
        wider = (
            replace(part, beyond_m=inland.distance_m) if isinstance(part, Near) else part
            for part in parts
        )
        return Stacked((inland, *wider))

    def _read_strip(self, tokens: Tokens, depth_m: float) -> Expression:
        """Read the two ends of a strip; what else the phrase says holds too."""
        read = self._read_parts(tokens)
        parts = read.parts if isinstance(read, Stacked) else (read,)
        strips = [
            Strip(part.ends, depth_m) if isinstance(part, Between) else part for part in parts
        ]
        if not any(isinstance(part, Strip) for part in strips):
            return Unread(HALF.format("a depth", "the two ends of the strip"))
        return strips[0] if len(strips) == 1 else Stacked(tuple(strips))

    def _read_part(self, tokens: Tokens) -> Expression | None:
        """Return what one part says, None when it is only filling words."""
        if (offset := self._read_offset(tokens)) is not None:
            # The "few" of "a few kilometres" says nothing elsewhere.
            return offset
        tokens = self._wording.without_fillers(tokens)
        if not tokens or all(token.key.isdigit() for token in tokens):
            return None
        if self._wording.is_name(tokens):
            return Named((written(tokens),))
        for read in (
            self._read_offset,
            self._read_near,
            self._lines.read_triangle,
            self._lines.read_course,
            self._lines.read_road,
            self._lines.read_border,
            self._lines.read_between,
            self._sides.read_opposite,
            self._sides.read_edge,
            self._sides.read_province,
            self._sides.read_direction,
        ):
            found = read(tokens)
            if found is not None:
                return found
        return self._names.read_list(tokens)

    def _read_offset(self, tokens: Tokens) -> Expression | None:
        measure = measure_at(keys_of(tokens), 0, self._vocabulary)
        if measure is None:
            return None
        rest = tokens[measure.length :]
        directions: list[str] = []
        while rest:
            names, length = self._wording.directions_at(rest, 0)
            relation = self._vocabulary.relations.match(keys_of(rest), 0)
            opener = self._vocabulary.openers.match(keys_of(rest), 0)
            if names:
                directions += names
                rest = rest[length:]
            elif relation and relation[0] in {"away", "of"}:
                rest = rest[relation[1] :]
            elif opener and opener[0] == "from":
                rest = rest[opener[1] :]
            else:
                break
        of = self._read_part(rest) if rest else None
        if of is None:
            return Unread(HALF.format("a distance", "a place it is measured from"))
        of = of.of if isinstance(of, RegionOf) else of
        direction = directions[0] if directions else None
        return Offset(of, measure.distance_m, direction, doubt_m=measure.doubt_m)

    def _read_near(self, tokens: Tokens) -> Expression | None:
        keys = keys_of(tokens)
        relation = self._vocabulary.relations.match(keys, 0)
        if relation and relation[0] == "near":
            rest = self._wording.without_fillers(self._wording.without_of(tokens[relation[1] :]))
            of = self._read_part(rest) if rest else None
            return Unread(NOTHING_NAMED) if of is None else self._nearness(of)
        for at in range(len(keys)):
            relation = self._vocabulary.relations.match(keys, at)
            if relation and relation[0] == "near_after" and at + relation[1] == len(keys):
                if self._says_nothing(keys[:at]):
                    return Unread(NOTHING_NAMED)
                of = self._read_part(tokens[:at])
                return None if of is None else self._nearness(of)
        return None

    def _says_nothing(self, keys: list[str]) -> bool:
        """Whether words are but the "in the" of "in the vicinity"."""
        lists = (self._vocabulary.fillers, self._vocabulary.openers)
        return all(any(words.match([key], 0) for words in lists) for key in keys)

    def _nearness(self, of: Expression) -> Expression:
        if isinstance(of, Border):
            return replace(of, reach="near_border" if of.reach == "border" else of.reach)
        if isinstance(of, AnyOf):
            return AnyOf(tuple(self._nearness(part) for part in of.parts))
        return of if isinstance(of, Unread | Edge | Triangle) else Near(of)


def _without_open_opposites(named: list[Expression]) -> list[Expression]:
    """Refuse "the opposite bank" where the phrase does not say opposite to what."""
    return [
        Unread(_OPPOSITE) if isinstance(part, Opposite) and part.of is None else part
        for part in named
    ]
