"""Another address or number, by proof of the new one and of the account."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import AnonymousUser

from marketplace.access.devices import Device
from marketplace.commands.sign_in.change_contact import change_contact, request_contact_change
from marketplace.errors import DomainError
from marketplace.models import AuditEntry, CodePurpose, OneTimeCode, OutboxEvent, User
from tests.marketplace.people import PASSWORD, make_user, sent_code, wrong

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
HERE = Device("máy này", "192.0.2.7")
OLD, NEW = "+84912345678", "+84987654321"


def ask(actor, contact=NEW):
    return request_contact_change(actor=actor, contact=contact, device=HERE, now=NOW)


def change(actor, code, confirmation, contact=NEW):
    return change_contact(actor=actor, contact=contact, code=code, confirmation=confirmation, device=HERE, now=NOW)


def refused(deed, *given, **more):
    with pytest.raises(DomainError) as error:
        deed(*given, **more)
    return str(error.value.code), error.value.field


def new_code(contact=NEW):
    return sent_code(CodePurpose.NEW_CONTACT, contact)


def second_code(contact=OLD):
    return sent_code(CodePurpose.CONTACT_CHANGE, contact)


@pytest.fixture
def lan():
    return make_user(phone=OLD, phone_verified_at=NOW)


def test_a_confirmed_number_is_replaced_by_codes_to_both(lan):
    assert ask(lan, "0987 654 321").sent_to == "+84***678"
    change(lan, new_code(), second_code())
    lan.refresh_from_db()
    assert (lan.phone, lan.phone_verified_at) == (NEW, NOW)


def test_it_is_told_and_recorded_without_the_whole_number(lan):
    ask(lan)
    change(lan, new_code(), second_code())
    assert OutboxEvent.objects.filter(name="ContactChanged").get().payload == {"user_id": lan.pk, "kind": "PHONE"}
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.before, entry.after) == (
        "change_contact",
        {"phone": "+84***678"},
        {"phone": "+84***321"},
    )


def test_an_address_that_was_never_confirmed_is_replaced_by_code_and_password():
    user = make_user()
    assert ask(user, "Moi@Example.com").sent_to is None
    change(user, new_code("moi@example.com"), PASSWORD, "moi@example.com")
    user.refresh_from_db()
    assert (user.email, user.email_verified_at) == ("moi@example.com", NOW)


def test_who_has_no_password_adds_an_address_by_a_code_to_the_number():
    user = make_user(phone=OLD, phone_verified_at=NOW, email=None, password=None)
    assert ask(user, "moi@example.com").sent_to == "+84***678"
    change(user, new_code("moi@example.com"), second_code(), "moi@example.com")
    user.refresh_from_db()
    assert (user.email, user.phone) == ("moi@example.com", OLD)


def test_an_account_that_nothing_proves_is_refused(changes_nothing):
    user = make_user(password=None)
    with changes_nothing():
        assert refused(ask, user) == ("INVALID", ["contact"])


def test_a_password_is_no_proof_where_the_old_number_can_be_asked(lan, changes_nothing):
    ask(lan)
    with changes_nothing():
        assert refused(change, lan, new_code(), PASSWORD) == ("CODE_WRONG", ["confirmation"])


def test_each_proof_is_wanted(lan, changes_nothing):
    ask(lan)
    with changes_nothing():
        assert refused(change, lan, wrong(new_code()), second_code()) == ("CODE_WRONG", ["code"])
        assert refused(change, lan, new_code(), wrong(second_code())) == ("CODE_WRONG", ["confirmation"])
        assert refused(change, lan, second_code(), new_code())[0] == "CODE_WRONG"


def test_a_wrong_password_is_refused(changes_nothing):
    user = make_user()
    ask(user)
    with changes_nothing():
        assert refused(change, user, new_code(), "wrong") == ("CREDENTIALS_WRONG", ["confirmation"])


def test_the_code_of_another_account_is_no_good(lan, changes_nothing):
    thief = make_user(phone="+84911111111", phone_verified_at=NOW)
    ask(thief)
    code = new_code()
    OneTimeCode.objects.filter(purpose=CodePurpose.CONTACT_CHANGE).update(recipient=OLD)
    with changes_nothing():
        assert refused(change, lan, code, second_code()) == ("CODE_EXPIRED", ["code"])


def test_that_somebody_else_has_the_number_is_told_only_to_who_has_its_code(lan, changes_nothing):
    make_user(phone=NEW)
    ask(lan)
    with changes_nothing():
        assert refused(change, lan, wrong(new_code()), second_code()) == ("CODE_WRONG", ["code"])
        assert refused(change, lan, new_code(), second_code()) == ("DUPLICATE", ["contact"])


@pytest.mark.parametrize(("contact", "code"), [("", "REQUIRED"), ("nonsense", "INVALID"), (OLD, "INVALID")])
def test_what_cannot_become_the_new_one_is_refused(lan, changes_nothing, contact, code):
    with changes_nothing():
        assert refused(ask, lan, contact) == (code, ["contact"])
        assert refused(change, lan, "123456", "123456", contact) == (code, ["contact"])


def test_strangers_change_nothing(lan, changes_nothing):
    with changes_nothing():
        assert refused(ask, AnonymousUser()) == ("UNAUTHENTICATED", None)
        assert refused(change, AnonymousUser(), "123456", "123456") == ("UNAUTHENTICATED", None)


def test_the_codes_are_used_up(lan, changes_nothing):
    ask(lan)
    code, second = new_code(), second_code()
    change(lan, code, second)
    lan = User.objects.get(pk=lan.pk)
    User.objects.filter(pk=lan.pk).update(phone=OLD)
    lan.refresh_from_db()
    with changes_nothing():
        assert refused(change, lan, code, second) == ("CODE_EXPIRED", ["code"])
