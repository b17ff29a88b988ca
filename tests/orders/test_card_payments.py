"""Paying by card: nothing is charged twice, and what was charged is booked, once, whoever asks and however often."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from marketplace.errors import NotFound
from orders.commands import fulfilment
from orders.commands.checkout import place_order
from orders.commands.payments.cards import close_ended, confirm_order_payment
from orders.commands.payments.closing import expire_unpaid
from orders.commands.refusals import AgeUnconfirmed, PaymentMethodUnavailable, ProviderDown
from orders.models import CardIntent, PaymentMethod
from orders.tokens import token_of
from tests.marketplace.people import make_user
from tests.orders.cards import AWAITED, LAPSED, PAID, booked, bought, by_card, confirm, fake, intent_of
from tests.orders.people import Unchanged, checkout_of, filled, make_goods, stock_of
from tests.orders.test_payments import unpaid
from tests.stripe_fake import BROKEN, BROKEN_AFTER, BUSY, LOST, SILENT, UNREACHED
from tests.stripe_fake.account import ASKING, DECLINED, Refusal

__all__ = ["fake"]
pytestmark = pytest.mark.django_db
CREATED = ("POST", "/v1/payment_intents")


def later(minutes=16):
    return timezone.now() + timedelta(minutes=minutes)


def test_without_keys_there_are_no_cards():
    cart, token = filled(make_goods())
    checkout = checkout_of(cart, payment_method=PaymentMethod.CARD)
    with Unchanged(), pytest.raises(PaymentMethodUnavailable):
        place_order(actor=None, token=token, checkout=checkout)


@pytest.mark.parametrize(("price", "quantity"), [(14_999, 1), (50_000_000, 2)])
def test_stripe_takes_neither_too_little_nor_too_much(fake, price, quantity):
    cart, token = filled(make_goods(price=price), quantity=quantity)
    checkout = checkout_of(cart, payment_method=PaymentMethod.CARD)
    with Unchanged(), pytest.raises(PaymentMethodUnavailable) as refused:
        place_order(actor=None, token=token, checkout=checkout)
    assert "15.000" in str(refused.value) and "99.999.999" in str(refused.value)


def test_the_most_that_stripe_takes_is_taken_by_stripe(fake):
    order = by_card(make_goods(price=99_999_999))
    assert fake.intent(confirm(order).reference)["amount"] == 99_999_999


def test_alcohol_by_card_is_for_adults(fake):
    cart, token = filled(make_goods(group="drink-alcohol"))
    checkout = checkout_of(cart, payment_method=PaymentMethod.CARD)
    with Unchanged(), pytest.raises(AgeUnconfirmed):
        place_order(actor=None, token=token, checkout=checkout)


def test_a_purchase_by_card(fake):
    order = by_card(make_goods())
    assert fake.intents == {}, "nothing is asked before the order is there for good"
    seen = confirm(order)
    made = fake.intent(seen.reference)
    assert (made["amount"], made["currency"], made["metadata"]) == (50_000, "vnd", {"purpose": order.payment.purpose})
    assert (seen.status, seen.secret) == ("NEEDS_CARD", made["client_secret"]) and booked(order) == AWAITED
    fake.pay(seen.reference)
    assert confirm(order).status == "SUCCEEDED" and booked(order) == PAID
    calls = sum(fake.calls.values())
    for _again in range(3):
        assert confirm(order).status == "SUCCEEDED" and booked(order) == PAID
    assert sum(fake.calls.values()) == calls, "what is over is asked about no more"
    assert len(fake.intents) == 1


def test_no_call_goes_out_inside_a_transaction(fake, monkeypatch):
    depths, before, answered = [], len(connection.savepoint_ids), fake.answered

    def noting(*call):
        depths.append(len(connection.savepoint_ids))
        return answered(*call)

    monkeypatch.setattr(fake, "answered", noting)
    order = bought(fake, make_goods())
    fulfilment.cancel_as_buyer(actor=None, seller_order_id=order.parts.get().pk, token=token_of(order.number))
    close_ended()
    assert len(depths) >= 2 and set(depths) == {before}


def test_the_bank_asks_the_buyer(fake):
    order = by_card(make_goods())
    reference = confirm(order).reference
    fake.pay(reference, ASKING)
    seen = confirm(order)
    assert (seen.status, seen.secret) == ("NEEDS_ACTION", fake.intent(reference)["client_secret"])
    assert booked(order) == AWAITED
    fake.authenticate(reference, succeeds=False)
    assert confirm(order).status == "NEEDS_CARD" and booked(order) == AWAITED
    fake.pay(reference, ASKING)
    fake.authenticate(reference)
    assert confirm(order).status == "SUCCEEDED" and booked(order) == PAID


def test_a_declined_card_can_be_followed_by_another(fake):
    order = by_card(make_goods())
    reference = confirm(order).reference
    with pytest.raises(Refusal):
        fake.pay(reference, DECLINED)
    assert confirm(order).status == "NEEDS_CARD" and booked(order) == AWAITED
    fake.pay(reference)
    confirm(order)
    assert booked(order) == PAID


@pytest.mark.parametrize("fault", [UNREACHED, LOST, SILENT, BROKEN, BROKEN_AFTER, BUSY])
def test_whatever_becomes_of_the_call_one_intent_can_be_paid(fake, fault):
    """The SDK's own retry is one of the two that fail here: then the buyer asks again."""
    order = by_card(make_goods())
    fake.break_next(*CREATED, fault, times=2)
    for _try in range(5):
        try:
            confirm_order_payment(actor=None, order_id=order.pk, token=token_of(order.number))
            break
        except ProviderDown:
            assert booked(order) == AWAITED
    seen = confirm(order)
    assert seen.reference == intent_of(order)
    fake.pay(seen.reference)
    confirm(order)
    assert booked(order) == PAID
    told = [one for one in fake.intents.values() if one["status"] == "succeeded"]
    assert [one["id"] for one in told] == [seen.reference]


