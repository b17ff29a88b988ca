"""The account over HTTP: idempotency keys, faults on demand, and its webhooks."""

import json
import re
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

from stripe import WebhookSignature

from tests.stripe_fake.account import GOOD, Account, Refusal

SECRET_KEY, WEBHOOK_SECRET = "sk_test_of_the_fake", "whsec_of_the_fake"
HANG = 1.5  # s, above the tests' timeout
OTHER_WORDS = "Keys for idempotent requests can only be used with the same parameters they were first used with."


class StripeFake(Account):
    """`when_told`: called with each new event before the call that made it is answered."""

    def __init__(self):
        super().__init__()
        self.calls, self.when_told = Counter(), None
        self.lock, self._kept, self._faults = threading.RLock(), {}, []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"fake": self}))
        self._server.daemon_threads = True
        self.base = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self):
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *raised):
        self._server.shutdown()
        self._server.server_close()

    def break_next(self, method, path, fault, times=1):
        """The next calls whose path begins so."""
        self._faults += [(method, path, fault)] * times

    def signed(self, event):
        body = json.dumps(event)
        return body.encode(), WebhookSignature.generate_signature_header(body, WEBHOOK_SECRET)

    def deliver(self, post, events=None):
        """By `post(body, signature)`; all that was told so far, unless said otherwise. What it answered."""
        return [post(*self.signed(event)) for event in (list(self.events) if events is None else events)]

    def pay(self, number, card=GOOD):
        with self.lock:
            return self.confirm(number, card)

    def forget_keys(self):
        """A day has passed."""
        self._kept.clear()

    def fault_of(self, method, path):
        for number, (wanted, start, fault) in enumerate(self._faults):
            if wanted == method and path.startswith(start):
                del self._faults[number]
                return fault
        return None

    def answered(self, method, path, given, key):
        """Status, body and headers; None for no answer."""
        with self.lock:
            self.calls[method, re.sub(r"_\d+", "_N", path)] += 1
            asked, known = (method, path, given), self._kept.get(key) if method == "POST" else None
            if known is not None:
                if known[0] != asked:
                    return 400, {"error": {"type": "idempotency_error", "message": OTHER_WORDS}}, {}
                return known[1], json.loads(known[2]), {"Idempotent-Replayed": "true"}
            fault, told = self.fault_of(method, path), len(self.events)
            status, body = self._done(method, path, given, fault)
            is_kept = fault.is_kept or (fault.has_effect and not fault.status) if fault else True
            if key and method == "POST" and is_kept and (status < 400 or status in (402, 500)):
                self._kept[key] = (asked, status, json.dumps(body))
            news = self.events[told:]
        if self.when_told is not None:
            for event in news:
                self.when_told(event)
        if fault is not None and fault.hangs:
            time.sleep(HANG)
        return None if fault is not None and not fault.status else (status, body, {})

    def _done(self, method, path, given, fault):
        try:
            body = self._route(method, path, given) if fault is None or fault.has_effect else {}
        except Refusal as refusal:
            return refusal.status, refusal.body
        if fault is not None and fault.status:
            kind = "rate_limit_error" if fault.status == 429 else "api_error"
            return fault.status, {"error": {"type": kind, "message": "An error occurred"}}
        return 200, body

    def _route(self, method, path, given):
        _empty, _v1, kind, *rest = path.split("/")
        match (method, kind, rest):
            case ("POST", "payment_intents", []):
                return self.create_intent(given)
            case ("GET", "payment_intents", [number]):
                return self.intent(number)
            case ("POST", "payment_intents", [number, "confirm"]):
                return self.confirm(number, given.get("payment_method", GOOD))
            case ("POST", "payment_intents", [number, "cancel"]):
                return self.cancel(number)
            case ("POST", "refunds", []):
                return self.create_refund(given)
            case ("GET", "refunds", []):
                return _list("refunds", self.refunds_of(given["payment_intent"]))
            case ("GET", "refunds", [number]):
                return self.refund(number)
            case ("POST", "transfers", []):
                return self.create_transfer(given)
            case ("GET", "transfers", []):
                return _list("transfers", self.transfers_of(given["transfer_group"]))
        raise Refusal(f"Unrecognized request URL ({method}: {path})", status=404)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    fake = None

    def do_GET(self):
        self._answer(urlsplit(self.path).query)

    def do_POST(self):
        self._answer(self.rfile.read(int(self.headers.get("Content-Length", 0))).decode())

    def _answer(self, form):
        if self.headers["Authorization"] != f"Bearer {SECRET_KEY}":
            return self._write(401, {"error": {"type": "invalid_request_error", "message": "Invalid API Key"}}, {})
        path, key = urlsplit(self.path).path, self.headers.get("Idempotency-Key")
        answer = self.fake.answered(self.command, path, _decoded(form), key)
        if answer is None:
            self.close_connection = True
            return None
        return self._write(*answer)

    def _write(self, status, body, headers):
        content = json.dumps(body).encode()
        self.send_response(status)
        told = {"Content-Type": "application/json", "Content-Length": len(content), "Request-Id": "req_1", **headers}
        for name, value in told.items():
            self.send_header(name, str(value))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_said):
        pass


def _list(kind, found):
    return {"object": "list", "url": f"/v1/{kind}", "has_more": False, "data": found}


def _decoded(form):
    """a[b]=1 and a[0]=x, as Stripe reads them."""
    given = {}
    for name, value in parse_qsl(form):
        found = re.fullmatch(r"(\w+)\[(\w+)\]", name)
        if found is None:
            given[name] = value
        elif found[2].isdigit():
            given.setdefault(found[1], []).append(value)
        else:
            given.setdefault(found[1], {})[found[2]] = value
    return given


def post_to(address):
    """Delivers over HTTP."""

    def post(body, signature):
        headers = {"Stripe-Signature": signature, "Content-Type": "application/json"}
        request = urllib.request.Request(address, body, headers, method="POST")
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status
        except urllib.error.HTTPError as error:
            return error.code

    return post
