import pytest

from search.known import Knowledge
from tests.search.contract.asking import Shop
from tests.search.contract.engines import NAMES, kept


@pytest.fixture(params=NAMES)
def shop(request, db):
    """An empty shop with an engine that is told of all that is put into it."""
    with kept(request.param) as engine:
        yield Shop(engine, Knowledge())