@pytest.mark.parametrize("fault", [UNREACHED, SILENT, BROKEN, BUSY])
def test_what_cannot_be_looked_up_now_is_looked_up_later(fake, fault):
    order = by_card(make_goods())
    fake.pay(confirm(order).reference)
    fake.break_next("GET", "/v1/payment_intents", fault, times=2)
    tried = 0
    while booked(order) != PAID:
        tried += 1
        assert tried < 4 and booked(order) == AWAITED
        try:
            confirm_order_payment(actor=None, order_id=order.pk, token=token_of(order.number))
        except ProviderDown as error:
            assert error.retry_after == 5


def test_when_the_time_is_over_the_card_can_pay_no_more(fake):
    goods = make_goods()
    order = by_card(goods)
    reference = confirm(order).reference
    assert close_ended() == 0
    assert close_ended(now=later()) == 1 and fake.intent(reference)["status"] == "canceled"
    assert expire_unpaid(now=later()) == 1 and booked(order) == LAPSED and stock_of(goods) == (5, 0)
    with pytest.raises(Refusal):
        fake.pay(reference)
    assert close_ended(now=later()) == 0
    seen = confirm(order, now=later())
    assert (seen.status, seen.secret) == ("CANCELLED", "")


def test_no_card_is_asked_for_after_the_time(fake):
    order = by_card(make_goods())
    assert confirm(order, now=later()) is None
    expire_unpaid(now=later())
    assert confirm(order) is None and fake.intents == {} and booked(order) == LAPSED


def test_money_that_came_in_time_with_nobody_to_tell_of_it_counts(fake):
    order = by_card(make_goods())
    fake.pay(confirm(order).reference)
    close_ended(now=later())
    assert expire_unpaid(now=later()) == 0 and booked(order) == PAID


def test_while_stripe_is_down_the_goods_are_free_and_late_money_goes_back(fake):
    goods = make_goods()
    order = by_card(goods)
    reference = confirm(order).reference
    fake.break_next("POST", "/v1/payment_intents", UNREACHED, times=2)
    assert close_ended(now=later()) == 0
    assert expire_unpaid(now=later()) == 1 and stock_of(goods) == (5, 0)
    fake.pay(reference)
    assert close_ended(now=later()) == 1
    late = {"charges": [(50_000, "LATE")], "refunds": [("LATE", 50_000, "PENDING")], "parts": ["CANCELLED"]}
    assert booked(order) == {"payment": ("CLOSED", 50_000, 50_000), **late}
    assert close_ended(now=later()) == 0 and stock_of(goods) == (5, 0)


def test_who_cancels_in_time_pays_nothing(fake):
    order = by_card(make_goods())
    reference = confirm(order).reference
    fulfilment.cancel_as_buyer(actor=None, seller_order_id=order.parts.get().pk, token=token_of(order.number))
    seen = confirm_order_payment(actor=None, order_id=order.pk, token=token_of(order.number))
    assert seen.secret == "", "nothing is to be paid"
    assert close_ended() == 1 and fake.intent(reference)["status"] == "canceled" and booked(order) == LAPSED


def test_one_that_stripe_does_not_know_holds_nobody_up(fake):
    strange, known = by_card(make_goods()), by_card(make_goods())
    confirm(strange), confirm(known)
    CardIntent.objects.filter(payment__order=strange).update(reference="pi_of_another_account")
    assert close_ended(now=later()) == 1
    assert fake.intent(intent_of(known))["status"] == "canceled"


def test_an_intent_of_another_payment_books_nothing(fake):
    cheap, dear = by_card(make_goods()), by_card(make_goods(price=90_000))
    paid = confirm(cheap).reference
    fake.pay(paid)
    assert confirm(dear, reference=paid) is None and booked(dear)["payment"] == ("PENDING", 0, 0)
    confirm(cheap)
    assert booked(cheap) == PAID


def test_buyers_alone_confirm_theirs(fake):
    buyer = make_user()
    order, other = by_card(make_goods(), actor=buyer), by_card(make_goods())
    for actor, token in ((None, None), (None, token_of(other.number)), (make_user(), None)):
        with pytest.raises(NotFound):
            confirm_order_payment(actor=actor, order_id=order.pk, token=token)
    assert fake.intents == {} and booked(order) == AWAITED
    assert confirm_order_payment(actor=buyer, order_id=order.pk, token=None).status == "NEEDS_CARD"


def test_of_other_ways_to_pay_there_is_nothing_to_ask(fake):
    order = unpaid(make_goods())
    assert confirm_order_payment(actor=None, order_id=order.pk, token=token_of(order.number)) is None
    assert sum(fake.calls.values()) == 0
