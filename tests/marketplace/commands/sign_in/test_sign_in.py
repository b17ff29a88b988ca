"""By password: strangers and wrong passwords are told, counted and hashed alike."""

import unicodedata
from datetime import UTC, datetime, timedelta

import pytest

from marketplace import passwords
from marketplace.access.devices import Device
from marketplace.commands.sign_in.passwords import sign_in
from marketplace.errors import DomainError
from marketplace.models import Session, SessionKind, Throttle
from marketplace.passwords import Argon2, TooBusy
from tests.marketplace.people import PASSWORD, make_session, make_user
from tests.shop import statements

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
ELSEWHERE = Device("cái gì đó", "198.51.100.66")


def enter(login, password=PASSWORD, *, device=ELSEWHERE, now=NOW):
    return sign_in(login=login, password=password, device=device, kind=SessionKind.API, now=now)


def answer(*given, **more):
    try:
        enter(*given, **more)
    except DomainError as error:
        return str(error.code), error.retry_after
    return "signed in", None


@pytest.fixture
def hashes(monkeypatch):
    """What was compared with a hash, or hashed in its stead."""
    found = []
    real = passwords.hashers.verify_password
    monkeypatch.setattr(
        passwords.hashers, "verify_password", lambda typed, kept: (found.append((typed, kept)), real(typed, kept))[1]
    )
    return found


def test_a_session_begins(user):
    session = enter(user.email, device=Device("Máy của Lan", "192.0.2.7")).session
    assert (session.user, session.kind, session.label) == (user, SessionKind.API, "Máy của Lan")
    assert (session.address, session.created_at) == ("192.0.2.7", NOW)
    assert session.is_live(NOW)


def test_a_password_is_the_same_however_a_keyboard_composes_it(user):
    assert unicodedata.normalize("NFD", PASSWORD) != PASSWORD
    enter(user.email, unicodedata.normalize("NFD", PASSWORD))


def test_a_hash_is_computed_for_a_stranger_too(user, hashes):
    assert answer(user.email, "wrong") == answer("nobody@example.com", "wrong") == ("CREDENTIALS_WRONG", None)
    assert hashes == [("wrong", user.password), ("wrong", "")]


def test_whoever_has_no_password_is_told_like_a_stranger(hashes):
    user = make_user(phone="0912345678", password=None)
    assert answer("0912 345 678", "") == ("CREDENTIALS_WRONG", None)
    assert hashes == [("", user.password)]


def test_what_is_longer_than_any_password_is_wrong(user, hashes):
    assert answer(user.email, "x" * 100_000) == ("CREDENTIALS_WRONG", None)
    assert hashes == [("", user.password)]


@pytest.mark.parametrize("login", ["known", "nobody@example.com"])
def test_waits_grow_alike_for_an_account_and_for_none(user, login):
    login = user.email if login == "known" else login
    given = [answer(login, "wrong") for _ in range(6)]
    assert given == [("CREDENTIALS_WRONG", None)] * 5 + [("RATE_LIMITED", 5)]
    assert answer(login, "wrong", now=NOW + timedelta(seconds=5)) == ("CREDENTIALS_WRONG", None)
    assert answer(login, now=NOW + timedelta(seconds=14)) == ("RATE_LIMITED", 1)


def test_email_and_phone_of_one_account_are_counted_together():
    user = make_user(phone="0912345678")
    for login in (user.email, "0912345678", "+84 912 345 678", user.email.upper(), user.email):
        answer(login, "wrong")
    assert answer(user.phone) == ("RATE_LIMITED", 5)


def test_a_success_starts_anew(user):
    for _ in range(3):
        for _ in range(4):
            answer(user.email, "wrong")
        assert answer(user.email) == ("signed in", None)


def test_a_stranger_cannot_lock_the_owner_out_at_home(user):
    home = Device("", "2001:db8:1:2:3::4")
    make_session(user, address="2001:db8:1:2:ffff::1")
    for _ in range(9):
        answer(user.email, "wrong")
    assert answer(user.email)[0] == "RATE_LIMITED"
    assert answer(user.email, device=home) == ("signed in", None)


def test_at_home_too_tries_are_counted(user):
    home = Device("", "192.0.2.7")
    make_session(user, address="192.0.2.7")
    assert [answer(user.email, "wrong", device=home)[0] for _ in range(6)][-1] == "RATE_LIMITED"


def test_one_network_cannot_try_account_after_account():
    given = [answer(f"nobody-{number}@example.com", "wrong")[0] for number in range(21)]
    assert given == ["CREDENTIALS_WRONG"] * 20 + ["RATE_LIMITED"]
    assert answer("another@example.com", "wrong", device=Device("", "203.0.113.1")) == ("CREDENTIALS_WRONG", None)


def test_addresses_of_one_ipv6_household_count_as_one():
    for number in range(20):
        answer(f"nobody-{number}@example.com", "wrong", device=Device("", f"2001:db8::{number:x}"))
    assert answer("x@example.com", "wrong", device=Device("", "2001:db8::ffff"))[0] == "RATE_LIMITED"


def test_successes_are_not_counted_for_a_network(user):
    for _ in range(30):
        enter(user.email)
    assert not Throttle.objects.filter(level__gt=0).exists()


def test_when_too_many_hash_at_once_the_database_is_not_even_asked(user, monkeypatch, changes_nothing):
    def busy(*_given):
        raise TooBusy

    monkeypatch.setattr(passwords.HashWorkers, "place", busy)
    with changes_nothing(), statements() as ran:
        assert [answer(user.email) for _ in range(9)] == [("TOO_BUSY", 1)] * 9
    assert ran == []


def test_a_hash_of_other_parameters_is_renewed_and_sessions_go_on(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    user = make_user()
    session = make_session(user, now=NOW)
    settings.PASSWORD_HASHERS = [
        "marketplace.passwords.Argon2",
        "django.contrib.auth.hashers.MD5PasswordHasher",
    ]
    enter(user.email)
    user.refresh_from_db()
    assert user.password.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert Session.objects.get(pk=session.pk).is_live(NOW)
    assert answer(user.email) == ("signed in", None)


def test_parameters_are_those_that_owasp_names():
    assert (Argon2.memory_cost, Argon2.time_cost, Argon2.parallelism) == (19 * 1024, 2, 1)
