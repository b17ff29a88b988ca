import asyncio
import json
from typing import Any

from config.asgi import application


def _get(path: str) -> tuple[int, dict[str, str], str]:
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b""}

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(application({"type": "http", "method": "GET", "path": path}, receive, send))
    start, body = sent
    return start["status"], {name.decode(): value.decode() for name, value in start["headers"]}, body["body"].decode()


def test_health_is_answered_without_the_rest() -> None:
    assert _get("/healthz")[0] == 200


def test_subscriber_reads_that_there_are_none_and_that_the_stream_is_over() -> None:
    status, headers, body = _get("/graphql/stream")
    assert status == 200  # clients drop the body of an error status
    assert headers["content-type"].startswith("text/event-stream")
    first, second = body.strip("\n").split("\n\n")
    event, data = first.split("\n")
    assert event == "event: next"
    (error,) = json.loads(data.removeprefix("data: "))["errors"]
    assert error["extensions"]["code"] == "NO_SUBSCRIPTIONS"
    assert second.startswith("event: complete")


def test_other_paths_are_not_found() -> None:
    assert _get("/graphql/")[0] == 404
