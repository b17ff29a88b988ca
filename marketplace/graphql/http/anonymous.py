"""Answers that are the same for everybody, out of the response cache."""

from collections.abc import Hashable, MutableMapping
from typing import Any

import orjson
from django.conf import settings
from django.http import HttpRequest
from graphql import OperationType

from marketplace import clock
from marketplace.graphql.http.running import Answered, Asked, answered
from marketplace.graphql.response_cache import response_cache

KEPT = "marketplace.graphql.kept"  # in a request's META: the answer has been kept, and may be by others


def is_anonymous(request: HttpRequest) -> bool:
    """Whether nothing that was sent could tell who asks."""
    return settings.SESSION_COOKIE_NAME not in request.COOKIES and "Authorization" not in request.headers


def answered_for_all(asked: Asked) -> Answered:
    """From the cache, or fresh and kept for the next one who asks the same."""
    found = _found(asked)
    found.do_afterwards(asked.http)
    return found


def _found(asked: Asked) -> Answered:
    if asked.type is not OperationType.QUERY or asked.http.FILES or not is_anonymous(asked.http):
        return answered(asked)
    cache = response_cache()
    key = _key(asked)
    kept = cache.get(key)
    if isinstance(kept, Answered):
        asked.http.META[KEPT] = True
        return kept
    ticket = cache.ticket()
    fresh = answered(asked)
    if fresh.is_cacheable and ticket is not None:
        cache.put(key, fresh, ticket, size=len(fresh.body) + len(asked.document.source))
        asked.http.META[KEPT] = True
    return fresh


def was_kept(meta: MutableMapping[str, Any]) -> bool:
    return KEPT in meta


def _key(asked: Asked) -> Hashable:
    parameters, request = asked.parameters, asked.http
    return (
        asked.document.digest,
        parameters.operation_name,
        orjson.dumps(parameters.variables, option=orjson.OPT_SORT_KEYS),
        asked.language,
        clock.today(),
        asked.kind,
        request.scheme,
        request.get_host(),
    )
