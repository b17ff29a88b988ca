from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, assume, given, settings

from marketplace.graphql.documents import Documents
from tests.marketplace.graphql import market
from tests.marketplace.graphql.executors import by_batching, by_plan, by_stock, nulled, told
from tests.marketplace.graphql.random_queries import paths, queries

NOW = datetime(2026, 3, 1, tzinfo=UTC)
SMALL = Documents(market.schema.graphql_schema)
SCALARS = {
    "Int": [0, 1, 2, 3, 4, 5, 2_147_483_647],
    "String": ["", 'Làng "Nhót"', "p1"],
    "ID": ["p1", "p4", "s1", "s3", "none"],
    "Boolean": [True, False],
    "BigInt": [0, 2**40],
}


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(query=queries(SMALL.schema, SCALARS))
def test_all_executors_agree_on_the_small_market(query):
    document = SMALL.get(query.source)
    # What our own limits refuse is no answer to compare; anything else that is refused is the generator's mistake.
    assume(not any(error.extensions["code"].endswith("_LIMIT") for error in document.errors))
    assert not document.errors, document.errors
    compare(document, query.variables)


def test_all_executors_agree_on_every_field_alone():
    for source in paths(SMALL.schema, SCALARS):
        document = SMALL.get(source)
        assert not document.errors, document.errors
        compare(document, {})


def compare(document, variables):
    planned = by_plan(document, variables, NOW)
    with pytest.MonkeyPatch.context() as monkeypatch:
        batched = by_batching(document, variables, NOW, monkeypatch)
    stock = by_stock(document, variables, NOW)
    assert told(planned.result) == told(batched)
    assert nulled(batched) == nulled(stock)
    if planned.is_planned:
        assert told(planned.result) == told(stock)
