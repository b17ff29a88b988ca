"""A whole purchase from two sellers, as an app makes it: cart, cost of delivery, order, the order shown."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from typing import Any

Ask = Callable[[str, Mapping[str, Any]], Mapping[str, Any]]  # a query's name and its variables, to its data


class Refused(Exception):
    """What was measured would mean nothing: the shop refused to sell."""


def buy(ask: Ask, pair: Sequence[str], place: str) -> int:
    """Its total in đồng. Four requests. Raises Refused."""
    basket = ask("basket", {"lines": [{"variant": variant, "quantity": 2} for variant in pair]})["addCartLines"]
    _check(basket)
    token = basket["token"]
    cart = ask("quote", {"token": token, "place": place})["cart"]
    ways = {shop["sellerId"]: _cheapest(shop["deliveries"]) for shop in cart["shops"]}
    fees = sum(way["fee"]["amount"] + way["codFee"]["amount"] for way in ways.values())
    given = {
        "token": token,
        "contactName": "Trần Thị Mua",
        "phone": "0912345678",
        "place": place,
        "street": "12 Trần Phú",
        "deliveries": [{"seller": seller, "method": way["method"]} for seller, way in ways.items()],
        "paymentMethod": "COD",
        "expectedTotal": cart["goodsTotal"]["amount"] + fees,
        "idempotencyKey": secrets.token_urlsafe(16),
    }
    placed = ask("order", {"input": given})["placeOrder"]
    _check(placed)
    shown = ask("placed", {"id": placed["order"]["id"], "token": placed["token"]})["order"]
    if shown is None or len(shown["parts"]) != len(ways) or shown["total"]["amount"] != given["expectedTotal"]:
        raise Refused(f"Another order than was placed: {shown}")
    return int(shown["total"]["amount"])


def _cheapest(ways: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    brought = [way for way in ways if way["kind"] == "DELIVERY" and way["fee"] is not None]
    if not brought:
        raise Refused(f"Nobody brings it there: {ways}")
    return min(brought, key=lambda way: int(way["fee"]["amount"]))


def _check(payload: Mapping[str, Any]) -> None:
    if payload["errors"]:
        raise Refused(str(payload["errors"]))
