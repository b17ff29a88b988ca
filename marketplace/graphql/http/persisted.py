"""Automatic Persisted Queries: https://www.apollographql.com/docs/apollo-server/performance/apq#how-it-works.

A client sends the hash of a query alone; where we do not know it, it sends both once.
"""

import hashlib
import re
from functools import lru_cache

from django.conf import settings

from marketplace.graphql.http.parameters import Parameters
from marketplace.graphql.http.refusals import Refused, bad_request
from marketplace.graphql.http.shared_queries import SharedQueries
from marketplace.graphql.recent import Recent
from marketplace.shared_store import SharedStore

NOT_FOUND = "PERSISTED_QUERY_NOT_FOUND"
NOT_SUPPORTED = "PERSISTED_QUERY_NOT_SUPPORTED"
MISMATCH = "PERSISTED_QUERY_MISMATCH"

CAPACITY = 1_000_000  # characters in this process

_SHA256 = re.compile(r"[0-9a-f]{64}")


class PersistedQueryNotFound(Refused):
    """The client's cue to send the query itself: part of the protocol, and nobody's mistake."""

    def __init__(self) -> None:
        super().__init__(None, NOT_FOUND, "PersistedQueryNotFound")


class PersistedQueries:
    """Those used last by this process, and those shared with other workers where there is a REDIS_URL."""

    def __init__(self, address: str = "") -> None:
        self._known: Recent[str, str] = Recent(CAPACITY)
        self._shared = SharedQueries(SharedStore(address)) if address else None

    def find(self, digest: str) -> str | None:
        found = self._known.get(digest)
        if found is None and self._shared is not None:
            found = self._shared.find(digest)
            if found is None or sha256(found) != digest:
                return None
            self._known.put(digest, found, len(found))
        return found

    def remember(self, digest: str, source: str) -> None:
        """Only what has been found valid: else anybody could fill the store with anything."""
        if self._known.get(digest) is not None:
            return
        self._known.put(digest, source, len(source))
        if self._shared is not None:
            self._shared.remember(digest, source)


@lru_cache(maxsize=1)
def persisted_queries() -> PersistedQueries:
    """This process's own."""
    return PersistedQueries(settings.REDIS_URL)


def asked_digest(parameters: Parameters) -> str | None:
    """The hash in the request's extensions, if there is one. Raises Refused for what we do not understand."""
    asked = parameters.extensions.get("persistedQuery")
    if asked is None:
        return None
    if not isinstance(asked, dict) or asked.get("version") != 1:
        raise bad_request("Only version 1 of persisted queries is understood.", NOT_SUPPORTED)
    digest = asked.get("sha256Hash")
    if not isinstance(digest, str) or not _SHA256.fullmatch(digest):
        raise bad_request("sha256Hash must have 64 hexadecimal digits, in lower case.")
    return digest


def source_of(parameters: Parameters, digest: str | None) -> str:
    """The query's text. Raises Refused, PersistedQueryNotFound among others."""
    if parameters.query:
        if digest is not None and sha256(parameters.query) != digest:
            raise bad_request("sha256Hash is not that of the query.", MISMATCH)
        return parameters.query
    if digest is None:
        raise bad_request("query is missing.")
    found = persisted_queries().find(digest)
    if found is None:
        raise PersistedQueryNotFound
    return found


def sha256(source: str) -> str:
    return hashlib.sha256(source.encode()).hexdigest()
