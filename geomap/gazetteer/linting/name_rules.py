"""Names: one to show in English and one in Arabic, each spelling once, none that says nothing."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from geomap.gazetteer.folding import clean, keys, scripts_of
from geomap.gazetteer.linting.finding import Finding
from geomap.gazetteer.linting.sheets import Row, Sheets

NAME_KINDS = frozenset({"official", "variant", "press"})
LANGUAGES = frozenset({"en", "ar", "tr", "ku", "fa", "fr", "de"})
SHOWN_LANGUAGES = ("en", "ar")
_ARABIC_SCRIPT = frozenset({"ar", "fa"})
# Kurdish is written in both, by where it was printed.
_EITHER_SCRIPT = frozenset({"ku"})


def find_faulty_names(sheets: Sheets) -> Iterator[Finding]:
    """Find names that are missing, doubled, in the wrong script, or that fold to nothing."""
    rows_of: dict[str, list[Row]] = defaultdict(list)
    for row in sheets.names:
        rows_of[row["place_id"]].append(row)
        yield from _faults_of_name(row)
    for place in sheets.places:
        rows = rows_of[place["place_id"]]
        yield from _missing_names(place, rows)
        yield from _doubled_spellings(rows)


def _faults_of_name(row: Row) -> Iterator[Finding]:
    if row["kind"] not in NAME_KINDS:
        yield row.fault("kind", f"one of {', '.join(sorted(NAME_KINDS))}")
    if row["lang"] not in LANGUAGES:
        yield row.fault("lang", f"one of {', '.join(sorted(LANGUAGES))}")
    elif row["lang"] not in _EITHER_SCRIPT:
        is_arabic = "ARABIC" in scripts_of(row["text"])
        if is_arabic != (row["lang"] in _ARABIC_SCRIPT):
            yield row.fault("text", f"the script of {row['lang']!r}")
    if not keys(row["text"])["consonants"]:
        yield row.fault("text", "a spelling; nothing is left of it after folding")


def _missing_names(place: Row, rows: Sequence[Row]) -> Iterator[Finding]:
    for lang in SHOWN_LANGUAGES:
        shown = [row for row in rows if row["kind"] == "official" and row["lang"] == lang]
        if not shown:
            yield place.fault("place_id", f"an official name in {lang!r} in names.csv")
        for row in shown[1:]:
            yield row.fault("kind", f"one official name in {lang!r}; row {shown[0].line} is one")


def _doubled_spellings(rows: Sequence[Row]) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for row in rows:
        spelling = clean(row["text"]).casefold()
        if spelling in first:
            yield row.fault("text", f"each spelling of a place once; row {first[spelling]} has it")
        first.setdefault(spelling, row.line)
