"""Requests that are turned away before GraphQL has a look at them."""

from collections.abc import Mapping

BAD_REQUEST = "BAD_REQUEST"
NOT_ACCEPTABLE = "NOT_ACCEPTABLE"
UNSUPPORTED_MEDIA_TYPE = "UNSUPPORTED_MEDIA_TYPE"
METHOD_NOT_ALLOWED = "METHOD_NOT_ALLOWED"
LENGTH_REQUIRED = "LENGTH_REQUIRED"
BODY_TOO_LARGE = "BODY_TOO_LARGE"
FILE_TOO_LARGE = "FILE_TOO_LARGE"
CROSS_SITE = "CROSS_SITE_REQUEST"


class Refused(Exception):
    """Answered with one error of the code; the message is for the developer of the client.

    Without a status it is told like an error of the GraphQL request itself, with the status that its type wants.
    """

    def __init__(self, status: int | None, code: str, message: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.headers = headers or {}


def bad_request(message: str, code: str = BAD_REQUEST) -> Refused:
    return Refused(400, code, message)
