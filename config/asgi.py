"""The streams' entry point (uvicorn). Serves no subscription yet, and says so in a way that clients read.

That client drops the body of an error status: what is wrong with a request is told as an event of a stream.
"""

import json
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

_ERROR = {
    "message": "There are no subscriptions yet. Queries and mutations are answered at /graphql/.",
    "extensions": {"code": "NO_SUBSCRIPTIONS"},
}
_REFUSAL = f"event: next\ndata: {json.dumps({'errors': [_ERROR]})}\n\nevent: complete\ndata:\n\n"


async def application(scope: Message, receive: Receive, send: Send) -> None:
    if scope["type"] != "http":
        return
    if scope["path"] == "/healthz":
        await _answer(send, 200, "application/json", '{"process": "ok"}')
    elif scope["path"].rstrip("/") == "/graphql/stream":
        await _answer(send, 200, "text/event-stream; charset=utf-8", _REFUSAL)
    else:
        await _answer(send, 404, "application/json", '{"errors": [{"message": "Streams are at /graphql/stream."}]}')


async def _answer(send: Send, status: int, content_type: str, text: str) -> None:
    body = text.encode()
    headers = [
        (b"content-type", content_type.encode()),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
