"""The engines that the contract is held against, each over the catalogue of the test."""

from collections.abc import Iterator
from contextlib import contextmanager

from search.commands.index import index_pending
from search.engines.postgres.engine import PostgresEngine
from search.engines.protocol import Engine

NAMES = ("postgresql",)


class Kept:
    """An engine, and what brings its index up to date."""

    def __init__(self, engine: Engine, catch_up) -> None:
        self.engine = engine
        self.catch_up = catch_up


@contextmanager
def kept(name: str) -> Iterator[Kept]:
    assert name == "postgresql"
    yield Kept(PostgresEngine(), index_pending)
