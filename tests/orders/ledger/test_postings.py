"""What is posted when money moves: received, held, credited, taken back."""

import random
from datetime import timedelta

import pytest
from django.utils import timezone

from orders.commands import fulfilment
from orders.commands.ledger.buyers import post_collected, post_owed, post_received, post_sent
from orders.commands.ledger.sellers import MoreThanPosted, release
from orders.commands.payments.closing import expire_unpaid
from orders.commands.payments.refunds import locked_payment, owe, record_refund
from orders.commands.payments.transfers import Booked, take_transfers
from orders.models import LedgerTransaction, PaymentMethod, Refund, RefundReason, SellerOrder
from orders.tokens import token_of
from sellers.models import LegalForm, Seller
from tests.catalog.factories import make_seller
from tests.marketplace.people import make_user
from tests.orders.ledger.books import all_sums_are_zero, balances, commission, kinds, rows, taxes_of_households
from tests.orders.people import delivery, make_goods, make_member, neighbours, placed
from tests.shop import statements

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture(autouse=True)
def all_is_zero():
    yield
    assert all_sums_are_zero()


@pytest.fixture
def household():
    taxes_of_households()
    commission(1_000)
    seller = make_seller()
    Seller.objects.filter(pk=seller.pk).update(legal_form=LegalForm.HOUSEHOLD)
    return Seller.objects.get(pk=seller.pk)


def come(order, amount, reference="FT1"):
    take_transfers([Booked(reference, amount, NOW, order.payment.purpose)])


def brought(seller, *, method=PaymentMethod.BANK, commands=3):
    """100,000 đ of goods, 35,000 đ of delivery: paid, and as many steps done."""
    order = placed(make_goods(seller=seller, price=100_000), method=delivery(), total=135_000, payment_method=method)
    if method == PaymentMethod.BANK:
        come(order, 135_000, f"FT{order.pk}")
    part, member = order.parts.get(), make_member(seller)
    steps = (fulfilment.confirm_order, fulfilment.ship_order, fulfilment.record_delivery)
    for step in steps[:commands]:
        step(actor=member, seller_order_id=part.pk)
    return SellerOrder.objects.select_related("order").get(pk=part.pk)


def completed(part):
    fulfilment.confirm_receipt(actor=None, seller_order_id=part.pk, token=token_of(part.order.number))
    return part


def owed(part, amount):
    owe(locked_payment(part.pk), amount, RefundReason.FAILED, NOW, part=part)
    return Refund.objects.order_by("pk").last()


CREDITED = {"SELLER": 88_500, "DELIVERY": 33_425, "COMMISSION": 10_000, "VAT": 2_050, "PIT": 1_025}


def test_money_that_comes_is_held_for_the_order(household):
    brought(household)
    assert balances() == {"BUYER": -135_000, "ESCROW": 135_000} and kinds() == ["RECEIVED"]


def test_each_arrival_is_posted_and_what_is_too_much_is_owed_back():
    order = placed(make_goods(), payment_method=PaymentMethod.BANK)
    for amount, reference in ((20_000, "A"), (40_000, "B"), (5_000, "C"), (5_000, "C")):
        come(order, amount, reference)
    assert kinds() == ["RECEIVED", "RECEIVED", "REFUND_OWED", "RECEIVED", "REFUND_OWED"]
    assert balances() == {"BUYER": -65_000, "ESCROW": 50_000, "REFUND": 15_000}
    treasurer = make_user(is_superuser=True, is_staff=True)
    for refund in Refund.objects.all():
        record_refund(actor=treasurer, refund_id=refund.pk, reference="R")
    assert balances() == {"BUYER": -50_000, "ESCROW": 50_000}


def test_late_money_and_money_of_a_lapsed_order_is_owed_back_whole():
    order = placed(make_goods(), payment_method=PaymentMethod.BANK)
    come(order, 10_000, "A")
    expire_unpaid(now=NOW + timedelta(hours=1))
    come(order, 50_000, "B")
    assert balances() == {"BUYER": -60_000, "REFUND": 60_000}


def test_a_cancelled_part_is_owed_back_and_the_other_stays_held():
    here, there, commune = neighbours()
    goods = make_goods(seller=here), make_goods(seller=there, price=70_000)
    order = placed(*goods, place=commune, payment_method=PaymentMethod.BANK)
    come(order, 120_000)
    part = order.parts.order_by("goods_total").first()
    fulfilment.cancel_as_buyer(actor=None, seller_order_id=part.pk, token=token_of(order.number))
    assert balances() == {"BUYER": -120_000, "ESCROW": 70_000, "REFUND": 50_000}


def test_a_complete_order_is_the_sellers_less_commission_and_tax(household):
    completed(brought(household))
    assert balances() == {"BUYER": -135_000, **CREDITED}
    assert balances(seller=household) == CREDITED
    assert kinds() == ["RECEIVED", "GOODS_RELEASED", "DELIVERY_RELEASED"]


def test_time_completes_it_as_well(household):
    brought(household)
    assert fulfilment.complete_delivered(now=NOW + timedelta(days=4)) == 1
    assert balances(seller=household) == CREDITED


