import pytest
from django.utils import timezone

from marketplace.commands.sign_in.tokens import issue_tokens
from marketplace.models import EndReason
from tests.marketplace.people import bearer, make_session

pytestmark = pytest.mark.django_db
REFRESH = """mutation ($input: RefreshTokenInput!) { refreshToken(input: $input) {
    token { accessToken refreshToken } user { email } errors { code field message } } }"""
REVOKE = "mutation ($token: String!) { revokeToken(input: {refreshToken: $token}) { errors { code } } }"


@pytest.fixture
def session(user):
    return make_session(user)


@pytest.fixture
def token(session):
    return issue_tokens(session=session, now=timezone.now()).refresh


def test_new_tokens_sign_requests_and_a_lost_answer_comes_again(ask, user, token):
    first = ask(REFRESH, {"input": {"refreshToken": token, "idempotencyKey": "k1"}})["refreshToken"]
    again = ask(REFRESH, {"input": {"refreshToken": token, "idempotencyKey": "k1"}})["refreshToken"]
    assert first["token"]["refreshToken"] == again["token"]["refreshToken"] != token
    assert first["user"] == {"email": user.email}
    headers = {"Authorization": f"Bearer {again['token']['accessToken']}"}
    assert ask("{ me { email } }", headers=headers) == {"me": {"email": user.email}}


def test_a_token_of_nobody_is_refused(ask, user, changes_nothing):
    with changes_nothing():
        payload = ask(REFRESH, {"input": {"refreshToken": "nonsense"}})["refreshToken"]
    assert payload["token"] is None and payload["user"] is None
    assert payload["errors"][0]["code"] == "TOKEN_INVALID"


def test_a_revoked_token_takes_its_access_tokens_along(ask, api, session, token):
    headers = bearer(session, timezone.now())
    assert ask(REVOKE, {"token": token}) == {"revokeToken": {"errors": []}}
    session.refresh_from_db()
    assert session.end_reason == EndReason.SIGNED_OUT
    refused = api.post("/graphql/", {"query": "{ me { id } }"}, content_type="application/json", headers=headers)
    assert refused.status_code == 401
    assert ask(REFRESH, {"input": {"refreshToken": token}})["refreshToken"]["errors"][0]["code"] == "TOKEN_INVALID"


def test_revoking_what_is_unknown_changes_nothing(ask, session, changes_nothing):
    with changes_nothing():
        assert ask(REVOKE, {"token": "nonsense"}) == {"revokeToken": {"errors": []}}
