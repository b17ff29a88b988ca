"""The load: a few keep-alive connections, each with one request under way. Plain sockets: it costs little beside what
it measures, and there is nothing to install."""

import selectors
import socket
import time
from collections import deque
from collections.abc import Iterator, Sequence

SLOWEST = 30.0  # seconds without any answer


class BadAnswer(Exception):
    """What was measured would mean nothing: the server refused, failed or closed the connection."""


class _Connection:
    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=SLOWEST)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._received = bytearray()
        self._wanted = 0  # bytes of head and body; 0 while the head is not there

    def send(self, request: bytes) -> None:
        self.started = time.perf_counter()
        self.socket.sendall(request)

    def receive(self) -> bytes | None:
        """The body, once all of it is there. Raises BadAnswer."""
        part = self.socket.recv(262_144)
        if not part:
            raise BadAnswer("The server closed the connection.")
        self._received += part
        if not self._wanted:
            self._wanted = _length(self._received)
        if not self._wanted or len(self._received) < self._wanted:
            return None
        body = bytes(self._received).partition(b"\r\n\r\n")[2]
        self._received.clear()
        self._wanted = 0
        return body


def _length(received: bytearray) -> int:
    head, end, _ = bytes(received).partition(b"\r\n\r\n")
    if not end:
        return 0
    lines = head.split(b"\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(b":") for line in lines[1:])}
    if b" 200 " not in lines[0] + b" " or b"content-length" not in headers:
        raise BadAnswer(f"{lines[0].decode(errors='replace')}: {bytes(received[len(head) :])[:500]!r}")
    return len(head) + len(end) + int(headers[b"content-length"])


def drive(port: int, requests: Iterator[bytes], *, connections: int, seconds: float) -> list[float]:
    """Sends requests for that long and returns how long each took, in seconds. Raises BadAnswer."""
    latencies: list[float] = []
    with selectors.DefaultSelector() as selector:
        opened = [_Connection(port) for _ in range(connections)]
        try:
            for connection in opened:
                selector.register(connection.socket, selectors.EVENT_READ, connection)
                connection.send(next(requests))
            _exchange(selector, requests, time.perf_counter() + seconds, connections, latencies)
        finally:
            for connection in opened:
                connection.socket.close()
    return latencies


def ask(port: int, request: bytes) -> bytes:
    """One answer's body. Raises BadAnswer, OSError."""
    connection = _Connection(port)
    try:
        connection.send(request)
        body = connection.receive()
        while body is None:
            body = connection.receive()
        return body
    finally:
        connection.socket.close()


def _exchange(
    selector: selectors.BaseSelector, requests: Iterator[bytes], end: float, under_way: int, latencies: list[float]
) -> None:
    while under_way:
        ready = selector.select(SLOWEST)
        if not ready:
            raise BadAnswer(f"No answer for {SLOWEST:.0f} s.")
        for key, _ in ready:
            connection: _Connection = key.data
            body = connection.receive()
            if body is None:
                continue
            now = time.perf_counter()
            latencies.append(now - connection.started)
            if not body.startswith(b'{"data":{') or b'"errors":' in body:
                raise BadAnswer(f"Not an answer without errors: {body[:500]!r}")
            if now < end:
                connection.send(next(requests))
            else:
                under_way -= 1


def paced(
    port: int, requests: Iterator[bytes], *, due: Sequence[float], connections: int, kept: list[bytes] | None = None
) -> list[float]:
    """Sends each request at its moment (seconds from now) and returns how long each took from then on.

    One that has to wait for a free connection counts that too: else a server that stands still would look fast.
    `kept` collects the answers' bodies. Raises BadAnswer.
    """
    latencies: list[float] = []
    begin = time.perf_counter()
    waiting = deque(begin + moment for moment in sorted(due))
    free = [_Connection(port) for _ in range(connections)]
    opened = list(free)
    with selectors.DefaultSelector() as selector:
        for connection in free:
            selector.register(connection.socket, selectors.EVENT_READ, connection)
        while waiting or len(free) < connections:
            while waiting and free and waiting[0] <= time.perf_counter():
                connection = free.pop()
                connection.send(next(requests))
                connection.started = waiting.popleft()
            _collect(selector, _pause(waiting, free), free, latencies, kept)
    for connection in opened:
        connection.socket.close()
    return latencies


def _pause(waiting: Sequence[float], free: Sequence[_Connection]) -> float:
    return max(0.0, waiting[0] - time.perf_counter()) if waiting and free else SLOWEST


def _collect(
    selector: selectors.BaseSelector,
    seconds: float,
    free: list[_Connection],
    latencies: list[float],
    kept: list[bytes] | None,
) -> None:
    ready = selector.select(seconds)
    if not ready and seconds == SLOWEST:
        raise BadAnswer(f"No answer for {SLOWEST:.0f} s.")
    for key, _ in ready:
        connection: _Connection = key.data
        body = connection.receive()
        if body is None:
            continue
        latencies.append(time.perf_counter() - connection.started)
        free.append(connection)
        if not body.startswith(b'{"data":{'):
            raise BadAnswer(f"Not an answer: {body[:500]!r}")
        if kept is not None:
            kept.append(body)
