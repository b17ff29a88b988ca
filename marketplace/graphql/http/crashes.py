"""What clients get when something fails outside of GraphQL: JSON for those of the API, a page for people."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views import defaults
from structlog.contextvars import get_contextvars

from marketplace.graphql.errors import INTERNAL
from marketplace.graphql.http.refusals import BAD_REQUEST

PATH = "/graphql/"


def server_error(request: HttpRequest) -> HttpResponse:
    """For handler500. Django has logged the failure, under the same request id."""
    message = _("Something went wrong on our side. Please try again.")
    return _told(request, 500, INTERNAL, message, lambda: defaults.server_error(request))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """For handler400: a host that is not ours, for example."""
    message = "The request was refused."
    return _told(request, 400, BAD_REQUEST, message, lambda: defaults.bad_request(request, exception))


def _told(request: HttpRequest, status: int, code: str, message: str, page: Callable[[], Any]) -> HttpResponse:
    if request.path_info != PATH:
        answer: HttpResponse = page()
        return answer
    extensions = {"code": code, "requestId": get_contextvars().get("request_id", "")}
    body = {"errors": [{"message": message, "extensions": extensions}]}
    return JsonResponse(body, status=status, headers={"Cache-Control": "no-store"})
