"""Valkey, as all processes share it, for what may be lost: counters, kept queries, what shoppers look for."""

import logging
import time
from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar

import redis
from django.conf import settings

TIMEOUT = 0.2  # s; nobody waits for this longer
PAUSE = 5.0  # s without the store, after it failed

T = TypeVar("T")

logger = logging.getLogger(__name__)


class SharedStore:
    """Never raises what a store that is down raises: it is left alone for a while."""

    def __init__(self, address: str) -> None:
        # The client's types name answers of both its synchronous and its asynchronous half.
        self._store: Any = redis.Redis.from_url(
            address, decode_responses=True, socket_timeout=TIMEOUT, socket_connect_timeout=TIMEOUT
        )
        self._paused_until = 0.0

    def ask(self, question: Callable[[Any], T], otherwise: T) -> T:
        """What the question makes of the client; `otherwise` while the store is down."""
        if time.monotonic() < self._paused_until:
            return otherwise
        try:
            return question(self._store)
        except redis.RedisError as error:
            self._paused_until = time.monotonic() + PAUSE
            logger.warning("What processes share is lost for now: %s", error)
            return otherwise


def shared_store() -> SharedStore:
    """This process's own; another when the setting is another."""
    return _store(settings.REDIS_URL)


@lru_cache(maxsize=2)
def _store(address: str) -> SharedStore:
    return SharedStore(address)
