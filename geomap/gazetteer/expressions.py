"""What a place phrase says, as a small tree: names at the leaves, relations above them.

The tree holds no geometry; `readings` turns it into some.
"""

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Form: TypeAlias = Literal["part", "outside", "beside", "countryside"]
"""How a direction is meant: a part of it, to one side of it, just there, its countryside."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name, or several of one place ("Ain Al-Arab (Kobani)"), with its type word."""

    texts: tuple[str, ...]
    type: str | None = None


@dataclass(frozen=True, slots=True)
class Stored:
    """A place given by its id: what an adjective such as "Syrian" stands for."""

    place_id: str


@dataclass(frozen=True, slots=True)
class Near:
    """In the vicinity of something, or as far beyond it as `beyond_m` says."""

    of: "Expression"
    beyond_m: float = 0.0


@dataclass(frozen=True, slots=True)
class RegionOf:
    """The area that is called after a place: "the Atmeh area"."""

    of: "Expression"


@dataclass(frozen=True, slots=True)
class Between:
    """Between two or more things."""

    ends: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Border:
    """The line between two units; with one side only, its border with the home country.

    `reach` names the distance (relations.toml) to which it extends on each side. `is_with` tells
    "the border with Aleppo", which is its outline, from "Aleppo's border", which is its stretch of
    the country's.
    """

    sides: tuple["Expression", ...]
    reach: Literal["border", "near_border", "overlap"] = "border"
    is_with: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Triangle:
    """Where three countries meet."""

    sides: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Directed:
    """A part of something ("northern Idlib") or what lies to one side of it ("west of X").

    `beside` is "just west of X": the wedge is shorter.
    """

    of: "Expression"
    directions: tuple[str, ...]
    form: Form


@dataclass(frozen=True, slots=True)
class Countryside:
    """The countryside of a town or governorate."""

    of: "Expression"


@dataclass(frozen=True, slots=True)
class Offset:
    """A distance from something, with a direction, towards a second thing, or neither.

    `doubt_m` is half a unit of the last digit of the number, or half of "10 to 15 km".
    """

    of: "Expression"
    distance_m: float
    direction: str | None
    towards: "Expression | None" = None
    doubt_m: float = field(default=0.0, compare=False)


@dataclass(frozen=True, slots=True)
class Edge:
    """The outskirts of a place or the entrance to it, on all or some sides."""

    of: "Expression"
    directions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Road:
    """The road between two or more things, or to the only one that is named."""

    ends: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Course:
    """The land along a river, all of it or between two places."""

    river: "Expression"
    ends: tuple["Expression", ...] = ()


@dataclass(frozen=True, slots=True)
class Strip:
    """The land along the home side of a border between two places, so deep."""

    ends: tuple["Expression", ...]
    depth_m: float


@dataclass(frozen=True, slots=True)
class Inland:
    """The land of a country, a distance from its border or as far as that ("to a depth of").

    `border` is the border that is measured from, None for the country's own: towards the home
    country, or all round the home country itself.
    """

    country: "Expression"
    distance_m: float
    border: "Expression | None" = None
    is_depth: bool = False
    doubt_m: float = field(default=0.0, compare=False)


@dataclass(frozen=True, slots=True)
class Opposite:
    """What lies across the water from a place; `of` is None when the phrase does not say it.

    `directions` name the side; without any it is the one on which the place does not lie.
    """

    of: "Expression | None"
    river: "Expression | None" = None
    directions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bank:
    """One or more sides of a river; `bank` is the land by the water, `side` all of it."""

    river: "Expression"
    directions: tuple[str, ...]
    reach: Literal["side", "bank"] = "side"


@dataclass(frozen=True, slots=True)
class Stacked:
    """Parts that all hold at once: "near A, at the border with B, in C"."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """A list of places that are meant together: "A and B"."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Unread:
    """Words that name no place, with the reason."""

    reason: str


Expression: TypeAlias = (
    Named
    | Stored
    | Near
    | RegionOf
    | Between
    | Border
    | Triangle
    | Directed
    | Countryside
    | Offset
    | Edge
    | Road
    | Course
    | Strip
    | Bank
    | Inland
    | Opposite
    | Stacked
    | AnyOf
    | Unread
)
