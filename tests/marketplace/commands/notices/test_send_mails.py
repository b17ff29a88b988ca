"""Mails of notifications: each at most once, outside of transactions, none held up by another's failure."""

import logging
import threading
from datetime import timedelta
from email import message_from_string
from email.policy import default

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from marketplace.commands.notices.send_mails import (
    MOST_ATTEMPTS,
    give_up_lost_mails,
    retry_failed_mails,
    send_mails,
)
from marketplace.gateways import mail as gateway
from marketplace.gateways.mail import MailLine
from marketplace.models import MailOptOut, MailState, Notification
from tests.marketplace.commands.notices.worlds import SENDING, SENT, WAITING, make_reachable, states, waiting_mail
from tests.marketplace.gateways.smtp_server import smtp_server

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings):
    with smtp_server(settings) as running:
        yield running


def test_a_mail_is_in_its_recipients_language_as_text_and_as_html():
    waiting_mail(make_reachable(full_name="Nguyễn Thị Lan", language="vi"))
    waiting_mail(make_reachable(full_name="", language="en"))
    assert send_mails() == 2
    vietnamese, english = mail.outbox
    assert vietnamese.subject == "Mật khẩu của bạn đã được đổi - Chợ làng OCOP"
    assert vietnamese.body.startswith("Chào Nguyễn Thị Lan,\n\nMật khẩu tài khoản của bạn đã được đổi")
    assert english.subject == "Your password was changed - OCOP Village Market"
    assert english.body.startswith("Hello,\n\nThe password of your account was changed")
    [html] = english.alternatives
    assert html.mimetype == "text/html" and '<html lang="en">' in html.content
    assert "https://shop.example/tai-khoan/thong-bao/" in english.body and "href" in html.content
    assert states() == [SENT, SENT]
    assert Notification.objects.filter(mailed_at=None).count() == 0


def test_names_cannot_break_out_of_the_mail():
    row = waiting_mail(make_reachable(full_name="<b>Lan</b>", language="en"), kind="shop_trust_changed")
    row.params = {"shop": "A\r\nBcc: all@example.com <script>", "is_trusted": True, "reason": "%(x)s"}
    row.save()
    assert send_mails() == 1
    [sent] = mail.outbox
    assert "\n" not in sent.subject and sent.recipients() == [row.recipient.email]
    [html] = sent.alternatives
    assert "<script>" not in html.content and "<b>" not in html.content
    assert "%(x)s" in sent.body, "what people wrote is no format"


def test_an_optional_mail_carries_the_link_that_switches_it_off():
    waiting_mail(kind="shop_trust_changed", params={"shop": "A", "is_trusted": True, "reason": ""})
    waiting_mail()
    send_mails()
    optional, required = mail.outbox
    address = optional.extra_headers["List-Unsubscribe"].strip("<>")
    assert address.startswith("https://shop.example/thu/ngung/") and address in optional.body
    assert optional.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "List-Unsubscribe" not in required.extra_headers and "thu/ngung" not in required.body


def test_each_is_sent_once():
    waiting_mail()
    assert send_mails() == 1
    assert send_mails() == 0
    assert len(mail.outbox) == 1


def test_a_worker_that_dies_at_it_leaves_it_unsent_and_it_is_never_tried_again(monkeypatch):
    waiting_mail()
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(MailLine, "send", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt()))
        send_mails()
    assert states() == [SENDING]
    assert send_mails() == 0
    assert give_up_lost_mails() == 0
    assert give_up_lost_mails(now=timezone.now() + timedelta(hours=2)) == 1
    assert (states(), mail.outbox) == ([MailState.UNKNOWN], [])


def test_one_that_fails_holds_nothing_up_and_comes_back_later(server):
    first, second = waiting_mail(), waiting_mail()
    real = server.answers
    calls = []

    class FirstFails(dict):
        def get(self, command, otherwise=None):
            if command == "RCPT":
                calls.append(command)
                return "451 try later" if len(calls) == 1 else None
            return real.get(command, otherwise)

    server.answers = FirstFails()
    began = timezone.now()
    assert send_mails() == 1
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.mail_state, second.mail_state) == (WAITING, SENT)
    assert first.mail_attempts == 1 and "try later" in first.mail_error
    assert timedelta(seconds=45) < first.mail_due_at - began < timedelta(seconds=90)
    assert send_mails() == 0, "not before its time"
    Notification.objects.update(mail_due_at=timezone.now())
    assert send_mails() == 1
    assert states() == [SENT, SENT]


@pytest.mark.parametrize(
    ("command", "answer", "state"),
    [("RCPT", "550 no such mailbox", MailState.FAILED), ("end of data", "hang up", MailState.UNKNOWN)],
)
def test_what_is_final_or_unknown_is_not_tried_again(server, command, answer, state):
    waiting_mail()
    server.answers[command] = answer
    assert send_mails() == 0
    assert states() == [state]
    server.answers.clear()
    Notification.objects.update(mail_due_at=timezone.now())
    assert send_mails() == 0
    assert server.taken == []


def test_a_server_that_is_down_puts_all_off_with_growing_waits_and_then_gives_up(settings, server, caplog):
    settings.EMAIL_PORT = 9
    for _ in range(3):
        waiting_mail()
    waits = []
    for _ in range(MOST_ATTEMPTS):
        now = timezone.now()
        Notification.objects.update(mail_due_at=now)
        assert send_mails() == 0
        waits.append(max(Notification.objects.values_list("mail_due_at", flat=True)) - now)
    assert timedelta(seconds=45) < waits[0] < timedelta(seconds=80)
    assert waits[5] > 10 * waits[0]
    assert max(waits) < timedelta(hours=6, minutes=1)
    assert states() == [MailState.FAILED] * 3
    assert {record.levelno for record in caplog.records if "does not answer" in record.message} == {logging.WARNING}
    assert retry_failed_mails() == 3
    settings.EMAIL_PORT = server.server_address[1]
    assert send_mails() == 3
    assert len(server.taken) == 3


@pytest.mark.parametrize(
    "change", [{"is_active": False}, {"email_verified_at": None}, {"email": None, "phone": "+84912345678"}]
)
def test_a_recipient_who_is_gone_by_then_gets_none(change):
    row = waiting_mail()
    type(row.recipient).objects.update(**change)
    assert send_mails() == 0
    assert (states(), mail.outbox) == ([MailState.NONE], [])


def test_who_opted_out_meanwhile_gets_none():
    row = waiting_mail(kind="shop_trust_changed", params={"shop": "A", "is_trusted": True, "reason": ""})
    MailOptOut.objects.create(user=row.recipient, kind="shop_trust_changed")
    assert send_mails() == 0
    assert states() == [MailState.NONE]


def test_nothing_due_opens_no_line(monkeypatch):
    monkeypatch.setattr(gateway, "get_connection", lambda: pytest.fail("no mail waits"))
    assert send_mails() == 0


@pytest.mark.django_db(transaction=True)
def test_two_workers_share_the_mails_outside_of_transactions(server, monkeypatch):
    for _ in range(30):
        waiting_mail()
    sent = MailLine.send

    def outside(line, message):
        assert not connection.in_atomic_block
        sent(line, message)

    monkeypatch.setattr(MailLine, "send", outside)

    def work():
        try:
            send_mails()
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    keys = [message_from_string(text, policy=default)["Message-ID"] for text in server.taken]
    assert len(keys) == len(set(keys)) == 30
    assert states() == [SENT] * 30
