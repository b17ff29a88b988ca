"""An order that GHN brings: places that it knows, a method, a part that is confirmed."""

from django.utils import timezone

from orders.commands.checkout import place_order
from orders.commands.delivery.booking import book_parcel, carry_out_due
from orders.commands.fulfilment import confirm_order
from orders.models import (
    Carrier,
    CarrierPlace,
    DeliveryMethod,
    DeliveryRate,
    PaymentMethod,
    SellerOrder,
    Shipment,
    Zone,
)
from tests.orders.people import checkout_of, filled, make_goods, make_member, neighbours

OWN_RATE = 20_000


def known_to_ghn(*places):
    for number, place in enumerate(places, start=1):
        CarrierPlace.objects.create(
            carrier=Carrier.GHN, place=place, district_id=1_440 + number, ward_code=f"2030{number}",
            ward_name=f"Phường {number}", district_name="Quận 10", province_name="TP Hồ Chí Minh",
        )  # fmt: skip


def ghn_method(seller, **fields):
    given = {"kind": "DELIVERY", "name_vi": "GHN", "name_en": "GHN", "carrier": Carrier.GHN, **fields}
    method = DeliveryMethod.objects.create(seller=seller, **given)
    rate = {"up_to_grams": 1_000, "fee": OWN_RATE, "step_grams": 500, "step_fee": 2_500}
    DeliveryRate.objects.create(method=method, zone=Zone.PROVINCE, **rate)
    return method


class ByGhn:
    """A confirmed order of two pieces, by the shop's own rate unless told otherwise."""

    def __init__(self, *, payment_method=PaymentMethod.COD, is_confirmed=True, **checkout):
        self.seller, _other, self.commune = neighbours()
        known_to_ghn(self.seller.place, self.commune)
        self.method = ghn_method(self.seller)
        self.goods = make_goods(seller=self.seller, name="Gạo tám", left=5, grams=500)
        self.owner = make_member(self.seller)
        cart, token = filled(self.goods, quantity=2)
        given = {"method": self.method, "place": self.commune, "total": 100_000 + OWN_RATE, **checkout}
        self.order = place_order(
            actor=None, token=token, checkout=checkout_of(cart, payment_method=payment_method, **given)
        )
        self.pk = self.order.parts.get().pk
        if is_confirmed:
            confirm_order(actor=self.owner, seller_order_id=self.pk)

    @property
    def part(self):
        return SellerOrder.objects.get(pk=self.pk)

    @property
    def parcel(self):
        return Shipment.objects.filter(seller_order=self.pk).order_by("-pk").first()

    def wish(self):
        book_parcel(actor=self.owner, seller_order_id=self.pk)
        return self.parcel

    def booked(self):
        self.wish()
        carry_out_due(now=timezone.now())
        return self.parcel

    def events(self):
        return list(self.parcel.events.order_by("happened_at", "pk").values_list("status", flat=True))
