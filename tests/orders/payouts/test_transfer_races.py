"""Several workers at one transfer, and workers that die at it: the money goes once, and is booked once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from orders.commands.payouts.transfers import send_transfer, send_transfers
from tests.orders.cards import fake
from tests.orders.killing import killed_at
from tests.orders.payouts.test_transfers import PAID, STRIPE, balance, drawn, hours, posted, stands
from tests.orders.test_card_races import together

__all__ = ["fake"]
pytestmark = pytest.mark.django_db(transaction=True)
MOST_POINTS = 20


def went_once(fake, payout, before=0):
    [made] = fake.transfers_of(payout.purpose)
    assert fake.connected[STRIPE] - before == 135_000
    assert stands(payout) == ("SENT", made["id"]) and balance(payout) == PAID
    return posted(payout) == ["PAYOUT_DRAWN", "PAYOUT_SENT"]


def sending(payout, number):
    """Each thinks that the others' time is over: the worst that a clock could do."""
    pk, now = payout.pk, timezone.now() + timedelta(hours=7 * number)
    return lambda: send_transfer(payout_id=pk, now=now)


def test_several_workers_send_it_once(fake):
    fake.connect(STRIPE)
    payout = drawn()
    said = together(*[sending(payout, number) for number in range(4)])
    said.append(send_transfer(payout_id=payout.pk, now=hours(70)))  # where all but one found it locked
    assert said.count(True) == 1 and set(said) == {True, False}
    assert went_once(fake, payout)


def test_a_worker_that_dies_leaves_it_to_the_next(fake):
    fake.connect(STRIPE, balance=10**7)
    for point in range(MOST_POINTS):
        before, payout = fake.connected[STRIPE], drawn()
        died = killed_at(point, send_transfers)
        assert len(fake.transfers_of(payout.purpose)) <= 1
        for hour in (0, 1, 8):
            send_transfers(now=hours(hour))
        assert went_once(fake, payout, before)
        if not died:
            break
    assert not died and point >= 6, "two commits and a call, each before and after"
