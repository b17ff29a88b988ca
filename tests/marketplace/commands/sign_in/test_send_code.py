"""Codes go out after the commit, once, and only to where somebody is."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.utils import translation

from config.subscriptions import SUBSCRIPTIONS
from marketplace.commands.sign_in import sending
from marketplace.commands.sign_in.codes import digits_of, queue_code
from marketplace.commands.sign_in.sending import send_code
from marketplace.contacts import contact_of
from marketplace.events import CodeRequested
from marketplace.gateways.messages import DeliveryFailed
from marketplace.models import CodePurpose
from tests.marketplace.people import make_user

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
PHONE = "+84912345678"


class Phone:
    def __init__(self):
        self.messages = []
        self.is_broken = False

    def send(self, message):
        if self.is_broken:
            raise DeliveryFailed("no answer")
        self.messages.append(message)


@pytest.fixture
def phone(monkeypatch):
    phone = Phone()
    monkeypatch.setattr(sending, "import_string", lambda _name: lambda: phone)
    return phone


def queued(to=PHONE, purpose=CodePurpose.SIGN_IN, *, user=None, language="vi"):
    with translation.override(language):
        return queue_code(purpose=purpose, contact=contact_of(to, field="to"), user=user, now=NOW)


@pytest.fixture
def lan():
    return make_user(phone=PHONE)


def test_the_event_is_subscribed_to():
    assert SUBSCRIPTIONS[CodeRequested] == ["marketplace.send_code"]


@pytest.mark.parametrize(("language", "words"), [("vi", "Cho lang OCOP"), ("en", "OCOP Village Market")])
def test_a_text_message_is_short_and_in_plain_letters(lan, phone, language, words):
    code = queued(user=lan, language=language)
    assert send_code(code_id=code.pk, now=NOW)
    [message] = phone.messages
    assert (message.to, digits_of(code) in message.text) == (PHONE, True)
    assert words in message.text
    assert message.text.isascii() and len(message.text) <= 160


@pytest.mark.parametrize(("language", "words"), [("vi", "đặt mật khẩu mới"), ("en", "set a new password")])
def test_a_mail_says_what_the_code_is_for(lan, language, words):
    code = queued(lan.email, CodePurpose.RESET_PASSWORD, user=lan, language=language)
    assert send_code(code_id=code.pk, now=NOW)
    [sent] = mail.outbox
    assert sent.to == [lan.email]
    assert digits_of(code) in sent.subject and digits_of(code) in sent.body
    assert words in sent.body


def test_a_code_is_sent_once(lan, phone):
    code = queued(user=lan)
    assert [send_code(code_id=code.pk, now=NOW) for _ in range(2)] == [True, False]
    assert len(phone.messages) == 1


def test_what_did_not_go_out_is_sent_again_under_the_same_key(lan, phone):
    code = queued(user=lan)
    phone.is_broken = True
    with pytest.raises(DeliveryFailed):
        send_code(code_id=code.pk, now=NOW)
    phone.is_broken = False
    assert send_code(code_id=code.pk, now=NOW)
    assert phone.messages[0].key == f"code-{code.pk}-{code.seed[:12]}"


@pytest.mark.parametrize("purpose", [CodePurpose.SIGN_IN, CodePurpose.RESET_PASSWORD])
def test_nothing_goes_to_a_number_of_nobody(phone, purpose):
    assert not send_code(code_id=queued(purpose=purpose).pk, now=NOW)
    assert phone.messages == []


def test_a_new_number_gets_its_code_to_register(phone):
    assert send_code(code_id=queued(purpose=CodePurpose.REGISTER).pk, now=NOW)


def closed(code, lan):
    lan.is_active = False
    lan.save()


def used(code, lan):
    code.used_at = NOW
    code.save()


def expired(code, lan):
    code.expires_at = NOW - timedelta(seconds=1)
    code.save()


def superseded(code, lan):
    queued(user=lan)


@pytest.mark.parametrize("change", [closed, used, expired, superseded])
def test_what_is_no_use_any_more_stays_here(lan, phone, change):
    code = queued(user=lan)
    change(code, lan)
    assert not send_code(code_id=code.pk, now=NOW)
    assert phone.messages == []


def test_a_code_that_was_purged_is_no_failure():
    assert not send_code(code_id=10**12, now=NOW)
