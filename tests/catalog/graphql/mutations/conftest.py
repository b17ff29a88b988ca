import pytest
from django.utils import timezone

from marketplace.graphql.context import Context
from marketplace.graphql.execution import execute


@pytest.fixture
def write():
    """Sends a mutation as someone; answers the payload of its one field."""

    def send(viewer, source, variables):
        context = Context(viewer=viewer, language="en", now=timezone.now())
        result = execute(source, variables, context=context).result
        assert result.errors is None, [(error.message, error.original_error) for error in result.errors]
        assert not context.cacheable
        [payload] = result.data.values()
        return payload

    return send
