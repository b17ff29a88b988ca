import threading
from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection

from marketplace.access.devices import Device
from marketplace.commands.sign_in.passwords import sign_in
from marketplace.commands.sign_in.register_user import register_by_email, register_by_phone
from marketplace.commands.sign_in.request_code import request_code
from marketplace.errors import DomainError
from marketplace.models import AuditEntry, CodePurpose, OneTimeCode, OutboxEvent, SessionKind, User
from tests.marketplace.people import PASSWORD, make_user, sent_code, wrong

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
PHONE = "+84912345678"


def device(number=7):
    return Device("Máy của Lan", f"192.0.2.{number}")


def by_email(email="Lan@Example.com", password=PASSWORD, *, from_=7, **more):
    given = {"device": device(from_), "kind": SessionKind.API, "now": NOW}
    return register_by_email(email=email, password=password, **{**given, **more}).session


def by_phone(code=None, phone="0912 345 678", **more):
    given = {"device": device(), "kind": SessionKind.API, "now": NOW}
    return register_by_phone(phone=phone, code=code or asked(), **{**given, **more}).session


def asked():
    request_code(actor=AnonymousUser(), purpose=CodePurpose.REGISTER, to=PHONE, device=device(), now=NOW)
    return sent_code(CodePurpose.REGISTER, PHONE)


def refused(deed, *given, **more):
    with pytest.raises(DomainError) as error:
        deed(*given, **more)
    return str(error.value.code), error.value.field


def test_an_address_and_a_password_open_an_account_that_is_signed_in():
    session = by_email(full_name="  Nguyễn   Thị Lan ", language="en")
    user = User.objects.get()
    assert (user.email, user.full_name, user.language) == ("lan@example.com", "Nguyễn Thị Lan", "en")
    assert (session.user, session.label, user.is_staff, user.is_superuser) == (user, "Máy của Lan", False, False)
    again = sign_in(login="lan@example.com", password=PASSWORD, device=device(), kind=SessionKind.API, now=NOW)
    assert again.session.user == user


def test_the_address_counts_as_confirmed_only_by_its_code():
    by_email()
    assert User.objects.get().email_verified_at is None
    assert OneTimeCode.objects.values_list("purpose", "recipient").get() == ("VERIFY_EMAIL", "lan@example.com")


def test_it_is_told_and_recorded():
    user = by_email().user
    events = OutboxEvent.objects.order_by("pk").values_list("name", "payload")
    assert events[0] == ("UserRegistered", {"user_id": user.pk})
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.action, entry.after) == (user, "register_user", {"by": "EMAIL"})


def test_a_number_and_its_code_open_an_account_without_a_password():
    session = by_phone()
    user = User.objects.get()
    assert (session.user, user.phone, user.phone_verified_at) == (user, PHONE, NOW)
    assert not user.has_usable_password()


def test_a_number_may_have_a_password_too():
    assert by_phone(password=PASSWORD).user.check_password(PASSWORD)


@pytest.mark.parametrize("email", ["", "lan", "lan@", "@example.com", "lan@example", f"{'x' * 250}@example.com"])
def test_what_is_no_address_is_refused(changes_nothing, email):
    with changes_nothing():
        assert refused(by_email, email) == ("INVALID", ["email"])


@pytest.mark.parametrize("password", ["short", "12345678", "password", "x" * 2_000, "a\0" * 8])
def test_a_weak_password_is_refused(changes_nothing, password):
    with changes_nothing():
        assert refused(by_email, password=password) == ("INVALID", ["password"])
        assert refused(by_phone, "123456", password=password) == ("INVALID", ["password"])


def test_the_address_itself_is_a_weak_password(changes_nothing):
    with changes_nothing():
        assert refused(by_email, password="lan@example.com") == ("INVALID", ["password"])


def test_no_password_is_refused_for_an_address(changes_nothing):
    with changes_nothing():
        assert refused(by_email, password="") == ("REQUIRED", ["password"])


@pytest.mark.parametrize("name", ["x" * 151, "a\u0007b"])
def test_a_name_that_cannot_be_shown_is_refused(changes_nothing, name):
    with changes_nothing():
        assert refused(by_email, full_name=name) == ("INVALID", ["fullName"])


def test_a_language_that_the_shop_does_not_speak_is_refused(changes_nothing):
    with changes_nothing():
        assert refused(by_email, language="fr") == ("INVALID", ["language"])


def test_an_address_that_has_an_account_is_refused(changes_nothing):
    make_user(email="lan@example.com")
    with changes_nothing():
        assert refused(by_email, "LAN@example.com") == ("DUPLICATE", ["email"])


def test_only_whoever_has_the_code_learns_that_a_number_has_an_account(changes_nothing):
    make_user(phone=PHONE)
    code = asked()
    with changes_nothing():
        assert refused(by_phone, wrong(code)) == ("CODE_WRONG", ["code"])
        assert refused(by_phone, code) == ("DUPLICATE", ["phone"])


def test_a_number_without_a_code_is_refused(changes_nothing):
    with changes_nothing():
        assert refused(by_phone, "123456") == ("CODE_EXPIRED", ["code"])


def test_one_network_cannot_open_accounts_without_end(changes_nothing):
    for number in range(10):
        by_email(f"nguoi-{number}@example.com")
    with changes_nothing():
        assert refused(by_email, "another@example.com")[0] == "RATE_LIMITED"
    assert by_email("another@example.com", from_=8)


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_with_one_address_one_gets_it():
    results, start = [], threading.Barrier(2)

    def run(number):
        try:
            start.wait()
            by_email(from_=number)
            results.append("done")
        except DomainError as error:
            results.append(str(error.code))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[number]) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["DUPLICATE", "done"]
    assert User.objects.count() == 1
