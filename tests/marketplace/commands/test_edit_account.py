"""Administrators put accounts right."""

from dataclasses import replace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from marketplace.access.devices import Device
from marketplace.commands import outbox
from marketplace.commands.edit_account import AccountDetails, edit_account
from marketplace.commands.sign_in.sessions import begin_session
from marketplace.errors import DomainError
from marketplace.models import AuditEntry, OfficeLevel, OutboxEvent, Post, Session, SessionKind, User

pytestmark = pytest.mark.django_db
DETAILS = AccountDetails(
    full_name="Nguyễn Thị Nhài",
    email="nhai@example.com",
    phone="+84912345678",
    language="vi",
    is_active=True,
    is_superuser=False,
)


@pytest.fixture(autouse=True)
def no_broker(monkeypatch):
    monkeypatch.setattr(outbox, "_kick_relay", lambda: None)


@pytest.fixture
def administrator():
    return User.objects.create_superuser("admin@ocop.example", "secret-0")


@pytest.fixture
def person():
    confirmed = timezone.now()
    return User.objects.create_user(
        DETAILS.email,
        "secret-0",
        phone=DETAILS.phone,
        full_name=DETAILS.full_name,
        email_verified_at=confirmed,
        phone_verified_at=confirmed,
    )


def traces():
    return {
        "users": list(User.objects.order_by("pk").values()),
        "sessions": list(Session.objects.values()),
        "audit": AuditEntry.objects.count(),
        "events": OutboxEvent.objects.count(),
    }


def test_contacts_are_stored_in_one_spelling_and_count_as_unconfirmed(administrator, person):
    typed = replace(DETAILS, email=" Nhai.Moi@Example.COM ", phone="0987 654 321", full_name="  Nhài  ")
    user = edit_account(actor=administrator, user_id=person.pk, details=typed)
    user.refresh_from_db()
    assert (user.email, user.phone, user.full_name) == ("nhai.moi@example.com", "+84987654321", "Nhài")
    assert (user.email_verified_at, user.phone_verified_at) == (None, None)
    assert user.password == person.password
    assert set(OutboxEvent.objects.values_list("name", "payload__kind")) == {
        ("ContactChanged", "EMAIL"),
        ("ContactChanged", "PHONE"),
    }


def test_what_stays_stays_confirmed(administrator, person):
    edit_account(actor=administrator, user_id=person.pk, details=replace(DETAILS, phone="", full_name=""))
    user = User.objects.get(pk=person.pk)
    assert (user.phone, user.full_name) == (None, "")
    assert user.email_verified_at == person.email_verified_at
    assert OutboxEvent.objects.get().payload["kind"] == "PHONE"


def test_the_trail_tells_what_changed_and_masks_contacts(administrator, person):
    edit_account(actor=administrator, user_id=person.pk, details=replace(DETAILS, email="x@other.example"))
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.action, entry.object_id) == (administrator, "edit_account", person.pk)
    assert entry.before == {"email": "n***@example.com"}
    assert entry.after == {"email": "x***@other.example"}


def test_who_is_no_longer_active_is_signed_out_everywhere(administrator, person):
    begin_session(user=person, device=Device(label="Firefox", address=None), kind=SessionKind.WEB)
    edit_account(actor=administrator, user_id=person.pk, details=replace(DETAILS, is_active=False))
    assert not User.objects.get(pk=person.pk).is_active
    assert Session.objects.get().ended_at is not None


def test_the_office_is_for_administrators_and_for_those_with_a_post(administrator, person):
    def is_staff(**fields):
        edit_account(actor=administrator, user_id=person.pk, details=replace(DETAILS, **fields))
        return User.objects.get(pk=person.pk).is_staff

    assert is_staff(is_superuser=True)
    assert not is_staff(is_superuser=False)
    Post.objects.create(officer=person, level=OfficeLevel.MINISTRY)
    assert is_staff()


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"email": "", "phone": ""}, "REQUIRED", "email"),
        ({"email": "nobody"}, "INVALID", "email"),
        ({"phone": "12"}, "INVALID", "phone"),
        ({"language": "fr"}, "INVALID", "language"),
        ({"full_name": "x" * 151}, "INVALID", "fullName"),
        ({"email": "ADMIN@ocop.example"}, "DUPLICATE", "email"),
        ({"phone": "0900000001"}, "DUPLICATE", "phone"),
    ],
)
def test_what_cannot_be_is_refused(administrator, person, change, code, field):
    User.objects.create_user(None, phone="+84900000001")
    before = traces()
    with pytest.raises(DomainError) as refused:
        edit_account(actor=administrator, user_id=person.pk, details=replace(DETAILS, **change))
    assert (refused.value.code, refused.value.field) == (code, [field])
    assert traces() == before


@pytest.mark.parametrize("change", [{"is_active": False}, {"is_superuser": False}])
def test_nobody_locks_themselves_out(administrator, change):
    own = replace(DETAILS, email=administrator.email, phone="", is_superuser=True)
    before = traces()
    with pytest.raises(DomainError) as refused:
        edit_account(actor=administrator, user_id=administrator.pk, details=replace(own, **change))
    assert refused.value.field == ["isActive"]
    assert traces() == before


def test_others_are_refused(person):
    officer = User.objects.create_user("officer@ocop.example", is_staff=True)
    before = traces()
    for actor, code in (
        (officer, "PERMISSION_DENIED"),
        (person, "PERMISSION_DENIED"),
        (AnonymousUser(), "UNAUTHENTICATED"),
    ):
        with pytest.raises(DomainError) as refused:
            edit_account(actor=actor, user_id=person.pk, details=replace(DETAILS, is_superuser=True))
        assert refused.value.code == code
    assert traces() == before


def test_who_is_not_there_is_not_found(administrator):
    with pytest.raises(DomainError) as refused:
        edit_account(actor=administrator, user_id=0, details=DETAILS)
    assert refused.value.code == "NOT_FOUND"
    assert not AuditEntry.objects.exists()
