"""Paying by card through the API: what a client sees, from the cart to the money back."""

import pytest

from marketplace.graphql.ids import global_id
from marketplace.models import IdempotencyKey
from orders.commands import fulfilment
from orders.commands.payments.card_refunds import confirm_refund, send_refunds
from orders.models import Order
from orders.tokens import token_of
from tests.marketplace.people import make_user
from tests.orders.cards import AWAITED, PUBLISHABLE_KEY, booked, by_card, fake
from tests.orders.graphql.test_orders import add, ordered, run
from tests.orders.graphql.test_payments import shown as order_shown
from tests.orders.people import make_goods, make_member, neighbours, pickup
from tests.orders.test_payments import unpaid
from tests.stripe_fake import UNREACHED
from tests.stripe_fake.account import ASKING

__all__ = ["fake"]
pytestmark = pytest.mark.django_db
CONFIRM = """mutation ($input: ConfirmPaymentInput!) { confirmPayment(input: $input) {
  cardStatus clientSecret publishableKey order { number payment { status card { status publishableKey } } }
  errors { code field retryAfter } } }"""
REFUNDS = "{ refunds(status: FAILED) { nodes { amount { amount } failure orderNumber } } }"


def confirm(order, viewer=None, key="k", **changes):
    given = {"order": global_id("Order", order.pk), "token": token_of(order.number), "idempotencyKey": key, **changes}
    return run(CONFIRM, {"input": given}, viewer)["confirmPayment"]


def test_a_whole_purchase_by_card_from_two_shops_and_the_money_back(fake):
    here, there, commune = neighbours()
    pickup()
    rice, sauce = make_goods(seller=here), make_goods(seller=there, price=90_000)
    token = add(rice)["token"]
    add(sauce, token=token)
    assert ordered(token, commune, paymentMethod="CARD")["errors"] == []
    order = Order.objects.get()
    said = confirm(order)
    [intent] = fake.intents.values()
    assert (said["cardStatus"], said["clientSecret"]) == ("NEEDS_CARD", intent["client_secret"])
    assert said["publishableKey"] == PUBLISHABLE_KEY and intent["amount"] == 140_000
    fake.pay(intent["id"], ASKING)
    said = confirm(order)
    assert (said["cardStatus"], said["clientSecret"]) == ("NEEDS_ACTION", intent["client_secret"])
    assert said["order"]["payment"]["card"] == {"status": "NEEDS_ACTION", "publishableKey": PUBLISHABLE_KEY}
    fake.authenticate(intent["id"])
    for _twice in range(2):
        said = confirm(order)
        assert (said["cardStatus"], said["clientSecret"], said["publishableKey"]) == ("SUCCEEDED", None, None)
        assert said["order"]["payment"]["status"] == "PAID"
    for part in order.parts.all():
        fulfilment.cancel_as_seller(actor=make_member(part.seller), seller_order_id=part.pk, reason="Hết hàng")
    assert send_refunds() == 2 and fake.refunded(intent["id"]) == 140_000

    first = next(iter(fake.refunds))
    fake.end_refund(first, "failed", "lost_or_stolen_card")
    confirm_refund(reference=first)
    treasurer = make_user(is_superuser=True, is_staff=True)
    [failed] = run(REFUNDS, viewer=treasurer)["refunds"]["nodes"]
    assert (failed["failure"], failed["orderNumber"]) == ("lost_or_stolen_card", order.number)


def test_a_transfer_is_told_of_as_it_is(fake):
    order = unpaid(make_goods())
    said = confirm(order)
    assert said["errors"] == [] and said["cardStatus"] is said["clientSecret"] is None
    assert said["order"]["payment"] == {"status": "PENDING", "card": None}
    assert sum(fake.calls.values()) == 0


def test_a_card_shows_no_transfer(fake):
    payment = order_shown(by_card(make_goods()))[1]
    assert payment["qrPayload"] is payment["qrImage"] is None


def test_strangers_learn_nothing(fake):
    order = by_card(make_goods(), actor=make_user())
    for viewer, token in ((None, None), (None, "0" * 32), (make_user(), "x")):
        said = confirm(order, viewer, token=token)
        assert [error["code"] for error in said["errors"]] == ["NOT_FOUND"] and said["clientSecret"] is None
        assert said["order"] is None
    assert fake.intents == {} and booked(order) == AWAITED and not IdempotencyKey.objects.exists()


def test_a_key_is_of_one_order(fake):
    first, second = by_card(make_goods()), by_card(make_goods())
    confirm(first, key="mine")
    said = confirm(second, key="mine")
    assert [error["code"] for error in said["errors"]] == ["IDEMPOTENCY_KEY_REUSED"] and len(fake.intents) == 1
    assert confirm(first, key="mine")["clientSecret"]
    assert [error["code"] for error in confirm(first, key=" ")["errors"]] == ["INVALID"]


def test_a_stripe_that_is_down_is_no_loss(fake):
    order = by_card(make_goods())
    fake.break_next("POST", "/v1/payment_intents", UNREACHED, times=2)
    said = confirm(order)
    [error] = said["errors"]
    assert (error["code"], error["retryAfter"]) == ("PROVIDER_DOWN", 5) and booked(order) == AWAITED
    assert confirm(order)["clientSecret"]


def test_no_secret_is_kept(fake):
    said = confirm(by_card(make_goods()))
    assert said["clientSecret"] not in str(list(IdempotencyKey.objects.values()))
