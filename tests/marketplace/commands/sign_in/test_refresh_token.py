"""A refresh token is used once; a lost answer may be asked for again; a copied one ends the session."""

import hashlib
from datetime import UTC, datetime, timedelta

import pytest

from marketplace.commands.sign_in.sessions import sign_out
from marketplace.commands.sign_in.tokens import issue_tokens, refresh_token
from marketplace.errors import DomainError
from marketplace.models import AuditEntry, EndReason, RefreshToken, Session
from tests.marketplace.people import make_session

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)


def after(**time):
    return NOW + timedelta(**time)


@pytest.fixture
def session(user):
    return make_session(user, now=NOW)


@pytest.fixture
def first(session):
    return issue_tokens(session=session, now=NOW)


def refused(code, **asked):
    with pytest.raises(DomainError) as error:
        refresh_token(**asked)
    assert error.value.code == code


def test_a_token_is_exchanged_for_the_next_one(session, first):
    second = refresh_token(token=first.refresh, now=after(minutes=9))
    assert second.refresh != first.refresh
    assert second.access_expires_at == after(minutes=19)
    assert second.refresh_expires_at == after(days=30, minutes=9)
    third = refresh_token(token=second.refresh, now=after(minutes=18))
    assert third.session == session
    session.refresh_from_db()
    assert session.last_seen_at == after(minutes=18)


def test_only_a_digest_is_kept(first):
    assert RefreshToken.objects.get().digest == hashlib.sha256(first.refresh.encode()).hexdigest()
    kept = str([*RefreshToken.objects.values(), *Session.objects.values()])
    assert first.refresh not in kept and first.access not in kept


def test_a_used_token_that_comes_back_ends_the_whole_session(session, first, changes_nothing):
    second = refresh_token(token=first.refresh, now=after(minutes=9))
    refused("TOKEN_REUSED", token=first.refresh, now=after(minutes=30))
    session.refresh_from_db()
    assert (session.ended_at, session.end_reason) == (after(minutes=30), EndReason.TOKEN_REUSED)
    assert AuditEntry.objects.get().after == {"end_reason": "TOKEN_REUSED"}
    with changes_nothing():
        refused("TOKEN_INVALID", token=second.refresh, now=after(minutes=31))


def test_the_session_ends_also_when_the_token_comes_back_from_far_down_the_chain(session, first):
    token = first.refresh
    for hour in range(1, 5):
        token = refresh_token(token=token, now=after(hours=hour)).refresh
    refused("TOKEN_REUSED", token=first.refresh, now=after(hours=5))
    session.refresh_from_db()
    assert session.end_reason == EndReason.TOKEN_REUSED


def test_a_lost_answer_is_given_again_to_whoever_has_the_key(first):
    second = refresh_token(token=first.refresh, idempotency_key="k1", now=after(minutes=9))
    again = refresh_token(token=first.refresh, idempotency_key="k1", now=after(hours=20))
    assert again.refresh == second.refresh
    assert RefreshToken.objects.count() == 2
    refresh_token(token=again.refresh, now=after(hours=21))


@pytest.mark.parametrize(
    ("key", "hours"), [("other", 1), (None, 1), ("k1", 25)], ids=["another key", "no key", "too late"]
)
def test_nobody_else_gets_the_lost_answer(session, first, key, hours):
    refresh_token(token=first.refresh, idempotency_key="k1", now=NOW)
    refused("TOKEN_REUSED", token=first.refresh, idempotency_key=key, now=after(hours=hours))


def test_an_answer_that_arrived_is_not_given_again(session, first):
    second = refresh_token(token=first.refresh, idempotency_key="k1", now=NOW)
    refresh_token(token=second.refresh, now=after(minutes=9))
    refused("TOKEN_REUSED", token=first.refresh, idempotency_key="k1", now=after(minutes=10))


def test_the_slower_of_two_requests_is_told_so_and_nothing_ends(session, first, changes_nothing):
    second = refresh_token(token=first.refresh, now=NOW)
    with changes_nothing():
        refused("CONFLICT", token=first.refresh, now=after(seconds=9))
    assert refresh_token(token=second.refresh, now=after(minutes=5)).session == session


def test_a_token_lasts_30_days_and_its_session_90(first, changes_nothing):
    with changes_nothing():
        refused("TOKEN_INVALID", token=first.refresh, now=after(days=30))
    token = first.refresh
    for days in (29, 58, 87):
        last = refresh_token(token=token, now=after(days=days))
        token = last.refresh
    assert last.refresh_expires_at == after(days=90)
    with changes_nothing():
        refused("TOKEN_INVALID", token=token, now=after(days=90))


def of_nobody(session):
    return "x" * 43


def of_an_ended_session(session):
    token = issue_tokens(session=session, now=NOW).refresh
    sign_out(session_id=session.pk, now=NOW)
    return token


def of_a_closed_account(session):
    session.user.is_active = False
    session.user.save()
    return issue_tokens(session=session, now=NOW).refresh


def from_before_the_password_was_changed(session):
    token = issue_tokens(session=session, now=NOW).refresh
    session.user.set_password("một mật khẩu khác")
    session.user.save()
    return token


@pytest.mark.parametrize(
    "make", [of_nobody, of_an_ended_session, of_a_closed_account, from_before_the_password_was_changed]
)
def test_a_token_that_is_no_good_is_refused_and_nothing_changes(session, changes_nothing, make):
    token = make(session)
    with changes_nothing():
        refused("TOKEN_INVALID", token=token, now=after(minutes=1))
