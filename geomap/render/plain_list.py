"""Picture and list of a page's items for readers whose browser runs no scripts."""

from typing import Any

from geomap.render.date_words import words_of_date, words_of_span
from geomap.render.own_templates import fill_template
from geomap.render.page_language import (
    data_text,
    shown_text,
    summary_of_item,
)
from geomap.render.payload import Item, Payload, SourceRecord
from geomap.render.static_picture import static_picture
from geomap.render.words import WORDS

LONGEST_LIST = 2000
"""Items that are listed and drawn; on a map of more, both would outgrow its data."""


def noscript_from_payload(payload: Payload) -> str:
    """Return a `<noscript>` element that says in text what the map would show.

    The picture of the map comes first; to a screen reader it is one image with a name, for the
    list says all that it shows. The list holds the first 2,000 items, by the numbers that the
    picture has too, and says how many there are beyond.
    """
    words = WORDS[payload["lang"]]
    sources = {source["id"]: source for source in payload["sources"]}
    return fill_template(
        "noscript.html",
        words=words,
        title=shown_text(payload["title"], payload.get("title_ar", ""), payload["lang"]),
        period=payload["period"]["label"],
        picture=static_picture(payload),
        counts=payload["counts"].items(),
        rows=[_row_of_item(item, sources, payload) for item in payload["items"][:LONGEST_LIST]],
        # A month may have sums alone: then "nothing is known" would not be true.
        nothing="only_totals" if payload["totals"] else "nothing",
        left_out=max(0, len(payload["items"]) - LONGEST_LIST),
        since=payload["edition"].get("since"),
        longest=LONGEST_LIST,
    )


def _row_of_item(item: Item, sources: dict[str, SourceRecord], payload: Payload) -> dict[str, Any]:
    lang = payload["lang"]
    places = [place["as_written"] or place["explanation"] for place in item["locations"]]
    cited = [record["source"] for record in item["claims"]]
    cited += [record["source"] for record in item["locations"]]
    cited += [record["source"] for record in item["changes"]]
    known = dict.fromkeys(source for source in cited if source in sources)
    return {
        "title": shown_text(item["title"], item.get("title_ar", ""), lang),
        "layer": item["layer"],
        "date": words_of_date(item["date"], lang),
        "possible": item["date"] is not None and item["date"]["certainty"] == "possible",
        "places": [data_text(place, payload) for place in dict.fromkeys(filter(None, places))],
        "state": item["state"],
        "news": item.get("news"),
        "summary": summary_of_item(item, payload),
        "sources": [_link_to_source(sources[source], payload) for source in known if source],
    }


def _link_to_source(source: SourceRecord, payload: Payload) -> dict[str, str | None]:
    publisher = data_text(source["publisher"], payload).text
    published = words_of_span(source["published"], source["published"], payload["lang"])
    name = " · ".join(filter(None, (publisher, source["title"], published)))
    return {"name": name, "url": web_address(source["url"] or source["archive_url"])}


def web_address(url: str | None) -> str | None:
    """Return the address if a reader may follow it: http and https only, never `javascript:`."""
    return url if url and url.lower().startswith(("http://", "https://")) else None
