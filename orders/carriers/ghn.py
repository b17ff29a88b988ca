"""Giao Hàng Nhanh, by its public interface (api.ghn.vn/home/docs, read in November 2026): docs/delivery.md says what
was read and what is our guess. One account, the marketplace's: cash that couriers take comes to it."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from marketplace.phones import national
from orders.carriers.calling import answer_of
from orders.carriers.interface import Booked, CarrierDown, CarrierRefused, ParcelOrder, Said, Size, Spot
from orders.models import ShipmentStatus as Status

LIGHT, HEAVY = 2, 5  # its services: parcels, and goods from 20 kg
HEAVY_FROM = 20_000  # g
SENDER_PAYS = 1
MOST_INSURED = 5_000_000  # đồng
FEE_TIMEOUT, TIMEOUT = 3.0, 10.0  # s; a shopper waits for the first
TRIES = 3

_WORD, _NUMBER = re.compile(r"[a-z_]{1,40}"), re.compile(r"[0-9A-Za-z_-]{1,80}")

STATUSES: Mapping[str, Status] = {
    **dict.fromkeys(("ready_to_pick", "picking", "money_collect_picking"), Status.BOOKED),
    **dict.fromkeys(("picked", "storing", "transporting", "sorting"), Status.ON_THE_WAY),
    **dict.fromkeys(("delivering", "money_collect_delivering"), Status.OUT_FOR_DELIVERY),
    "delivered": Status.DELIVERED,
    "delivery_fail": Status.NOT_TAKEN_IN,
    **dict.fromkeys(("waiting_to_return", "return", "return_transporting", "return_sorting"), Status.RETURNING),
    **dict.fromkeys(("returning", "return_fail"), Status.RETURNING),
    "returned": Status.RETURNED,
    "cancel": Status.CANCELLED,
    **dict.fromkeys(("damage", "lost"), Status.LOST),
}


class GhnCarrier:
    def fee(self, origin: Spot, destination: Spot, size: Size, worth: int) -> int | None:
        asked = {
            "service_type_id": _service(size),
            "from_district_id": origin.district_id,
            "from_ward_code": origin.ward_code,
            "to_district_id": destination.district_id,
            "to_ward_code": destination.ward_code,
            "insurance_value": min(worth, MOST_INSURED),
            **_measures(size),
        }
        # No second try: who looks into a cart waits, and there are the method's own rates.
        data = _asked("v2/shipping-order/fee", asked, timeout=FEE_TIMEOUT, tries=1)
        return _whole(data.get("total"))

    def create(self, parcel: ParcelOrder) -> Booked:
        # Once: whether a call that was lost had arrived is found out by `find`, not by calling again.
        data = _asked("v2/shipping-order/create", _order(parcel), timeout=TIMEOUT, tries=1)
        return _booked(data)

    def find(self, number: str) -> Booked | None:
        try:
            data = _asked("v2/shipping-order/detail-by-client-code", {"client_order_code": number})
        except CarrierRefused:
            return None
        return _booked(data) if data.get("order_code") else None

    def cancel(self, tracking_number: str) -> None:
        data = _asked("v2/switch-status/cancel", {"order_codes": [tracking_number]})
        for one in _objects(data.get("list")):
            if one.get("result") is False:
                raise CarrierRefused(str(one.get("message") or "")[:300])

    def track(self, tracking_number: str) -> Sequence[Said]:
        data = _asked("v2/shipping-order/detail", {"order_code": tracking_number})
        found = [_said(one.get("status"), one.get("updated_date"), "") for one in _objects(data.get("log"))]
        last = _said(data.get("status"), data.get("updated_date"), str(data.get("reason") or ""))
        told = [one for one in found if one is not None]
        if last is not None and (not told or told[-1].said != last.said):
            told.append(last)
        return sorted(told, key=lambda one: one.happened_at)


def told_by_webhook(body: Mapping[str, Any]) -> Said | None:
    """None for what says no status, or at no time."""
    return _said(body.get("Status"), body.get("Time"), str(body.get("Reason") or ""))


def numbers_of(body: Mapping[str, Any]) -> tuple[str, str]:
    """GHN's number of a parcel, and ours; "" for what can be none."""
    given = (str(body.get(name) or "") for name in ("OrderCode", "ClientOrderCode"))
    code, number = (text if _NUMBER.fullmatch(text) else "" for text in given)
    return code, number


