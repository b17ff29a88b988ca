"""Orders and carts as rows, many at a time."""

from datetime import timedelta

from django.utils import timezone

from catalog.models import Listing
from marketplace.images import FORMATS
from marketplace.models import Image, Place, PlaceLevel
from orders.commands.carts import Wanted, add_lines
from orders.models import (
    BankTransfer,
    CodRemittance,
    DeliveryKind,
    DeliveryMethod,
    DeliveryRate,
    Order,
    OrderLine,
    Payment,
    Refund,
    Return,
    ReturnLine,
    ReturnPhoto,
    Review,
    ReviewPhoto,
    ReviewReport,
    SellerOrder,
    Shipment,
    ShipmentEvent,
    Voucher,
    VoucherRedemption,
)
from sellers.queries import shown_sellers
from tests.orders.ledger.many import many_payouts
from tests.orders.vouchers import make_budget, make_voucher
from tests.shop import NOW


def many_orders(user, seller, count):
    """Each of one shop, with two lines; and as many payouts."""
    many_payouts(user, seller, count)
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
        CodRemittance.objects.create(
            reference=order.number, code=part.number, amount=3, seller_order=part, outcome="UNDER"
        )
        OrderLine.objects.bulk_create(
            OrderLine(
                seller_order=part, product_id_then=1, product_name="x", sku=f"{line}", unit_price=1, quantity=1,
                allocated=0,
            )
            for line in range(2)
        )  # fmt: skip
        many_returns(part)


def many_returns(part):
    """One, with a line and a photo of each."""
    row = Return.objects.create(
        seller_order=part, number=f"{part.number}-R", status="DISPUTED", reason="DAMAGED", amount=1
    )
    for line in part.lines.all():
        ReturnLine.objects.create(order_return=row, order_line=line, quantity=1, amount=1)
        ReturnPhoto.objects.create(
            order_return=row,
            stored_name=f"{row.pk}-{line.pk}",
            media_type="image/jpeg",
            byte_count=1,
            width=1,
            height=1,
        )


def many_vouchers(seller, count):
    """Open ones of the marketplace and of the shops, with a budget each; of all orders the first was used."""
    sellers = list(shown_sellers().order_by("name_key", "pk")[:count])
    limits = {"group_ids": [1, 2], "product_ids": [1, 2], "seller_ids": [1, 2], "is_public": True}
    limits |= {"valid_from": NOW - timedelta(days=1), "valid_until": NOW + timedelta(days=1)}  # of the demo's day
    for number in range(count):
        make_voucher(f"MANY{number}", budget=make_budget(), **limits)
        make_voucher(f"SHOP{number}", seller=sellers[number % len(sellers)], **{**limits, "seller_ids": []})
        make_voucher(f"OURS{number}", seller=seller, **{**limits, "seller_ids": []})
    first = Voucher.objects.order_by("pk").first()
    VoucherRedemption.objects.bulk_create(
        VoucherRedemption(voucher=first, order=order, phone=order.phone, is_for_delivery=False, amount=1)
        for order in Order.objects.all()
    )


def many_reviews():
    """Of the product whose name comes first, one by each order; and as many of the next one that are hidden."""
    first, second = Listing.objects.order_by("name_key", "pk")[:2]
    hidden = {"hidden_at": timezone.now(), "hidden_ground": "SPAM", "hidden_reason": "x"}
    Review.objects.bulk_create(
        Review(seller_order=part, product_id=first.pk, stars=5, author_name="T. M.")
        for part in SellerOrder.objects.all()
    )
    Review.objects.bulk_create(
        Review(seller_order=part, product_id=second.pk, stars=1, author_name="T. M.", **hidden)
        for part in SellerOrder.objects.all()
    )
    image = Image.objects.create(
        digest="e" * 64, width=800, height=600, byte_count=1, renditions={name: [320] for name in FORMATS}
    )
    reviews = Review.objects.all()
    ReviewPhoto.objects.bulk_create(ReviewPhoto(review=review, image=image, position=1) for review in reviews)
    reporter = SellerOrder.objects.first().order.user
    ReviewReport.objects.bulk_create(ReviewReport(review=one, reporter=reporter, ground="SPAM") for one in reviews)


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
