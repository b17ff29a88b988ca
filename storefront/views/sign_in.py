"""Signing in and out of this browser: the API's own mutations, which set its cookie."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from storefront.codes import sent, step_of
from storefront.forms import form_page, goes_to, next_address, send, typed


@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    values, outcome = typed(request, "login"), None
    if request.method == "POST":
        outcome = send(request, "sign-in", **values, **typed(request, "password"), kind="WEB")
        if outcome.is_good:
            return goes_to(request)
    return form_page(request, "sign-in.html", {"next": next_address(request)}, values=values, outcome=outcome)


@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_by_code(request: HttpRequest) -> HttpResponse:
    """First where to, then the code that went there."""
    values = typed(request, "login", "code")
    step = step_of(
        request,
        lambda: sent(request, "SIGN_IN", values["login"], field="login"),
        lambda: send(request, "sign-in", **values, kind="WEB"),
    )
    if step.is_done:
        return goes_to(request)
    data = {"next": next_address(request), "is_second": step.is_second}
    return form_page(request, "sign-in-by-code.html", data, values=values, outcome=step.outcome)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    send(request, "end-session")
    return goes_to(request, "home")
