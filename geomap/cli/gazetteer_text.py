"""What `geomap gazetteer` prints of sources, candidates and places, as lines or plain JSON."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from geomap.cli.location_text import labelled, location_lines
from geomap.gazetteer import Candidate, Gazetteer, Place
from geomap.gazetteer.folding import scripts_of
from geomap.gazetteer.model import kind_in_words
from geomap.gazetteer.place_facts import facts_of_place
from geomap.gazetteer.provenance import Source, SourceCount, source_of


def source_lines(counts: Iterable[SourceCount]) -> Iterator[str]:
    """Yield a table of sources."""
    yield f"{'places':>7} {'names':>6}  source"
    for count in counts:
        source = count.source
        titled = source.title.split(",")[0]
        said = "; ".join(filter(None, (titled, source.licence or "no licence stated")))
        yield f"{count.places:>7} {count.names:>6}  {source.source_id}: {said}"


def candidate_lines(found: Sequence[Candidate]) -> Iterator[str]:
    """Yield a table of candidates."""
    rows = [
        (f"{each.score:.2f}", each.place_id, each.name, kind_in_words(each.kind)) for each in found
    ]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(4)]
    for row, candidate in zip(rows, found, strict=True):
        cells = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        where = ""
        if candidate.lon is not None and candidate.lat is not None:
            where = f"{candidate.lat:.4f} N, {candidate.lon:.4f} E  "
        yield f"{cells}  {where}{candidate.reason}"


def place_to_dict(
    gazetteer: Gazetteer, place_id: str, sources: Mapping[str, Source]
) -> dict[str, Any]:
    """Return everything known of a place as plain JSON values, without the geometry."""
    place = gazetteer.place(place_id)
    location = gazetteer.resolve_place(place_id)
    answer = location.to_dict()
    return {
        **facts_of_place(place, location, source_of(place.source_id or "", sources)),
        "names": [
            {
                "text": name.text,
                "lang": name.lang,
                "kind": name.kind,
                "scripts": sorted(scripts_of(name.text)),
                "source": name.source_id,
            }
            for name in place.names
        ],
        "lon": answer["lon"],
        "lat": answer["lat"],
        "parents": [parent.place_id for parent in gazetteer.parents_of(place_id)],
        "claims": [
            {"admin_id": claim.admin_id, "source": claim.source_id, "note": claim.note}
            for claim in gazetteer.claims_on(place_id)
        ],
        "units": list(place.units),
        "seat": place.seat,
        "explanation": location.explanation,
    }


def place_lines(
    gazetteer: Gazetteer, place_id: str, sources: Mapping[str, Source]
) -> Iterator[str]:
    """Yield everything known of a place, a line a fact."""
    place = gazetteer.place(place_id)
    location = gazetteer.resolve_place(place_id)
    known = " / ".join(filter(None, (place.name, place.name_ar)))
    yield f"{place.place_id}: {known} ({kind_in_words(place.kind)})"
    for script, names in _names_by_script(place).items():
        yield labelled(f"in {script}", ", ".join(names))
    yield from location_lines(location)
    if place.units or place.line:
        yield labelled("footprint", "; ".join(place.units) or f"the river {place.line}")
    parents = " < ".join(parent.place_id for parent in gazetteer.parents_of(place_id))
    yield from _line_if("parents", parents)
    yield from _line_if("seat", place.seat)
    yield from _line_if("code", place.code)
    for unit in location.admin:
        said = f", says {unit.source}" if unit.source else ""
        yield labelled(f"admin {unit.level}", f"{unit.name} ({unit.code or 'no code'}){said}")
    for claim in gazetteer.claims_on(place_id):
        yield labelled("claim", f"{claim.admin_id}, says {claim.source_id}: {claim.note}")
    source = source_of(place.source_id or "", sources)
    cited = " ".join(filter(None, (source.source_id, place.source_ref)))
    titled = f"{cited} ({source.title})" if source.title else cited
    yield from _line_if("source", titled)
    yield from _line_if("licence", source.licence or (cited and "none stated"))
    yield from _line_if("grade", place.grade)
    yield from _line_if("note", place.note)
    yield labelled("why", location.explanation)


def _names_by_script(place: Place) -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    for name in place.names:
        script = " and ".join(sorted(map(str.title, scripts_of(name.text)))) or "no script"
        names.setdefault(script, []).append(name.text)
    return names


def _line_if(label: str, text: str | None) -> Iterator[str]:
    if text:
        yield labelled(label, text)
