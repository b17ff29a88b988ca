"""A shop's vouchers, for those who set its prices: those that count, those that ended, and a form to make one."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from storefront.addresses import Reader, pages, paging
from storefront.amounts import basis_points, whole
from storefront.answers import answer
from storefront.desks import Deed, back, done, fresh_key, problems_of
from storefront.forms import Outcome, form_page, send, sign_in_first, typed

PAGE = 50
STOP = Deed("stop-voucher", "voucher")
KINDS = {
    "PERCENT": gettext_lazy("a share of the price"),
    "AMOUNT": gettext_lazy("an amount"),
    "DELIVERY": gettext_lazy("free delivery"),
}
MEASURES = {"PERCENT": ("basisPoints", "cap"), "AMOUNT": ("amount",), "DELIVERY": ("cap",)}
DONE = {"tao": gettext_lazy("The voucher is made."), "dung": gettext_lazy("The voucher is stopped.")}
FIELDS = ("code", "name", "basisPoints", "amount", "cap", "minimumBasket", "validFrom", "validUntil")
LIMITS = ("mostUses", "mostUsesPerUser", "isFirstOrder", "isPublic")
STATES = {
    "STOPPED": gettext_lazy("stopped early"),
    "OVER": gettext_lazy("its time is over"),
    "USED_UP": gettext_lazy("used up"),
    "TO_COME": gettext_lazy("not begun yet"),
}


@require_http_methods(["GET", "HEAD", "POST"])
def shop_vouchers(request: HttpRequest) -> HttpResponse:
    """Of the shop that `cua-hang` names, or of the first whose prices one sets."""
    reader = Reader(request.GET)
    wanted, asked = reader.word("cua-hang"), paging(reader, PAGE)
    me = answer(request, "shop-vouchers", first=PAGE, after=asked.get("after"))["me"]
    if me is None:
        return sign_in_first(request)
    shops = [one["account"] for one in me["memberships"]["nodes"] if one["account"]["vouchers"] is not None]
    shop = next((one for one in shops if wanted in ("", one["sellerId"])), None)
    if shop is None:
        raise Http404(_("This page is for those who set a shop's prices."))
    query = {"cua-hang": [wanted]} if wanted else {}
    values, outcome = {"kind": "PERCENT", "isPublic": "1"}, None
    if request.method == "POST":
        values, outcome = _done(request, shop["sellerId"])
        if outcome.is_good:
            more = {"cua-hang": shop["sellerId"]} if wanted else {}
            return back("shop-vouchers", "dung" if "dung" in request.POST else "tao", "phieu", **more)
    rows = [_with_state(one, timezone.now()) for one in shop["vouchers"]["nodes"]]
    data = {
        "shop": shop,
        "shops": shops,
        "open": [one for one in rows if one["state"] in ("", "TO_COME")],
        "ended": [one for one in rows if one["state"] not in ("", "TO_COME")],
        "kinds": KINDS,
        "states": STATES,
        "happened": DONE.get(reader.word("xong", allowed=DONE), ""),
        "problems": problems_of(outcome),
        "key": fresh_key(),
        "pages": pages(request.path, query, shop["vouchers"]["pageInfo"], asked),
    }
    return form_page(request, "shop-vouchers.html", data, values=values, outcome=outcome)


def _done(request: HttpRequest, seller: str) -> tuple[dict[str, str], Outcome]:
    values = typed(request, "key", "kind", "dung", *FIELDS, *LIMITS)
    values["key"] = values["key"] or fresh_key()
    if "dung" in request.POST:
        row = {"row": values["dung"], "key": values["key"]}
        return {"kind": "PERCENT", "isPublic": "1"}, done(request, STOP, row)
    kind = values["kind"] if values["kind"] in KINDS else "PERCENT"
    begins, ends = _day(values["validFrom"]), _day(values["validUntil"])
    if ends is None or (begins is None and values["validFrom"].strip()):
        field = "validUntil" if ends is None else "validFrom"
        return values, Outcome({}, {field: [_("Please choose a day.")]})
    measures = {"basisPoints": _share(values["basisPoints"]), **_amounts(values, "amount", "cap")}
    limits = {name: whole(values[name], None, digits=9) for name in ("mostUses", "mostUsesPerUser")}
    outcome = send(
        request,
        "make-voucher",
        seller=seller,
        idempotencyKey=values["key"],
        kind=kind,
        code=values["code"],
        name=values["name"],
        minimumBasket=whole(values["minimumBasket"], 0),
        validFrom=None if begins is None else f"{begins}T00:00:00",
        validUntil=f"{ends}T23:59:59",
        isFirstOrder=values["isFirstOrder"] == "1",
        isPublic=values["isPublic"] == "1",
        **{name: measures[name] for name in MEASURES[kind]},
        **limits,
    )
    return values, outcome


def _share(text: str) -> int | None:
    return basis_points(text) if text.strip() else None


def _amounts(values: Mapping[str, str], *names: str) -> dict[str, Any]:
    return {name: whole(values[name], None) for name in names}


def _day(text: str) -> date | None:
    """As browsers send what was chosen in a calendar, or as Vietnamese write it."""
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text.strip(), form).date()
        except ValueError:
            continue
    return None


def _with_state(voucher: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """ "" for one that counts."""
    state = ""
    if voucher["stoppedAt"]:
        state = "STOPPED"
    elif datetime.fromisoformat(voucher["validUntil"]) <= now:
        state = "OVER"
    elif voucher["mostUses"] is not None and voucher["uses"] >= voucher["mostUses"]:
        state = "USED_UP"
    elif datetime.fromisoformat(voucher["validFrom"]) > now:
        state = "TO_COME"
    return {**voucher, "state": state}
