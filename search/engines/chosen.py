"""The engine that serves this process."""

from functools import lru_cache

from search.engines.postgres.engine import PostgresEngine
from search.engines.protocol import Engine


@lru_cache(maxsize=1)
def engine() -> Engine:
    return PostgresEngine()
