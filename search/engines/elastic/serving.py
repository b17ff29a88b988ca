"""Elasticsearch as shops use it: with PostgreSQL behind it."""

from search.engines.elastic.engine import ElasticEngine
from search.engines.elastic.fitness import Fitness
from search.engines.elastic.names import alias_name
from search.engines.elastic.transport import client
from search.engines.fallback import FallbackEngine
from search.engines.postgres.engine import PostgresEngine


def engine() -> FallbackEngine:
    return FallbackEngine(alone(), PostgresEngine(), Fitness())


def alone() -> ElasticEngine:
    """Without anybody behind it: for measuring."""
    return ElasticEngine(client(), alias_name())
