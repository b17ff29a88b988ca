"""The engines that the contract is held against, each over the catalogue of the test."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import pytest

from search.commands.elastic.indexes import answered, existing
from search.commands.elastic.keeping import keep_index
from search.commands.index import index_pending
from search.engines.elastic.engine import ElasticEngine
from search.engines.elastic.names import alias_name
from search.engines.elastic.transport import client
from search.engines.postgres.engine import PostgresEngine
from search.engines.protocol import Engine

SERVERS = ("osmem", pytest.param("opensearch", marks=pytest.mark.opensearch))
NAMES = ("postgresql", *SERVERS)


class Kept:
    """An engine, and what brings its index up to date."""

    def __init__(self, engine: Engine, catch_up) -> None:
        self.engine = engine
        self.catch_up = catch_up


def kept_by_postgres() -> Kept:
    return Kept(PostgresEngine(), index_pending)


@contextmanager
def kept_at(url: str, settings) -> Iterator[Kept]:
    """On a server that speaks as OpenSearch does, under names of this test alone."""
    settings.ELASTICSEARCH_URL = [url]
    settings.ELASTICSEARCH_FLAVOUR = "opensearch"
    settings.ELASTICSEARCH_TIMEOUT = 20.0
    settings.ELASTICSEARCH_PREFIX = f"test-{uuid4().hex[:12]}"
    catch_up()
    try:
        yield Kept(ElasticEngine(client(), alias_name()), catch_up)
    finally:
        with answered() as elastic:
            for name in existing(elastic):
                elastic.indices.delete(index=name)


def catch_up() -> None:
    while keep_index():
        pass
