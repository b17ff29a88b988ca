"""How a shop delivers: its ways, what each costs, and a form to add or change one."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from storefront.addresses import Reader
from storefront.amounts import basis_points, whole
from storefront.answers import answer
from storefront.forms import Outcome, form_page, send, sign_in_first, typed

ZONES = {
    "PROVINCE": gettext_lazy("within the province"),
    "REGION": gettext_lazy("within the region"),
    "COUNTRY": gettext_lazy("between regions"),
}
KINDS = {"DELIVERY": gettext_lazy("brought to the buyer"), "PICKUP": gettext_lazy("the buyer comes for it")}
CARRIERS = {"MANUAL": gettext_lazy("one that I call myself"), "GHN": gettext_lazy("Giao Hàng Nhanh (GHN)")}
DIVISORS = {"0": gettext_lazy("size does not count"), "5000": "5000", "6000": "6000"}
MONEY = {"freeFrom": "freeFrom", "codFee": "codFee", "insuredFrom": "insuredFrom"}
OF_ZONE = ("fee", "upToGrams", "stepFee", "stepGrams")
USUAL = {"upToGrams": "1000", "stepGrams": "500", "stepFee": "0"}


@require_http_methods(["GET", "HEAD", "POST"])
def shop_delivery(request: HttpRequest) -> HttpResponse:
    """Of the shop that `cua-hang` names, or of the first whose page one looks after; `cach`: the way to change."""
    reader = Reader(request.GET)
    wanted, chosen = reader.word("cua-hang"), reader.word("cach")
    found = answer(request, "shop-delivery")
    if found["me"] is None:
        return sign_in_first(request)
    accounts = [one["account"] for one in found["me"]["memberships"]["nodes"]]
    shops = [one for one in accounts if one["deliveryMethods"] is not None]
    shop = next((one for one in shops if wanted in ("", one["sellerId"])), None)
    if shop is None:
        raise Http404(_("This page is for those who look after a shop."))
    method = next((one for one in shop["deliveryMethods"] if one["id"] == chosen), None)
    values, outcome = _values(method), None
    if request.method == "POST":
        values, outcome = _done(request, shop["sellerId"])
        if outcome.is_good:
            query = {"cua-hang": shop["sellerId"]} if wanted else {}
            return HttpResponseRedirect(reverse("storefront:shop-delivery", query=query))
    data = {
        "shop": shop,
        "shops": shops,
        "methods": [_shown(one) for one in shop["deliveryMethods"]],
        "others": [] if shop["deliveryMethods"] else [_shown(one) for one in found["deliveryMethods"]],
        "zones": [(zone, label, _of_zone(zone)) for zone, label in ZONES.items()],
        "kinds": KINDS,
        "carriers": CARRIERS,
        "divisors": DIVISORS,
        "is_change": bool(values["method"]),
        "problems": _others(outcome),
    }
    return form_page(request, "shop-delivery.html", data, values=values, outcome=outcome)


def _done(request: HttpRequest, seller: str) -> tuple[dict[str, str], Outcome]:
    names = ["method", "kind", "nameVi", "nameEn", "carrier", "volumetricDivisor", "insurance", "position", *MONEY]
    values = typed(request, *names, *(name for zone in ZONES for name in _of_zone(zone).values()))
    if "dung" in request.POST:
        stopped = typed(request, "dung")["dung"]
        return _values(None), send(request, "stop-delivery-method", seller=seller, method=stopped)
    given = {
        "seller": seller,
        "method": values["method"] or None,
        "kind": values["kind"] if values["kind"] in KINDS else "DELIVERY",
        "nameVi": values["nameVi"],
        "nameEn": values["nameEn"],
        "carrier": values["carrier"] if values["carrier"] in CARRIERS else "MANUAL",
        "volumetricDivisor": whole(values["volumetricDivisor"], 0, digits=9),
        "insuranceBasisPoints": basis_points(values["insurance"]),
        "position": whole(values["position"], 0, digits=9),
        "codFee": whole(values["codFee"], 0),
        "freeFrom": whole(values["freeFrom"], None),
        "insuredFrom": whole(values["insuredFrom"], None),
        "rates": [] if values["kind"] == "PICKUP" else _rates(values),
    }
    return values, send(request, "save-delivery-method", **given)


def _rates(values: Mapping[str, str]) -> list[dict[str, Any]]:
    """Of the zones whose fee was filled in."""
    found = []
    for zone in ZONES:
        names = _of_zone(zone)
        if values[names["fee"]].strip():
            rate = {
                "fee": whole(values[names["fee"]], 0),
                "stepFee": whole(values[names["stepFee"]], 0),
                "upToGrams": whole(values[names["upToGrams"]], 0, digits=9),
                "stepGrams": whole(values[names["stepGrams"]], 0, digits=9),
            }
            found.append({"zone": zone, **rate})
    return found


def _values(method: Mapping[str, Any] | None) -> dict[str, str]:
    """What the form begins with."""
    if method is None:
        usual = {name: value for zone in ZONES for name, value in _usual(zone).items()}
        return {"method": "", "kind": "DELIVERY", "carrier": "MANUAL", "volumetricDivisor": "6000", **usual}
    points = method["insuranceBasisPoints"]
    values = {name: str(method[name]) for name in ("kind", "nameVi", "nameEn", "carrier", "volumetricDivisor")}
    values |= {name: _amount(method[name]) for name in MONEY}
    values |= {"method": method["id"], "position": str(method["position"])}
    values["insurance"] = f"{points // 100},{points % 100:02}" if points else ""
    for rate in method["rates"]:
        names = _of_zone(rate["zone"])
        values[names["fee"]], values[names["stepFee"]] = _amount(rate["fee"]), _amount(rate["stepFee"])
        values[names["upToGrams"]], values[names["stepGrams"]] = str(rate["upToGrams"]), str(rate["stepGrams"])
    filled = {rate["zone"] for rate in method["rates"]}
    return values | {name: value for zone in ZONES if zone not in filled for name, value in _usual(zone).items()}


def _usual(zone: str) -> dict[str, str]:
    return {_of_zone(zone)[name]: value for name, value in USUAL.items()}


def _of_zone(zone: str) -> dict[str, str]:
    return {name: f"{zone.lower()}-{name}" for name in OF_ZONE}


def _amount(money: Mapping[str, Any] | None) -> str:
    return "" if money is None else f"{money['amount']:,}".replace(",", ".")


def _shown(method: Mapping[str, Any]) -> dict[str, Any]:
    return {**method, "zones": [{**rate, "label": ZONES[rate["zone"]]} for rate in method["rates"]]}


def _others(outcome: Outcome | None) -> list[str]:
    """What is wrong beyond the plain fields of the form."""
    plain = {"nameVi", "nameEn", "insuranceBasisPoints", *MONEY}
    problems = outcome.problems if outcome is not None else {}
    return [message for field, messages in problems.items() if field not in plain for message in messages]
