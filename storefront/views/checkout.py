"""Ordering: where to, how each shop delivers, and what it comes to, before anything is ordered."""

import secrets
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from storefront.addresses import Reader
from storefront.answers import answer
from storefront.baskets import cart_of, token_of, with_cookie
from storefront.forms import Outcome, form_page, send, typed

FIELDS = ("contactName", "phone", "email", "street", "note")


@require_http_methods(["GET", "HEAD", "POST"])
def checkout(request: HttpRequest) -> HttpResponse:
    """The province and the commune stand in the address, so that all of it works without scripts."""
    reader = Reader(request.GET)
    province, commune = reader.word("tinh"), reader.word("xa")
    found = cart_of(request, commune or None)
    if found is None:
        return with_cookie(request, HttpResponseRedirect(reverse("storefront:cart")))
    wanted = request.POST.get("tra", "")
    method = wanted if wanted in found["paymentMethods"] else found["paymentMethods"][0]
    total = _chosen(found, request, method)
    values, outcome = _known(request), None
    if request.method == "POST":
        values = typed(request, *FIELDS, "key")
        if "dat" in request.POST:
            outcome = _ordered(request, found, commune, method, values)
            if outcome.is_good:
                return _to_order(request, outcome)
    places = answer(request, "delivery-places", province=province or None, hasProvince=bool(province))
    data = {
        "cart": found,
        "total": {"amount": total},
        "province": province,
        "commune": commune,
        "method": method,
        "isOfAge": "du-tuoi" in request.POST,
        **places,
        "key": values.get("key") or secrets.token_urlsafe(16),
        "others": _others(outcome),
    }
    return with_cookie(request, form_page(request, "checkout.html", data, values=values, outcome=outcome))


def _known(request: HttpRequest) -> dict[str, str]:
    """What the account knows already."""
    user: Any = request.user
    if not user.is_authenticated:
        return {}
    return {"contactName": user.full_name, "phone": user.phone or "", "email": user.email or ""}


def _chosen(cart: dict[str, Any], request: HttpRequest, method: str) -> int:
    """Marks each shop's chosen way, the first that reaches where none was chosen; the total of it all, in đồng."""
    total = 0
    for shop in cart["shops"]:
        reachable = [way for way in shop["deliveries"] if way["fee"] is not None]
        wanted = request.POST.get(f"cach-{shop['sellerId']}", "")
        chosen = next((way for way in reachable if way["method"] == wanted), reachable[0] if reachable else None)
        shop["chosen"] = chosen["method"] if chosen else ""
        cod = chosen["codFee"]["amount"] if chosen and chosen["kind"] == "DELIVERY" and method == "COD" else 0
        shop["total"] = {"amount": shop["goodsTotal"]["amount"] + (chosen["fee"]["amount"] if chosen else 0) + cod}
        total += shop["total"]["amount"]
    return total


def _ordered(
    request: HttpRequest, cart: dict[str, Any], commune: str, method: str, values: dict[str, str]
) -> Outcome:
    seen = request.POST.get("tong", "")
    return send(
        request,
        "place-order",
        token=token_of(request),
        **{name: values[name] for name in FIELDS},
        place=commune,
        deliveries=[
            {"seller": shop["sellerId"], "method": shop["chosen"]} for shop in cart["shops"] if shop["chosen"]
        ],
        paymentMethod=method,
        isOfAge="du-tuoi" in request.POST,
        expectedTotal=int(seen) if seen.isdecimal() and len(seen) < 16 else 0,
        idempotencyKey=values["key"] or secrets.token_urlsafe(16),
    )


def _to_order(request: HttpRequest, outcome: Outcome) -> HttpResponse:
    """Who has an account needs no token; its address may be shared without it."""
    number = outcome.payload["order"]["id"]
    query = {} if request.user.is_authenticated else {"ma": outcome.payload["token"]}
    if outcome.payload["order"]["paymentMethod"] == "CARD":
        return HttpResponseRedirect(reverse("storefront:pay", args=[number], query=query))
    return HttpResponseRedirect(reverse("storefront:order", args=[number], query={**query, "moi": "1"}))


def _others(outcome: Outcome | None) -> list[str]:
    """What is wrong beyond the fields of the form."""
    problems = outcome.problems if outcome is not None else {}
    return [message for field, messages in problems.items() if field not in FIELDS for message in messages]
