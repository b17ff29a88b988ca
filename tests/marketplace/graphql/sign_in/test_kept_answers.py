"""Five hundred sign-ins a minute must not empty the cache of what strangers see."""

import pytest

from marketplace.graphql.http import running
from tests.marketplace.people import PASSWORD

pytestmark = pytest.mark.django_db
CREATE = "mutation ($input: CreateTokenInput!) { createToken(input: $input) { errors { code } } }"
PROFILE = 'mutation { updateProfile(input: {fullName: "Lan"}) { errors { code } } }'
BOTH = """mutation ($input: CreateTokenInput!) {
    createToken(input: $input) { errors { code } } updateProfile(input: {fullName: "Lan"}) { errors { code } } }"""


@pytest.fixture
def cleared(monkeypatch):
    """How often the kept answers were forgotten."""

    class Cache:
        times = 0

        def clear(self):
            Cache.times += 1

    monkeypatch.setattr(running, "response_cache", Cache)
    return Cache


@pytest.mark.parametrize("password", [PASSWORD, "wrong"])
def test_signing_in_leaves_what_strangers_see(ask, user, cleared, password):
    ask(CREATE, {"input": {"login": user.email, "password": password}})
    assert cleared.times == 0


def test_a_write_that_others_may_see_forgets_it(ask, user, cleared):
    ask(PROFILE)
    assert cleared.times == 1
    ask(BOTH, {"input": {"login": user.email, "password": PASSWORD}})
    assert cleared.times == 2
