"""Drawing payouts up, and what becomes of them: nobody is paid twice, and nothing is lost."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from marketplace.errors import NotFound, PermissionDenied, Required, Unauthenticated
from marketplace.models import AuditEntry
from orders.balances import Balance, PayoutStop, balances_of, payout_stops, unpaid_entries
from orders.commands.payments.refunds import locked_payment, owe
from orders.commands.payouts.batches import NothingToPay, draw_up_payouts
from orders.commands.payouts.outcomes import record_payout_failed, record_payout_sent
from orders.models import PaymentMethod, Payout, PayoutEntry, RefundReason
from orders.states import WrongState
from sellers.models import Member, Role, Seller
from tests.catalog.factories import make_officer
from tests.marketplace.people import make_user
from tests.orders.ledger.books import all_sums_are_zero, balances, commission
from tests.orders.payouts.shops import NothingPaid, shop, sold, treasurer
from tests.orders.people import make_member
from tests.shop import statements

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture(autouse=True)
def all_is_zero():
    yield
    assert all_sums_are_zero()


def enterprise(**given):
    return shop(legal_form="ENTERPRISE", **given)[0]


def available(seller):
    return balances_of([seller.pk])[seller.pk].available


def test_all_that_is_released_is_drawn_up_once():
    seller, officer = enterprise(), treasurer()
    sold(seller), sold(seller, 20_000)
    assert available(seller) == 190_000
    batch = draw_up_payouts(actor=officer)
    payout = batch.payouts.get()
    assert (payout.amount, payout.status, payout.account_number) == (190_000, "DRAWN", "0123456789")
    assert sum(line.entry.amount for line in payout.lines.all()) == 190_000
    assert balances_of([seller.pk])[seller.pk] == Balance(0, 190_000, 0)
    sold(seller)
    with NothingPaid(), pytest.raises(NothingToPay):
        draw_up_payouts(actor=officer)  # the shop's last one is not settled yet
    record_payout_sent(actor=officer, payout_id=payout.pk, reference="B1")
    assert draw_up_payouts(actor=officer).payouts.get().amount == 135_000
    assert balances_of([seller.pk])[seller.pk] == Balance(0, 135_000, 190_000)
    assert balances() == {"BUYER": -325_000, "PAYOUT": 135_000, "PAID": 190_000}


def test_what_is_not_complete_yet_is_not_paid():
    seller = enterprise()
    sold(seller, is_complete=False)
    with NothingPaid(), pytest.raises(NothingToPay):
        draw_up_payouts(actor=treasurer())
    assert available(seller) == 0 and not unpaid_entries([seller.pk]).exists()


def test_commission_on_cash_comes_off_the_next_payout():
    commission(1_000)
    seller = enterprise()
    sold(seller, method=PaymentMethod.COD)
    assert available(seller) == -10_000
    with NothingPaid(), pytest.raises(NothingToPay):
        draw_up_payouts(actor=treasurer())
    sold(seller)
    assert draw_up_payouts(actor=treasurer()).payouts.get().amount == 125_000 - 10_000


@pytest.mark.parametrize(
    ("given", "stop"),
    [
        ({"has_account": False}, PayoutStop.NO_ACCOUNT),
        ({"changed_at": NOW - timedelta(days=2)}, PayoutStop.ACCOUNT_CHANGED),
        ({"status": "SUSPENDED"}, PayoutStop.SUSPENDED),
    ],
)
def test_what_stops_a_payout(given, stop):
    status = given.pop("status", "ACTIVE")
    seller, paid = enterprise(**given), enterprise()
    sold(seller), sold(paid)
    Seller.objects.filter(pk=seller.pk).update(status=status)
    assert payout_stops({seller.pk: available(seller), paid.pk: available(paid)}, timezone.now()) == {seller.pk: stop}
    batch = draw_up_payouts(actor=treasurer())
    assert [payout.seller_id for payout in batch.payouts.all()] == [paid.pk]
    assert available(seller) == 135_000


def test_less_than_the_minimum_waits(settings):
    seller = enterprise()
    sold(seller, 14_999)
    with NothingPaid(), pytest.raises(NothingToPay):
        draw_up_payouts(actor=treasurer())
    settings.PAYOUT_MINIMUM = 49_999
    assert draw_up_payouts(actor=treasurer()).payouts.get().amount == 49_999


def test_what_came_back_is_the_sellers_again_and_paid_once_more():
    seller, officer = enterprise(), treasurer()
    sold(seller)
    for is_sent in (False, True):
        payout = draw_up_payouts(actor=officer).payouts.get()
        if is_sent:
            record_payout_sent(actor=officer, payout_id=payout.pk, reference="B1")
        record_payout_failed(actor=officer, payout_id=payout.pk, reason="Sai số tài khoản")
        assert balances_of([seller.pk])[seller.pk] == Balance(135_000, 0, 0)
        with NothingPaid(), pytest.raises(WrongState):
            record_payout_failed(actor=officer, payout_id=payout.pk, reason="x")
        with NothingPaid(), pytest.raises(WrongState):
            record_payout_sent(actor=officer, payout_id=payout.pk, reference="B2")
    last = draw_up_payouts(actor=officer).payouts.get()
    assert last.amount == 135_000 and [line.entry.transaction.kind for line in last.lines.all()] == [
        "PAYOUT_RETURNED"
    ]


def test_a_refund_after_the_payout_is_owed_by_the_shop():
    seller, officer = enterprise(), treasurer()
    part = sold(seller)
    payout = draw_up_payouts(actor=officer).payouts.get()
    record_payout_sent(actor=officer, payout_id=payout.pk, reference="B1")
    owe(locked_payment(part.pk), 100_000, RefundReason.FAILED, NOW, part=part)
    assert available(seller) == -100_000
    sold(seller)
    with NothingPaid(), pytest.raises(NothingToPay):
        draw_up_payouts(actor=officer)  # 35,000 đ: below the minimum
    sold(seller)
    assert draw_up_payouts(actor=officer).payouts.get().amount == 170_000


def test_the_database_pays_an_entry_once_and_a_shop_at_most_one_payout_at_a_time():
    seller, officer = enterprise(), treasurer()
    sold(seller)
    payout = draw_up_payouts(actor=officer).payouts.get()
    entry = payout.lines.first().entry
    given = {
        "seller": seller,
        "amount": 5,
        "bank_bin": "970436",
        "account_number": "0",
        "holder": "X",
        "purpose": "P",
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        PayoutEntry.objects.create(payout=payout, entry=entry)
    with pytest.raises(IntegrityError), transaction.atomic():
        Payout.objects.create(batch=draw_up_again(officer), **given)
    assert Payout.objects.count() == 1 and PayoutEntry.objects.count() == 2


def draw_up_again(officer):
    other = enterprise()
    sold(other)
    return draw_up_payouts(actor=officer)


def test_only_officers_who_look_after_the_money_pay():
    seller = enterprise()
    sold(seller)
    payout = draw_up_payouts(actor=treasurer()).payouts.get()
    other = enterprise()
    sold(other)
    for actor, error in (
        (None, Unauthenticated),
        (make_user(), PermissionDenied),
        (make_officer(), PermissionDenied),
        (make_member(seller), PermissionDenied),
    ):
        with NothingPaid(), pytest.raises(error):
            draw_up_payouts(actor=actor)
        with NothingPaid(), pytest.raises(error):
            record_payout_sent(actor=actor, payout_id=payout.pk, reference="B")
        with NothingPaid(), pytest.raises(error):
            record_payout_failed(actor=actor, payout_id=payout.pk, reason="x")
    own = treasurer()
    Member.objects.create(seller=seller, user=own, role=Role.STAFF)
    for actor, error, payout_id in ((own, PermissionDenied, payout.pk), (treasurer(), NotFound, payout.pk + 999)):
        with NothingPaid(), pytest.raises(error):
            record_payout_failed(actor=actor, payout_id=payout_id, reason="x")
        with NothingPaid(), pytest.raises(error):
            record_payout_sent(actor=actor, payout_id=payout_id, reference="x")
    with NothingPaid(), pytest.raises(Required):
        record_payout_sent(actor=treasurer(), payout_id=payout.pk, reference=" ")


def test_payouts_stand_in_the_trail_without_the_account():
    seller, officer = enterprise(), treasurer()
    sold(seller)
    payout = draw_up_payouts(actor=officer).payouts.get()
    record_payout_sent(actor=officer, payout_id=payout.pk, reference="B1")
    trail = AuditEntry.objects.filter(actor=officer)
    of_shop = trail.filter(scope_id=seller.pk, scope_type="sellers.seller").order_by("pk")
    assert [entry.action for entry in of_shop] == ["draw_up_payout", "record_payout_sent"]
    assert "0123456789" not in str(list(trail.values("before", "after")))


def test_more_sellers_take_the_same_statements_but_for_their_postings():
    officer, counts = treasurer(), []
    for number in (1, 3):
        for _each in range(number):
            sold(enterprise())
        with statements() as ran:
            draw_up_payouts(actor=officer)
        counts.append(len(ran))
    assert counts[1] - counts[0] == 2 * 3  # of each payout: is it posted, the transaction, its entries
