"""An order as its buyer follows it."""

import secrets
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from storefront.addresses import Reader, pages, paging
from storefront.answers import answer
from storefront.forms import Outcome, form_page, send, sign_in_first, typed
from storefront.reviews import reviewable

STATUSES = {
    "UNPAID": gettext_lazy("waits for your payment"),
    "PLACED": gettext_lazy("waits for the shop"),
    "CONFIRMED": gettext_lazy("is being prepared"),
    "SHIPPED": gettext_lazy("is on its way"),
    "DELIVERED": gettext_lazy("has arrived"),
    "COMPLETED": gettext_lazy("is complete"),
    "FAILED": gettext_lazy("could not be delivered"),
    "CANCELLED": gettext_lazy("is cancelled"),
}
PARCELS = {
    "WAITING": gettext_lazy("The carrier is being called"),
    "BOOKED": gettext_lazy("The carrier will fetch it"),
    "ON_THE_WAY": gettext_lazy("On its way"),
    "OUT_FOR_DELIVERY": gettext_lazy("The courier is bringing it"),
    "NOT_TAKEN_IN": gettext_lazy("Nobody took it in; the courier comes again"),
    "RETURNING": gettext_lazy("On its way back to the shop"),
    "DELIVERED": gettext_lazy("Delivered"),
    "RETURNED": gettext_lazy("Back at the shop"),
    "LOST": gettext_lazy("Lost or damaged"),
    "REFUSED": gettext_lazy("The carrier does not take it"),
    "CANCELLED": gettext_lazy("Called off"),
}
# What shops and carriers settle between them, until one has it.
NOT_YET = ("WAITING", "REFUSED", "CANCELLED")
PAGE = 20


@require_safe
def my_orders(request: HttpRequest) -> HttpResponse:
    asked = paging(Reader(request.GET), PAGE)
    me = answer(request, "my-orders", first=PAGE, after=asked.get("after"))["me"]
    if me is None:
        return sign_in_first(request)
    found = me["orders"]
    data = {
        "orders": found["nodes"],
        "statuses": STATUSES,
        "pages": pages(request.path, {}, found["pageInfo"], asked),
    }
    return form_page(request, "orders.html", data)


@require_safe
def order(request: HttpRequest, id: str) -> HttpResponse:
    return _shown(request, id, Reader(request.GET).word("ma"))


@require_POST
def change(request: HttpRequest, id: str) -> HttpResponse:
    """The buyer cancels a shop's part, or says that it has arrived."""
    given = typed(request, "part", "ma", "viec")
    document = "confirm-receipt" if given["viec"] == "nhan" else "cancel-order"
    outcome = send(
        request, document, order=given["part"], token=given["ma"] or None, idempotencyKey=secrets.token_urlsafe(16)
    )
    if not outcome.is_good:
        return _shown(request, id, given["ma"], outcome)
    query = {"ma": given["ma"]} if given["ma"] else {}
    return HttpResponseRedirect(reverse("storefront:order", args=[id], query=query))


def _shown(request: HttpRequest, id: str, token: str, outcome: Outcome | None = None) -> HttpResponse:
    found = answer(request, "order", id=id, token=token or None)["order"]
    if found is None:
        raise Http404(_("There is no such order, or this address does not show it."))
    for part in found["parts"]:
        part["parcels"] = [with_steps(one) for one in part["shipments"] if one["status"] not in NOT_YET]
        part["reviewable"] = reviewable(part)
    data = {
        "order": found,
        "statuses": STATUSES,
        "parcel_words": PARCELS,
        "token": token,
        "is_new": "moi" in request.GET,
        "problems": [message for messages in (outcome.problems if outcome else {}).values() for message in messages],
    }
    return form_page(request, "order.html", data, outcome=outcome)


def with_steps(parcel: dict[str, Any]) -> dict[str, Any]:
    """Its events without those that say again what was said before: the shop and its carrier both speak."""
    steps: list[dict[str, Any]] = []
    for event in reversed(parcel["events"]):
        if event["reason"] or not steps or steps[-1]["status"] != event["status"]:
            steps.append(event)
    return {**parcel, "events": steps[::-1]}
