"""Read what a client of the reconciliation service asks; refuse what is not in the protocol's form.

Everything here comes from outside. A refusal names the query and what was expected; it never
repeats more than a few letters of what was sent.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from geomap.errors import GeomapError

MOST_QUERIES = 200
MOST_CANDIDATES = 50
_USUAL_CANDIDATES = 10
_MOST_VALUES = 20
_SHOWN = 40

Strictness = Literal["any", "should", "all"]


class ReconciliationError(GeomapError, ValueError):
    """What was sent is not in the form of the Reconciliation API 0.2."""


@dataclass(frozen=True, slots=True)
class Query:
    """One query of a batch. `context` holds the texts of each property asked for."""

    text: str
    types: frozenset[str]
    strictness: Strictness
    limit: int
    context: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Extension:
    """A request for the values of some properties of some places."""

    place_ids: tuple[str, ...]
    properties: tuple[str, ...]


def read_queries(text: str) -> dict[str, Query]:
    """Read the `queries` parameter: a JSON object of queries by their key.

    Raises
    ------
    ReconciliationError
        When it is no JSON, holds too many queries, or one is not in the form.
    """
    batch = _object_from_json(text, "queries")
    if len(batch) > MOST_QUERIES:
        message = f"queries holds {len(batch)} queries; send at most {MOST_QUERIES} at a time"
        raise ReconciliationError(message)
    return {key: _query_from(value, f"queries[{key[:_SHOWN]!r}]") for key, value in batch.items()}


def read_extension(text: str) -> Extension:
    """Read the `extend` parameter: a JSON object with ids and properties.

    Raises
    ------
    ReconciliationError
        When it is no JSON, asks for too much, or is not in the form.
    """
    asked = _object_from_json(text, "extend")
    ids, properties = asked.get("ids"), asked.get("properties")
    if not isinstance(ids, list) or not all(isinstance(item, str) for item in ids):
        message = "extend.ids must be a list of place ids"
        raise ReconciliationError(message)
    if not isinstance(properties, list) or not all(
        isinstance(item, dict) and isinstance(item.get("id"), str) for item in properties
    ):
        message = 'extend.properties must be a list of objects such as {"id": "lon"}'
        raise ReconciliationError(message)
    if max(len(ids), len(properties)) > MOST_QUERIES:
        message = f"extend asks for too much; send at most {MOST_QUERIES} ids and properties"
        raise ReconciliationError(message)
    names = dict.fromkeys(item["id"] for item in properties)
    return Extension(tuple(dict.fromkeys(ids)), tuple(names))


def _object_from_json(text: str, name: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        message = f"{name} is no JSON; a JSON object was expected"
        raise ReconciliationError(message) from None
    if not isinstance(value, dict):
        message = f"{name} is {type(value).__name__}; a JSON object was expected"
        raise ReconciliationError(message)
    return value


def _query_from(value: Any, where: str) -> Query:
    if not isinstance(value, dict):
        message = f"{where} must be an object with a query"
        raise ReconciliationError(message)
    text = value.get("query", "")
    if not isinstance(text, str) or ("query" not in value and not value.get("properties")):
        message = f"{where} needs a query, a string, or at least one property"
        raise ReconciliationError(message)
    types = value.get("type", [])
    types = [types] if isinstance(types, str) else types
    if not isinstance(types, list) or not all(isinstance(item, str) for item in types):
        message = f"{where}.type must be a type id or a list of them"
        raise ReconciliationError(message)
    strictness = value.get("type_strict", "should")
    if strictness not in get_args(Strictness):
        message = f"{where}.type_strict must be any, should or all"
        raise ReconciliationError(message)
    return Query(
        text,
        frozenset(types),
        strictness,
        _limit_from(value.get("limit", _USUAL_CANDIDATES), where),
        _context_from(value.get("properties", []), where),
    )


def _limit_from(value: Any, where: str) -> int:
    # NaN fails both comparisons; true is an int to Python.
    if isinstance(value, bool) or not isinstance(value, int | float) or not value >= 0:
        message = f"{where}.limit must be a number from 0"
        raise ReconciliationError(message)
    return int(min(value, MOST_CANDIDATES))


def _context_from(properties: Any, where: str) -> dict[str, tuple[str, ...]]:
    if not isinstance(properties, list):
        message = f"{where}.properties must be a list"
        raise ReconciliationError(message)
    context: dict[str, tuple[str, ...]] = {}
    for item in properties:
        if not (isinstance(item, dict) and isinstance(item.get("pid"), str) and "v" in item):
            message = f"{where}.properties: each needs a pid, a string, and a v"
            raise ReconciliationError(message)
        values = item["v"] if isinstance(item["v"], list) else [item["v"]]
        texts = (_text_of(part, where) for part in values)
        context[item["pid"]] = (*context.get(item["pid"], ()), *filter(None, texts))
    if sum(map(len, context.values())) > _MOST_VALUES:
        message = f"{where}.properties: at most {_MOST_VALUES} values are read"
        raise ReconciliationError(message)
    return context


def _text_of(value: Any, where: str) -> str:
    """Return a property's value as text; of a reconciled one, its id."""
    if isinstance(value, dict) and isinstance(value.get("id"), str):
        return str(value["id"]).strip()
    if isinstance(value, str | int | float):
        return str(value).strip()
    message = f"{where}.properties: v must be a text, a number, or an object with an id"
    raise ReconciliationError(message)
