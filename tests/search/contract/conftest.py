import pytest

from search.known import Knowledge
from tests.search.contract.asking import Shop
from tests.search.contract.engines import NAMES, kept_at, kept_by_postgres


@pytest.fixture(params=NAMES)
def shop(request, db, settings):
    """An empty shop with an engine that is told of all that is put into it."""
    if request.param == "postgresql":
        yield Shop(kept_by_postgres(), Knowledge())
        return
    with kept_at(request.getfixturevalue(f"{request.param}_url"), settings) as kept:
        yield Shop(kept, Knowledge())
