from datetime import UTC, datetime

import pytest
from django.utils import timezone

from marketplace.graphql.context import Context
from marketplace.graphql.execution import execute
from tests.catalog.factories import make_member, make_product, make_seller, traces

NOW = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)


@pytest.fixture
def seller(db):
    return make_seller()


@pytest.fixture
def owner(seller):
    return make_member(seller)


@pytest.fixture
def product(seller):
    return make_product(seller=seller)


@pytest.fixture
def write():
    """Sends a mutation as someone; answers the payload of its one field."""

    def send(viewer, source, variables):
        context = Context(viewer=viewer, language="en", now=timezone.now())
        result = execute(source, variables, context=context).result
        assert result.errors is None, [(error.message, error.original_error) for error in result.errors]
        [payload] = result.data.values()
        return payload

    return send


@pytest.fixture
def unchanged():
    """Asserts that nothing was written since."""
    before = traces()
    yield
    assert traces() == before
