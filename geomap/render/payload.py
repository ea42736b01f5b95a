"""What a page knows, as records: twin of web/src/payload.ts. Change neither without the other.

The page carries columns (docs/payload.md); these are what they decode to, and what the sheet, the
atlas and the plain list are made from. Everything in them is text written by others: the page
writes it with `textContent` alone. Dates are calendar days, `YYYY-MM-DD`; longitudes come before
latitudes, in degrees (EPSG:4326). Unknown text is "", unknown numbers, days and references are
null.
"""

from typing import Literal, NotRequired, TypeAlias, TypedDict, final

Lang: TypeAlias = Literal["en", "ar"]
Drawn: TypeAlias = Literal["mapped", "area", "unlocated", "withheld"]
Certainty: TypeAlias = Literal["certain", "possible"]
Day: TypeAlias = str
LonLat: TypeAlias = list[float]


class SourceRecord(TypedDict):
    """A published report, statement or dataset."""

    id: str
    publisher: str
    title: str
    language: str
    published: Day | None
    url: str | None
    archive_url: str | None


class DateSpan(TypedDict):
    """The days that surely contain something, and the source's words for them."""

    start: Day | None
    end: Day | None
    precision: str
    as_written: str


class ItemDate(DateSpan):
    """A span, and whether it lies inside the page's period or only overlaps it."""

    certainty: Certainty


class CandidateRecord(TypedDict):
    """A place that a wording may mean."""

    name: str
    kind: str
    reason: str
    score: float


class ItemLocation(TypedDict):
    """One wording of one place of an item, and the gazetteer's answer to it.

    `lon` and `lat` are given for the precisions `site` and `place` alone: nothing else may be
    drawn as a point. `anchor` is a point inside the shape where a badge or an arrow may stand.
    """

    role: str
    standing: str
    as_written: str
    source: str | None
    status: str
    precision: str
    lon: float | None
    lat: float | None
    anchor: LonLat | None
    uncertainty_m: int | None
    shape: int | None
    admin: list[str]
    explanation: str
    candidates: list[CandidateRecord]
    note: str


class ClaimRecord(TypedDict):
    """What one source says about an item."""

    id: str
    source: str | None
    claimed_by: str
    stated_at: str | None
    measure: str
    who: str
    qualifier: str
    low: float | None
    high: float | None
    part_of: str | None
    superseded_by: str | None
    note: str


class ChangeRecord(TypedDict):
    """Something that happened to a site."""

    date: DateSpan | None
    change: str
    status_after: str
    source: str | None
    note: str
    in_period: bool


class NewsRecord(TypedDict):
    """What became of a site in the period, set against the state before it."""

    kind: Literal["first", "new", "left", "changed"]
    certainty: Certainty


class Item(TypedDict):
    """An incident, or a site with its state at the period's end.

    `news` is there only for a site that changed in the period, on a page of a period.
    """

    id: str
    type: Literal["incident", "site"]
    layer: str
    kind: str
    subkind: str
    title: str
    title_ar: NotRequired[str]
    summary: str
    summary_ar: NotRequired[str]
    status: str
    background: bool
    date: ItemDate | None
    actors: list[str]
    target: str
    drawn: Drawn
    locations: list[ItemLocation]
    claims: list[ClaimRecord]
    related: list[str]
    changes: list[ChangeRecord]
    state: str | None
    news: NotRequired[NewsRecord]


@final
class UnitsShape(TypedDict):
    """A shape that the page draws from its basemap: boundary units by code."""

    units: list[str]


@final
class PolygonsShape(TypedDict):
    """A MultiPolygon in GeoJSON's nesting, longitude first, 5 decimals."""

    polygons: list[list[list[LonLat]]]


Shape: TypeAlias = UnitsShape | PolygonsShape


class TotalRecord(TypedDict):
    """What a report sums up for a period: shown beside the map, never added to the items."""

    source: str | None
    period_start: Day | None
    period_end: Day | None
    measure: str
    who: str
    qualifier: str
    low: float | None
    high: float | None
    place_as_written: str
    actors: list[str]
    note: str
    part_of: str | None