def test_of_cash_the_shop_keeps_its_own_and_owes_the_rest(household):
    part = brought(household, method=PaymentMethod.COD)
    assert balances() == {"CASH": -135_000, "ESCROW": 135_000}
    completed(part)
    assert balances() == {**CREDITED, "SELLER": 88_500 - 135_000}
    assert kinds() == ["COLLECTED", "GOODS_RELEASED", "DELIVERY_RELEASED", "CASH_KEPT"]
    assert CREDITED["SELLER"] - 135_000 + CREDITED["DELIVERY"] == -(10_000 + 2_050 + 1_025)


def test_a_parcel_that_came_back_leaves_the_shop_its_delivery(household):
    part = brought(household, commands=2)
    fulfilment.record_failed_delivery(actor=make_member(household), seller_order_id=part.pk, reason="Không nghe máy")
    expected = {"BUYER": -135_000, "REFUND": 100_000, "DELIVERY": 33_425, "VAT": 1_050, "PIT": 525}
    assert balances() == expected


def test_nothing_is_posted_where_nothing_was_paid(household):
    part = brought(household, method=PaymentMethod.COD, commands=2)
    fulfilment.record_failed_delivery(actor=make_member(household), seller_order_id=part.pk, reason="Không nghe máy")
    assert not LedgerTransaction.objects.exists()


def test_what_was_refunded_before_is_not_credited_nor_charged(household):
    part = brought(household)
    owed(part, 50_000)
    completed(part)
    expected = {"SELLER": 44_250, "DELIVERY": 33_425, "COMMISSION": 5_000, "VAT": 500 + 1_050, "PIT": 250 + 525}
    assert balances() == {"BUYER": -135_000, "REFUND": 50_000, **expected}


def test_a_refund_after_release_takes_everyones_share_back_goods_first(household):
    part = completed(brought(household))
    owed(part, 33_333)
    assert balances(transaction__kind="GOODS_REVERSED") == {
        "SELLER": -29_500, "COMMISSION": -3_333, "VAT": -333, "PIT": -167, "REFUND": 33_333,
    }  # fmt: skip
    owed(part, 66_667)
    assert balances(transaction__kind__in=["GOODS_RELEASED", "GOODS_REVERSED"]) == {
        "ESCROW": -100_000, "REFUND": 100_000,
    }  # fmt: skip
    assert balances(seller=household) == {"DELIVERY": 33_425, "VAT": 1_050, "PIT": 525}
    owed(part, 35_000)
    assert balances() == {"BUYER": -135_000, "REFUND": 135_000}


def test_no_more_is_taken_back_than_was_posted(household):
    before_release, part = brought(household), completed(brought(household))
    for one in (before_release, part):
        payment = locked_payment(one.pk)
        payment.received += 50_000  # of another part of the order, say
        payment.save()
        owed(one, 100_000)
        before = rows(), list(Refund.objects.values())
        with pytest.raises(MoreThanPosted):
            post_owed(Refund(payment=payment, seller_order=one, amount=35_001, pk=10**9), one, NOW)
        assert (rows(), list(Refund.objects.values())) == before


@pytest.mark.parametrize("seed", range(3))
def test_refunds_of_any_sizes_leave_nothing_and_take_no_more(household, seed):
    part, chance, left = completed(brought(household)), random.Random(seed), 135_000
    while left:
        amount = min(left, chance.randint(1, 60_000))
        owed(part, amount)
        left -= amount
        shares = balances(seller=household)
        assert sum(shares.values()) == left and all(share > 0 for share in shares.values())
    assert balances() == {"BUYER": -135_000, "REFUND": 135_000}


def test_more_lines_take_no_more_statements(household):
    counts = []
    for number in (1, 3):
        goods = [make_goods(seller=household) for _ in range(number)]
        order = placed(*goods, payment_method=PaymentMethod.BANK)
        come(order, order.total, f"L{number}")
        part = order.parts.select_related("order").get()
        with statements() as ran:
            release(part, NOW)
        counts.append(len(ran))
    assert counts[0] == counts[1] <= 8


def test_every_posting_may_be_told_again(household):
    part = completed(brought(household))
    cash = completed(brought(household, method=PaymentMethod.COD))
    refund = owed(part, 40_000)
    record_refund(actor=make_user(is_superuser=True, is_staff=True), refund_id=refund.pk, reference="R")
    before = rows()
    payment = locked_payment(part.pk)
    post_received(payment, 135_000, NOW)
    post_owed(refund, part, NOW)
    post_sent(refund, NOW)
    for one in (part, cash):
        release(one, NOW)
    post_collected(cash, NOW)
    assert rows() == before


def test_cash_is_none_of_what_the_marketplace_received():
    order = placed(make_goods(), payment_method=PaymentMethod.BANK)
    payment = order.payment
    payment.method, payment.received = PaymentMethod.COD, 50_000
    post_received(payment, 50_000, NOW)
    assert not LedgerTransaction.objects.exists()
