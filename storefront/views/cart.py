"""The cart: what is in it at this moment, and what has changed since it was put in."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from storefront.answers import answer
from storefront.baskets import cart_of, token_of, with_cookie
from storefront.forms import Outcome, form_page, send, typed

CHANGES = {
    "NOT_ON_SALE": _("not on sale any more"),
    "SOLD_OUT": _("sold out meanwhile"),
    "FEWER_LEFT": _("not as many left"),
    "PRICE_UP": _("the price went up"),
    "PRICE_DOWN": _("the price went down"),
}
LONGEST_LINK = 32  # characters of a sales link's code, as the API takes them
HINDERS = frozenset({"NOT_ON_SALE", "SOLD_OUT", "FEWER_LEFT"})


@require_safe
def cart(request: HttpRequest) -> HttpResponse:
    return shown(request)


# Product pages carry no cookie, and so no token against forged forms: the worst that a forged one does is to put
# something into a cart, which nobody pays for without having seen it.
@csrf_exempt
@require_POST
def add(request: HttpRequest) -> HttpResponse:
    given = typed(request, "variant", "quantity", "link")
    line = {
        "variant": given["variant"],
        "quantity": _whole(given["quantity"]),
        "salesLink": given["link"][:LONGEST_LINK],
    }
    outcome = send(request, "add-cart-lines", lines=[line], token=token_of(request))
    if "NOT_FOUND" in outcome.codes:  # the cart was forgotten: begin another
        outcome = send(request, "add-cart-lines", lines=[line])
    if not outcome.is_good:
        return shown(request, outcome)
    response = HttpResponseRedirect(reverse("storefront:cart"))
    return with_cookie(request, response, outcome.payload["token"])


@require_POST
def update(request: HttpRequest) -> HttpResponse:
    given = typed(request, "line", "quantity")
    outcome = send(
        request, "update-cart-line", line=given["line"], quantity=_whole(given["quantity"]), token=token_of(request)
    )
    return HttpResponseRedirect(reverse("storefront:cart")) if outcome.is_good else shown(request, outcome)


def shown(request: HttpRequest, outcome: Outcome | None = None) -> HttpResponse:
    found = cart_of(request)
    lines = [line for shop in found["shops"] for line in shop["lines"]] if found else []
    problems = [message for messages in (outcome.problems if outcome else {}).values() for message in messages]
    data = {
        "cart": found,
        "changes": CHANGES,
        "vouchers": answer(request, "open-vouchers")["openVouchers"]["nodes"] if found else [],
        "is_ready": bool(lines) and not any(line["change"] in HINDERS for line in lines),
        "problems": problems,
    }
    return with_cookie(request, form_page(request, "cart.html", data, outcome=outcome))


def _whole(text: str) -> int:
    """What is no number is refused by the API like any other bad one."""
    return int(text) if text.isdecimal() and len(text) < 7 else -1
