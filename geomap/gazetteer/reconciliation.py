"""Answer reconciliation queries (W3C Reconciliation API 0.2) from a gazetteer; no network here.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/

A client such as OpenRefine takes `match: true` as settled without asking anyone. So it is true only
when the gazetteer's own answer is `resolved` **and** is that place itself: "20 km north of Idlib"
is resolved, but the area it means is not Idlib. Idlib is then a candidate for a person to judge.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from geomap.gazetteer.gazetteer import Gazetteer
from geomap.gazetteer.model import Candidate, Location, Place
from geomap.gazetteer.prefixes import PrefixIndex
from geomap.gazetteer.reconciliation_columns import values_of
from geomap.gazetteer.reconciliation_query import Extension, Query
from geomap.gazetteer.reconciliation_terms import (
    FETCHED_PROPERTIES,
    QUERY_PROPERTIES,
    all_types,
    type_name,
    types_of_kind,
)

_FULL_SCORE = 100
_MOST_UNSURE_SCORE = 99
_PART_SCORE = 0.3
_WRONG_TYPE_SHARE = 0.7
_SUGGESTIONS = 10


class Reconciler:
    """Answers the service's questions from one gazetteer, as JSON-ready dictionaries."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def reconcile(self, queries: Mapping[str, Query]) -> dict[str, Any]:
        """Return the candidates of each query by its key, best first."""
        return {key: {"result": self._candidates_for(query)} for key, query in queries.items()}

    def extend(self, asked: Extension) -> dict[str, Any]:
        """Return the values of properties for places; an unknown id or property has none."""
        return {
            "meta": [
                {"id": name, "name": FETCHED_PROPERTIES.get(name, name)}
                for name in asked.properties
            ],
            "rows": {
                place_id: values_of(self._gazetteer, place_id, asked.properties)
                for place_id in asked.place_ids
            },
        }

    def suggest_entities(self, prefix: str, *, cursor: int = 0) -> dict[str, Any]:
        """Return places with a name that begins with a text, else those it may spell."""
        found = self._prefixes.find(prefix, limit=cursor + _SUGGESTIONS)[cursor:]
        if not found and not cursor:
            found = [candidate.place_id for candidate in self._gazetteer.search(prefix)]
        places = (self._gazetteer.place(place_id) for place_id in found)
        return {
            "result": [
                {
                    "id": place.place_id,
                    "name": place.name,
                    "description": self._description_of(place),
                    "notable": types_of_kind(place.kind)[:1],
                }
                for place in places
            ]
        }

    def suggest_types(self, prefix: str) -> dict[str, Any]:
        """Return the types whose name or id begins with a text."""
        kinds = {place.kind for place in self._gazetteer.places.values()}
        types = all_types(kinds)
        return {"result": [type_ for type_ in types if _begins(prefix, type_["id"], type_["name"])]}

    def suggest_properties(self, prefix: str) -> dict[str, Any]:
        """Return the properties whose id or description begins with a text, to query and fetch."""
        named = {**FETCHED_PROPERTIES, **QUERY_PROPERTIES}
        return {
            "result": [
                {"id": name, "name": name, "description": said}
                for name, said in named.items()
                if _begins(prefix, name, said)
            ]
        }

    def propose_properties(self, type_: str | None, *, limit: int | None = None) -> dict[str, Any]:
        """Return the properties that can be fetched; every type has the same ones."""
        properties = [{"id": name, "name": said} for name, said in FETCHED_PROPERTIES.items()]
        answer: dict[str, Any] = {"properties": properties[:limit]}
        if type_:
            answer["type"] = type_
        if limit is not None:
            answer["limit"] = limit
        return answer

    @cached_property
    def _prefixes(self) -> PrefixIndex:
        return PrefixIndex(self._gazetteer.places.values())

    def _candidates_for(self, query: Query) -> list[dict[str, Any]]:
        if not query.text.strip():
            return []
        within = [*query.context.get("governorate", ()), *query.context.get("within", ())]
        near = next(iter(query.context.get("near", ())), None)
        location = self._gazetteer.resolve(
            query.text,
            within=[self._name_of(text) for text in within],
            near=self._name_of(near) if near else None,
        )
        meant = self._place_meant(location)
        rows = [
            row
            for candidate in self._found(query.text, location, meant)
            if (row := self._row(candidate, query, is_meant=candidate.place_id == meant))
        ]
        rows.sort(key=lambda row: (-row["score"], row["id"]))
        return rows[: query.limit]

    def _found(self, text: str, location: Location, meant: str | None) -> Iterator[Candidate]:
        """Yield each place once: the answer, its rivals, what it is built from, alike names."""
        seen: set[str] = set()
        own = () if meant is None else (self._candidate(meant, 1.0, location.explanation),)
        parts = (
            self._candidate(place_id, _PART_SCORE, f"Part of the phrase. {location.explanation}")
            for place_id in location.place_ids
        )
        for group in (own, location.candidates, parts, self._gazetteer.search(text)):
            for candidate in group:
                if candidate.place_id not in seen:
                    seen.add(candidate.place_id)
                    yield candidate

    def _candidate(self, place_id: str, score: float, reason: str) -> Candidate:
        place = self._gazetteer.place(place_id)
        return Candidate(place_id, place.name, place.kind, None, None, score, reason)

    def _row(self, candidate: Candidate, query: Query, *, is_meant: bool) -> dict[str, Any] | None:
        types = types_of_kind(candidate.kind)
        ids = {type_["id"] for type_ in types}
        fits = not query.types or bool(query.types & ids)
        if query.strictness == "all":
            fits = query.types <= ids
        if not fits and query.strictness != "should":
            return None
        kinds = {text.casefold().replace(" ", "_") for text in query.context.get("kind", ())}
        agrees = fits and (not kinds or bool(kinds & ids))
        score = _FULL_SCORE if is_meant else min(candidate.score * 100, _MOST_UNSURE_SCORE)
        return {
            "id": candidate.place_id,
            "name": candidate.name,
            "description": self._description_of(self._gazetteer.place(candidate.place_id)),
            "type": types,
            "score": round(score if agrees else score * _WRONG_TYPE_SHARE, 1),
            "match": is_meant and agrees,
            "features": [
                {"id": "name_score", "value": round(candidate.score, 3)},
                {"id": "resolved", "value": is_meant},
                {"id": "type_agrees", "value": agrees},
            ],
        }

    def _place_meant(self, location: Location) -> str | None:
        """Return the place that a resolved answer is, not one that it is built from."""
        if location.status != "resolved" or len(location.place_ids) != 1:
            return None
        own = self._gazetteer.resolve_place(location.place_ids[0])
        if location.geometry is None or own.geometry is None:
            return None
        is_it = own.precision == location.precision and own.geometry.equals(location.geometry)
        return location.place_ids[0] if is_it else None

    def _name_of(self, text: str) -> str:
        """Return the name of a place id; any other text as it is."""
        place = self._gazetteer.places.get(text)
        return text if place is None else place.name

    def _description_of(self, place: Place) -> str:
        names = [parent.name for parent in self._gazetteer.parents_of(place.place_id)]
        return ", ".join([type_name(place.kind), *names])


def _begins(prefix: str, *texts: str) -> bool:
    asked = prefix.strip().casefold()
    return any(text.casefold().startswith(asked) for text in texts)
