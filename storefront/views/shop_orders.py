"""Orders as a shop handles them: what waits, and the next step of each."""

import secrets
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from storefront.addresses import Reader, pages, paging
from storefront.answers import answer
from storefront.forms import Outcome, form_page, send, sign_in_first, typed
from storefront.views.orders import PARCELS, with_steps

STATUSES = {
    "PLACED": gettext_lazy("new"),
    "CONFIRMED": gettext_lazy("to be sent"),
    "SHIPPED": gettext_lazy("on the way"),
    "DELIVERED": gettext_lazy("delivered"),
    "COMPLETED": gettext_lazy("complete"),
    "FAILED": gettext_lazy("not delivered"),
    "CANCELLED": gettext_lazy("cancelled"),
}
PAGE = 20
# By the button's word: the document, and which fields of the form go along.
STEPS: dict[str, tuple[str, dict[str, str]]] = {
    "nhan": ("confirm-seller-order", {}),
    "gui": ("ship-seller-order", {"carrier": "carrier", "trackingNumber": "trackingNumber"}),
    "dat-xe": ("book-parcel", {}),
    "huy-xe": ("call-off-parcel", {}),
    "giao": ("record-delivery", {}),
    "hong": ("record-failed-delivery", {"reason": "reason"}),
    "tu-choi": ("reject-seller-order", {"reason": "reason"}),
}


@require_safe
def shop_orders(request: HttpRequest) -> HttpResponse:
    """Of the shop that `cua-hang` names, or of the first that one works for."""
    reader = Reader(request.GET)
    status, wanted = reader.word("tinh-trang", allowed=STATUSES), reader.word("cua-hang")
    asked = paging(reader, PAGE)
    me = answer(request, "shop-orders", status=status or None, first=PAGE, after=asked.get("after"))["me"]
    if me is None:
        return sign_in_first(request)
    shops = [one["account"] for one in me["memberships"]["nodes"] if one["account"]["orders"] is not None]
    shop = next((one for one in shops if wanted in ("", one["sellerId"])), None)
    if shop is None:
        raise Http404(_("This page is for those who handle a shop's orders."))
    day = timezone.localdate()
    query = {"tinh-trang": [status] if status else [], "cua-hang": [wanted] if wanted else []}
    data = {
        "shop": shop,
        "shops": shops,
        "orders": shop["orders"]["nodes"],
        "status": status,
        "statuses": STATUSES,
        "printable": [one["number"] for one in shop["orders"]["nodes"] if one["status"] == "CONFIRMED"],
        "today": day.isoformat(),
        "month": day.replace(day=1).isoformat(),
        "pages": pages(request.path, query, shop["orders"]["pageInfo"], asked),
    }
    return form_page(request, "shop-orders.html", data)


@require_safe
def shop_order(request: HttpRequest, id: str) -> HttpResponse:
    if not request.user.is_authenticated:
        return sign_in_first(request)
    return _shown(request, id)


@require_POST
def step(request: HttpRequest, id: str) -> HttpResponse:
    given = typed(request, "viec", "carrier", "trackingNumber", "reason", "key")
    if given["viec"] not in STEPS:
        raise Http404(_("There is no such step."))
    document, fields = STEPS[given["viec"]]
    extra = {name: given[field] for name, field in fields.items()}
    outcome = send(request, document, order=id, idempotencyKey=given["key"] or secrets.token_urlsafe(16), **extra)
    if not outcome.is_good:
        return _shown(request, id, outcome, given)
    return HttpResponseRedirect(reverse("storefront:shop-order", args=[id]))


def _shown(
    request: HttpRequest, id: str, outcome: Outcome | None = None, values: dict[str, str] | None = None
) -> HttpResponse:
    found: dict[str, Any] | None = answer(request, "shop-order", id=id)["node"]
    if not found:
        raise Http404(_("There is no such order, or it is not your shop's."))
    found["shipments"] = [with_steps(one) for one in found["shipments"]]
    data = {
        "order": found,
        "statuses": STATUSES,
        "parcel_words": PARCELS,
        "parcel": next((one for one in found["shipments"] if one["status"] not in ("REFUSED", "CANCELLED")), None),
        # The same for one view of the page, so that a button pressed twice acts once.
        "key": secrets.token_urlsafe(16),
        "problems": [words for found in (outcome.problems if outcome else {}).values() for words in found],
    }
    return form_page(request, "shop-order.html", data, values=values, outcome=outcome)
