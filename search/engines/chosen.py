"""The engine that serves this process."""

from functools import lru_cache

from django.conf import settings

from search.commands.elastic.indexes import alias_name
from search.engines.elastic.engine import ElasticEngine
from search.engines.elastic.fitness import Fitness
from search.engines.elastic.transport import client
from search.engines.fallback import FallbackEngine
from search.engines.postgres.engine import PostgresEngine
from search.engines.protocol import Engine


@lru_cache(maxsize=1)
def engine() -> Engine:
    """PostgreSQL; with ELASTICSEARCH_URL Elasticsearch, and PostgreSQL while that one cannot."""
    if not settings.ELASTICSEARCH_URL:
        return PostgresEngine()
    return FallbackEngine(ElasticEngine(client(), alias_name()), PostgresEngine(), Fitness())
