"""Officers who draw up, and settle, at the same moment: each in a process of their own."""

import multiprocessing
from collections import Counter

import pytest
from django.db import connection, connections
from django.db.models import Sum

from marketplace.models import User
from orders.balances import balances_of
from orders.commands.payouts.batches import draw_up_payouts
from orders.commands.payouts.outcomes import record_payout_failed, record_payout_sent
from orders.models import Payout, PayoutEntry
from tests.orders.payouts.shops import shop, sold, treasurer

pytestmark = pytest.mark.django_db(transaction=True)
DEEDS = {
    "draw": lambda actor, _pk: draw_up_payouts(actor=actor),
    "sent": lambda actor, pk: record_payout_sent(actor=actor, payout_id=pk, reference="B1"),
    "failed": lambda actor, pk: record_payout_failed(actor=actor, payout_id=pk, reason="x"),
}


def does(name, officer_id, payout_id):
    connections.close_all()
    try:
        DEEDS[name](User.objects.get(pk=officer_id), payout_id)
        return "done"
    except Exception as error:  # noqa: BLE001
        return type(error).__name__
    finally:
        connections.close_all()


def at_once(*asked):
    connection.close()
    with multiprocessing.get_context("fork").Pool(4) as pool:
        results = [pool.apply_async(does, each) for each in asked]
        return Counter(result.get(60) for result in results)


def test_two_officers_pay_once():
    sellers = [shop(legal_form="ENTERPRISE")[0] for _ in range(3)]
    for seller in sellers:
        sold(seller)
    officers = [treasurer().pk, treasurer().pk]
    outcomes = at_once(*(("draw", officers[number % 2], 0) for number in range(6)))
    assert outcomes == {"done": 1, "NothingToPay": 5}
    assert Payout.objects.aggregate(sum=Sum("amount"))["sum"] == 3 * 135_000
    assert PayoutEntry.objects.count() == 6
    found = balances_of([seller.pk for seller in sellers])
    assert {(one.available, one.on_its_way) for one in found.values()} == {(0, 135_000)}


def test_a_payout_fails_once_and_is_paid_again_once():
    seller = shop(legal_form="ENTERPRISE")[0]
    sold(seller)
    officer = treasurer()
    payout = draw_up_payouts(actor=officer).payouts.get()
    outcomes = at_once(*[("failed", officer.pk, payout.pk)] * 4)
    assert outcomes == {"done": 1, "WrongState": 3}
    assert balances_of([seller.pk])[seller.pk].available == 135_000
    assert at_once(*[("draw", officer.pk, 0)] * 4) == {"done": 1, "NothingToPay": 3}
    assert balances_of([seller.pk])[seller.pk].on_its_way == 135_000
