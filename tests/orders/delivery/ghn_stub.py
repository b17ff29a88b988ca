"""A small stateful GHN on loopback: it keeps parcels by both numbers, and can be told to misbehave."""

import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

BASE = "/shiip/public-api/"


class GhnStub:
    """`faults`: of the next calls, in their order: a status, "slow", "garbled", or "lost" (done, but not answered).
    `refuses`: what is said to every call of that path."""

    def __init__(self):
        self.parcels, self.calls, self.faults, self.refuses = {}, [], [], {}
        self.fee, self.before_answer = 31_000, None
        stub = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                stub.answer(self, self.path.removeprefix(BASE), body)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}{BASE}"

    def answer(self, handler, path, body):
        self.calls.append((path, body, handler.headers["Token"], handler.headers["ShopId"]))
        fault = self.faults.pop(0) if self.faults else None
        if isinstance(fault, int):
            return self.send(handler, fault, {"code": fault, "message": "fault"})
        if fault == "garbled":
            return self.send(handler, 200, b"<html>")
        code, told = self.done(path, body)
        if self.before_answer is not None:
            self.before_answer(path, body)
        if fault == "slow":  # done, and then nothing is said for longer than anybody waits
            time.sleep(1.0)
        if fault == "lost":
            return handler.connection.close()
        return self.send(handler, code, told)

    def done(self, path, body):
        if path in self.refuses:
            return 400, {"code": 400, "message": self.refuses[path], "code_message_value": self.refuses[path]}
        match path:
            case "v2/shipping-order/fee":
                return 200, {"code": 200, "data": {"total": self.fee}}
            case "v2/shipping-order/create":
                code = f"GHN{len(self.parcels) + 1}"
                self.parcels[body["client_order_code"]] = {"order_code": code, "status": "ready_to_pick", "log": []}
                return 200, {"code": 200, "data": {"order_code": code, "total_fee": self.fee}}
            case "v2/shipping-order/detail-by-client-code":
                found = self.parcels.get(body["client_order_code"])
            case "v2/shipping-order/detail":
                found = next((p for p in self.parcels.values() if p["order_code"] == body["order_code"]), None)
            case "v2/switch-status/cancel":
                for parcel in self.parcels.values():
                    if parcel["order_code"] in body["order_codes"]:
                        parcel["status"] = "cancel"
                return 200, {"code": 200, "data": [{"order_code": body["order_codes"][0], "result": True}]}
        return (400, {"code": 400, "message": "no such"}) if found is None else (200, {"code": 200, "data": found})

    def send(self, handler, status, body):
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        try:
            handler.send_response(status)
            handler.send_header("Content-Length", str(len(content)))
            handler.end_headers()
            handler.wfile.write(content)
        except OSError:
            pass  # who asked has gone

    def paths(self):
        return [path.rpartition("/")[2] for path, *_ in self.calls]


@contextmanager
def running():
    stub = GhnStub()
    thread = threading.Thread(target=stub.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield stub
    finally:
        stub.server.shutdown()
        stub.server.server_close()
        thread.join()
