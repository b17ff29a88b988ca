import pytest

from marketplace.graphql.context import Context
from marketplace.graphql.documents import documents_of
from marketplace.graphql.execution import execute
from tests.marketplace.graphql import market


@pytest.fixture
def context():
    return Context(language="en")


@pytest.fixture
def ask(context):
    """Executes against the small market; answers the graphql ExecutionResult."""

    def ask(source, variables=None, *, schema=market.schema, **options):
        document = documents_of(schema.graphql_schema).get(source)
        return execute(document, variables, context=context, **options).result

    return ask
