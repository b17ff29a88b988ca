"""Keeps other sites from using a visitor's cookies.

Browsers send our session cookie along with what other sites post here. Those can post JSON only after a CORS
preflight, which we do not answer; on top of that, a write under a session cookie must come from our own pages.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware

from marketplace.graphql.http.refusals import CROSS_SITE, Refused

# Any of these makes a browser ask first (a preflight), which a form of another site cannot.
PREFLIGHT_HEADERS = ("GraphQL-Require-Preflight", "Apollo-Require-Preflight", "X-Requested-With", "X-CSRFToken")


def has_session(request: HttpRequest) -> bool:
    """Whether a cookie signs the request; where there is an Authorization header, that does (authentication.py)."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and "Authorization" not in request.headers


def refuse_foreign_write(request: HttpRequest) -> None:
    """Raises Refused for a mutation that a cookie signs and that no page of ours has sent."""
    if has_session(request) and not _is_from_here(request) and not _has_token(request):
        message = "With a session cookie, send mutations from this origin or with the header X-CSRFToken."
        raise Refused(403, CROSS_SITE, message)


def refuse_foreign_form(request: HttpRequest) -> None:
    """Raises Refused for a multipart body as a form of another site could send it."""
    if not any(name in request.headers for name in PREFLIGHT_HEADERS):
        raise Refused(403, CROSS_SITE, f"With multipart/form-data, send the header {PREFLIGHT_HEADERS[0]}: 1.")


def _is_from_here(request: HttpRequest) -> bool:
    said = request.headers.get("Sec-Fetch-Site")
    if said is not None:
        return said == "same-origin"
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def _has_token(request: HttpRequest) -> bool:
    if "X-CSRFToken" not in request.headers:
        return False
    checking = _TokenCheck(_nothing)
    checking.process_request(request)
    return checking.process_view(request, _nothing, (), {}) is None


class _TokenCheck(CsrfViewMiddleware):
    def _reject(self, request: HttpRequest, reason: str) -> HttpResponse:
        return HttpResponse(status=403)


def _nothing(_request: HttpRequest) -> HttpResponse:
    return HttpResponse()
