"""Answers to anonymous queries, kept until the catalogue changes.

PostgreSQL tells every worker of a change that shoppers could see (NOTIFY catalogue, by triggers). Only while a worker
surely hears that may it answer from here, and an answer that was being made while a change came in is not kept.
"""

import os
import time
from collections.abc import Hashable
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from django.conf import settings

from marketplace.graphql.catalogue_changes import CatalogueChanges
from marketplace.graphql.recent import Recent

V = TypeVar("V")

LARGEST_KEPT = 256_000  # bytes
LONGEST = 60.0  # seconds: a belt for what changes by the clock, should its resolver have forgotten to say so
OVERHEAD = 1_000  # bytes an entry takes besides its body and its key, roughly


class _Entry(NamedTuple, Generic[V]):
    value: V
    ends_at: float


class ResponseCache(Generic[V]):
    """Bounded by `capacity` bytes; off when that is 0. Threads of one process share it."""

    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self._generation = 0
        self._entries: Recent[Hashable, _Entry[V]] = Recent(capacity)
        self._changes = CatalogueChanges(self.clear)

    def get(self, key: Hashable) -> V | None:
        if not self._changes.are_heard:
            return None
        entry = self._entries.get(key)
        return entry.value if entry is not None and time.monotonic() < entry.ends_at else None

    def ticket(self) -> int | None:
        """To be drawn before the database is read, and given to `put`. None: the answer will not be kept."""
        if not self.capacity:
            return None
        self._changes.start()
        return self._generation if self._changes.are_heard else None

    def put(self, key: Hashable, value: V, ticket: int | None, *, size: int) -> None:
        """Keeps the value, unless something changed since the ticket was drawn. `size` in bytes, of key and value."""
        if ticket is None or size > LARGEST_KEPT or ticket != self._generation:
            return
        self._entries.put(key, _Entry(value, time.monotonic() + LONGEST), size + OVERHEAD)
        if ticket != self._generation:  # the change came in between, and may have missed the new entry
            self._entries.clear()

    def clear(self) -> None:
        """After every change. The number goes first: who puts an entry looks at it last."""
        self._generation += 1
        self._entries.clear()

    def stop(self) -> None:
        self._changes.stop()

    def forget_parent(self) -> None:
        """In a forked child: threads were not copied, and locks may have been copied locked."""
        self._generation += 1
        self._entries = Recent(self.capacity)
        self._changes = CatalogueChanges(self.clear)


@lru_cache(maxsize=1)
def response_cache() -> ResponseCache[object]:
    """This process's one cache."""
    cache: ResponseCache[object] = ResponseCache(settings.GRAPHQL_RESPONSE_CACHE)
    os.register_at_fork(after_in_child=cache.forget_parent)
    return cache
