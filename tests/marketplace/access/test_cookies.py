"""Browsers: the cookie names a session of ours, which is what counts."""

from datetime import timedelta

import pytest
from django.utils import timezone

from marketplace.commands.sign_in.sessions import end_all_sessions, sign_out
from marketplace.models import EndReason, Session, SessionKind
from tests.marketplace.people import PASSWORD, make_user
from tests.shop import statements

pytestmark = pytest.mark.django_db
ANDROID = "Mozilla/5.0 (Linux; Android 14) Chrome/126.0 Mobile Safari/537.36"
ME = {"query": "{ me { email sessions { nodes { isCurrent } } } }"}


@pytest.fixture
def administrator():
    return make_user(is_staff=True, is_superuser=True)


@pytest.fixture
def signed_in(client, administrator):
    client.force_login(administrator)
    return client


def is_in(client):
    return client.get("/admin/").status_code == 200


def me(client):
    return client.post("/graphql/", ME, content_type="application/json").json()["data"]["me"]


def test_signing_in_to_the_office_begins_a_session_with_its_device(client, administrator):
    form = {"username": administrator.email, "password": PASSWORD}
    answer = client.post("/admin/login/?next=/admin/", form, headers={"User-Agent": ANDROID})
    assert answer.status_code == 302
    session = Session.objects.get()
    assert (session.user, session.kind, session.label) == (administrator, SessionKind.WEB, "Chrome · Android")
    assert (session.address, session.ended_at) == ("127.0.0.1", None)
    assert is_in(client)
    cookie = answer.cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_a_cookie_costs_one_statement_and_signs_api_requests_too(signed_in, administrator):
    me(signed_in)
    with statements() as ran:
        answer = signed_in.post("/graphql/", {"query": "{ me { email } }"}, content_type="application/json")
    assert answer.json()["data"] == {"me": {"email": administrator.email}}
    assert len(ran) == 1
    assert me(signed_in)["sessions"] == {"nodes": [{"isCurrent": True}]}


def ended(session):
    sign_out(session_id=session.pk)


def idle(session):
    Session.objects.update(last_seen_at=timezone.now() - timedelta(days=31))


def past_its_end(session):
    Session.objects.update(expires_at=timezone.now())


def closed_account(session):
    session.user.is_active = False
    session.user.save()


def other_password(session):
    session.user.set_password("một mật khẩu khác")
    session.user.save()


def of_an_app(session):
    Session.objects.update(kind=SessionKind.API)


def gone(session):
    session.delete()


@pytest.mark.parametrize("change", [ended, idle, past_its_end, closed_account, other_password, of_an_app, gone])
def test_a_cookie_whose_session_is_not_live_signs_nobody_in(signed_in, change):
    old = signed_in.cookies["sessionid"].value
    change(Session.objects.get())
    assert not is_in(signed_in)
    signed_in.cookies["sessionid"] = old  # the browser was told to drop it; a thief would keep it
    assert me(signed_in) is None


def test_signing_out_ends_the_session_and_a_kept_cookie_is_worth_nothing(signed_in):
    old = signed_in.cookies["sessionid"].value
    signed_in.post("/admin/logout/")
    assert Session.objects.get().end_reason == EndReason.SIGNED_OUT
    signed_in.cookies["sessionid"] = old
    assert not is_in(signed_in)


def test_all_devices_can_be_signed_out_from_elsewhere(signed_in, administrator):
    end_all_sessions(actor=administrator)
    assert not is_in(signed_in)


def test_a_browser_is_noted_as_seen_every_ten_minutes(signed_in):
    long_ago = timezone.now() - timedelta(hours=1)
    Session.objects.update(last_seen_at=long_ago)
    me(signed_in)
    assert Session.objects.get().last_seen_at > long_ago
    with statements() as ran:
        me(signed_in)
    assert not any(sql.startswith("UPDATE") for sql in ran)


def test_a_cookie_that_is_not_ours_signs_nobody_in(client):
    client.cookies["sessionid"] = "a" * 40
    assert me(client) is None
    client.cookies["sessionid"] = "eyJkZXZpY2UiOjF9:1tKxyz:forged"
    assert me(client) is None


def test_the_office_counts_tries_and_tells_how_long_to_wait(client, administrator):
    form = {"username": administrator.email, "password": "wrong"}
    for _ in range(5):
        assert "5 giây" not in client.post("/admin/login/", form).content.decode()
    page = client.post("/admin/login/", {**form, "password": PASSWORD})
    assert "Thử quá nhiều lần. Xin thử lại sau 5 giây." in page.content.decode()
    assert not is_in(client)
