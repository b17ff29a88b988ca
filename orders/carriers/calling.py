"""JSON over HTTP to a carrier: with a time limit, and tried again where that can help."""

import http.client
import json
import random
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from orders.carriers.interface import CarrierDown

FIRST_WAIT = 0.4  # s, doubled each time
LONGEST_ANSWER = 1_000_000  # bytes


def answer_of(
    url: str, body: Mapping[str, Any], headers: Mapping[str, str], *, timeout: float, tries: int
) -> tuple[int, Mapping[str, Any]]:
    """The status, below 500, and the JSON object. 429, 5xx and silence are tried again. Raises CarrierDown."""
    reason = ""
    for number in range(tries):
        if number:
            time.sleep(FIRST_WAIT * 2 ** (number - 1) * random.uniform(0.5, 1.5))  # noqa: S311 - spreads load
        status, answer, reason = _posted(url, body, headers, timeout)
        if 0 < status < 500 and status != http.HTTPStatus.TOO_MANY_REQUESTS and answer is not None:
            return status, answer
    raise CarrierDown(reason)


def _posted(
    url: str, body: Mapping[str, Any], headers: Mapping[str, str], timeout: float
) -> tuple[int, Mapping[str, Any] | None, str]:
    """0 when there was no answer in time; None for what is no JSON object."""
    split = urlsplit(url)
    kind = http.client.HTTPSConnection if split.scheme == "https" else http.client.HTTPConnection
    connection = kind(split.netloc, timeout=timeout)
    ends = time.monotonic() + timeout
    try:
        connection.request("POST", split._replace(scheme="", netloc="").geturl(), json.dumps(body), dict(headers))
        response = connection.getresponse()
        content = _read(response, ends)
    except (OSError, http.client.HTTPException) as error:
        return 0, None, f"no answer ({type(error).__name__})"
    finally:
        connection.close()
    try:
        answer = json.loads(content)
    except ValueError:
        answer = None
    return response.status, answer if isinstance(answer, dict) else None, f"{response.status} {response.reason}"


def _read(response: http.client.HTTPResponse, ends: float) -> bytes:
    """A drip of bytes, too, ends in time. Raises TimeoutError."""
    parts, length = [], 0
    while length < LONGEST_ANSWER and (part := response.read1(65_536)):
        if time.monotonic() > ends:
            raise TimeoutError
        parts.append(part)
        length += len(part)
    return b"".join(parts)
