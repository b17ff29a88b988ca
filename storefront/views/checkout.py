"""Ordering: where to, how each shop delivers, and what it comes to, before anything is ordered."""

import re
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
    codes = _codes(request)
    quoted = _quoted(request, found, commune, method, codes)
    values, outcome = _known(request), None
    if request.method == "POST":
        values = typed(request, *FIELDS, "key")
        if "dat" in request.POST:
            outcome = _ordered(request, found, commune, method, codes, values)
            if outcome.is_good:
                return _to_order(request, outcome)
    places = answer(request, "delivery-places", province=province or None, hasProvince=bool(province))
    data = {
        "cart": found,
        "total": quoted["total"] if quoted else {"amount": total},
        "quote": quoted,
        "codes": " ".join(codes),
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


def _codes(request: HttpRequest) -> list[str]:
    """Of vouchers, as they were typed: several with blanks or commas between."""
    typed_here = request.POST if request.method == "POST" else request.GET
    return re.findall(r"[^\s,;]+", typed_here.get("giam", "").replace("\0", "")[:500])[:20]


def _quoted(
    request: HttpRequest, cart: dict[str, Any], commune: str, method: str, codes: list[str]
) -> dict[str, Any] | None:
    """What the vouchers do, with the totals after them in the cart's shops; None without any."""
    if not codes:
        return None
    found = answer(
        request,
        "quote",
        token=token_of(request),
        place=commune or None,
        deliveries=_deliveries(cart),
        paymentMethod=method,
        vouchers=codes,
    )["cart"]
    if found is None:  # emptied by somebody meanwhile
        return None
    quote: dict[str, Any] = found["quote"]
    of_shop = {shop["sellerId"]: shop for shop in quote["shops"]}
    for shop in cart["shops"]:
        if shop["sellerId"] in of_shop:
            shop["discount"] = of_shop[shop["sellerId"]]["discount"]
            shop["total"] = of_shop[shop["sellerId"]]["total"]
    return quote


def _deliveries(cart: dict[str, Any]) -> list[dict[str, str]]:
    return [{"seller": shop["sellerId"], "method": shop["chosen"]} for shop in cart["shops"] if shop["chosen"]]


def _ordered(
    request: HttpRequest,
    cart: dict[str, Any],
    commune: str,
    method: str,
    codes: list[str],
    values: dict[str, str],
) -> Outcome:
    seen = request.POST.get("tong", "")
    return send(
        request,
        "place-order",
        token=token_of(request),
        **{name: values[name] for name in FIELDS},
        place=commune,
        deliveries=_deliveries(cart),
        vouchers=codes,
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
