"""Who asks, by the Authorization header: one statement, and never a stranger in disguise."""

from datetime import timedelta

import pytest
from django.utils import timezone

from marketplace.commands.sign_in.sessions import sign_out
from marketplace.models import SessionKind
from tests.marketplace.graphql.http.answers import code_of
from tests.marketplace.people import bearer, make_session
from tests.shop import statements

pytestmark = pytest.mark.django_db
VIEWER = {"query": "{ viewer }"}
GRAPHQL, JSON = "application/graphql-response+json", "application/json"


@pytest.fixture
def session():
    return make_session()


def test_a_token_tells_who_asks(post, session):
    answer = post(VIEWER, **bearer(session, timezone.now()))
    assert answer.json()["data"] == {"viewer": str(session.user_id)}
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_it_costs_one_statement(post, session):
    headers = bearer(session, timezone.now())
    with statements() as ran:
        assert post(VIEWER, **headers).status_code == 200
    assert len(ran) == 1


def test_the_scheme_is_read_in_any_case(post, session):
    token = bearer(session, timezone.now())["Authorization"].partition(" ")[2]
    assert post(VIEWER, Authorization=f"bearer  {token}").status_code == 200


def expired(session):
    return bearer(session, timezone.now() - timedelta(minutes=11))


def of_an_ended_session(session):
    sign_out(session_id=session.pk)
    return bearer(session, timezone.now())


def of_an_idle_session(session):
    session.last_seen_at = timezone.now() - timedelta(days=31)
    session.save()
    return bearer(session, timezone.now())


def of_a_session_past_its_end(session):
    session.expires_at = timezone.now()
    session.save()
    return bearer(session, timezone.now())


def of_a_closed_account(session):
    session.user.is_active = False
    session.user.save()
    return bearer(session, timezone.now())


def of_an_older_password(session):
    session.user.set_password("một mật khẩu khác")
    session.user.save()
    return bearer(session, timezone.now())


def of_a_browser(session):
    session.kind = SessionKind.WEB
    session.save()
    return bearer(session, timezone.now())


def of_another_user(session):
    session.user_id += 1000
    return bearer(session, timezone.now())


def of_no_session(session):
    session.pk += 1000
    return bearer(session, timezone.now())


def nonsense(session):
    return {"Authorization": "Bearer nonsense"}


def empty(session):
    return {"Authorization": ""}


def of_another_scheme(session):
    return {"Authorization": "Basic bGFuOm3huq10IGto4bqpdQ=="}


BAD = [of_an_ended_session, of_an_idle_session, of_a_session_past_its_end, of_a_closed_account, of_an_older_password]
BAD += [of_a_browser, of_another_user, of_no_session, nonsense, empty, of_another_scheme]


@pytest.mark.parametrize("accept", [GRAPHQL, JSON])
@pytest.mark.parametrize("make", BAD)
def test_a_token_that_is_no_good_is_refused_even_for_what_all_may_see(post, session, make, accept):
    headers = make(session)
    for query in ("{ hello }", "{ viewer }", "{ syntax error"):
        answer = post({"query": query}, **headers, Accept=accept)
        assert (answer.status_code, code_of(answer)) == (401, "UNAUTHENTICATED")
        assert "data" not in answer.json()
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_an_expired_token_is_told_apart(post, session):
    answer = post(VIEWER, **expired(session))
    assert (answer.status_code, code_of(answer)) == (401, "TOKEN_EXPIRED")


def test_a_write_is_refused_and_writes_nothing(post, session, written):
    answer = post({"query": 'mutation { write(text: "x") { text } }'}, **of_an_ended_session(session))
    assert answer.status_code == 401
    assert written == []


def test_a_token_decides_where_there_is_a_cookie_too(api, post, session, written):
    api.force_login(make_session().user)
    headers = bearer(session, timezone.now())
    assert post(VIEWER, **headers).json()["data"] == {"viewer": str(session.user_id)}
    assert post({"query": 'mutation { write(text: "x") { text } }'}, **headers).status_code == 200
    assert post(VIEWER, **nonsense(session)).status_code == 401
