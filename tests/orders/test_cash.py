"""Cash on delivery: a payment that grows with each parcel, and what carriers hand over of it."""

import importlib

import pytest
from django.db import IntegrityError, connection, transaction

from marketplace.errors import Invalid, NotFound, PermissionDenied, Required
from orders.commands import fulfilment
from orders.commands.payments.closing import expire_unpaid
from orders.commands.payments.remittances import import_remittances, match_remittance, settle_remittance
from orders.commands.payments.transfers import Booked, match_transfer, take_transfers
from orders.commands.refusals import StatementInvalid
from orders.models import CodRemittance, Payment, Refund, SellerOrder
from orders.queries import parts_for_shops
from orders.states import WrongState
from orders.tokens import token_of
from tests.catalog.factories import make_officer
from tests.marketplace.people import make_user
from tests.orders.people import Unchanged, delivery, make_goods, make_member, neighbours, pickup, placed

pytestmark = pytest.mark.django_db
HEAD = "reference,code,amount\n"


class Case:
    """Two shops of one guest: 50,000 and 70,000 đ, each brought for 20,000."""

    def __init__(self):
        here, there, commune = neighbours()
        pickup()
        goods = make_goods(seller=here), make_goods(seller=there, price=70_000)
        self.order = placed(*goods, place=commune, method=delivery(), total=160_000)
        self.parts = list(self.order.parts.order_by("goods_total"))
        self.members = {part.pk: make_member(part.seller) for part in self.parts}

    def do(self, command, number, **given):
        part = self.parts[number]
        return command(actor=self.members[part.pk], seller_order_id=part.pk, **given)

    def bring(self, number, *, carrier="GHN", tracking=None):
        self.do(fulfilment.confirm_order, number)
        code = f"T{number}" if tracking is None else tracking
        self.do(fulfilment.ship_order, number, carrier=carrier, tracking_number=code)
        self.do(fulfilment.record_delivery, number)

    def payment(self):
        row = Payment.objects.get(order=self.order)
        return row.status, row.received, row.waived

    def part(self, number):
        return SellerOrder.objects.get(pk=self.parts[number].pk)


@pytest.fixture
def case():
    return Case()


@pytest.fixture
def treasurer():
    return make_user(is_superuser=True, is_staff=True)


def hand_over(treasurer, *lines):
    text = HEAD + "".join(f"{reference},{code},{amount}\n" for reference, code, amount in lines)
    return import_remittances(actor=treasurer, text=text)


def outcomes():
    rows = CodRemittance.objects.order_by("pk")
    return [(row.code, row.outcome, row.settled_at is None) for row in rows]


def test_a_cash_order_has_a_payment_that_no_clock_ends(case):
    payment = Payment.objects.get(order=case.order)
    assert (payment.method, payment.status, payment.amount) == ("COD", "PENDING", 160_000)
    assert payment.expires_at is None and len(payment.purpose) == 14
    assert parts_for_shops().filter(order=case.order).count() == 2, "shops see it at once"
    assert expire_unpaid() == 0 and case.payment() == ("PENDING", 0, 0)


def test_it_is_paid_when_the_last_parcel_is(case):
    case.bring(0)
    assert case.payment() == ("PENDING", 70_000, 0)
    case.bring(1, carrier="", tracking="")
    assert case.payment() == ("PAID", 160_000, 0)
    assert [case.part(number).collected_by for number in (0, 1)] == ["CARRIER", "SHOP"]


def test_what_is_cancelled_is_not_collected(case):
    case.bring(0)
    token = token_of(case.order.number)
    fulfilment.cancel_as_buyer(actor=None, seller_order_id=case.parts[1].pk, token=token)
    assert case.payment() == ("PAID", 70_000, 90_000) and case.part(1).due == 0
    assert not Refund.objects.exists()


def test_of_a_parcel_that_came_back_nothing_is_collected(case):
    case.do(fulfilment.confirm_order, 0)
    case.do(fulfilment.ship_order, 0)
    case.do(fulfilment.record_failed_delivery, 0, reason="Không nghe máy")
    assert case.payment() == ("PENDING", 0, 70_000)
    case.do(fulfilment.cancel_as_seller, 1, reason="Hết hàng")
    assert case.payment() == ("CLOSED", 0, 160_000) and not Refund.objects.exists()