class LabelRecord(TypedDict):
    """A name that the basemap may show. Rank 1 is shown first."""

    name: str
    name_ar: str
    lon: float
    lat: float
    rank: int
    kind: str


class PeriodRecord(TypedDict):
    """The page's period; both days are null when it holds every day."""

    start: Day | None
    end: Day | None
    label: str


class StoreRecord(TypedDict):
    """A source in the store of whoever built the page: it had a say in where things are."""

    id: str
    title: str
    version: str
    corrections: int


class FieldChangeRecord(TypedDict):
    """One field of a corrected row. A `figure` may start with the code of a qualifier."""

    field: str
    old: str
    new: str


class SourceMention(TypedDict):
    """A source of either edition; the page may not hold it any more."""

    publisher: str
    published: Day | None


class EditionChangeRecord(TypedDict):
    """A row that was added, corrected or withdrawn; `owner` is the id of its incident or site."""

    change: Literal["added", "corrected", "withdrawn"]
    table: str
    owner: str
    title: str
    codes: list[str]
    text: str
    fields: list[FieldChangeRecord]
    sources: list[SourceMention]


class SinceRecord(TypedDict):
    """What changed since an older edition."""

    data_hash: str
    latest_source: Day | None
    added: int
    corrected: int
    withdrawn: int
    changes: list[EditionChangeRecord]


class EditionRecord(TypedDict):
    """What the page was built from.

    `store` is there only when a store helped to place things, `since` only when the builder named
    an older edition.
    """

    data_hash: str
    geomap_version: str
    sources: int
    incidents: int
    latest_source: Day | None
    store: NotRequired[list[StoreRecord]]
    since: NotRequired[SinceRecord]


class CountsRecord(TypedDict):
    """How many items are drawn how. Their sum is the number of items, plus those withheld."""

    mapped: int
    area: int
    unlocated: int
    withheld: int


class Frame(TypedDict):
    """What a page knows beside its items.

    `texts_ar` has the Arabic of the texts on the page that have one, by the text: wordings, notes,
    actors, publishers, names of units. What is not in it is shown as it was written.
    """

    lang: Lang
    title: str
    title_ar: NotRequired[str]
    dataset: str
    period: PeriodRecord
    edition: EditionRecord
    sources: list[SourceRecord]
    layers: list[str]
    shapes: list[Shape]
    totals: list[TotalRecord]
    labels: list[LabelRecord]
    counts: CountsRecord
    texts_ar: dict[str, str]


class Payload(Frame):
    """All that a page knows, as records; pages of version 1 carried just this."""

    version: Literal[1, 2]
    items: list[Item]


class Head(Frame):
    """What a page knows beside the rows of its tables, plain in the page.

    `codes` are the dictionaries of the coded columns, `admins` chains of names of units.
    """

    version: Literal[2]
    codes: dict[str, list[str]]
    admins: list[list[str]]


class PartSummary(TypedDict):
    """What is known of a part before it is loaded."""

    always: bool
    """Whether it is needed whatever days are shown: it has sites, or what has no day."""

    days: list[int] | None
    """First and last day of what has days, as days since 1970-01-01."""
    box: list[float] | None
    """West, south, east, north in degrees, around all places."""
    months: list[list[int]]
    """First day of a month, index into the head's layers, incidents that begin in the month."""


class PartRecord(TypedDict):
    """A part of a page: a block of numbers, one of ids, and some of texts."""

    rows: dict[str, int]
    """Rows of each table."""
    texts: int
    """How many blocks of texts."""
    when: NotRequired[PartSummary]
    """Of a page whose parts stand beside it."""


class BlocksRecord(TypedDict):
    """How many blocks the page has, and what is in them.

    `rows` counts the rows of each table. `texts` tells for each block of texts how many items it
    holds, and how many sources.
    """

    rows: dict[str, int]
    numbers: int
    answers: int
    texts: list[list[int]]
    parts: list[PartRecord]
    folder: NotRequired[str]
    """Where the files of a split page stand, beside the page."""
    files: NotRequired[dict[str, str]]
    """The file of each block that stands there, by the block's id."""


class WrittenHead(Head):
    """The head as it stands in the page."""

    blocks: BlocksRecord
