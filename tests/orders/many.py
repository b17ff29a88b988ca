"""Orders and carts as rows, many at a time."""

from catalog.models import Listing
from marketplace.models import Place, PlaceLevel
from orders.commands.carts import Wanted, add_lines
from orders.models import (
    BankTransfer,
    DeliveryKind,
    DeliveryMethod,
    DeliveryRate,
    Order,
    OrderLine,
    Payment,
    Refund,
    Review,
    SellerOrder,
    Shipment,
    ShipmentEvent,
)


def many_orders(user, seller, count):
    """Each of one shop, with two lines."""
    method = DeliveryMethod.objects.filter(kind=DeliveryKind.PICKUP).first()
    place = Place.objects.filter(level=PlaceLevel.COMMUNE).first()
    for number in range(count):
        order = Order.objects.create(
            number=f"t-{seller.pk}-{number}", user=user, contact_name="x", phone="+84912345678", place=place,
            street="x", payment_method="COD", total=2,
        )  # fmt: skip
        part = SellerOrder.objects.create(
            order=order, seller=seller, number=f"{order.number}-1", seller_name="x", seller_legal_name="x",
            seller_legal_form=seller.legal_form, delivery_method=method, delivery_kind=method.kind,
            delivery_name="x", goods_total=2, delivery_fee=0, total=2,
        )  # fmt: skip
        payment = Payment.objects.create(
            order=order, method="BANK", amount=2, received=3, refunded=1, status="PAID", purpose=order.number[:19],
            expires_at=order.placed_at,
        )  # fmt: skip
        Refund.objects.create(payment=payment, seller_order=part, amount=1, reason="OVERPAID")
        BankTransfer.objects.create(
            reference=order.number, amount=3, booked_at=order.placed_at, outcome="OVER", payment=payment
        )
        parcel = Shipment.objects.create(seller_order=part, number=part.number, carrier="MANUAL", status="ON_THE_WAY")
        ShipmentEvent.objects.create(shipment=parcel, status="ON_THE_WAY", happened_at=order.placed_at)
        OrderLine.objects.bulk_create(
            OrderLine(
                seller_order=part, product_id_then=1, product_name="x", sku=f"{line}", unit_price=1, quantity=1,
                allocated=0,
            )
            for line in range(2)
        )  # fmt: skip


def many_reviews():
    """Of the product whose name comes first, one by each order."""
    first = Listing.objects.order_by("name_key", "pk").first()
    Review.objects.bulk_create(
        Review(seller_order=part, product_id=first.pk, stars=5, author_name="T. M.")
        for part in SellerOrder.objects.all()
    )


def cart_of(actor, count):
    """Goods of the catalogue, of as many shops as there are; the token of one without an account."""
    listings = Listing.objects.filter(is_available=True).order_by("seller_id", "pk").distinct("seller_id")[:count]
    variants = [listing.product.variants.filter(is_active=True).first().pk for listing in listings]
    return add_lines(actor=actor, token=None, wanted=[Wanted(pk, 1) for pk in variants]).token


def methods_of_each(sellers):
    """A way of delivery of its own for each shop, with a rate."""
    made = DeliveryMethod.objects.bulk_create(
        DeliveryMethod(seller=seller, kind=DeliveryKind.DELIVERY, name_vi="x", name_en="x") for seller in sellers
    )
    DeliveryRate.objects.bulk_create(
        DeliveryRate(method=method, zone="PROVINCE", up_to_grams=1, fee=1, step_grams=1, step_fee=1)
        for method in made
    )
