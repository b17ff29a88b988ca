"""The parameters of a GraphQL request, from JSON or from a query string, checked for their kinds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson

from marketplace.graphql.errors import BAD_USER_INPUT
from marketplace.graphql.http.refusals import bad_request
from marketplace.graphql.limits.nesting import DEEPEST, is_too_deep
from marketplace.graphql.limits.shape import DEPTH_LIMIT
from marketplace.graphql.limits.texts import has_nul

INVALID_JSON = "INVALID_JSON"
BATCHING_UNSUPPORTED = "BATCHING_UNSUPPORTED"


@dataclass(slots=True)
class Parameters:
    """`query` may be None: with a persisted query, `extensions` names it."""

    query: str | None
    operation_name: str | None = None
    variables: dict[str, Any] = field(default_factory=dict)
    extensions: dict[str, Any] = field(default_factory=dict)


def read_json(raw: bytes | str, what: str = "The body") -> Any:
    """The JSON value. Raises Refused: also for a byte order mark, for other than UTF-8 and for half a surrogate."""
    if not raw:
        raise bad_request(f"{what} is empty.", INVALID_JSON)
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        raise bad_request(f"{what} is not JSON in UTF-8: {error}", INVALID_JSON) from None


def from_body(raw: bytes) -> Parameters:
    parameters = from_json(read_json(raw))
    if b"\\u0000" in raw:  # JSON has no other way to write it
        refuse_nul(parameters)
    return parameters


def from_json(given: Any) -> Parameters:
    """Raises Refused unless it is one request: a batch would get around every limit."""
    if isinstance(given, list):
        raise bad_request("Batches are not answered: send one request at a time.", BATCHING_UNSUPPORTED)
    if not isinstance(given, dict):
        raise bad_request("The body must be a JSON object.")
    return Parameters(
        _text(given, "query"),
        _text(given, "operationName") or None,
        _map(given, "variables"),
        _map(given, "extensions"),
    )


def from_query_string(given: Mapping[str, str]) -> Parameters:
    """Of a GET request: `variables` and `extensions` are JSON in the address. Empty ones are as good as none."""
    maps = {name: read_json(text, name) for name in ("variables", "extensions") if (text := given.get(name))}
    parameters = Parameters(
        given.get("query") or None,
        given.get("operationName") or None,
        _map(maps, "variables"),
        _map(maps, "extensions"),
    )
    refuse_nul(parameters)
    return parameters


def refuse_nul(parameters: Parameters) -> None:
    """Raises Refused for a NUL in a text, which PostgreSQL could not take."""
    for name, value in (("operationName", parameters.operation_name), ("variables", parameters.variables)):
        if has_nul(value):
            raise bad_request(f"{name} must not contain NUL (U+0000).", BAD_USER_INPUT)


def _text(given: Mapping[str, Any], name: str) -> str | None:
    value = given.get(name)
    if value is not None and not isinstance(value, str):
        raise bad_request(f"{name} must be a string.")
    return value


def _map(given: Mapping[str, Any], name: str) -> dict[str, Any]:
    value = given.get(name)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise bad_request(f"{name} must be an object.")
    if is_too_deep(value):
        raise bad_request(f"{name} must not be nested deeper than {DEEPEST} levels.", DEPTH_LIMIT)
    return value
