"""What wraps every request: its id, its line in the log, and the headers that protect the browser."""

import logging
import re
import time
import uuid
from collections.abc import Callable

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from structlog.contextvars import bind_contextvars, clear_contextvars

access = logging.getLogger("access")
SANE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}")


class RequestLogMiddleware:
    """Gives each request an id, taken from the proxy where it sends a sane one, and logs one line about it.

    Neither the address of the visitor nor the query string is logged: both are personal.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        start = time.perf_counter()
        given = request.headers.get("X-Request-Id", "")
        request_id = given if SANE_ID.fullmatch(given) else uuid.uuid4().hex
        clear_contextvars()  # threads serve many requests
        bind_contextvars(request_id=request_id)
        response = self._get_response(request)
        response.headers["X-Request-Id"] = request_id
        response.headers["Permissions-Policy"] = settings.PERMISSIONS_POLICY
        fields = {
            "method": request.method,
            "path": request.path,
            "status": response.status_code,
            "ms": round((time.perf_counter() - start) * 1000, 1),
        }
        access.info("request", extra=fields)
        return response


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """One strict policy for all pages, but for the few that cannot live with it (settings say which and why)."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        for start, directives in settings.CONTENT_SECURITY_EXCEPTIONS.items():
            if not report_only and request.path_info.startswith(start):
                parts.replace = {**directives, **(parts.replace or {})}
        return parts
