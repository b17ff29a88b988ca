"""Persisted queries that all workers know. While their store is down, clients send their queries in full again."""

import time
from typing import Any

from marketplace.shared_store import SharedStore

LARGEST = 20_000  # characters
MOST = 5_000  # queries; the oldest make room
TEXTS, TIMES = "persisted-queries", "persisted-queries:times"


class SharedQueries:
    def __init__(self, store: SharedStore) -> None:
        self._store = store

    def find(self, digest: str) -> str | None:
        found: str | None = self._store.ask(lambda store: store.hget(TEXTS, digest), None)
        return found

    def remember(self, digest: str, source: str) -> None:
        if len(source) <= LARGEST:
            self._store.ask(lambda store: _kept(store, digest, source), None)


def _kept(store: Any, digest: str, source: str) -> None:
    with store.pipeline() as pipeline:
        pipeline.hset(TEXTS, digest, source)
        pipeline.zadd(TIMES, {digest: time.time()})
        pipeline.zcard(TIMES)
        excess = pipeline.execute()[-1] - MOST
    if excess > 0:
        store.hdel(TEXTS, *(digest for digest, _ in store.zpopmin(TIMES, excess)))
