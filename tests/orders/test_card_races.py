"""Several processes at one payment at once: the page, a poll, two webhooks, and the clock."""

import multiprocessing
from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection, connections
from django.utils import timezone

from orders.commands import fulfilment
from orders.commands.payments.card_refunds import send_refunds
from orders.commands.payments.cards import close_ended, confirm_payment
from orders.commands.payments.closing import expire_unpaid
from orders.gateways import stripe_api
from orders.models import CardIntent
from orders.states import WrongState
from orders.tokens import token_of
from tests.orders.cards import PAID, booked, by_card, confirm, fake, intent_of
from tests.orders.people import make_goods, stock_of

__all__ = ["fake"]
pytestmark = pytest.mark.django_db(transaction=True)
PROCESSES = 4


def together(*deeds):
    """Each deed in a process of its own, as near to at once as can be; what each says."""
    connection.close()
    context = multiprocessing.get_context("fork")
    start = context.Barrier(len(deeds))
    answers = context.Queue()
    running = [context.Process(target=_one, args=(start, answers, deed)) for deed in deeds]
    for process in running:
        process.start()
    said = [answers.get(timeout=60) for _process in running]
    for process in running:
        process.join(60)
    return said


def _one(start, answers, deed):
    connections.close_all()
    stripe_api.client.cache_clear()
    start.wait(60)
    try:
        answers.put(deed())
    except Exception as error:  # noqa: BLE001
        answers.put(type(error).__name__)
    finally:
        connections.close_all()


def confirming(order):
    pk = order.payment.pk
    return lambda: confirm_payment(payment_id=pk).reference


def test_one_intent_is_made_and_one_charge_is_booked(fake):
    order = by_card(make_goods())
    said = together(*[confirming(order)] * PROCESSES)
    assert set(said) == {intent_of(order)} and len(fake.intents) == 1
    fake.pay(intent_of(order))
    assert set(together(*[confirming(order)] * PROCESSES)) == {intent_of(order)}
    assert booked(order) == PAID


@pytest.mark.parametrize("_round", range(4))
def test_the_last_moment(fake, _round):
    """Money and the clock meet: the goods, or the money back, and never both."""
    goods = make_goods()
    order = by_card(goods)
    reference, over = confirm(order).reference, timezone.now() + timedelta(minutes=16)

    def clock():
        close_ended(now=over)
        return expire_unpaid(now=over)

    def lapse():
        return expire_unpaid(now=over)

    fake.pay(reference)
    together(clock, lapse, confirming(order), confirming(order))
    close_ended(now=over), send_refunds()
    found = booked(order)
    if found["payment"][0] == "PAID":
        assert found == PAID and fake.refunded(reference) == 0 and stock_of(goods) == (5, 1)
    else:
        assert found["charges"] == [(50_000, "LATE")] and found["refunds"] == [("LATE", 50_000, "SENT")]
        assert found["parts"] == ["CANCELLED"] and fake.refunded(reference) == 50_000 and stock_of(goods) == (5, 0)


def test_who_cancels_while_paying(fake):
    goods = make_goods()
    order = by_card(goods)
    reference, part, token = confirm(order).reference, order.parts.get().pk, token_of(order.number)

    def cancel():
        fulfilment.cancel_as_buyer(actor=None, seller_order_id=part, token=token)
        return "cancelled"

    fake.pay(reference)
    said = Counter(together(cancel, cancel, confirming(order), confirming(order)))
    assert said["cancelled"] == 1 and said[WrongState.__name__] == 1 and said[reference] == 2
    confirm(order), send_refunds(), send_refunds()
    assert fake.refunded(reference) == 50_000 and len(fake.refunds) == 1, "whoever was first, it was cancelled once"
    assert booked(order)["payment"][1:] == (50_000, 50_000) and stock_of(goods) == (5, 0)
    assert CardIntent.objects.get().status == "SUCCEEDED"
