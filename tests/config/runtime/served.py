"""The web server as `make run` starts it, on the database of the tests, and requests down to the bytes."""

import json
import os
import signal
import socket
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

from config.runtime import programs
from tests.config.runtime.processes import PATIENCE, ROOT, children, free_port, wait_for

CHUNK = 65_536
FAILURES = ("error", "critical")  # levels of the log
Bytes = Iterable[bytes]


@dataclass(frozen=True)
class Answer:
    status: int
    body: str

    @property
    def code(self) -> str | None:
        errors = json.loads(self.body).get("errors") if self.body.startswith("{") else None
        return errors[0]["extensions"]["code"] if errors else None

    @property
    def data(self):
        return json.loads(self.body)["data"]


@dataclass(frozen=True)
class Server:
    port: int
    pid: int
    log: Path

    @property
    def workers(self) -> list[int]:
        return sorted(children(self.pid))

    def ask(self, query: str, **more) -> Answer:
        body = json.dumps({"query": query, **more}).encode()
        return self.send({"Content-Type": "application/json", "Content-Length": str(len(body))}, [body])

    def send(
        self,
        headers: dict[str, str],
        body: Bytes = (),
        *,
        target: bytes = b"/graphql/",
        method: str = "POST",
        is_patient: bool = True,
    ) -> Answer:
        """What the server answers, also when it does so before all of the body has come.

        Who is not patient goes away once the body is sent, and has no answer.
        """
        given = {"Host": "127.0.0.1", "Accept": "application/graphql-response+json", "Connection": "close", **headers}
        head = "".join(f"{name}: {value}\r\n" for name, value in given.items())
        with socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE) as line:
            _poured(
                line, [method.encode() + b" " + target + b" HTTP/1.1\r\n" + head.encode("latin1") + b"\r\n", *body]
            )
            return _read(line) if is_patient else Answer(0, "")

    def complaints(self) -> list[str]:
        """What it logged that is worse than a warning, and all that is no line of the log at all (a traceback)."""
        lines = self.log.read_text().splitlines()
        return [line for line in lines if not line.startswith("{") or json.loads(line)["level"] in FAILURES]


@contextmanager
def served(folder: Path, **environment: str) -> Iterator[Server]:
    port, log = free_port(), folder / "web.log"
    (folder / "static").mkdir()
    given = {**os.environ, "DATABASE_URL": _database(), "SECRET_KEY": settings.SECRET_KEY, "VAR_DIR": str(folder)}
    given |= {"DJANGO_SETTINGS_MODULE": "config.settings.development", "WEB_WORKERS": "2", **environment}
    command = programs.web(folder, given, "127.0.0.1", port).command
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=given, stdout=output, stderr=output)
    server = Server(port, process.pid, log)
    try:
        wait_for(lambda: process.poll() is not None or _is_up(server))
        assert process.poll() is None, log.read_text()
        yield server
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)


def large(size: int) -> Iterator[bytes]:
    return (b"x" * CHUNK for _ in range(size // CHUNK))


def form(operations: bytes, *, file: Bytes = (), name: str = "a.jpg", boundary: str = "x") -> Iterator[bytes]:
    """A multipart body with one file, for the place that is named in its map."""
    part = f"--{boundary}\r\nContent-Disposition: form-data; name=".encode()
    yield part + b'"operations"\r\n\r\n' + operations + b"\r\n"
    yield part + b'"map"\r\n\r\n{"0": ["variables.input.file"]}\r\n'
    yield part + f'"0"; filename="{name}"\r\n\r\n'.encode()
    yield from file
    yield f"\r\n--{boundary}--\r\n".encode()


def _database() -> str:
    address = urlsplit(os.environ["DATABASE_URL"])
    return address._replace(path=f"/{connection.settings_dict['NAME']}").geturl()


def _is_up(server: Server) -> bool:
    try:
        return server.send({}, target=b"/readyz", method="GET").status == 200
    except OSError:
        return False


def _poured(line: socket.socket, parts: Bytes) -> None:
    try:
        for part in parts:
            line.sendall(part)
    except (BrokenPipeError, ConnectionResetError):
        return  # it has heard enough


def _read(line: socket.socket) -> Answer:
    content = b""
    try:
        while part := line.recv(CHUNK):
            content += part
    except ConnectionResetError:
        pass  # it hung up on what was still to be sent; the answer came before
    head, _, body = content.partition(b"\r\n\r\n")
    return Answer(int(head.split(b" ", 2)[1]) if head else 0, body.decode())
