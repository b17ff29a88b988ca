"""What Stripe tells: signed, in any order, as often as it likes, also before the call that made it is answered."""

import random

import pytest
from django.db import connections
from django.test import Client

from orders.commands.payments.cards import close_ended
from orders.commands.payments.closing import expire_unpaid
from orders.commands.payments.news import purge_old_news
from orders.models import CardEvent, Refund
from tests.orders.cards import AWAITED, PAID, booked, by_card, confirm, fake, intent_of
from tests.orders.people import make_goods
from tests.orders.test_card_payments import later
from tests.orders.test_card_refunds import cancelled, hours, send_refunds, stands
from tests.stripe_fake import UNREACHED
from tests.stripe_fake.account import ASKING
from tests.stripe_fake.server import post_to

__all__ = ["fake"]
pytestmark = pytest.mark.django_db
PATH = "/webhooks/stripe"


@pytest.fixture
def post():
    return poster()


def poster():
    client = Client()

    def post(body, signature):
        headers = {"Stripe-Signature": signature}
        return client.post(PATH, body, content_type="application/json", headers=headers).status_code

    return post


def test_money_is_booked_by_the_webhook_alone(fake, post):
    order = by_card(make_goods())
    fake.pay(confirm(order).reference)
    assert booked(order) == AWAITED
    assert set(fake.deliver(post)) == {200} and booked(order) == PAID


@pytest.mark.parametrize("seed", range(6))
def test_any_order_and_any_number_of_times(fake, post, seed):
    order = by_card(make_goods())
    reference = confirm(order).reference
    fake.pay(reference, ASKING)
    fake.authenticate(reference)
    told = fake.events * 3
    random.Random(seed).shuffle(told)
    if seed % 2:
        confirm(order)
    assert set(fake.deliver(post, told)) == {200} and booked(order) == PAID
    confirm(order)
    assert booked(order) == PAID and CardEvent.objects.count() == len(fake.events)


def test_the_same_event_is_dealt_with_once(fake, post):
    order = by_card(make_goods())
    confirm(order)
    fake.deliver(post)
    calls = sum(fake.calls.values())
    assert fake.deliver(post) == [200] and sum(fake.calls.values()) == calls


def test_only_stripe_is_listened_to(fake, post, settings):
    order = by_card(make_goods())
    fake.pay(confirm(order).reference)
    body, signature = fake.signed(fake.events[-2])
    old = signature.replace("t=1", "t=0")
    for said, sign in ((body, ""), (body, "t=1,v1=00"), (body, old), (body + b" ", signature), (b"\xff", signature)):
        assert post(said, sign) == 403
    assert booked(order) == AWAITED and not CardEvent.objects.exists()
    settings.STRIPE_WEBHOOK_SECRET = ""
    assert post(body, signature) == 404
    assert booked(order) == AWAITED


def test_what_we_do_not_know_is_fine(fake, post):
    strange = fake.create_intent({"amount": "50000", "currency": "vnd", "metadata": {"purpose": "OCOPNOTHING"}})
    fake.confirm(strange["id"])
    odd = {"id": "evt_odd", "object": "event", "type": "customer.created", "data": {"object": {"object": "customer"}}}
    gone = {**odd, "id": "evt_gone", "data": {"object": {"object": "refund", "id": "re_of_another"}}}
    assert set(fake.deliver(post, [*fake.events, odd, gone])) == {200}


def test_what_cannot_be_looked_up_now_is_sent_again(fake, post):
    order = by_card(make_goods())
    fake.pay(confirm(order).reference)
    [paid] = [event for event in fake.events if event["type"] == "payment_intent.succeeded"]
    fake.break_next("GET", "/v1/payment_intents", UNREACHED, times=2)
    assert fake.deliver(post, [paid]) == [503]
    assert booked(order) == AWAITED and not CardEvent.objects.exists()
    assert fake.deliver(post, [paid]) == [200] and booked(order) == PAID


def test_late_money_is_told_of_and_goes_back(fake, post):
    order = by_card(make_goods())
    reference = confirm(order).reference
    fake.break_next("POST", "/v1/payment_intents", UNREACHED, times=2)
    close_ended(now=later()), expire_unpaid(now=later())
    fake.pay(reference)
    fake.deliver(post)
    assert booked(order)["charges"] == [(50_000, "LATE")] and send_refunds() == 1
    fake.deliver(post)
    assert fake.refunded(reference) == 50_000 and stands() == [("SENT", next(iter(fake.refunds)))]


def test_a_refund_that_comes_back_is_told_of(fake, post):
    cancelled(fake)
    send_refunds()
    [reference] = fake.refunds
    fake.end_refund(reference, "failed", "expired_or_canceled_card")
    for _twice in range(2):
        fake.deliver(post)
        assert stands() == [("FAILED", reference)]
    assert Refund.objects.get().failure == "expired_or_canceled_card"


def test_old_news_are_forgotten(fake, post):
    confirm(by_card(make_goods()))
    fake.deliver(post)
    assert purge_old_news(now=hours(24 * 29)) == 0 and CardEvent.objects.count() == 1
    assert purge_old_news(now=hours(24 * 31)) == 1


@pytest.mark.django_db(transaction=True)
def test_the_webhook_comes_before_the_answer(fake, settings):
    """For the intent, for the money, and for the refund: each time Stripe tells before it answers."""
    settings.STRIPE_TIMEOUT = (10.0, 10.0)  # the webhook is dealt with meanwhile
    answers = []

    def tell(event):
        answers.append(poster()(*fake.signed(event)))
        connections.close_all()

    fake.when_told = tell
    order = by_card(make_goods())
    reference = confirm(order).reference
    assert answers == [200] and intent_of(order) == reference and len(fake.intents) == 1
    fake.pay(reference)
    fake.when_told = None
    confirm(order)
    assert booked(order) == PAID
    Refund.objects.create(payment=order.payment, amount=50_000, reason="CANCELLED")
    fake.when_told = tell
    send_refunds()
    assert stands() == [("SENT", next(iter(fake.refunds)))] and len(fake.refunds) == 1
    assert set(answers) == {200}


@pytest.mark.django_db(transaction=True)
def test_over_http(fake, live_server):
    order = by_card(make_goods())
    fake.pay(confirm(order).reference)
    assert set(fake.deliver(post_to(live_server.url + PATH))) == {200} and booked(order) == PAID
