from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from storefront.codes import sent, step_of
from storefront.forms import form_page, goes_to, next_address, send, typed


@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """By email and password."""
    values, outcome = typed(request, "fullName", "email"), None
    if request.method == "POST":
        secret = typed(request, "password")
        outcome = send(request, "register", **values, **secret, language=get_language(), kind="WEB")
        if outcome.is_good:
            return goes_to(request)
    return form_page(request, "register.html", {"next": next_address(request)}, values=values, outcome=outcome)


@require_http_methods(["GET", "HEAD", "POST"])
def register_by_phone(request: HttpRequest) -> HttpResponse:
    """First the number, then the code that went there."""
    values = typed(request, "fullName", "phone", "code")
    step = step_of(
        request,
        lambda: sent(request, "REGISTER", values["phone"], field="phone"),
        lambda: send(request, "register", **values, language=get_language(), kind="WEB"),
    )
    if step.is_done:
        return goes_to(request)
    data = {"next": next_address(request), "is_second": step.is_second}
    return form_page(request, "register-by-phone.html", data, values=values, outcome=step.outcome)
