"""One shop's part of a checkout, and the rows that are written of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from orders.commands.charges import Charged
from orders.commands.vouchers.applying import Basket, item_of
from orders.models import DeliveryMethod, Order, OrderLine, PaymentMethod, SellerOrder, SellerOrderStatus
from orders.queries import LiveLine, goods_total_of
from sellers.models import Seller


@dataclass(frozen=True, slots=True)
class Part:
    seller: Seller
    lines: Sequence[LiveLine]
    method: DeliveryMethod
    delivery_fee: int
    cod_fee: int

    @property
    def goods_total(self) -> int:
        return goods_total_of(self.lines)

    @property
    def total(self) -> int:
        return self.goods_total + self.delivery_fee + self.cod_fee


def basket_of(parts: Sequence[Part]) -> Basket:
    items = [item_of(one) for part in parts for one in part.lines]
    return Basket(items, {part.seller.pk: part.delivery_fee for part in parts})


def told_of(row: SellerOrder, order: Order) -> dict[str, Any]:
    """The fields that every event of an order of a shop has."""
    return {
        "seller_order_id": row.pk,
        "seller_id": row.seller_id,
        "number": row.number,
        "user_id": order.user_id,
    }


def row_of(order: Order, part: Part, basket: Basket, number: int, now: datetime) -> SellerOrder:
    seller, goods = part.seller, basket.on_lines(one.line.pk for one in part.lines)
    delivery = basket.deliveries[seller.pk]
    is_prepaid = PaymentMethod(order.payment_method).is_prepaid
    return SellerOrder(
        order=order,
        seller=seller,
        number=f"{order.number}-{number}",
        status=SellerOrderStatus.UNPAID if is_prepaid else SellerOrderStatus.PLACED,
        status_changed_at=now,
        seller_name=seller.name,
        seller_legal_name=seller.legal_name,
        seller_legal_form=seller.legal_form,
        seller_tax_code=seller.tax_code,
        seller_address=seller.address,
        seller_phone=seller.phone,
        delivery_method=part.method,
        delivery_kind=part.method.kind,
        delivery_name=part.method.name_en if order.language == "en" else part.method.name_vi,
        goods_total=part.goods_total,
        delivery_fee=part.delivery_fee,
        cod_fee=part.cod_fee,
        discount=goods.discount + delivery.discount,
        discount_funded=goods.funded + delivery.funded,
        delivery_discount=delivery.discount,
        delivery_discount_funded=delivery.funded,
        total=part.total - goods.discount - delivery.discount,
    )


def charged(row: SellerOrder, lines: Sequence[LiveLine], basket: Basket) -> Charged:
    """A shop's own discount comes off the `bases`: commission and tax are of what the goods really sold for."""
    made = [_line(row, one, basket) for one in lines]
    bases = [line.total - (line.discount - line.discount_funded) for line in made]
    return Charged(row, made, [one.line.variant.product for one in lines], bases)


def _line(row: SellerOrder, one: LiveLine, basket: Basket) -> OrderLine:
    variant, share = one.line.variant, basket.lines[one.line.pk]
    return OrderLine(
        seller_order=row,
        variant=variant,
        product_id_then=variant.product_id,
        product_name=variant.product.name,
        variant_name=variant.name,
        sku=variant.sku,
        unit_price=one.price,
        quantity=one.line.quantity,
        allocated=one.line.quantity,
        discount=share.discount,
        discount_funded=share.funded,
        sales_link=one.line.sales_link,
        live_deal=one.live.deal_id if one.live is not None else None,
    )