def test_the_database_holds_the_bounds(case):
    case.bring(0)
    for changes in ({"received": 160_001}, {"waived": 90_001}, {"refunded": 70_001}, {"status": "PAID"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Payment.objects.filter(order=case.order).update(**changes)
    for changes in ({"waived": 70_001}, {"remitted": -1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            SellerOrder.objects.filter(pk=case.parts[0].pk).update(**changes)


def test_a_bank_transfer_never_pays_what_is_paid_at_the_door(case, treasurer):
    payment = Payment.objects.get(order=case.order)
    [lost] = take_transfers([Booked("FT1", 160_000, case.order.placed_at, payment.purpose)])
    assert lost.outcome == "UNMATCHED"
    for said in (payment.purpose, case.order.number):
        with Unchanged(), pytest.raises(Invalid):
            match_transfer(actor=treasurer, transfer_id=lost.pk, purpose=said)
    assert case.payment() == ("PENDING", 0, 0)


def test_carriers_hand_over_what_they_collected(case, treasurer):
    case.bring(0)
    case.bring(1)
    taken = hand_over(treasurer, ("B1", "T0", 70_000), ("B1", case.parts[1].number, 90_000))
    assert len(taken) == 2 and [row.settled_at is None for row in taken] == [False, False]
    assert [case.part(number).remitted for number in (0, 1)] == [70_000, 90_000]
    assert case.payment() == ("PAID", 160_000, 0), "it counts once, when it is collected"
    assert hand_over(treasurer, ("B1", "T0", 70_000)) == [] and case.part(0).remitted == 70_000


def test_each_line_that_does_not_fit_waits(case, treasurer):
    case.bring(0)
    case.bring(1, carrier="", tracking="")
    hand_over(
        treasurer,
        *(("B1", "T0", 60_000), ("B1", "nowhere", 5), ("B1", case.parts[1].number, 90_000)),
        *(("B2", "T0", 15_000), ("B3", "T0", 70_000)),
    )
    assert outcomes() == [
        ("T0", "UNDER", False),  # made good by the next
        ("nowhere", "UNKNOWN", True),
        (case.parts[1].number, "UNEXPECTED", True),
        ("T0", "OVER", True),
        ("T0", "REPEATED", True),
    ]
    assert case.part(0).remitted == 70_000 and case.part(1).remitted == 0


def test_a_rest_that_comes_later_settles_what_was_missing(case, treasurer):
    case.bring(0)
    hand_over(treasurer, ("B1", "T0", 60_000))
    assert outcomes() == [("T0", "UNDER", True)]
    hand_over(treasurer, ("B2", "T0", 10_000))
    assert outcomes() == [("T0", "UNDER", False), ("T0", "MATCHED", False)]


def test_a_number_of_two_parcels_is_nobodys(case, treasurer):
    case.bring(0, tracking="SAME")
    case.bring(1, tracking="SAME")
    hand_over(treasurer, ("B1", "SAME", 70_000))
    assert outcomes() == [("SAME", "UNKNOWN", True)]


def test_an_officer_clears_the_queue(case, treasurer):
    hand_over(treasurer, ("B1", "T0", 70_000), ("B1", "lost", 5), ("B2", case.parts[0].number, 70_000))
    early, lost, known = CodRemittance.objects.order_by("pk")
    assert [outcome for _code, outcome, _waits in outcomes()] == ["UNKNOWN", "UNKNOWN", "UNEXPECTED"]
    case.bring(0)
    for actor in (make_officer(), make_user()):
        with Unchanged(), pytest.raises(PermissionDenied):
            match_remittance(actor=actor, remittance_id=early.pk, number="T0")
        with Unchanged(), pytest.raises(PermissionDenied):
            settle_remittance(actor=actor, remittance_id=lost.pk, note="x")
        with Unchanged(), pytest.raises(PermissionDenied):
            import_remittances(actor=actor, text=HEAD)
    with Unchanged(), pytest.raises(Invalid):
        match_remittance(actor=treasurer, remittance_id=early.pk, number="nowhere")
    with Unchanged(), pytest.raises(NotFound):
        match_remittance(actor=treasurer, remittance_id=10**9, number="T0")
    with Unchanged(), pytest.raises(Required):
        settle_remittance(actor=treasurer, remittance_id=lost.pk, note=" ")
    match_remittance(actor=treasurer, remittance_id=early.pk, number="T0")
    settle_remittance(actor=treasurer, remittance_id=lost.pk, note="Trả lại GHN")
    match_remittance(actor=treasurer, remittance_id=known.pk, number="T0")
    assert [(outcome, waits) for _code, outcome, waits in outcomes()] == [
        ("MATCHED", False),
        ("UNKNOWN", False),
        ("REPEATED", True),
    ]
    for pk in (early.pk, lost.pk):
        with Unchanged(), pytest.raises(WrongState):
            match_remittance(actor=treasurer, remittance_id=pk, number="T0")
    assert case.part(0).remitted == 70_000


def test_a_list_is_taken_whole_or_not_at_all(case, treasurer):
    case.bring(0)
    line = "B1,T0,70000\n"
    for broken in (
        "reference,amount\nB1,5\n",
        *(HEAD + line + bad for bad in ("B1,T1,-5\n", "B1,T1,5.5\n", ",T1,5\n", "B1,,5\n", "B1,T1,\n", "B1,T1,٣\n")),
        HEAD + line + f"B1,{'x' * 81},5\n",
    ):
        with Unchanged(), pytest.raises(StatementInvalid):
            import_remittances(actor=treasurer, text=broken)
    assert not CodRemittance.objects.exists() and case.part(0).remitted == 0


def test_orders_of_before_get_their_payment(case):
    case.bring(0)
    case.do(fulfilment.cancel_as_seller, 1, reason="Hết hàng")
    expected, purpose = case.payment(), Payment.objects.get().purpose
    Payment.objects.all().delete()
    SellerOrder.objects.update(waived=0, collected_by="")
    backfill = importlib.import_module("orders.migrations.0007_returns").BACKFILL
    with connection.cursor() as cursor:
        cursor.execute(backfill)
        cursor.execute(backfill)
    assert case.payment() == expected == ("PAID", 70_000, 90_000)
    found = Payment.objects.get()
    assert found.purpose != purpose and len(found.purpose) == 14 and found.paid_at == case.part(0).collected_at
    assert case.part(0).collected_by == "CARRIER" and case.part(1).due == 0
