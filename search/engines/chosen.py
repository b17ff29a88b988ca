"""The engine that serves this process."""

from functools import lru_cache

from django.conf import settings
from django.utils.module_loading import import_string

from search.engines.postgres.engine import PostgresEngine
from search.engines.protocol import Engine

ELASTIC = "search.engines.elastic.serving.engine"


@lru_cache(maxsize=1)
def engine() -> Engine:
    """PostgreSQL; with ELASTICSEARCH_URL Elasticsearch, and PostgreSQL while that one cannot."""
    if not settings.ELASTICSEARCH_URL:
        return PostgresEngine()
    made: Engine = import_string(ELASTIC)()  # its client costs a process 18 MB: only who uses it imports it
    return made
