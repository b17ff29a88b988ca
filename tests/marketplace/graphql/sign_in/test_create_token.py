import orjson
import pytest

from marketplace.models import Session
from tests.marketplace.graphql.sign_in.codes import asked_code
from tests.marketplace.people import PASSWORD, make_user

pytestmark = pytest.mark.django_db
CREATE = """mutation ($input: CreateTokenInput!) { createToken(input: $input) {
    token { accessToken refreshToken accessTokenExpiresAt refreshTokenExpiresAt }
    user { email fullName } errors { code field retryAfter } } }"""


@pytest.fixture
def create(ask):
    def create(**given):
        return ask(CREATE, {"input": given})["createToken"]

    return create


def test_an_app_gets_tokens_that_sign_its_requests(create, ask, api, user):
    payload = create(login=user.email, password=PASSWORD, deviceName="Máy của Lan")
    assert (payload["user"], payload["errors"]) == ({"email": user.email, "fullName": "Nguyễn Thị Lan"}, [])
    headers = {"Authorization": f"Bearer {payload['token']['accessToken']}"}
    me = ask("{ me { email sessions { nodes { label kind isCurrent } } } }", headers=headers)["me"]
    device = {"label": "Máy của Lan", "kind": "API", "isCurrent": True}
    assert me == {"email": user.email, "sessions": {"nodes": [device]}}
    assert not api.cookies


def test_a_null_kind_is_as_good_as_none(create, user):
    assert create(login=user.email, password=PASSWORD, kind=None)["token"]["accessToken"]


def test_a_browser_gets_a_cookie_and_no_token(create, ask, api, user):
    payload = create(login=user.email, password=PASSWORD, kind="WEB")
    assert (payload["token"], payload["user"]["email"]) == (None, user.email)
    assert api.cookies["sessionid"]["httponly"]
    assert ask("{ me { email } }") == {"me": {"email": user.email}}


def test_a_browser_that_signs_in_again_leaves_one_session(create, user):
    for _ in range(2):
        create(login=user.email, password=PASSWORD, kind="WEB")
    assert Session.objects.filter(ended_at__isnull=True).count() == 1


@pytest.mark.parametrize("password", ["wrong", "", PASSWORD.upper(), "x" * 10_000])
def test_a_wrong_password_is_refused(create, user, changes_nothing, password):
    with changes_nothing():
        payload = create(login=user.email, password=password)
    assert payload["errors"] == [{"code": "CREDENTIALS_WRONG", "field": None, "retryAfter": None}]
    assert (payload["token"], payload["user"]) == (None, None)


@pytest.mark.parametrize("login", ["nobody@example.com", "0987654321", "", "🌾"])
def test_nobody_is_told_like_a_wrong_password(create, user, changes_nothing, login):
    with changes_nothing():
        payload = create(login=login, password=PASSWORD)
    assert payload["errors"] == [{"code": "CREDENTIALS_WRONG", "field": None, "retryAfter": None}]


def test_a_closed_account_is_told_like_a_wrong_password(create, user, changes_nothing):
    user.is_active = False
    user.save()
    with changes_nothing():
        payload = create(login=user.email, password=PASSWORD)
    assert payload["errors"][0]["code"] == "CREDENTIALS_WRONG"


def test_other_sites_cannot_sign_a_browser_in(api, user, changes_nothing):
    given = {"login": user.email, "password": PASSWORD, "kind": "WEB"}
    body = orjson.dumps({"query": CREATE, "variables": {"input": given}})
    with changes_nothing():
        for kind in ("text/plain", "application/x-www-form-urlencoded"):
            answer = api.post("/graphql/", body, content_type=kind, headers={"Origin": "https://evil.example"})
            assert answer.status_code == 415


def test_a_code_signs_in_too(ask, create):
    user = make_user(phone="0912345678", password=None)
    code = asked_code(ask, "SIGN_IN", "0912 345 678")
    payload = create(login="0912 345 678", code=code)
    assert (payload["user"]["email"], payload["errors"]) == (user.email, [])


@pytest.mark.parametrize("given", [{}, {"password": "x", "code": "y"}])
def test_either_a_password_or_a_code_is_wanted(create, user, changes_nothing, given):
    with changes_nothing():
        payload = create(login=user.email, **given)
    assert payload["errors"] == [{"code": "INVALID", "field": ["password"], "retryAfter": None}]


def test_who_tries_too_often_is_told_how_long_to_wait(create, user, changes_nothing):
    with changes_nothing():
        for _ in range(5):
            create(login=user.email, password="wrong")
        payload = create(login=user.email, password=PASSWORD)
    assert payload["errors"] == [{"code": "RATE_LIMITED", "field": None, "retryAfter": 5}]
