from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import AnonymousUser

from marketplace.commands.sign_in.sessions import end_all_sessions, end_session, sign_out
from marketplace.errors import DomainError
from marketplace.models import AuditEntry, EndReason, Session
from tests.marketplace.people import make_session

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)


def test_another_device_is_signed_out(user):
    phone, laptop = make_session(user), make_session(user)
    end_session(actor=user, session_id=phone.pk, current_id=laptop.pk, now=NOW)
    phone.refresh_from_db()
    laptop.refresh_from_db()
    assert (phone.ended_at, phone.end_reason) == (NOW, EndReason.SIGNED_OUT_ELSEWHERE)
    assert laptop.ended_at is None
    assert AuditEntry.objects.values_list("actor", "action", "object_id").get() == (user.pk, "end_session", phone.pk)


def test_the_device_that_asks_is_meant_when_none_is_named(user):
    laptop = make_session(user)
    end_session(actor=user, session_id=None, current_id=laptop.pk, now=NOW)
    laptop.refresh_from_db()
    assert (laptop.ended_at, laptop.end_reason) == (NOW, EndReason.SIGNED_OUT)


def test_what_is_not_a_live_device_of_theirs_is_not_found(user, changes_nothing):
    ended = make_session(user)
    sign_out(session_id=ended.pk)
    for pk in (make_session().pk, ended.pk, 10**12, None):
        with changes_nothing(), pytest.raises(DomainError) as refused:
            end_session(actor=user, session_id=pk)
        assert refused.value.code == "NOT_FOUND"


def test_all_others_are_signed_out(user):
    current, *others = [make_session(user) for _ in range(4)]
    stranger = make_session()
    assert end_all_sessions(actor=user, except_id=current.pk, now=NOW) == 3
    assert set(Session.objects.filter(ended_at=NOW)) == set(others)
    assert AuditEntry.objects.get().after == {"ended": 3}
    stranger.refresh_from_db()
    assert stranger.ended_at is None


def test_all_are_signed_out(user):
    make_session(user)
    assert end_all_sessions(actor=user, now=NOW) == 1


def test_strangers_end_nothing(user, changes_nothing):
    session = make_session(user)
    with changes_nothing(), pytest.raises(DomainError) as refused:
        end_session(actor=AnonymousUser(), session_id=session.pk)
    assert refused.value.code == "UNAUTHENTICATED"
    with changes_nothing(), pytest.raises(DomainError) as refused:
        end_all_sessions(actor=AnonymousUser())
    assert refused.value.code == "UNAUTHENTICATED"


def test_a_session_ends_once(user):
    session = make_session(user)
    sign_out(session_id=session.pk, now=NOW)
    sign_out(session_id=session.pk)
    session.refresh_from_db()
    assert (session.ended_at, session.end_reason) == (NOW, EndReason.SIGNED_OUT)
