"""Answers as GraphQL over HTTP wants them: https://graphql.github.io/graphql-over-http/draft/#sec-Response."""

import hashlib
from collections.abc import Sequence
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from graphql import GraphQLError

from marketplace.graphql.errors import formatted
from marketplace.graphql.execution import Execution
from marketplace.graphql.http.media_types import GRAPHQL
from marketplace.graphql.http.refusals import Refused
from marketplace.graphql.limits.cost import BUDGET

LONGEST_MESSAGE = 500  # characters: some messages repeat what was sent
VARY = ("Accept", "Accept-Language", "Authorization", "Cookie")


def executed(execution: Execution, cost: int) -> bytes:
    """The body for what has run, with errors or without."""
    answer: dict[str, Any] = {}
    if execution.result.errors:
        answer["errors"] = [_told(error) for error in execution.result.errors]
    answer["data"] = execution.result.data
    answer["extensions"] = _extensions(cost)
    return orjson.dumps(answer)


def unexecuted(errors: Sequence[GraphQLError], cost: int | None = None) -> bytes:
    """The body for a request of which nothing has run; there is no `data` in it then."""
    answer: dict[str, Any] = {"errors": [_told(error) for error in errors]}
    if cost is not None:
        answer["extensions"] = _extensions(cost)
    return orjson.dumps(answer)


def unexecuted_status(kind: str) -> int:
    """Clients of application/json take other statuses for failures of the transport."""
    return 400 if kind == GRAPHQL else 200


def refused(refusal: Refused, kind: str) -> HttpResponse:
    error = {"message": refusal.message[:LONGEST_MESSAGE], "extensions": {"code": refusal.code}}
    status = unexecuted_status(kind) if refusal.status is None else refusal.status
    return response(orjson.dumps({"errors": [error]}), kind, status, refusal.headers)


def response(body: bytes, kind: str, status: int = 200, headers: Any = None) -> HttpResponse:
    """Not to be kept by anybody, unless `kept` says otherwise."""
    answer = HttpResponse(body, content_type=f"{kind}; charset=utf-8", status=status, headers=headers)
    answer.headers["Cache-Control"] = "private, no-store"
    patch_vary_headers(answer, VARY)
    return answer


def revalidated(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """For GET: others may keep it, but must ask each time whether it still holds, for it may change at any moment."""
    etag = f'"{hashlib.blake2b(answer.content, digest_size=16).hexdigest()}"'
    if etag in parse_etags(request.headers.get("If-None-Match", "").replace("W/", "")):
        answer = HttpResponseNotModified(headers={"Vary": answer.headers["Vary"]})
    answer.headers["ETag"] = etag
    answer.headers["Cache-Control"] = "public, no-cache"
    return answer


def _told(error: GraphQLError) -> dict[str, Any]:
    told: dict[str, Any] = {**formatted(error)}
    told["message"] = told["message"][:LONGEST_MESSAGE]
    return told


def _extensions(cost: int) -> dict[str, Any]:
    return {"cost": {"requested": cost, "budget": BUDGET}}
