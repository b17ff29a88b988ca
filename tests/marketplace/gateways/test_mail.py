import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from marketplace.gateways.console import ConsoleGateway
from marketplace.gateways.mail import MailGateway
from marketplace.gateways.messages import DeliveryFailed, Message

MESSAGE = Message("lan@example.com", "Mã của bạn", "123456", "code-7-abc")


def test_a_mail_goes_out_under_the_messages_key():
    MailGateway().send(MESSAGE)
    [sent] = mail.outbox
    assert (sent.to, sent.subject, sent.body) == (["lan@example.com"], "Mã của bạn", "123456")
    assert sent.extra_headers["Message-ID"] == "<code-7-abc@ocop-marketplace>"


def test_a_server_that_fails_is_told(monkeypatch):
    def fail(*_given):
        raise ConnectionRefusedError("no server")

    monkeypatch.setattr(EmailBackend, "send_messages", fail)
    with pytest.raises(DeliveryFailed, match="no server"):
        MailGateway().send(MESSAGE)


def test_in_development_messages_are_printed(capsys):
    ConsoleGateway().send(MESSAGE)
    assert "lan@example.com" in capsys.readouterr().err
