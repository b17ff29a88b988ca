"""My account: who I am here, how I am reached, and the devices that are signed in."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from storefront.answers import answer
from storefront.codes import ASK, sent, step_of
from storefront.forms import form_page, goes_to, send, sign_in_first, typed


@require_safe
def account(request: HttpRequest) -> HttpResponse:
    data = answer(request, "account")
    if data["me"] is None:
        return sign_in_first(request)
    shops = [one["account"] for one in data["me"]["memberships"]["nodes"]]
    data["has_vouchers"] = any(shop["vouchers"] is not None for shop in shops)
    return form_page(request, "account.html", data)


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    me = answer(request, "account")["me"]
    if me is None:
        return sign_in_first(request)
    values, outcome = {name: me[name] for name in ("fullName", "language")}, None
    if request.method == "POST":
        values = typed(request, "fullName", "language")
        outcome = send(request, "update-profile", **values)
        if outcome.is_good:
            return goes_to(request)
    return form_page(request, "profile.html", {}, values=values, outcome=outcome)


@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest) -> HttpResponse:
    """Another email address or phone number: first which, then the proofs of both."""
    if not request.user.is_authenticated:
        return sign_in_first(request)
    values = typed(request, "contact", "code", "confirmationSentTo")
    proofs = {"code": values["code"], **typed(request, "confirmation")}
    step = step_of(
        request,
        lambda: send(request, "request-contact-change", contact=values["contact"]),
        lambda: send(request, "change-contact", contact=values["contact"], **proofs),
    )
    if step.is_done:
        return goes_to(request)
    if step.outcome is not None and "confirmationSentTo" in step.outcome.payload:
        values["confirmationSentTo"] = step.outcome.payload["confirmationSentTo"] or ""
    return form_page(request, "contact.html", {"is_second": step.is_second}, values=values, outcome=step.outcome)


@require_http_methods(["GET", "HEAD", "POST"])
def verify_email(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return sign_in_first(request)
    values = typed(request, "code")
    step = step_of(
        request,
        lambda: sent(request, "VERIFY_EMAIL", "", field=""),
        lambda: send(request, "verify-email", **values),
    )
    if step.is_done:
        return goes_to(request)
    # A code went out at registration, so there is a field for it from the start.
    is_sent = step.is_second and ASK in request.POST
    return form_page(request, "verify-email.html", {"is_sent": is_sent}, values=values, outcome=step.outcome)


@require_POST
def end_session(request: HttpRequest) -> HttpResponse:
    """Of another device; what has ended in the meantime is gone from the list all the same."""
    send(request, "end-session", session=typed(request, "session")["session"])
    return goes_to(request)


@require_POST
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    send(request, "end-all-sessions")
    return goes_to(request)
