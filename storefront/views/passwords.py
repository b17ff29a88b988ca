from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from storefront.codes import sent, step_of
from storefront.forms import Outcome, form_page, goes_to, send, sign_in_first, typed


@require_http_methods(["GET", "HEAD", "POST"])
def forgotten_password(request: HttpRequest) -> HttpResponse:
    """First where to, then the code that went there and the new password."""
    values = typed(request, "login", "code")
    step = step_of(
        request,
        lambda: sent(request, "RESET_PASSWORD", values["login"], field="login"),
        lambda: send(request, "reset-password", **values, **typed(request, "password"), kind="WEB"),
    )
    if step.is_done:
        return goes_to(request)
    data = {"is_second": step.is_second}
    return form_page(request, "forgotten-password.html", data, values=values, outcome=step.outcome)


@require_http_methods(["GET", "HEAD", "POST"])
def change_password(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return sign_in_first(request)
    outcome: Outcome | None = None
    if request.method == "POST":
        outcome = send(request, "change-password", **typed(request, "oldPassword", "newPassword"))
        if outcome.is_good:
            return goes_to(request)
    return form_page(request, "change-password.html", {}, outcome=outcome)
