import socket
from collections.abc import Iterator

import pytest
from django.db import connections
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def silent_server() -> Iterator[int]:
    """Accepts connections and never says a word."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


def test_process_answers_though_nothing_else_does(client: Client, settings) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:9/0"
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.json() == {"process": "ok"}


def test_ready_when_database_and_broker_answer(client: Client) -> None:
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json() == {"database": "ok", "broker": "ok"}
    assert response.headers["Cache-Control"] == "no-store"


def test_broker_that_is_down_is_named_without_its_address(client: Client, settings) -> None:
    settings.REDIS_URL = "redis://:secret@127.0.0.1:9/0"
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {"database": "ok", "broker": "failed"}


def test_database_that_is_down_is_named(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connections.settings["default"], "PORT", "9")
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {"database": "failed", "broker": "ok"}


def test_part_that_hangs_does_not_hang_the_probe(
    client: Client, settings, monkeypatch: pytest.MonkeyPatch, silent_server: int
) -> None:
    settings.REDIS_URL = f"redis://127.0.0.1:{silent_server}/0"
    monkeypatch.setitem(connections.settings["default"], "PORT", str(silent_server))
    monkeypatch.setitem(connections.settings["default"]["OPTIONS"], "connect_timeout", 4)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert set(response.json()) == {"database", "broker"}
    assert "ok" not in response.json().values()


def test_probes_need_neither_https_nor_a_known_host(client: Client, settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    settings.ALLOWED_HOSTS = ["shop.example"]
    assert client.get("/readyz", headers={"host": "10.0.0.7"}).status_code == 200
    assert client.get("/", headers={"host": "10.0.0.7"}).status_code == 400
