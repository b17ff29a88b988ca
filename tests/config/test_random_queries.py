"""Random valid queries against the real schema: the executors agree, and nothing that they can ask is a crash."""

import pytest
from graphene_django.settings import graphene_settings
from hypothesis import HealthCheck, assume, given, settings

from catalog.models import Certificate, Listing, ProductGroup, Variant
from marketplace.graphql.documents import Documents
from marketplace.graphql.errors import formatted
from marketplace.graphql.ids import global_id
from marketplace.models import Place
from sellers.models import Seller
from tests.marketplace.graphql.executors import by_batching, by_plan, by_stock, nulled, told
from tests.marketplace.graphql.random_queries import queries
from tests.shop import NOW, demo_shop

__all__ = ["demo_shop"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_shop")]

DOCUMENTS = Documents(graphene_settings.SCHEMA.graphql_schema)
SCALARS = {
    "Int": [-1, 0, 1, 2, 24, 101, 2_147_483_647],
    "String": ["", "no such thing", "tra-hoa-cuc-non-coi", "cong-ty-tnhh-toan-xuan", "MH-36-140-3-2023", "bánh"],
    "Boolean": [True, False],
    "BigInt": [0, 90_000, 2**63 - 1, -1],
    "DateTime": ["2020-12-31T00:00:00Z", "2026-01-05T10:00:00+07:00", "0001-01-01T00:00:00"],
    "Date": ["0001-01-01", "2020-12-31", "2025-07-01", "9999-12-31"],
    "ID": ["", "nonsense"],  # and those of the first of everything
}
NODES = {
    "Product": lambda: Listing.objects.order_by("pk").first().product_id,
    "Variant": lambda: Variant.objects.order_by("pk").first().pk,
    "Certificate": lambda: Certificate.objects.order_by("pk").first().pk,
    "ProductGroup": lambda: ProductGroup.objects.order_by("pk").last().pk,
    "Seller": lambda: Seller.objects.order_by("pk").first().pk,
    "Place": lambda: Place.objects.order_by("pk").first().pk,
}


@pytest.fixture
def scalars():
    there = [global_id(type, key()) for type, key in NODES.items()]
    return {**SCALARS, "ID": [*SCALARS["ID"], *there, global_id("Product", 10**12)]}


def test_all_executors_agree_and_none_crashes(scalars):
    @settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
    @given(query=queries(DOCUMENTS.schema, scalars))
    def agree(query):
        document = DOCUMENTS.get(query.source)
        # What our own limits refuse is no answer to compare; anything else refused is the generator's mistake.
        assume(not any(error.extensions["code"].endswith("_LIMIT") for error in document.errors))
        assert not document.errors, document.errors
        compare(document, query.variables)

    agree()


def compare(document, variables):
    planned = by_plan(document, variables, NOW)
    with pytest.MonkeyPatch.context() as monkeypatch:
        batched = by_batching(document, variables, NOW, monkeypatch)
    stock = by_stock(document, variables, NOW)
    assert told(planned.result) == told(batched)
    assert nulled(batched) == nulled(stock)
    if planned.is_planned:
        assert told(planned.result) == told(stock)
    codes = {formatted(error)["extensions"]["code"] for error in planned.result.errors or ()}
    assert "INTERNAL" not in codes
