"""Text messages through a provider's HTTP interface.

    POST <SMS_GATEWAY_URL>
    Authorization: Bearer <SMS_GATEWAY_TOKEN>
    Idempotency-Key: <the same for the same message>
    {"to": "+84912345678", "from": "<SMS_SENDER>", "text": "..."}

Any 2xx means that the provider has it. 429, 5xx and silence are tried again, all else is final.
"""

import http.client
import json
import random
import time
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

from marketplace.gateways.messages import DeliveryFailed, Message

MOST_TRIES = 3
FIRST_WAIT = 0.5  # s, doubled each time
LONGEST_ANSWER = 10_000  # bytes


class HttpSmsGateway:
    def send(self, message: Message) -> None:
        reason = ""
        for number in range(MOST_TRIES):
            if number:
                time.sleep(FIRST_WAIT * 2 ** (number - 1) * random.uniform(0.5, 1.5))  # noqa: S311 - spreads load
            status, reason = _posted(urlsplit(settings.SMS_GATEWAY_URL), message)
            if 200 <= status < 300:
                return
            if 0 < status < 500 and status != http.HTTPStatus.TOO_MANY_REQUESTS:
                break
        raise DeliveryFailed(f"The text message's provider answers {reason}.")


def _posted(url: SplitResult, message: Message) -> tuple[int, str]:
    """The status and what to say of it; 0 when there was no answer in time."""
    body = json.dumps({"to": message.to, "from": settings.SMS_SENDER, "text": message.text})
    headers = {
        "Authorization": f"Bearer {settings.SMS_GATEWAY_TOKEN}",
        "Content-Type": "application/json",
        "Idempotency-Key": message.key,
    }
    kind = http.client.HTTPSConnection if url.scheme == "https" else http.client.HTTPConnection
    connection = kind(url.netloc, timeout=settings.SMS_GATEWAY_TIMEOUT)
    try:
        connection.request("POST", url._replace(scheme="", netloc="").geturl() or "/", body, headers)
        answer = connection.getresponse()
        answer.read(LONGEST_ANSWER)
    except (OSError, http.client.HTTPException) as error:
        return 0, f"nothing ({type(error).__name__})"
    finally:
        connection.close()
    return answer.status, f"{answer.status} {answer.reason}"
