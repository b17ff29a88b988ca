"""The client must notice what would make a measurement worthless."""

import itertools
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest

from benchmarks.client import BadAnswer, ask, drive

GOOD = b'HTTP/1.1 200 OK\r\ncontent-length: 16\r\n\r\n{"data":{"a":1}}'


@contextmanager
def answering(*parts: bytes) -> Iterator[int]:
    """A server that answers each request with these parts, sent one by one."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=_accept, args=(server, parts), daemon=True).start()
        yield server.getsockname()[1]


def _accept(server: socket.socket, parts: tuple[bytes, ...]) -> None:
    while True:
        try:
            connection, _ = server.accept()
        except OSError:
            return
        threading.Thread(target=_serve, args=(connection, parts), daemon=True).start()


def _serve(connection: socket.socket, parts: tuple[bytes, ...]) -> None:
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    with connection, suppress(ConnectionError):  # a client that is dissatisfied hangs up
        while connection.recv(65536):
            for part in parts:
                connection.sendall(part)


def test_answer_that_arrives_in_pieces_is_put_together():
    with answering(GOOD[:10], GOOD[10:50], GOOD[50:]) as port:
        assert ask(port, b"GET / HTTP/1.1\r\n\r\n") == b'{"data":{"a":1}}'


def test_every_request_is_timed():
    sent = itertools.count()
    with answering(GOOD) as port:
        latencies = drive(port, (b"GET /%d HTTP/1.1\r\n\r\n" % n for n in sent), connections=3, seconds=0.05)
    assert len(latencies) == next(sent)
    assert min(latencies) > 0


@pytest.mark.parametrize(
    "answer",
    [
        GOOD.replace(b"200 OK", b"503 Service Unavailable"),
        GOOD.replace(b'{"data":{"a":1}}', b'{"errors": [{}]}'),
        b'HTTP/1.1 200 OK\r\ncontent-length: 25\r\n\r\n{"data":{},"errors":[{}]}',
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
    ],
)
def test_anything_but_a_whole_good_answer_ends_the_run(answer):
    with answering(answer) as port, pytest.raises(BadAnswer):
        drive(port, itertools.repeat(b"GET / HTTP/1.1\r\n\r\n"), connections=2, seconds=0.05)
