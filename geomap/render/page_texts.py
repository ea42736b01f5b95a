"""The Arabic of a page's texts, as one dictionary: whatever text a page shows is looked up in it.

The dataset's own translations come first; names of places and units that only the gazetteer gave
have the gazetteer's Arabic. Only texts that stand on the page are in it.
"""

from collections.abc import Iterable, Iterator

from geomap.gazetteer import Gazetteer
from geomap.incidents import Incidents
from geomap.render.payload import Item, SourceRecord, TotalRecord

# Spelled exactly so, or so but for the article.
_LISTED = 0.95


def texts_of_items(items: Iterable[Item]) -> Iterator[str]:
    """Yield the data's own texts of some items, but those with a field of their own in Arabic."""
    for item in items:
        yield from (*item["actors"], item["target"])
        if item["type"] == "site":
            yield item["summary"]
        if item["date"]:
            yield item["date"]["as_written"]
        for place in item["locations"]:
            yield from (place["as_written"], place["note"])
        for claim in item["claims"]:
            yield from (claim["claimed_by"], claim["who"], claim["note"])
        for change in item["changes"]:
            yield change["note"]
            if change["date"]:
                yield change["date"]["as_written"]


def texts_of_reports(
    totals: Iterable[TotalRecord], sources: Iterable[SourceRecord]
) -> Iterator[str]:
    """Yield the data's own texts of totals and sources."""
    for total in totals:
        yield from (*total["actors"], total["place_as_written"], total["who"], total["note"])
    for source in sources:
        yield source["publisher"]


def names_of_items(items: Iterable[Item]) -> Iterator[str]:
    """Yield the names that the gazetteer gave: of units, and of places that may be meant."""
    for item in items:
        for place in item["locations"]:
            yield from map(name_of_unit, place["admin"])
            yield from (candidate["name"] for candidate in place["candidates"])


def name_of_unit(unit: str) -> str:
    """Return the name of a unit without the source that puts a place there.

    Examples
    --------
    >>> name_of_unit("Homs (Wikipedia)")
    'Homs'
    """
    return unit.partition(" (")[0]


def arabic_of_texts(
    texts: Iterable[str], names: Iterable[str], incidents: Incidents
) -> dict[str, str]:
    """Return what there is in Arabic of a page's texts and of the gazetteer's names on it.

    Parameters
    ----------
    texts
        The data's texts; those without a translation are passed over.
    names
        Names that the gazetteer gave.
    incidents
        The dataset, or a view of it.
    """
    frame = incidents.translations
    known = dict(zip(frame["text"], frame["text_ar"], strict=True))
    found = dict(_arabic_of_names(names, incidents.gazetteer))
    return found | {text: known[text] for text in dict.fromkeys(texts) if text in known}


def _arabic_of_names(names: Iterable[str], gazetteer: Gazetteer) -> Iterator[tuple[str, str]]:
    listed = {place.name: place.name_ar for place in gazetteer.places.values() if place.name_ar}
    for name in dict.fromkeys(names):
        arabic = listed.get(name) or _arabic_of_spelling(name, gazetteer)
        if arabic:
            yield name, arabic


def _arabic_of_spelling(name: str, gazetteer: Gazetteer) -> str:
    """Return the Arabic name of the place that is listed with a spelling, "" when none is."""
    for candidate in gazetteer.search(name, limit=1):
        if candidate.score >= _LISTED:
            return gazetteer.place(candidate.place_id).name_ar or ""
    return ""
