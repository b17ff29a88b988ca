"""Goods that a buyer gives back: asked for, sent, or put before the office; and how the shop answers."""

import secrets
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from storefront.addresses import Reader
from storefront.answers import answer
from storefront.forms import Outcome, form_page, send, sign_in_first, typed

STATUSES = {
    "REQUESTED": gettext_lazy("waits for the shop's answer"),
    "APPROVED": gettext_lazy("may be sent back"),
    "REFUSED": gettext_lazy("refused by the shop or the office"),
    "SENT": gettext_lazy("on its way back to the shop"),
    "RECEIVED": gettext_lazy("is at the shop again"),
    "REFUNDED": gettext_lazy("the money goes back to the buyer"),
    "DISPUTED": gettext_lazy("the office decides"),
    "CANCELLED": gettext_lazy("ended, the buyer keeps the goods"),
}
REASONS = {
    "DAMAGED": gettext_lazy("It arrived damaged"),
    "SPOILED": gettext_lazy("It has gone off"),
    "WRONG_GOODS": gettext_lazy("It is something else"),
    "NOT_AS_DESCRIBED": gettext_lazy("It is not as described"),
    "CHANGED_MIND": gettext_lazy("I do not want it any more"),
}
MOST_PHOTOS, MOST_PIECES = 3, 999
# By the button's word: the document, and which fields of the form go along.
OF_BUYERS: dict[str, tuple[str, dict[str, str]]] = {
    "huy": ("cancel-return", {}),
    "gui": ("record-return-sent", {"carrier": "carrier", "trackingNumber": "trackingNumber"}),
    "khieu-nai": ("dispute-return", {"note": "note"}),
}
OF_SHOPS: dict[str, tuple[str, dict[str, str]]] = {
    "dong-y": ("approve-return", {"note": "note"}),
    "tu-choi": ("refuse-return", {"note": "note"}),
    "hoan-tien": ("refund-return", {}),
    "khieu-nai": ("dispute-return", {"note": "note"}),
}


@require_safe
def order_returns(request: HttpRequest, id: str) -> HttpResponse:
    return _shown(request, id, Reader(request.GET).word("ma"))


@require_POST
def ask(request: HttpRequest, id: str) -> HttpResponse:
    """How many of which, why, and up to three photos; a photo that is none is passed over with a word."""
    given = typed(request, "part", "ma", "reason", "note", "refundTo", "key")
    if given["reason"] not in REASONS:
        raise Http404(_("There is no such reason."))
    outcome = send(
        request,
        "request-return",
        order=given["part"],
        token=given["ma"] or None,
        reason=given["reason"],
        lines=_pieces(request),
        note=given["note"],
        refundTo=given["refundTo"],
        idempotencyKey=given["key"] or secrets.token_urlsafe(16),
    )
    if not outcome.is_good:
        return _shown(request, id, given["ma"], outcome, given)
    made = outcome.payload["return"]["id"]
    for file in request.FILES.getlist("photos")[:MOST_PHOTOS]:
        photo = send(request, "add-return-photo", **{"return": made}, file=file, token=given["ma"] or None)
        if not photo.is_good:
            return _shown(request, id, given["ma"], photo, given)
    return _back(id, given["ma"])


@require_POST
def change(request: HttpRequest, id: str) -> HttpResponse:
    """The buyer takes a return back, sends the goods, or asks the office."""
    given = typed(request, "return", "ma", "viec", "carrier", "trackingNumber", "note", "key")
    outcome = _done(request, OF_BUYERS, given, token=given["ma"] or None)
    return _back(id, given["ma"]) if outcome.is_good else _shown(request, id, given["ma"], outcome, given)


@require_POST
def answer_return(request: HttpRequest, id: str) -> HttpResponse:
    """The shop's word; `id` is its part of the order."""
    given = typed(request, "return", "viec", "note", "key")
    if given["viec"] == "nhan":
        key = given["key"] or secrets.token_urlsafe(16)
        outcome = send(
            request, "receive-return", **{"return": given["return"]}, restocked=_pieces(request), idempotencyKey=key
        )
    else:
        outcome = _done(request, OF_SHOPS, given)
    if not outcome.is_good:
        return _shops_page(request, id, outcome)
    return HttpResponseRedirect(reverse("storefront:shop-returns", args=[id]))


@require_safe
def shop_returns(request: HttpRequest, id: str) -> HttpResponse:
    """What the buyer of a shop's part gives back."""
    return sign_in_first(request) if not request.user.is_authenticated else _shops_page(request, id)


def _shops_page(request: HttpRequest, id: str, outcome: Outcome | None = None) -> HttpResponse:
    found = answer(request, "returns-of-part", id=id)["node"]
    if not found:
        raise Http404(_("There is no such order, or it is not your shop's."))
    return form_page(request, "shop-returns.html", {"order": found, **_common(outcome)}, outcome=outcome)


def _done(
    request: HttpRequest, steps: dict[str, tuple[str, dict[str, str]]], given: dict[str, str], **more: Any
) -> Outcome:
    if given["viec"] not in steps:
        raise Http404(_("There is no such step."))
    document, fields = steps[given["viec"]]
    extra = {name: given[field] for name, field in fields.items()}
    key = given["key"] or secrets.token_urlsafe(16)
    return send(request, document, **{"return": given["return"]}, idempotencyKey=key, **extra, **more)


def _pieces(request: HttpRequest) -> list[dict[str, Any]]:
    """Fields are named after their lines; what is no number is none."""
    found = []
    for name, said in request.POST.items():
        if name.startswith("line-") and isinstance(said, str):
            number = int(said) if said.isascii() and said.isdigit() and len(said) < 4 else 0
            found.append({"line": name.removeprefix("line-"), "quantity": min(number, MOST_PIECES)})
    return [one for one in found if one["quantity"]]


def _back(id: str, token: str) -> HttpResponseRedirect:
    query = {"ma": token} if token else {}
    return HttpResponseRedirect(reverse("storefront:order-returns", args=[id], query=query))


def _common(outcome: Outcome | None) -> dict[str, Any]:
    problems = outcome.problems if outcome else {}
    return {
        "statuses": STATUSES,
        "reasons": REASONS,
        # The same for one view of the page, so that a button pressed twice acts once.
        "key": secrets.token_urlsafe(16),
        "problems": [words for found in problems.values() for words in found],
    }


def _shown(
    request: HttpRequest,
    id: str,
    token: str,
    outcome: Outcome | None = None,
    values: dict[str, str] | None = None,
) -> HttpResponse:
    found = answer(request, "returns-of-order", id=id, token=token or None)["order"]
    if found is None:
        raise Http404(_("There is no such order, or this address does not show it."))
    data = {"order": found, "token": token, **_common(outcome)}
    return form_page(request, "order-returns.html", data, values=values, outcome=outcome)
