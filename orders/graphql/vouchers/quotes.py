"""What a cart would come to, with the ways of delivery and the vouchers that its owner looks at."""

from collections.abc import Mapping, Sequence
from typing import Any

import graphene

from marketplace.graphql.extensions import extend
from marketplace.graphql.ids import global_id, pk_of
from marketplace.graphql.info import Info
from marketplace.graphql.mutations import ErrorCode
from marketplace.graphql.rows import Row
from marketplace.graphql.types.money import Money
from marketplace.models import User
from orders.commands.vouchers.applying import Basket, item_of
from orders.commands.vouchers.judging import MOST_CODES, Judged, judged, plain_codes, standings_of
from orders.graphql.carts import CartType, Open
from orders.graphql.checkout_mutations import DeliveryChoice
from orders.graphql.types import PaymentMethod, amount
from orders.graphql.vouchers.types import VoucherKind
from orders.models import DeliveryKind, DeliveryMethod, Voucher
from orders.queries import OWN_RATES, LiveLine, by_seller, fee_for, goods_total_of


class QuotedVoucher(graphene.ObjectType):
    """One of the codes that were asked about."""

    code = graphene.String(required=True)
    name = graphene.String(description="Null where it does not count")
    kind = graphene.Field(VoucherKind, description="Null where it does not count")
    discount = graphene.Field(Money, required=True, description="What it takes off", resolver=amount("discount"))
    error = graphene.Field(ErrorCode, description="Why it does not count")
    message = graphene.String(required=True, description='The same for people; "" where it counts')


class QuotedShop(graphene.ObjectType):
    seller_id = graphene.ID(required=True)
    delivery_fee = graphene.Field(
        Money, description="Null: no way that reaches the place is chosen", resolver=amount("delivery_fee")
    )
    cod_fee = graphene.Field(Money, required=True, resolver=amount("cod_fee"))
    discount = graphene.Field(Money, required=True, resolver=amount("discount"))
    total = graphene.Field(Money, required=True, resolver=amount("total"))


class CartQuote(graphene.ObjectType):
    """What placeOrder would make of it at this moment. It promises nothing."""

    goods_total = graphene.Field(Money, required=True, resolver=amount("goods_total"))
    discount = graphene.Field(Money, required=True, resolver=amount("discount"))
    total = graphene.Field(
        Money, required=True, description="For `expectedTotal`, once each shop has a way", resolver=amount("total")
    )
    shops = graphene.List(graphene.NonNull(QuotedShop), required=True)
    vouchers = graphene.List(
        graphene.NonNull(QuotedVoucher), required=True, description=f"{MOST_CODES} at most; each code once"
    )


def _quote(
    cart: Open,
    info: Info,
    *,
    payment_method: Any,
    deliveries: Sequence[Mapping[str, Any]] | None = None,
    vouchers: Sequence[str] | None = None,
    place: str | None = None,
) -> Row:
    """Raises BadId, NotFound, AmbiguousPlace."""
    zones = cart.zones(pk_of(place, "Place", field="place"), info.context) if place else {}
    carriers = cart.quotes(pk_of(place, "Place", field="place"), info.context) if place else {}
    chosen = {pk_of(one["seller"], "Seller"): pk_of(one["method"], "DeliveryMethod") for one in deliveries or ()}
    is_cod = str(getattr(payment_method, "value", payment_method)) == "COD"
    shops: list[Row] = []
    lines_of = by_seller(cart.lines)
    for pk, lines in lines_of.items():
        method = next((one for one in cart.methods()[pk] if one.pk == chosen.get(pk)), None)
        carrier = OWN_RATES if method is None else carriers.get((pk, method.pk), OWN_RATES)
        fee = None if method is None else fee_for(method, zones.get(pk), lines, carrier)
        shops.append(_shop(pk, lines, method, fee, is_cod=is_cod))
    basket = Basket([item_of(one) for one in cart.lines], {row["pk"]: row["delivery_fee"] or 0 for row in shops})
    typed = list(vouchers or ())[:MOST_CODES]
    result = _judged(typed, basket, info)
    for row in shops:
        goods = basket.on_lines(one.line.pk for one in lines_of[row["pk"]])
        row["discount"] = goods.discount + basket.deliveries[row["pk"]].discount
        row["total"] -= row["discount"]
    return {
        "goods_total": goods_total_of(cart.lines),
        "discount": basket.discount,
        "total": sum(row["total"] for row in shops),
        "shops": shops,
        "vouchers": [_told(code, result) for code in plain_codes(typed)],
    }


def _shop(pk: int, lines: Sequence[LiveLine], method: DeliveryMethod | None, fee: int | None, *, is_cod: bool) -> Row:
    is_brought = method is not None and fee is not None and method.kind == DeliveryKind.DELIVERY
    cod_fee = method.cod_fee if method is not None and is_brought and is_cod else 0
    return {
        "pk": pk,
        "seller_id": global_id("Seller", pk),
        "delivery_fee": fee,
        "cod_fee": cod_fee,
        "total": goods_total_of(lines) + (fee or 0) + cod_fee,
    }


def _judged(typed: Sequence[str], basket: Basket, info: Info) -> Judged:
    """Limits of one buyer are looked at for the account that asks alone: no stranger learns here what somebody with a
    phone number has bought."""
    codes = plain_codes(typed)
    if not codes:
        return Judged(basket)
    found = list(Voucher.objects.select_related("budget").filter(code__in=list(codes)).order_by("pk"))
    viewer = info.context.viewer
    user = viewer if isinstance(viewer, User) and viewer.is_active else None
    return judged(codes, found, basket, standings_of(found, user, None), info.context.now)


def _told(code: str, result: Judged) -> Row:
    error, voucher = result.refusals.get(code), result.vouchers.get(code)
    return {
        "code": code,
        "name": voucher.name if voucher is not None and error is None else None,
        "kind": voucher.kind if voucher is not None and error is None else None,
        "discount": result.amounts.get(code, 0),
        "error": error.code if error is not None else None,
        "message": str(error) if error is not None else "",
    }


extend(
    CartType,
    quote=graphene.Field(
        CartQuote,
        required=True,
        place=graphene.ID(description="A commune, also one of before 2025-07-01"),
        deliveries=graphene.List(graphene.NonNull(DeliveryChoice), default_value=[], description="One for each shop"),
        payment_method=PaymentMethod(required=True),
        vouchers=graphene.List(graphene.NonNull(graphene.String), default_value=[], description="Codes"),
        resolver=_quote,
    ),
)