def _said(status: Any, at: Any, reason: str) -> Said | None:
    if not isinstance(status, str) or not _WORD.fullmatch(status) or not isinstance(at, str):
        return None
    try:
        happened_at = parse_datetime(at)
    except ValueError:
        return None
    if happened_at is None:
        return None
    if timezone.is_naive(happened_at):
        happened_at = happened_at.replace(tzinfo=UTC)
    shown = " ".join("".join(letter if letter.isprintable() else " " for letter in reason).split())
    return Said(status, STATUSES.get(status), happened_at, shown[:300])


def _order(parcel: ParcelOrder) -> dict[str, Any]:
    sender, recipient = parcel.sender, parcel.recipient
    return {
        "payment_type_id": SENDER_PAYS,  # the buyer has paid delivery with the order
        "required_note": "KHONGCHOXEMHANG",
        "client_order_code": parcel.number,
        "from_name": sender.name,
        "from_phone": national(sender.phone),
        "from_address": sender.address,
        "from_ward_name": sender.spot.ward,
        "from_district_name": sender.spot.district,
        "from_province_name": sender.spot.province,
        "to_name": recipient.name,
        "to_phone": national(recipient.phone),
        "to_address": recipient.address,
        "to_ward_code": recipient.spot.ward_code,
        "to_district_id": recipient.spot.district_id,
        "cod_amount": parcel.to_collect,
        "insurance_value": min(parcel.worth, MOST_INSURED),
        "service_type_id": _service(parcel.size),
        "content": ", ".join(one.name for one in parcel.contents)[:2_000],
        "note": parcel.note,
        **_measures(parcel.size),
        "items": [
            {
                "name": one.name,
                "code": one.sku,
                "quantity": one.quantity,
                "price": one.price,
                "weight": one.grams,
            }
            for one in parcel.contents
        ],
    }


def _service(size: Size) -> int:
    return HEAVY if size.grams >= HEAVY_FROM else LIGHT


def _measures(size: Size) -> dict[str, int]:
    """It counts whole centimetres, and takes no 0."""
    sides = {"length": size.length_mm, "width": size.width_mm, "height": size.height_mm}
    return {"weight": max(1, size.grams), **{name: max(1, -(-side // 10)) for name, side in sides.items()}}


def _booked(data: Mapping[str, Any]) -> Booked:
    code = data.get("order_code")
    if not isinstance(code, str) or not code:
        raise CarrierDown("an answer without order_code")
    fee = data.get("total_fee")
    return Booked(code[:80], _whole(fee) if fee is not None else None)


def _asked(path: str, body: Mapping[str, Any], *, timeout: float = TIMEOUT, tries: int = TRIES) -> Mapping[str, Any]:
    """The `data` of its answer."""
    headers = {
        "Content-Type": "application/json",
        "Token": settings.GHN_TOKEN,
        "ShopId": settings.GHN_SHOP_ID,
    }
    url = f"{settings.GHN_URL.rstrip('/')}/{path}"
    status, answer = answer_of(url, body, headers, timeout=timeout, tries=tries)
    if status != 200 or answer.get("code") != 200:
        raise CarrierRefused(str(answer.get("code_message_value") or answer.get("message") or status)[:300])
    data = answer.get("data")
    if isinstance(data, list):
        return {"list": data}
    return data if isinstance(data, dict) else {}


def _objects(found: Any) -> list[Mapping[str, Any]]:
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _whole(amount: Any) -> int:
    if not isinstance(amount, int) or isinstance(amount, bool) or not 0 <= amount < 10**12:
        raise CarrierDown("an amount that is none")
    return amount
