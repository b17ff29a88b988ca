"""Elasticsearch down, slow or behind: PostgreSQL answers, nobody waits twice, and it is told."""

import logging

import pytest
from django.test import override_settings

from catalog.models import Product
from search.commands.index import index_pending
from search.engines import chosen
from search.engines.elastic.engine import ElasticEngine
from search.engines.elastic.fitness import Fitness
from search.engines.elastic.names import alias_name
from search.engines.elastic.transport import client
from search.engines.fallback import LONGEST, SHORTEST, FallbackEngine
from search.engines.postgres.engine import PostgresEngine
from search.engines.protocol import Asked, EngineDown
from search.known import Knowledge
from search.models import IndexedEngine, PendingProduct
from tests.catalog.factories import make_product
from tests.search.contract.asking import TODAY, Shop

pytestmark = pytest.mark.django_db


class Both:
    """The engine of a shop with Elasticsearch, its clock in our hands."""

    def __init__(self, kept, counted):
        self.now = 100.0
        self.catch_up = lambda: (index_pending(), kept.catch_up())
        self.counted = counted
        elastic = ElasticEngine(client(), alias_name())
        self.engine = FallbackEngine(elastic, PostgresEngine(), Fitness(), clock=lambda: self.now)


@pytest.fixture
def counted(monkeypatch):
    counted = []
    monkeypatch.setattr("search.engines.fallback.count", counted.append)
    return counted


@pytest.fixture
def both(kept, counted):
    return Both(kept, counted)


@pytest.fixture
def shop(both):
    shop = Shop(both, Knowledge())
    shop.add("Bánh gai")
    both.catch_up()
    shop.knowledge.get()
    both.catch_up = lambda: None
    return shop


def searches(between):
    found = [request for request in between.requests if "_search" in request]
    between.requests.clear()
    return len(found)


def test_while_all_is_well_elasticsearch_answers(shop, both, between):
    searches(between)
    assert shop.names("bánh gai") == ["Bánh gai"]
    assert searches(between) == 1 and both.counted == []


def test_suggestions_come_from_it_too_and_from_postgresql_when_it_cannot(shop, both, between, settings):
    searches(between)
    assert [one.text for one in shop.suggested("banh g")] == ["Bánh gai"]
    assert searches(between) == 1 and both.counted == []
    between.fault = lambda method, path: 503
    assert [one.text for one in shop.suggested("banh g")] == ["Bánh gai"]
    assert both.counted == ["search_engine_failures", "search_fallbacks"]
    assert [one.text for one in shop.suggested("banh g")] == ["Bánh gai"]
    assert searches(between) == 1  # the circuit is open


@pytest.mark.parametrize("fault", ["cut", "hang", 429, 500, 503, 404])
def test_what_it_cannot_answer_postgresql_does(shop, both, between, settings, fault, caplog):
    settings.ELASTICSEARCH_TIMEOUT = 0.3
    both.engine._first = ElasticEngine(client(), alias_name())
    between.fault = lambda method, path: fault
    searches(between)
    with caplog.at_level(logging.WARNING):
        assert shop.names("bánh gai") == ["Bánh gai"]
    assert searches(between) == 1
    assert both.counted == ["search_engine_failures", "search_fallbacks"]
    assert "elasticsearch does not answer, postgresql does" in caplog.text


def test_nobody_waits_for_it_again_until_one_has_tried(shop, both, between):
    between.down()
    shop.names("bánh gai")
    searches(between)
    for _ in range(3):
        assert shop.names("bánh gai") == ["Bánh gai"]
    assert searches(between) == 0
    both.now += SHORTEST
    shop.names("bánh gai")
    shop.names("bánh gai")
    assert searches(between) == 1  # it failed again: twice as long
    both.now += SHORTEST
    shop.names("bánh gai")
    assert searches(between) == 0
    between.well()
    both.now += SHORTEST
    assert shop.names("bánh gai") == ["Bánh gai"]
    shop.names("bánh gai")
    assert searches(between) == 2


def test_the_wait_has_an_end(shop, both, between):
    between.down()
    for _ in range(12):
        shop.names("bánh gai")
        both.now += LONGEST
    searches(between)
    shop.names("bánh gai")
    assert searches(between) == 1


def test_an_index_that_is_behind_is_not_searched(shop, both, between, caplog):
    Product.objects.update(name="Bánh cuốn")
    index_pending()
    PendingProduct.objects.update(since="2026-01-01T00:00Z")
    searches(between)
    with caplog.at_level(logging.WARNING):
        assert shop.names("bánh cuốn") == ["Bánh cuốn"]
    assert searches(between) == 0 and both.counted == ["search_fallbacks"]
    assert "is behind: PostgreSQL answers" in caplog.text


@pytest.mark.parametrize("change", [{"is_serving": False}, {"layout": "another"}])
def test_nor_is_one_that_is_not_ready(shop, both, between, change):
    IndexedEngine.objects.update(**change)
    searches(between)
    assert shop.names("bánh gai") == ["Bánh gai"]
    assert searches(between) == 0


@pytest.mark.parametrize(
    "sort", ["RELEVANCE", "NEWEST", "PRICE_ASC", "PRICE_DESC", "STARS", "RATING", "BEST_SELLING", "NAME"]
)
@pytest.mark.parametrize("first", ["elasticsearch", "postgresql"])
def test_where_one_engine_ends_the_other_goes_on(kept, sort, first):
    for number in range(9):
        make_product(name=f"Bánh gai {number}", price=10_000 + number % 4)
    engines = {"elasticsearch": kept.engine, "postgresql": PostgresEngine()}
    kept.catch_up()
    index_pending()
    shop = Shop(kept, Knowledge())
    seen, after = [], None
    for name in (first, *(engines.keys() - {first})) * 2:
        kept.engine = engines[name]
        found = shop.answer("bánh gai", size=3, after=after, sort=None if sort == "RELEVANCE" else sort)
        hits = found.found.hits[:3]
        seen += [hit.product_id for hit in hits]
        after = found.position_of(hits[-1]) if hits else after
    assert len(seen) == len(set(seen)) == 9


def test_partial_answers_are_none(kept, monkeypatch):
    asked = Shop(kept, Knowledge()).answer("bánh").understanding
    real = kept.engine._client.search

    def partial(**given):
        answer = real(**given)
        answer.body["_shards"]["failed"] = 1
        return answer

    monkeypatch.setattr(kept.engine._client, "search", partial)
    with pytest.raises(EngineDown):
        kept.engine.search(Asked(asked, TODAY, 10))


def test_which_engine_serves_is_a_setting(kept):
    chosen.engine.cache_clear()
    try:
        assert isinstance(chosen.engine(), FallbackEngine)
        with override_settings(ELASTICSEARCH_URL=[]):
            chosen.engine.cache_clear()
            assert isinstance(chosen.engine(), PostgresEngine)
    finally:
        chosen.engine.cache_clear()
