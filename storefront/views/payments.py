"""Paying by card: the one page that loads code of another's, Stripe's, for the card's number must not reach us."""

import secrets
from functools import partial

from csp.decorators import csp_update
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from storefront.addresses import Reader
from storefront.forms import form_page, send

# What Stripe.js needs (docs.stripe.com/security/guide#content-security-policy), beside what is our own.
STRIPE = {
    "script-src": ["'self'", "https://js.stripe.com", "https://*.js.stripe.com"],
    "frame-src": ["https://js.stripe.com", "https://*.js.stripe.com", "https://hooks.stripe.com"],
    "connect-src": ["'self'", "https://api.stripe.com"],
    "img-src": ["https://*.stripe.com"],
}


@require_safe
def pay(request: HttpRequest, id: str) -> HttpResponseBase:
    """Also where the buyer's bank leads back to. What it asks for may be asked for again: nothing is paid twice."""
    token = Reader(request.GET).word("ma")
    outcome = send(
        request, "confirm-payment", order=id, token=token or None, idempotencyKey=secrets.token_urlsafe(16)
    )
    if outcome.codes & {"NOT_FOUND", "BAD_ID"}:
        raise Http404(_("There is no such order, or this address does not show it."))
    query = {"ma": token} if token else {}
    said = outcome.payload
    if outcome.is_good and not said["clientSecret"] and said["cardStatus"] != "PROCESSING":
        is_paid = said["order"]["payment"] is not None and said["order"]["payment"]["status"] == "PAID"
        new = {"moi": "1"} if is_paid else {}
        return HttpResponseRedirect(reverse("storefront:order", args=[id], query={**query, **new}))
    again = reverse("storefront:pay", args=[id], query=query)
    data = {
        **said,
        "again": again,
        "back": request.build_absolute_uri(again),
        "order_address": reverse("storefront:order", args=[id], query=query),
        "problems": [message for messages in outcome.problems.values() for message in messages],
    }
    shown = partial(form_page, template="pay.html", data=data, outcome=outcome)
    return csp_update(STRIPE)(shown)(request) if said["clientSecret"] else shown(request)
