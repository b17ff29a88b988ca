"""One-time codes: six digits, five tries, five minutes, one purpose, one use, the newest only."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection

from marketplace.access.devices import Device
from marketplace.commands.sign_in.codes import digits_of
from marketplace.commands.sign_in.request_code import request_code
from marketplace.commands.sign_in.sign_in_by_code import sign_in_by_code
from marketplace.errors import DomainError
from marketplace.models import CodePurpose, OneTimeCode, OutboxEvent, Session, SessionKind
from tests.marketplace.people import make_user, sent_code, wrong

NOW = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
PHONE = "+84912345678"


def after(**time):
    return NOW + timedelta(**time)


def ask(to=PHONE, purpose=CodePurpose.SIGN_IN, *, now=NOW, address="192.0.2.7", actor=None):
    device = Device("", address)
    return request_code(actor=actor or AnonymousUser(), purpose=purpose, to=to, device=device, now=now)


def enter(code, login=PHONE, *, now=NOW, address="192.0.2.7"):
    return sign_in_by_code(login=login, code=code, device=Device("", address), kind=SessionKind.API, now=now).session


def outcome(deed, *given, **more):
    try:
        deed(*given, **more)
    except DomainError as error:
        return str(error.code)
    return "done"


@pytest.fixture
def lan(db):
    return make_user(phone=PHONE, email=None)


def test_a_code_signs_its_owner_in_and_confirms_the_number(lan):
    code = ask("0912 345 678")
    assert code.expires_at == after(minutes=5)
    session = enter(digits_of(code), "0912345678", now=after(minutes=4))
    assert session.user == lan
    lan.refresh_from_db()
    assert lan.phone_verified_at == after(minutes=4)


def test_an_email_address_gets_one_too(db):
    user = make_user()
    assert enter(digits_of(ask(user.email)), user.email).user == user


def test_neither_the_table_nor_the_queue_has_the_digits(lan):
    digits = digits_of(ask())
    kept = str([*OneTimeCode.objects.values(), *OutboxEvent.objects.values()])
    assert len(digits) == 6 and digits.isdigit()
    assert digits not in kept


def test_digits_differ_from_code_to_code_and_by_purpose(lan):
    codes = [OneTimeCode(purpose=purpose, recipient=PHONE) for purpose in CodePurpose for _ in range(20)]
    assert len({digits_of(code) for code in codes}) > 100
    code = codes[0]
    told = digits_of(code)
    code.purpose = CodePurpose.RESET_PASSWORD
    assert digits_of(code) != told


def test_spaces_in_a_code_do_not_matter(lan):
    digits = digits_of(ask())
    assert enter(f" {digits[:3]} {digits[3:]} ")


def test_a_code_is_used_once(lan, changes_nothing):
    digits = digits_of(ask())
    enter(digits)
    with changes_nothing():
        assert outcome(enter, digits) == "CODE_EXPIRED"


def test_a_code_lasts_five_minutes(lan, changes_nothing):
    digits = digits_of(ask())
    with changes_nothing():
        assert outcome(enter, digits, now=after(minutes=5)) == "CODE_EXPIRED"


def test_a_code_is_tried_five_times(lan, changes_nothing):
    digits = digits_of(ask())
    with changes_nothing():
        assert [outcome(enter, wrong(digits)) for _ in range(5)] == ["CODE_WRONG"] * 5
        assert outcome(enter, digits) == "CODE_EXPIRED"


def test_the_newest_code_alone_is_good(lan, changes_nothing):
    first = digits_of(ask())
    second = digits_of(ask(now=after(minutes=1)))
    with changes_nothing():
        assert outcome(enter, first, now=after(minutes=2)) == "CODE_WRONG"
    assert enter(second, now=after(minutes=2))


def test_a_code_is_good_for_one_purpose(lan, changes_nothing):
    digits = digits_of(ask(purpose=CodePurpose.RESET_PASSWORD))
    with changes_nothing():
        assert outcome(enter, digits) == "CODE_EXPIRED"


def test_a_code_of_another_number_is_no_good(lan, changes_nothing):
    other = digits_of(ask("+84987654321"))
    ask(now=after(seconds=1))
    with changes_nothing():
        assert outcome(enter, other, now=after(seconds=2)) == "CODE_WRONG"


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "１２３４５６", "\u200b", "x" * 10_000])
def test_what_is_no_code_is_wrong(lan, changes_nothing, typed):
    ask()
    with changes_nothing():
        assert outcome(enter, typed) == "CODE_WRONG"


@pytest.mark.django_db
@pytest.mark.parametrize("purpose", [CodePurpose.SIGN_IN, CodePurpose.RESET_PASSWORD])
def test_a_number_of_nobody_is_treated_like_any_other(purpose):
    make_user(phone="+84987654321")
    known, unknown = ask("+84987654321", purpose), ask(PHONE, purpose)
    assert known.expires_at == unknown.expires_at
    assert OutboxEvent.objects.count() == 2
    for phone in ("+84987654321", PHONE):
        waits = [
            outcome(ask, phone, purpose, now=after(seconds=59)),
            outcome(ask, phone, purpose, now=after(minutes=1)),
        ]
        assert waits == ["RATE_LIMITED", "done"]
        typed = wrong(sent_code(purpose, phone))
        assert outcome(enter, typed, phone, now=after(minutes=1)) in ("CODE_WRONG", "CODE_EXPIRED")


@pytest.mark.django_db
def test_even_a_lucky_guess_for_a_number_of_nobody_is_wrong(changes_nothing):
    digits = digits_of(ask())
    with changes_nothing():
        assert outcome(enter, digits) == "CODE_WRONG"


def test_a_closed_account_gets_nowhere(lan, changes_nothing):
    digits = digits_of(ask())
    lan.is_active = False
    lan.save()
    with changes_nothing():
        assert outcome(enter, digits) == "CODE_WRONG"


@pytest.mark.django_db
@pytest.mark.parametrize("to", ["", "12345", "@", "a@b", "lan@", "x" * 300 + "@example.com", None])
def test_what_is_no_address_is_refused(to, changes_nothing):
    with changes_nothing():
        assert outcome(ask, to) in ("INVALID", "REQUIRED")


@pytest.mark.django_db
def test_far_countries_get_no_text_messages(changes_nothing, settings):
    with changes_nothing():
        assert outcome(ask, "+33612345678") == "INVALID"
    settings.SMS_PREFIXES = ["+84", "+33"]
    assert outcome(ask, "+33612345678") == "done"


@pytest.mark.django_db
def test_without_a_gateway_there_are_no_text_messages(changes_nothing, settings):
    settings.SMS_GATEWAY = ""
    with changes_nothing():
        assert outcome(ask) == "INVALID"
    assert outcome(ask, "lan@example.com") == "done"


@pytest.mark.django_db
def test_an_email_address_registers_without_a_code(changes_nothing):
    with changes_nothing():
        assert outcome(ask, "lan@example.com", CodePurpose.REGISTER) == "INVALID"


@pytest.mark.django_db
def test_strangers_confirm_no_address(changes_nothing):
    with changes_nothing():
        assert outcome(ask, "lan@example.com", CodePurpose.VERIFY_EMAIL) == "UNAUTHENTICATED"


@pytest.mark.django_db
def test_waits_between_codes_grow_and_there_are_ten_a_day():
    now, sent, waits = NOW, 0, []
    while now < after(hours=24):
        try:
            ask(now=now, address=f"192.0.2.{sent}")
        except DomainError as error:
            waits.append(error.retry_after)
            now += timedelta(seconds=error.retry_after)
        else:
            sent += 1
    assert sent == 10
    assert waits[:4] == [60, 120, 240, 480]


@pytest.mark.django_db
def test_one_network_cannot_have_codes_sent_to_everybody():
    given = [outcome(ask, f"nobody-{number}@example.com") for number in range(11)]
    assert given == ["done"] * 10 + ["RATE_LIMITED"]


@pytest.mark.django_db
def test_one_network_cannot_guess_at_number_after_number():
    phones = [f"+8491234{number:04d}" for number in range(21)]
    assert [outcome(enter, "000000", phone) for phone in phones] == ["CODE_EXPIRED"] * 20 + ["RATE_LIMITED"]


def at_once(deed, count):
    results, start = [], threading.Barrier(count)

    def run(number):
        try:
            start.wait()
            results.append(outcome(deed, number))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[number]) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.mark.django_db(transaction=True)
def test_of_two_who_use_a_code_at_once_one_gets_in():
    make_user(phone=PHONE)
    digits = digits_of(ask())
    assert sorted(at_once(lambda number: enter(digits, address=f"192.0.2.{number}"), 2)) == ["CODE_EXPIRED", "done"]
    assert Session.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_twelve_guesses_at_once_five_are_looked_at():
    make_user(phone=PHONE)
    guess = wrong(digits_of(ask()))
    results = at_once(lambda number: enter(guess, address=f"192.0.2.{number}"), 12)
    assert sorted(results) == ["CODE_EXPIRED"] * 7 + ["CODE_WRONG"] * 5
    assert OneTimeCode.objects.get().attempts == 5
