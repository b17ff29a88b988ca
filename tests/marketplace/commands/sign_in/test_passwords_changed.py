"""A new password, by the old one or by a code: all other devices are signed out."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from marketplace.access.devices import Device
from marketplace.commands.sign_in.change_password import change_password
from marketplace.commands.sign_in.request_code import request_code
from marketplace.commands.sign_in.reset_password import reset_password
from marketplace.errors import DomainError
from marketplace.models import AuditEntry, CodePurpose, EndReason, OutboxEvent, Session, SessionKind, User
from tests.marketplace.people import PASSWORD, make_session, make_user, sent_code, wrong

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
NEW = "một mật khẩu khác hẳn 2027"
HERE = Device("máy này", "192.0.2.7")


def refused(deed, *given, **more):
    with pytest.raises(DomainError) as error:
        deed(*given, **more)
    return str(error.value.code), error.value.field


def change(actor, current=None, *, old=PASSWORD, new=NEW):
    return change_password(
        actor=actor,
        old_password=old,
        new_password=new,
        current_id=current.pk if current else None,
        device=HERE,
        now=NOW,
    )


def asked(login):
    request_code(actor=AnonymousUser(), purpose=CodePurpose.RESET_PASSWORD, to=login, device=HERE, now=NOW)
    return sent_code(CodePurpose.RESET_PASSWORD, login)


def reset(login, code, password=NEW):
    return reset_password(
        login=login, code=code, password=password, device=HERE, kind=SessionKind.API, now=NOW + timedelta(minutes=1)
    ).session


def test_the_device_that_changes_it_stays_signed_in_and_all_others_end(user):
    here, other = make_session(user, now=NOW), make_session(user, now=NOW)
    change(user, here)
    assert User.objects.get().check_password(NEW)
    here, other = Session.objects.get(pk=here.pk), Session.objects.get(pk=other.pk)
    assert here.is_live(NOW) and not other.is_live(NOW)
    assert other.end_reason == EndReason.PASSWORD_CHANGED


def test_a_change_is_told_and_recorded_without_the_password(user):
    make_session(user)
    change(user)
    assert OutboxEvent.objects.values_list("name", "payload").get() == ("PasswordChanged", {"user_id": user.pk})
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.action, entry.before, entry.after) == (
        user,
        "change_password",
        {},
        {"ended_sessions": 1},
    )


def test_the_old_password_is_wanted(user, changes_nothing):
    make_session(user)
    with changes_nothing():
        assert refused(change, user, old="wrong") == ("CREDENTIALS_WRONG", ["oldPassword"])


def test_the_old_password_cannot_be_guessed_for_ever(user, changes_nothing):
    with changes_nothing():
        given = [refused(change, user, old=f"wrong {number}")[0] for number in range(6)]
    assert given == ["CREDENTIALS_WRONG"] * 5 + ["RATE_LIMITED"]


@pytest.mark.parametrize("new", ["short", "1234567890"])
def test_a_weak_password_is_refused(user, changes_nothing, new):
    with changes_nothing():
        assert refused(change, user, new=new) == ("INVALID", ["newPassword"])


def test_strangers_change_none(user, changes_nothing):
    with changes_nothing():
        assert refused(change, AnonymousUser()) == ("UNAUTHENTICATED", None)


@pytest.mark.parametrize("by", ["email", "phone"])
def test_a_code_sets_a_new_one_signs_all_out_and_this_device_in(by):
    user = make_user(phone="+84912345678")
    old = make_session(user, now=NOW)
    session = reset(getattr(user, by), asked(getattr(user, by)))
    user.refresh_from_db()
    assert user.check_password(NEW)
    assert Session.objects.get(pk=old.pk).end_reason == EndReason.PASSWORD_CHANGED
    assert session.user == user and Session.objects.get(pk=session.pk).is_live(NOW + timedelta(minutes=1))
    assert (user.email_verified_at is None, user.phone_verified_at is None) == (by == "phone", by == "email")
    assert AuditEntry.objects.get().action == "reset_password"


def test_whoever_has_none_gets_one_by_code():
    user = make_user(phone="+84912345678", email=None, password=None)
    reset(user.phone, asked(user.phone))
    user.refresh_from_db()
    assert user.check_password(NEW)


def test_a_wrong_code_is_refused(user, changes_nothing):
    make_session(user)
    code = asked(user.email)
    with changes_nothing():
        assert refused(reset, user.email, wrong(code)) == ("CODE_WRONG", ["code"])


def test_a_weak_password_does_not_use_the_code_up(user, changes_nothing):
    code = asked(user.email)
    with changes_nothing():
        assert refused(reset, user.email, code, "short") == ("INVALID", ["password"])
    assert reset(user.email, code)


def test_a_lucky_guess_for_nobody_is_told_like_a_wrong_one(changes_nothing):
    code = asked("nobody@example.com")
    with changes_nothing():
        assert refused(reset, "nobody@example.com", code) == ("CODE_WRONG", ["code"])
