"""The cart as its owner sees it: by shop, with the price and the stock of this moment."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import graphene

from catalog.graphql.products import ProductType
from marketplace.graphql.context import Context
from marketplace.graphql.ids import global_id, pk_of
from marketplace.graphql.info import Info
from marketplace.graphql.loaders import Later
from marketplace.graphql.rows import Row
from marketplace.graphql.selection import selected
from marketplace.graphql.types.money import Money, money
from marketplace.models import Place
from marketplace.queries import commune_of_today
from orders import models, queries
from orders.commands.delivery.quotes import fresh_quotes
from orders.commands.payments.choice import offered_methods
from orders.graphql.types import DeliveryKind, PaymentMethod, amount, product_of
from orders.models import Cart, DeliveryMethod, Zone
from orders.queries import (
    OWN_RATES,
    LiveLine,
    Quote,
    at_live_prices,
    by_seller,
    fee_for,
    goods_total_of,
    live_lines,
    methods_of,
    zones_to,
)
from orders.quotes import Wanted, asked_of_carriers
from sellers.graphql.accounts.loaders import ShownSeller
from sellers.graphql.types import SellerType

CartChange = graphene.Enum(
    "CartChange",
    [(change.value, change.value) for change in queries.Change],
    description="What has changed since a line was put in; the gravest.",
)


class CartLineType(graphene.ObjectType):
    class Meta:
        name = "CartLine"

    id = graphene.ID(required=True)
    product = graphene.Field(
        ProductType, description="Null when it is not on sale any more", resolver=product_of("product")
    )
    product_name = graphene.String(required=True)
    variant_id = graphene.ID(required=True)
    variant_name = graphene.String(required=True)
    quantity = graphene.Int(required=True)
    quantity_available = graphene.Int(required=True)
    unit_price = graphene.Field(Money, required=True, description="Of this moment", resolver=amount("unit_price"))
    total = graphene.Field(Money, required=True, resolver=amount("total"))
    change = graphene.Field(CartChange, description="Null when all is as it was")


class DeliveryOption(graphene.ObjectType):
    """One way in which a shop's goods of this cart come to a place."""

    method = graphene.ID(required=True, description="For placeOrder")
    kind = graphene.Field(DeliveryKind, required=True)
    name = graphene.String(required=True, description="In the request's language")
    fee = graphene.Field(Money, description="Null: it does not reach the place", resolver=amount("fee"))
    cod_fee = graphene.Field(
        Money, required=True, description="On top, where it is paid on delivery", resolver=amount("cod_fee")
    )


class CartShop(graphene.ObjectType):
    """One shop's goods in the cart."""

    seller = graphene.Field(SellerType, description="Null while shoppers do not see it")
    seller_id = graphene.ID(required=True)
    seller_name = graphene.String(required=True)
    lines = graphene.List(graphene.NonNull(CartLineType), required=True)
    goods_total = graphene.Field(Money, required=True, resolver=amount("goods_total"))
    deliveries = graphene.List(
        graphene.NonNull(DeliveryOption),
        required=True,
        place=graphene.ID(description="A commune, also one of before 2025-07-01; without it pick-up alone has a fee"),
    )

    @staticmethod
    def resolve_seller(row: Row, info: Info) -> Later:
        return info.context.loader(ShownSeller).load_row(row["pk"], selected(info))

    @staticmethod
    def resolve_deliveries(row: Row, info: Info, *, place: str | None = None) -> list[Row]:
        """Raises BadId, NotFound, AmbiguousPlace."""
        pk, cart = row["pk"], row["cart"]
        to = pk_of(place, "Place", field="place") if place else None
        zones = {} if to is None else cart.zones(to, info.context)
        quotes = {} if to is None else cart.quotes(to, info.context)
        return [
            _option(method, zones.get(pk), row["live"], info.context.language, quotes.get((pk, method.pk), OWN_RATES))
            for method in cart.methods()[pk]
        ]


