"""Persisted queries that all workers know, in Valkey. When it is down, clients send their queries in full again."""

import logging
import time
from typing import Any

import redis

LARGEST = 20_000  # characters
MOST = 5_000  # queries; the oldest make room
TEXTS, TIMES = "persisted-queries", "persisted-queries:times"
TIMEOUT = 0.2  # seconds
PAUSE = 5.0  # seconds without the store, after it failed

logger = logging.getLogger(__name__)


class SharedQueries:
    def __init__(self, address: str) -> None:
        # The client's types name answers of both its synchronous and its asynchronous half.
        self._store: Any = redis.Redis.from_url(
            address, decode_responses=True, socket_timeout=TIMEOUT, socket_connect_timeout=TIMEOUT
        )
        self._paused_until = 0.0

    def find(self, digest: str) -> str | None:
        if self._is_paused():
            return None
        try:
            found: str | None = self._store.hget(TEXTS, digest)
        except redis.RedisError as error:
            self._pause(error)
            return None
        return found

    def remember(self, digest: str, source: str) -> None:
        if len(source) > LARGEST or self._is_paused():
            return
        try:
            with self._store.pipeline() as pipeline:
                pipeline.hset(TEXTS, digest, source)
                pipeline.zadd(TIMES, {digest: time.time()})
                pipeline.zcard(TIMES)
                excess = pipeline.execute()[-1] - MOST
            if excess > 0:
                self._store.hdel(TEXTS, *(digest for digest, _ in self._store.zpopmin(TIMES, excess)))
        except redis.RedisError as error:
            self._pause(error)

    def _is_paused(self) -> bool:
        return time.monotonic() < self._paused_until

    def _pause(self, error: redis.RedisError) -> None:
        self._paused_until = time.monotonic() + PAUSE
        logger.warning("Persisted queries are not shared for now: %s", error)
