"""The HTTP gateway against a small provider of our own on the loopback address."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from marketplace.gateways import sms
from marketplace.gateways.messages import DeliveryFailed, Message
from marketplace.gateways.sms import HttpSmsGateway

MESSAGE = Message("+84912345678", "unused", "Cho lang OCOP: 123456", "code-7-abc")


class Provider(ThreadingHTTPServer):
    """Answers with the statuses that a test lists, then with 200."""

    daemon_threads = True

    def __init__(self):
        self.statuses, self.received, self.pause = [], [], 0.0
        super().__init__(("127.0.0.1", 0), _Handler)


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.received.append((self.path, dict(self.headers), json.loads(body)))
        threading.Event().wait(self.server.pause)
        self.send_response(self.server.statuses.pop(0) if self.server.statuses else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_given):
        pass


@pytest.fixture
def waits(monkeypatch):
    """How long the gateway waited between tries; here it does not."""
    found = []
    monkeypatch.setattr(sms.time, "sleep", found.append)
    return found


@pytest.fixture
def provider(settings):
    server = Provider()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    settings.SMS_GATEWAY_URL = f"http://127.0.0.1:{server.server_port}/v1/messages?account=7"
    settings.SMS_GATEWAY_TOKEN, settings.SMS_SENDER = "t0ken", "OCOP"
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_message_is_handed_over_once(provider, waits):
    HttpSmsGateway().send(MESSAGE)
    [(path, headers, body)] = provider.received
    assert path == "/v1/messages?account=7"
    assert body == {"to": "+84912345678", "from": "OCOP", "text": "Cho lang OCOP: 123456"}
    assert headers["Authorization"] == "Bearer t0ken"
    assert headers["Idempotency-Key"] == "code-7-abc"
    assert waits == []


@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_provider_in_trouble_is_asked_again_under_the_same_key_with_growing_waits(provider, waits, status):
    provider.statuses = [status, status]
    HttpSmsGateway().send(MESSAGE)
    assert [headers["Idempotency-Key"] for _, headers, _ in provider.received] == ["code-7-abc"] * 3
    assert 0.25 <= waits[0] <= 0.75 and 0.5 <= waits[1] <= 1.5


def test_it_gives_up_after_three_tries(provider, waits):
    provider.statuses = [500] * 5
    with pytest.raises(DeliveryFailed, match="500"):
        HttpSmsGateway().send(MESSAGE)
    assert len(provider.received) == 3


@pytest.mark.parametrize("status", [400, 401, 404])
def test_a_refusal_is_final(provider, waits, status):
    provider.statuses = [status]
    with pytest.raises(DeliveryFailed, match=str(status)):
        HttpSmsGateway().send(MESSAGE)
    assert len(provider.received) == 1


def test_silence_is_not_waited_for(provider, settings, monkeypatch):
    monkeypatch.setattr(sms, "FIRST_WAIT", 0)
    settings.SMS_GATEWAY_TIMEOUT, provider.pause = 0.05, 0.5
    with pytest.raises(DeliveryFailed, match="nothing"):
        HttpSmsGateway().send(MESSAGE)
    assert len(provider.received) == 3


def test_nobody_listening_is_a_failure(provider, settings, waits):
    settings.SMS_GATEWAY_URL = "http://127.0.0.1:9/"
    with pytest.raises(DeliveryFailed, match="nothing"):
        HttpSmsGateway().send(MESSAGE)