class CartType(graphene.ObjectType):
    """What somebody is about to buy."""

    class Meta:
        name = "Cart"

    shops = graphene.List(graphene.NonNull(CartShop), required=True)
    piece_count = graphene.Int(required=True)
    goods_total = graphene.Field(Money, required=True)
    payment_methods = graphene.List(
        graphene.NonNull(PaymentMethod),
        required=True,
        description="That the marketplace takes; whether for this order is told by placeOrder",
    )

    @staticmethod
    def resolve_payment_methods(cart: "Open", info: Info) -> list[models.PaymentMethod]:
        return offered_methods()

    @staticmethod
    def resolve_shops(cart: "Open", info: Info) -> list[Row]:
        return cart.shops()

    @staticmethod
    def resolve_piece_count(cart: "Open", info: Info) -> int:
        return sum(one.line.quantity for one in cart.lines)

    @staticmethod
    def resolve_goods_total(cart: "Open", info: Info) -> Row | None:
        return money(goods_total_of(cart.lines))


class Open:
    """A cart that is being looked at: each thing is read once, for all shops."""

    def __init__(self, cart: Cart, now: datetime) -> None:
        self.lines: Sequence[LiveLine] = at_live_prices(live_lines(cart), now)
        self._methods: dict[int, list[DeliveryMethod]] | None = None
        self._places: dict[int, Place] = {}
        self._zones: dict[int, dict[int, Zone]] = {}
        self._quotes: dict[int, dict[Wanted, Quote]] = {}

    def shops(self) -> list[Row]:
        return [_shop(self, pk, lines) for pk, lines in by_seller(self.lines).items()]

    def methods(self) -> dict[int, list[DeliveryMethod]]:
        if self._methods is None:
            self._methods = methods_of(list(by_seller(self.lines)))
        return self._methods

    def zones(self, place_id: int, context: Context) -> dict[int, Zone]:
        if place_id not in self._zones:
            sellers = {one.line.variant.seller_id: one.line.variant.seller for one in self.lines}
            self._zones[place_id] = zones_to(self._place(place_id, context), list(sellers.values()))
        return self._zones[place_id]

    def quotes(self, place_id: int, context: Context) -> dict[Wanted, Quote]:
        """Carriers are asked here, where no transaction is open."""
        if place_id not in self._quotes:
            place = self._place(place_id, context)
            asked = asked_of_carriers(place, by_seller(self.lines), self.methods())
            self._quotes[place_id] = fresh_quotes(asked, context.now)
        return self._quotes[place_id]

    def _place(self, place_id: int, context: Context) -> Place:
        if place_id not in self._places:
            self._places[place_id] = commune_of_today(place_id, field="place", at=context.today)
        return self._places[place_id]


def _shop(cart: Open, pk: int, lines: Sequence[LiveLine]) -> Row:
    return {
        "pk": pk,
        "cart": cart,
        "live": lines,
        "seller_id": global_id("Seller", pk),
        "seller_name": lines[0].line.variant.seller.name,
        "lines": [_line(one) for one in lines],
        "goods_total": goods_total_of(lines),
    }


def _line(one: LiveLine) -> dict[str, Any]:
    variant = one.line.variant
    return {
        "id": global_id("CartLine", one.line.pk),
        "product": variant.product_id,
        "product_name": variant.product.name,
        "variant_id": global_id("Variant", variant.pk),
        "variant_name": variant.name,
        "quantity": one.line.quantity,
        "quantity_available": max(0, one.left),
        "unit_price": one.price,
        "total": one.total,
        "change": one.change.value if one.change is not None else None,
    }


def _option(method: DeliveryMethod, zone: Zone | None, lines: Sequence[LiveLine], language: str, quote: Quote) -> Row:
    fee = fee_for(method, zone, lines, quote)
    return {
        "method": global_id("DeliveryMethod", method.pk),
        "kind": method.kind,
        "name": method.name_en if language.startswith("en") else method.name_vi,
        "fee": fee,
        "cod_fee": method.cod_fee,
    }
