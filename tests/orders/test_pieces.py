"""Orders of which a shop sends some pieces now, and the rest later or never."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from catalog.models import Listing, StockMovement
from marketplace.errors import Invalid, NotFound, Required
from marketplace.models import AuditEntry, OutboxEvent
from orders.commands.fulfilment import (
    cancel_as_seller,
    confirm_order,
    record_delivery,
    record_failed_delivery,
    ship_order,
)
from orders.commands.payments.transfers import Booked, take_transfers
from orders.commands.pieces import cancel_lines
from orders.models import OrderLine, Payment, PaymentMethod, Refund, SellerOrder
from orders.printing.parcels import parcels
from orders.states import WrongState
from tests.catalog.factories import make_seller
from tests.orders.people import Unchanged, delivery, make_goods, make_member, placed, stock_of

pytestmark = pytest.mark.django_db


class Case:
    """Three of 50,000 đ and three of 70,000 đ, brought for 45,000 đ."""

    def __init__(self, method=PaymentMethod.COD):
        seller = make_seller()
        self.goods = make_goods(seller=seller), make_goods(seller=seller, price=70_000)
        self.member = make_member(seller)
        fee = 35_000 + 10 * 6_000
        order = placed(*self.goods, quantity=3, method=delivery(), total=360_000 + fee, payment_method=method)
        if method == PaymentMethod.BANK:
            take_transfers([Booked("FT1", order.total, timezone.now(), order.payment.purpose)])
        self.order, self.pk = order, order.parts.get().pk
        self.lines = [line.pk for line in order.parts.get().lines.order_by("unit_price")]
        self.do(confirm_order)

    def do(self, command, **given):
        return command(actor=self.member, seller_order_id=self.pk, **given)

    def ship(self, first=0, second=0, **given):
        wanted = {pk: number for pk, number in zip(self.lines, (first, second), strict=True) if number}
        return self.do(ship_order, lines=wanted, **given)

    def cancel(self, first=0, second=0, reason="Hết hàng"):
        wanted = {pk: number for pk, number in zip(self.lines, (first, second), strict=True) if number}
        return self.do(cancel_lines, lines=wanted, reason=reason)

    def pieces(self):
        rows = OrderLine.objects.filter(seller_order=self.pk).order_by("unit_price")
        return [(row.shipped, row.cancelled, row.allocated) for row in rows]

    def part(self):
        return SellerOrder.objects.get(pk=self.pk)

    def money(self):
        payment = Payment.objects.get()
        return payment.status, payment.received, payment.refunded, payment.waived

    def to_collect(self):
        [found] = parcels(actor=self.member, numbers=[self.part().number])
        return found.to_collect


def test_the_rest_follows_in_a_second_parcel():
    case = Case()
    case.ship(2, carrier="GHN", tracking_number="A")
    assert case.part().status == "SHIPPED" and case.pieces() == [(2, 0, 1), (0, 0, 3)]
    assert [stock_of(one) for one in case.goods] == [(3, 1), (5, 3)]
    assert case.to_collect() == 0, "the last parcel collects"
    with Unchanged(), pytest.raises(WrongState):
        case.do(record_delivery)
    case.do(ship_order, carrier="GHN", tracking_number="B")
    assert case.pieces() == [(3, 0, 0), (3, 0, 0)] and [stock_of(one) for one in case.goods] == [(2, 0), (2, 0)]
    assert case.to_collect() == 455_000
    with Unchanged(), pytest.raises(WrongState):
        case.do(ship_order)
    case.do(record_delivery)
    assert case.money() == ("PAID", 455_000, 0, 0) and case.part().tracking_number == "B"
    assert StockMovement.objects.filter(reason="SHIPPED").count() == 3
    assert OutboxEvent.objects.filter(name="SellerOrderShipped").count() == 2


def test_what_will_not_be_sent_is_not_collected():
    case = Case()
    case.ship(2, 3)
    case.cancel(1)
    assert case.pieces() == [(2, 1, 0), (3, 0, 0)] and stock_of(case.goods[0]) == (3, 0)
    part = case.part()
    assert (part.total, part.waived, part.due) == (455_000, 50_000, 405_000) and part.status == "SHIPPED"
    assert case.to_collect() == 405_000
    case.do(record_delivery)
    assert case.money() == ("PAID", 405_000, 0, 50_000) and not Refund.objects.exists()
    assert Listing.objects.get(pk=case.goods[0].product_id).sold_count == 2


def test_what_was_paid_for_it_goes_back_to_the_dong():
    case = Case(PaymentMethod.BANK)
    case.cancel(2, 1)
    case.do(ship_order)
    case.do(record_delivery)
    assert case.money() == ("PAID", 455_000, 170_000, 0) and case.part().waived == 170_000
    assert list(Refund.objects.values_list("reason", "amount")) == [("CANCELLED", 170_000)]
    [event] = OutboxEvent.objects.filter(name="SellerOrderReduced")
    assert event.payload["amount"] == 170_000 and event.payload["reason"] == "Hết hàng"


def test_without_any_piece_left_the_part_is_cancelled_with_its_delivery():
    case = Case(PaymentMethod.BANK)
    case.cancel(3)
    case.cancel(0, 3)
    assert case.part().status == "CANCELLED" and case.part().due == 0
    assert case.money() == ("PAID", 455_000, 455_000, 0)
    assert sorted(Refund.objects.values_list("amount", flat=True)) == [150_000, 305_000]
    assert [stock_of(one) for one in case.goods] == [(5, 0), (5, 0)]


def test_a_shop_that_rejects_the_rest_gives_the_rest_of_the_money_back():
    case = Case(PaymentMethod.BANK)
    case.cancel(1)
    case.do(cancel_as_seller, reason="Hết hàng")
    assert case.money() == ("PAID", 455_000, 455_000, 0) and case.pieces() == [(0, 3, 0), (0, 3, 0)]


@pytest.mark.parametrize(
    ("method", "expected"), [("COD", ("CLOSED", 0, 0, 455_000)), ("BANK", ("PAID", 455_000, 360_000, 0))]
)
def test_parcels_that_come_back_bring_what_was_sent(method, expected):
    case = Case(PaymentMethod(method))
    case.ship(2)
    case.cancel(0, 1)
    case.do(record_failed_delivery, reason="Không nghe máy")
    assert case.pieces() == [(2, 1, 0), (0, 3, 0)] and [stock_of(one) for one in case.goods] == [(5, 0), (5, 0)]
    assert case.money() == expected


def test_nobody_sends_or_cancels_what_is_not_there():
    case = Case()
    case.ship(2)
    other = Case()
    for wanted, error in (
        ({}, Invalid),
        ({case.lines[0]: 2}, Invalid),
        ({case.lines[0]: 0}, Invalid),
        ({case.lines[0]: -1}, Invalid),
        ({other.lines[0]: 1}, NotFound),
        ({case.lines[1]: 1, other.lines[0]: 1}, NotFound),
    ):
        with Unchanged(), pytest.raises(error):
            case.do(ship_order, lines=wanted)
        with Unchanged(), pytest.raises(error):
            case.do(cancel_lines, lines=wanted, reason="x")
    with Unchanged(), pytest.raises(Required):
        case.cancel(1, reason=" ")
    with Unchanged(), pytest.raises(NotFound):
        cancel_lines(actor=other.member, seller_order_id=case.pk, lines={case.lines[0]: 1}, reason="x")


def test_pieces_are_cancelled_between_confirmation_and_delivery():
    case = Case()
    case.do(ship_order)
    with Unchanged(), pytest.raises(Invalid):
        case.cancel(1)
    case.do(record_delivery)
    with Unchanged(), pytest.raises(WrongState):
        case.cancel(1)
    SellerOrder.objects.update(status="PLACED")
    with Unchanged(), pytest.raises(WrongState):
        case.cancel(1)


def test_the_trail_names_the_pieces():
    case = Case()
    case.ship(2)
    case.cancel(1)
    shipped, cancelled = AuditEntry.objects.filter(action__in=["ship_seller_order", "cancel_order_lines"]).order_by(
        "pk"
    )
    sku = OrderLine.objects.get(pk=case.lines[0]).sku
    assert shipped.after["pieces"] == {sku: 2} and cancelled.after["pieces"] == {sku: 1}


def test_the_database_holds_the_pieces_together():
    case = Case()
    case.ship(2)
    for changes in ({"shipped": 3}, {"cancelled": 1}, {"allocated": 2}):
        with pytest.raises(IntegrityError), transaction.atomic():
            OrderLine.objects.filter(pk=case.lines[0]).update(**changes)
