"""Counters that operators watch, the same for all processes: kept in the broker, told at /metrics."""

import logging
from functools import lru_cache

import redis
from django.conf import settings

KEY = "marketplace:metrics"
TIME_LIMIT = 0.2  # s; counting never holds anything up

logger = logging.getLogger(__name__)


def count(name: str, by: int = 1) -> None:
    """A broker that is down loses the count, and nothing else."""
    try:
        _broker(settings.REDIS_URL).hincrby(KEY, name, by)
    except redis.RedisError as error:
        logger.debug("%s was not counted", name, exc_info=error)


def counts() -> dict[str, int]:
    """Raises RedisError."""
    found = _broker(settings.REDIS_URL).hgetall(KEY)
    return {str(name): int(number) for name, number in found.items()}


@lru_cache(maxsize=2)
def _broker(address: str) -> "redis.Redis":
    return redis.Redis.from_url(
        address, socket_timeout=TIME_LIMIT, socket_connect_timeout=TIME_LIMIT, decode_responses=True
    )
