"""Stands between the client and a server, and does to requests what networks and busy clusters do."""

import json
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PATIENCE = 30  # s


class Faulty:
    """`fault(method, path)` is asked of each request: None lets it through; a number is the status that it gets;
    "hang" never answers; "cut" closes the connection; "busy" lets a bulk through and says 429 of each item."""

    def __init__(self, url: str, target: str) -> None:
        self.url = url
        self.target = target
        self.requests: list[str] = []
        self.fault = lambda method, path: None
        self.released = threading.Event()

    def down(self) -> None:
        self.fault = lambda method, path: "cut"

    def well(self) -> None:
        self.fault = lambda method, path: None


@contextmanager
def faulty(target: str) -> Iterator[Faulty]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # a whole answer at a time: two small packets would wait for each other

        def log_message(self, *_: object) -> None: ...

        def _do(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            between.requests.append(f"{self.command} {self.path}")
            fault = between.fault(self.command, self.path)
            if fault == "cut":
                self.close_connection = True
            elif fault == "hang":
                between.released.wait(PATIENCE)
                self.close_connection = True
            elif isinstance(fault, int):
                self._say(fault, b'{"error": {"type": "es_rejected_execution_exception"}, "status": %d}' % fault)
            elif fault == "busy":
                self._say(200, _busy(body))
            else:
                self._say(*_passed(between.target + self.path, self.command, body, self.headers))

        def _say(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(b"" if self.command == "HEAD" else body)

    for verb in ("GET", "POST", "PUT", "HEAD", "DELETE"):
        setattr(Handler, f"do_{verb}", Handler._do)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    between = Faulty(f"http://127.0.0.1:{server.server_port}", target)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield between
    finally:
        between.released.set()
        server.shutdown()
        server.server_close()


def _passed(url: str, method: str, body: bytes, headers) -> tuple[int, bytes]:
    kept = {"Content-Type": headers.get("Content-Type") or "application/json"}
    request = urllib.request.Request(url, data=body or None, method=method, headers=kept)
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def _busy(body: bytes) -> bytes:
    lines = [json.loads(line) for line in body.splitlines() if line]
    actions = [line for line in lines if set(line) <= {"index", "delete"}]
    items = [
        {kind: {"_id": meta["_id"], "status": 429, "error": {"type": "es_rejected_execution_exception"}}}
        for action in actions
        for kind, meta in action.items()
    ]
    return json.dumps({"took": 1, "errors": True, "items": items}).encode()
