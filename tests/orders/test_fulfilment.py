"""What becomes of an order, who may say so, and what it does to the stock."""

from datetime import timedelta

import pytest
from django.utils import timezone

from catalog.models import Listing, StockMovement
from marketplace.errors import NotFound, PermissionDenied, Unauthenticated
from marketplace.models import AuditEntry, OutboxEvent
from orders.commands.fulfilment import (
    TIME_TO_OBJECT,
    cancel_as_buyer,
    cancel_as_seller,
    complete_delivered,
    confirm_order,
    confirm_receipt,
    record_delivery,
    record_failed_delivery,
    ship_order,
)
from orders.models import SellerOrder, SellerOrderStatus
from orders.states import MOVES, Side, WrongState, check_move
from orders.tokens import token_of
from sellers.models import Role
from tests.catalog.factories import make_seller
from tests.marketplace.people import make_user
from tests.orders.people import Unchanged, delivery, make_goods, make_member, placed, stock_of

pytestmark = pytest.mark.django_db


class Case:
    def __init__(self, *, is_brought=True, left=5):
        self.goods = make_goods(left=left)
        self.owner = make_member(self.goods.seller)
        self.buyer = make_user()
        given = {"method": delivery(), "total": 100_000 + 35_000 + 2 * 6_000} if is_brought else {}
        self.order = placed(self.goods, actor=self.buyer, quantity=2, **given)
        self.part = self.order.parts.get()

    def do(self, command, actor=None, **given):
        return command(actor=actor or self.owner, seller_order_id=self.part.pk, **given)

    def status(self):
        return SellerOrder.objects.get(pk=self.part.pk).status


def test_the_whole_way_by_carrier():
    case = Case()
    case.do(confirm_order)
    case.do(ship_order, carrier="GHN", tracking_number="X1")
    assert stock_of(case.goods) == (3, 0)
    assert StockMovement.objects.filter(reason="SHIPPED", delta=-2, note=case.part.number).count() == 1
    case.do(record_delivery)
    part = SellerOrder.objects.get(pk=case.part.pk)
    assert part.collected_at is not None and (part.carrier, part.tracking_number) == ("GHN", "X1")
    assert Listing.objects.get(pk=case.goods.product_id).sold_count == 2
    confirm_receipt(actor=case.buyer, seller_order_id=case.part.pk, token=None)
    assert case.status() == SellerOrderStatus.COMPLETED
    names = OutboxEvent.objects.filter(aggregate="seller_order").order_by("pk").values_list("name", flat=True)
    told = ["Placed", "Confirmed", "Shipped", "Delivered", "Completed"]
    assert list(names) == [f"SellerOrder{name}" for name in told]
    entries = AuditEntry.objects.filter(object_type="orders.sellerorder").order_by("pk")
    assert list(entries.values_list("action", flat=True)) == [
        "confirm_seller_order",
        "ship_seller_order",
        "record_delivery",
        "confirm_receipt",
    ]


def test_picked_up_at_the_shop():
    case = Case(is_brought=False)
    case.do(confirm_order)
    with Unchanged(), pytest.raises(WrongState):
        case.do(ship_order)
    case.do(record_delivery)
    assert (case.status(), stock_of(case.goods)) == (SellerOrderStatus.DELIVERED, (3, 0))


def test_what_is_brought_is_not_handed_over_before_it_was_sent():
    case = Case()
    case.do(confirm_order)
    with Unchanged(), pytest.raises(WrongState):
        case.do(record_delivery)


def test_a_parcel_that_comes_back_is_in_the_stock_again():
    case = Case(left=2)
    case.do(confirm_order)
    case.do(ship_order)
    assert Listing.objects.get(pk=case.goods.product_id).is_available is False
    case.do(record_failed_delivery, reason="Khách không nghe máy")
    assert (case.status(), stock_of(case.goods)) == (SellerOrderStatus.FAILED, (2, 0))
    assert Listing.objects.get(pk=case.goods.product_id).is_available is True


@pytest.mark.parametrize("by", ["buyer", "guest", "seller"])
def test_cancelling_gives_the_pieces_free(by):
    case = Case(left=2)
    match by:
        case "buyer":
            cancel_as_buyer(actor=case.buyer, seller_order_id=case.part.pk, token=None)
        case "guest":
            token = token_of(case.order.number)
            cancel_as_buyer(actor=None, seller_order_id=case.part.pk, token=token, reason="Đặt nhầm")
        case "seller":
            case.do(confirm_order)
            case.do(cancel_as_seller, reason="Hết hàng")
    assert (case.status(), stock_of(case.goods)) == (SellerOrderStatus.CANCELLED, (2, 0))
    assert Listing.objects.get(pk=case.goods.product_id).is_available is True
    with Unchanged(), pytest.raises(WrongState):
        case.do(cancel_as_seller, reason="Lần nữa")


def test_the_buyer_may_not_cancel_what_the_shop_has_confirmed():
    case = Case()
    case.do(confirm_order)
    with Unchanged(), pytest.raises(WrongState):
        cancel_as_buyer(actor=case.buyer, seller_order_id=case.part.pk, token=None)


SELLERS = [confirm_order, ship_order, record_delivery]


@pytest.mark.parametrize("command", SELLERS)
def test_only_the_shops_people_do_what_shops_do(command):
    case = Case()
    stranger = make_member(make_seller())
    for actor, error in ((None, Unauthenticated), (case.buyer, NotFound), (stranger, NotFound)):
        with Unchanged(), pytest.raises(error):
            command(actor=actor, seller_order_id=case.part.pk)
    with Unchanged(), pytest.raises(NotFound):
        command(actor=case.owner, seller_order_id=10**9)


def test_staff_may_handle_orders():
    case = Case()
    assert confirm_order(actor=make_member(case.goods.seller, role=Role.STAFF), seller_order_id=case.part.pk)


@pytest.mark.parametrize("token", [None, "", "0" * 32])
def test_only_buyers_do_what_buyers_do(token):
    case = Case()
    for actor in (None, make_user(), case.owner):
        with Unchanged(), pytest.raises((NotFound, PermissionDenied)):
            cancel_as_buyer(actor=actor, seller_order_id=case.part.pk, token=token)
        with Unchanged(), pytest.raises((NotFound, PermissionDenied)):
            confirm_receipt(actor=actor, seller_order_id=case.part.pk, token=token)


def test_time_completes_what_nobody_objects_to():
    case = Case(is_brought=False)
    now = timezone.now()
    case.do(confirm_order, now=now)
    case.do(record_delivery, now=now)
    assert complete_delivered(now=now + TIME_TO_OBJECT - timedelta(seconds=1)) == 0
    assert complete_delivered(now=now + TIME_TO_OBJECT) == 1
    assert case.status() == SellerOrderStatus.COMPLETED
    assert complete_delivered(now=now + 2 * TIME_TO_OBJECT) == 0


def test_no_move_beside_the_table():
    assert set(MOVES) == set(SellerOrderStatus.values)
    for status, moves in MOVES.items():
        for to in SellerOrderStatus.values:
            for side in Side:
                if side in moves.get(to, ()):
                    check_move(status, to, side)
                else:
                    with pytest.raises(WrongState):
                        check_move(status, to, side)
