"""Writes a diff for people, grouped by incident, and for programs, one JSON object a line.

The texts are other people's: marks that steer a terminal or turn the direction of writing are
written as escapes.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict
from itertools import groupby

from geomap.incidents.diff import DiffEntry, EditionDiff, FieldChange
from geomap.incidents.edition import Edition

_SIGNS_OF_A_HASH = 12
_SINGULARS = {
    "incidents": "incident",
    "locations": "place",
    "claims": "claim",
    "sites": "site",
    "site_changes": "change",
    "totals": "total",
    "sources": "source",
    "translations": "translation",
}
_HEADINGS = {"totals": "Totals", "sources": "Sources", "translations": "Translations"}


def diff_to_text(diff: EditionDiff) -> Iterator[str]:
    """Yield lines for a person: both editions, the counts, then what differs, grouped.

    Parts of what came or went as a whole are counted on its own line.
    """
    yield f"old: {_edition_line(diff.old)}"
    yield f"new: {_edition_line(diff.new)}"
    counts = diff.counts()
    yield ", ".join(f"{number} {change}" for change, number in counts.items())
    if not diff.entries and diff.old.data_hash != diff.new.data_hash:
        yield "The rows say the same; only their order or what is not compared differs."
    for (title, owner), entries in groupby(diff.entries, key=_heading_of):
        yield ""
        yield _plain(f"{title} ({owner})" if owner else title)
        group = list(entries)
        for entry in group:
            if not entry.is_part:
                yield from _lines_of(entry, group, diff)


def diff_to_json_lines(diff: EditionDiff) -> Iterator[str]:
    """Yield one JSON object an entry, parts included: the fields of `DiffEntry`."""
    for entry in diff.entries:
        yield json.dumps(asdict(entry), ensure_ascii=False)


def _heading_of(entry: DiffEntry) -> tuple[str, str]:
    if entry.table in _HEADINGS:
        return _HEADINGS[entry.table], ""
    return entry.title, entry.owner


def _lines_of(entry: DiffEntry, group: list[DiffEntry], diff: EditionDiff) -> Iterator[str]:
    sources = "; ".join(str(diff.cited.get(source, source)) for source in entry.sources)
    said_by = f" — {sources}" if sources else ""
    parts = _parts_text(group) if entry.table in ("incidents", "sites") else ""
    yield _plain(f"  {entry.change:<10}{_what(entry)}{parts}{said_by}")
    for change in entry.fields:
        yield _plain(f"            {change.field.replace('_', ' ')}: {_from_to(change)}")


def _what(entry: DiffEntry) -> str:
    is_apart = entry.table in _HEADINGS
    about = entry.title if is_apart else _SINGULARS[entry.table]
    said = " ".join(filter(None, [about, ", ".join(entry.codes).replace("_", " ")]))
    is_figure = _tells_a_figure(entry)
    # A correction tells below what it said and says.
    text = "" if entry.change == "corrected" else _shown(entry.text, of_figure=is_figure)
    if not text:
        return said
    return f"{said}: {text}" if is_figure else f"{said} “{text}”"


def _tells_a_figure(entry: DiffEntry) -> bool:
    return entry.table in ("claims", "totals")


def _parts_text(group: list[DiffEntry]) -> str:
    parts = [_SINGULARS[entry.table] for entry in group if entry.is_part]
    if not parts:
        return ""
    counted = (
        f"{parts.count(name)} {name}{'s' * (parts.count(name) > 1)}"
        for name in dict.fromkeys(parts)
    )
    return f", with {' and '.join(counted)}"


def _from_to(change: FieldChange) -> str:
    ends = (_shown(text, of_figure=change.field == "figure") for text in (change.old, change.new))
    return " → ".join(text or "(empty)" for text in ends)


def _shown(text: str, *, of_figure: bool) -> str:
    return text.removeprefix("exactly ").replace("_", " ") if of_figure else text


def _edition_line(edition: Edition) -> str:
    latest = f", latest source {edition.latest_source}" if edition.latest_source else ""
    return _plain(f"{edition.name}, data {edition.data_hash[:_SIGNS_OF_A_HASH]}{latest}")


def _plain(text: str) -> str:
    """Write control characters and direction marks as escapes, everything else as it is."""
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode()
        for character in text
    )
