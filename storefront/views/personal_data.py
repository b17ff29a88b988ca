"""My data: taking it away, leaving, and staying after all."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_POST

from storefront.answers import answer
from storefront.codes import sent, step_of
from storefront.forms import form_page, goes_to, send, sign_in_first, typed


@require_http_methods(["GET", "HEAD", "POST"])
def personal_data(request: HttpRequest) -> HttpResponse:
    """What is held, and the button that hands it over."""
    if not request.user.is_authenticated:
        return sign_in_first(request)
    outcome = None
    if request.method == "POST":
        outcome = send(request, "export-personal-data")
        if outcome.is_good:
            return HttpResponseRedirect(outcome.payload["downloadPath"])
    return form_page(request, "personal-data.html", {}, outcome=outcome)


@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest) -> HttpResponse:
    """By the password, or by a code where there is none."""
    me = answer(request, "account")["me"]
    if me is None:
        return sign_in_first(request)
    step = step_of(
        request,
        lambda: sent(request, "ERASE_ACCOUNT", "", field=""),
        lambda: send(request, "request-erasure", **typed(request, "proof")),
    )
    if step.is_done:
        return goes_to(request)
    return form_page(request, "leave.html", {"me": me, "is_second": step.is_second}, outcome=step.outcome)


@require_POST
def stay(request: HttpRequest) -> HttpResponse:
    send(request, "cancel-erasure")
    return goes_to(request)
