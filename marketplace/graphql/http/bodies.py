"""Reads a body, and no more of it than it may have."""

from django.http import HttpRequest, UnreadablePostError

from marketplace.graphql.http.media_types import JSON, content_type
from marketplace.graphql.http.refusals import (
    BODY_TOO_LARGE,
    LENGTH_REQUIRED,
    UNSUPPORTED_MEDIA_TYPE,
    Refused,
    bad_request,
)

LARGEST_BODY = 1_000_000  # bytes
MULTIPART = "multipart/form-data"


def body_type(request: HttpRequest) -> str:
    """JSON or MULTIPART. Raises Refused with 415 for all else."""
    kind, charset = content_type(request.headers.get("Content-Type", ""))
    if kind not in (JSON, MULTIPART):
        message = f"Send {JSON} (or {MULTIPART} with files), said so by the header Content-Type."
        raise Refused(415, UNSUPPORTED_MEDIA_TYPE, message, {"Accept": f"{JSON}, {MULTIPART}"})
    if charset not in ("", "utf-8", "utf8"):
        raise Refused(415, UNSUPPORTED_MEDIA_TYPE, "Send UTF-8.")
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise Refused(415, UNSUPPORTED_MEDIA_TYPE, "Send the body as it is, uncompressed.")
    return kind


def refuse_long(request: HttpRequest, largest: int = LARGEST_BODY) -> None:
    """Raises Refused by the length that the client announces; nothing has been read then.

    WSGI has no end of body that Django would read up to, so a body without a length is refused too.
    """
    if "chunked" in request.headers.get("Transfer-Encoding", "").lower():
        raise Refused(411, LENGTH_REQUIRED, "Send the header Content-Length.", _CLOSE)
    announced = request.headers.get("Content-Length") or "0"
    if not announced.isdecimal():
        raise bad_request("Content-Length must be a number.")
    if len(announced) > 12 or int(announced) > largest:
        message = f"The body has {announced[:20]} bytes, and at most {largest} are read."
        raise Refused(413, BODY_TOO_LARGE, message, _CLOSE)


def read_body(request: HttpRequest) -> bytes:
    """Raises Refused when the client breaks off."""
    refuse_long(request)
    try:
        return request.body
    except UnreadablePostError:
        raise bad_request("The body ended early.") from None


# The rest of the body is still on its way: without this the server would have to read it to find the next request.
_CLOSE = {"Connection": "close"}
