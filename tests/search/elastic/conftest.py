import pytest

from search.engines.elastic import fitness
from tests.search.contract.asking import Shop
from tests.search.contract.engines import kept_at
from tests.search.servers.faulty import faulty


@pytest.fixture
def between(osmem_url):
    """The server, behind what can do harm to it."""
    with faulty(osmem_url) as between:
        yield between


@pytest.fixture
def kept(between, settings, db):
    settings.ELASTICSEARCH_BULK_TIMEOUT = 2.0
    with kept_at(between.url, settings) as kept:
        yield kept
        between.well()


@pytest.fixture(autouse=True)
def asked_each_time(monkeypatch):
    monkeypatch.setattr(fitness, "REMEMBERED", 0.0)


__all__ = ["Shop"]
