"""Parts of many orders, lines of many parts, and deliveries of many shops: one statement for each."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import F

from marketplace.graphql.ids import global_id
from marketplace.graphql.loaders import Loader
from marketplace.graphql.pages import PagesByOwner
from marketplace.graphql.rows import Row
from orders.graphql.rows import PART_COLUMNS
from orders.models import OrderLine, SellerOrder, Shipment, ShipmentEvent, VoucherRedemption

_PATHS = {key: path for columns in PART_COLUMNS.values() for key, path in columns.items()}
_OWN = {key for key, path in _PATHS.items() if key == path}
_OTHERS: dict[str, Any] = {key: F(path) for key, path in _PATHS.items() if key != path}


class PartsOfOrder(Loader[int, list[Row]]):
    """In the order of their numbers."""

    def fetch(self, keys: Collection[int]) -> Mapping[int, list[Row]]:
        found: dict[int, list[Row]] = {key: [] for key in keys}
        parts = SellerOrder.objects.filter(order__in=keys).order_by("pk")
        for row in parts.values("pk", "order_id", *sorted(_OWN), **_OTHERS):
            found[row["order_id"]].append({**row, "id": global_id("SellerOrder", row["pk"])})
        return found


class LinesOfPart(Loader[int, list[Row]]):
    def fetch(self, keys: Collection[int]) -> Mapping[int, list[Row]]:
        found: dict[int, list[Row]] = {key: [] for key in keys}
        for line in OrderLine.objects.filter(seller_order__in=keys).order_by("pk").values():
            more = {"id": global_id("OrderLine", line["id"]), "total": line["unit_price"] * line["quantity"]}
            found[line["seller_order_id"]].append({**line, **more})
        return found


class ShipmentsOfPart(Loader[int, list[Row]]):
    def fetch(self, keys: Collection[int]) -> Mapping[int, list[Row]]:
        found: dict[int, list[Row]] = {key: [] for key in keys}
        for row in Shipment.objects.filter(seller_order__in=keys).order_by("pk").values():
            found[row["seller_order_id"]].append({**row})
        return found


class EventsOfShipment(Loader[int, list[Row]]):
    """By when it happened, not by when it was heard of."""

    def fetch(self, keys: Collection[int]) -> Mapping[int, list[Row]]:
        found: dict[int, list[Row]] = {key: [] for key in keys}
        events = ShipmentEvent.objects.filter(shipment__in=keys).order_by("-happened_at", "-pk")
        for row in events.values():
            found[row["shipment_id"]].append({**row})
        return found


class VouchersOfOrder(Loader[int, list[Row]]):
    def fetch(self, keys: Collection[int]) -> Mapping[int, list[Row]]:
        found: dict[int, list[Row]] = {key: [] for key in keys}
        used = VoucherRedemption.objects.filter(order__in=keys).order_by("pk")
        for row in used.values("order_id", "amount", code=F("voucher__code"), name=F("voucher__name")):
            found[row["order_id"]].append({**row})
        return found


class OrdersOfSellers(PagesByOwner):
    owner = "seller"
