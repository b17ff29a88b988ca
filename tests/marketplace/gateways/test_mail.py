import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from marketplace.gateways.console import ConsoleGateway
from marketplace.gateways.mail import MailGateway, MailLine
from marketplace.gateways.messages import DeliveryFailed, DeliveryRefused, DeliveryUnknown, Message
from tests.marketplace.gateways.smtp_server import smtp_server

MESSAGE = Message("lan@example.com", "Mã của bạn", "123456", "code-7-abc")


@pytest.fixture
def server(settings):
    with smtp_server(settings) as running:
        yield running


def test_a_mail_goes_out_under_the_messages_key():
    MailGateway().send(MESSAGE)
    [sent] = mail.outbox
    assert (sent.to, sent.subject, sent.body, sent.alternatives) == (["lan@example.com"], "Mã của bạn", "123456", [])
    assert sent.extra_headers["Message-ID"] == "<code-7-abc@ocop-marketplace>"


def test_html_stands_beside_the_text_and_headers_are_the_messages_own():
    message = Message("lan@example.com", "x", "text", "k", html="<p>text</p>", headers={"List-Unsubscribe": "<u>"})
    MailGateway().send(message)
    [sent] = mail.outbox
    assert [(part.content, part.mimetype) for part in sent.alternatives] == [("<p>text</p>", "text/html")]
    assert sent.extra_headers["List-Unsubscribe"] == "<u>"


def test_a_server_that_fails_is_told(monkeypatch):
    def fail(*_given):
        raise ConnectionRefusedError("no server")

    monkeypatch.setattr(EmailBackend, "send_messages", fail)
    with pytest.raises(DeliveryFailed, match="no server"):
        MailGateway().send(MESSAGE)


def test_many_mails_take_one_line(server):
    with MailLine() as line:
        for _ in range(3):
            line.send(MESSAGE)
    assert (len(server.taken), server.connections) == (3, 1)


def test_a_server_that_hangs_up_between_two_mails_is_called_again(server):
    server.mails_a_line = 2
    with MailLine() as line:
        for _ in range(5):
            line.send(MESSAGE)
    assert (len(server.taken), server.connections) == (5, 3)


@pytest.mark.parametrize(
    ("command", "answer", "error"),
    [
        ("RCPT", "550 no such mailbox", DeliveryRefused),
        ("end of data", "554 we do not want this", DeliveryRefused),
        ("RCPT", "451 try later", DeliveryFailed),
        ("end of data", "452 full", DeliveryFailed),
        ("MAIL", "553 who are you", DeliveryFailed),
        ("end of data", "hang up", DeliveryUnknown),
    ],
)
def test_what_a_server_has_against_a_mail_tells_what_to_do_next(server, command, answer, error):
    server.answers[command] = answer
    with MailLine() as line:
        with pytest.raises(DeliveryFailed) as raised:
            line.send(MESSAGE)
        assert type(raised.value) is error
        server.answers.clear()
        line.send(MESSAGE)  # the next one goes its way
    assert server.taken[-1].count("123456") == 1


def test_no_line_is_told_before_any_mail(settings, server):
    settings.EMAIL_PORT = 9
    with pytest.raises(DeliveryFailed), MailLine():
        raise AssertionError("there is no line")


def test_in_development_messages_are_printed(capsys):
    ConsoleGateway().send(MESSAGE)
    assert "lan@example.com" in capsys.readouterr().err
