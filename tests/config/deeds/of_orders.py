"""The deeds of shops and buyers with orders."""

from marketplace.graphql.ids import global_id
from orders.commands import fulfilment
from orders.models import OrderLine
from tests.catalog.factories import make_member
from tests.config.deeds.rows import Deed, row
from tests.marketplace.people import make_user
from tests.orders.people import delivery, make_goods, placed
from tests.orders.reviewed import Bought


def ordered(*commands):
    """The shop's member, the buyer, and a part to be brought with which these were done already."""
    goods, buyer = make_goods(), make_user()
    part = placed(goods, actor=buyer, method=delivery(), total=85_000).parts.get()
    member = make_member(goods.seller)
    for command in commands:
        command(actor=member, seller_order_id=part.pk)
    return member, buyer, {"order": global_id("SellerOrder", part.pk), "idempotencyKey": "k"}


def by_shop(*commands, **input):
    member, _buyer, given = ordered(*commands)
    return Deed(member, {**given, **input})


def by_buyer(*commands):
    _member, buyer, given = ordered(*commands)
    return Deed(buyer, given)


@row
def confirm_seller_order():
    return by_shop()


@row
def ship_seller_order():
    return by_shop(fulfilment.confirm_order, carrier="GHN")


@row
def cancel_order_lines():
    member, _buyer, given = ordered(fulfilment.confirm_order)
    line = OrderLine.objects.get()
    given["lines"] = [{"line": global_id("OrderLine", line.pk), "quantity": line.quantity}]
    return Deed(member, {**given, "reason": "Hết hàng"})


@row
def record_delivery():
    return by_shop(fulfilment.confirm_order, fulfilment.ship_order)


@row
def record_failed_delivery():
    return by_shop(fulfilment.confirm_order, fulfilment.ship_order, reason="Không nghe máy")


@row
def reject_seller_order():
    return by_shop(reason="Hết hàng")


@row
def cancel_order():
    return by_buyer()


@row
def confirm_receipt():
    return by_buyer(fulfilment.confirm_order, fulfilment.ship_order, fulfilment.record_delivery)


@row
def review_product():
    case = Bought()
    product = global_id("Product", case.goods.product_id)
    return Deed(case.buyer, {"order": global_id("SellerOrder", case.part.pk), "product": product, "stars": 4})


@row
def edit_review():
    case = Bought()
    return Deed(case.buyer, {"review": global_id("Review", case.review(stars=5).pk), "stars": 4})
