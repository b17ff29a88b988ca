"""kill -9 before and after each commit and each call to Stripe, of a buyer's request, a webhook, and the clock.

Afterwards the clock runs, with or without Stripe's webhooks and a buyer who tries again. Then, always: at most one
order, paid at most once; what was charged has bought the goods or has gone back; every piece is sold or on the shelf.
"""

from datetime import timedelta
from http.client import HTTPConnection

import pytest
from django.db.models import Sum
from django.utils import timezone

from marketplace.graphql.ids import global_id
from orders.commands import fulfilment
from orders.commands.payments.card_refunds import send_refunds
from orders.commands.payments.cards import close_ended
from orders.commands.payments.closing import expire_unpaid
from orders.models import CardCharge, CartLine, Order, OrderLine, Payment, Refund, SellerOrder
from tests.orders.cards import by_card, confirm, fake
from tests.orders.graphql.test_orders import PLACE, run
from tests.orders.killing import killed_at
from tests.orders.people import checkout_of, filled, make_goods, make_member, stock_of
from tests.orders.test_card_webhooks import poster
from tests.stripe_fake.account import OPEN
from tests.stripe_fake.server import SECRET_KEY

__all__ = ["fake"]
pytestmark = pytest.mark.django_db(transaction=True)
CONFIRM = """mutation ($input: ConfirmPaymentInput!) { confirmPayment(input: $input) {
  cardStatus order { payment { status } } errors { code } } }"""
MOST_POINTS = 60


def purchase(fake, asked):
    """A buyer orders, pays, and comes back from their bank."""
    placed = run(PLACE, {"input": asked})["placeOrder"]
    given = {"order": placed["order"]["id"], "token": placed["token"], "idempotencyKey": asked["idempotencyKey"]}
    run(CONFIRM, {"input": given})
    paid(fake, Order.objects.get(number=placed["order"]["number"]))
    return run(CONFIRM, {"input": given})["confirmPayment"]


def paid(fake, order):
    """In the buyer's browser, past our code; 400 where it was paid before."""
    connection = HTTPConnection(fake.base.removeprefix("http://"))
    headers = {"Authorization": f"Bearer {SECRET_KEY}"}
    connection.request("POST", f"/v1/payment_intents/{order.payment.card_intent.reference}/confirm", b"", headers)
    assert connection.getresponse().status in (200, 400)
    connection.close()


def cancel(part, member):
    """The shop cancels what was paid, and the worker sends the money back."""
    fulfilment.cancel_as_seller(actor=member, seller_order_id=part.pk, reason="Hết hàng")
    send_refunds()


def told(fake, events):
    assert set(fake.deliver(poster(), events)) <= {200}


def end(now):
    close_ended(now=now)
    expire_unpaid(now=now)
    send_refunds(now=now)


def clock():
    for hours in (0, 1, 8, 24):
        end(timezone.now() + timedelta(hours=hours))


def recover(fake, asked=None, *, with_webhooks):
    if with_webhooks:
        told(fake, list(fake.events))
    if with_webhooks and asked is not None:
        purchase(fake, asked)
        told(fake, list(fake.events))
    clock()


def check(fake, goods, *, bought=None):
    """All that has to be true, however it went."""
    assert Order.objects.filter(parts__lines__variant=goods).count() <= 1
    for order in Order.objects.filter(parts__lines__variant=goods):
        payment, status = Payment.objects.get(order=order), order.parts.get().status
        ours = [one for one in fake.intents.values() if one["metadata"]["purpose"] == payment.purpose]
        charged = sum(one["amount_received"] for one in ours)
        returned = sum(fake.refunded(one["id"]) for one in ours)
        known = CardCharge.objects.filter(intent__payment=payment).aggregate(all=Sum("amount"))["all"] or 0
        assert charged in (0, payment.amount), "paid once at most"
        assert charged == known == payment.received and returned == payment.refunded
        assert not Refund.objects.filter(payment=payment).exclude(status="SENT").exists()
        assert returned == (0 if status == "PLACED" else charged), "the goods, or the money back"
        assert status in ({"PLACED"} if bought else {"PLACED", "CANCELLED"})
        assert status == "CANCELLED" or payment.status == "PAID"
        assert not [one for one in ours if one["status"] in OPEN and one["id"] == known_reference(payment)]
    held = OrderLine.objects.filter(variant=goods).aggregate(all=Sum("allocated"))["all"] or 0
    live = SellerOrder.objects.filter(lines__variant=goods, status="PLACED").count()
    assert stock_of(goods) == (5, held) and held == live


def known_reference(payment):
    intent = getattr(payment, "card_intent", None)
    return None if intent is None else intent.reference


def points(run_one):
    """Dies at each point in turn, until the deed gets through; how many there were."""
    for point in range(MOST_POINTS):
        if not run_one(point):
            return point
    raise AssertionError("it never gets through")


def asked_for(goods, key):
    cart, token = filled(goods)
    checkout = checkout_of(cart)
    [(seller, method)] = checkout.deliveries.items()
    return {
        "token": token,
        "contactName": checkout.contact_name,
        "phone": checkout.phone,
        "place": global_id("Place", checkout.place_id),
        "street": checkout.street,
        "deliveries": [{"seller": global_id("Seller", seller), "method": global_id("DeliveryMethod", method)}],
        "paymentMethod": "CARD",
        "expectedTotal": checkout.expected_total,
        "idempotencyKey": key,
    }


@pytest.mark.parametrize("with_webhooks", [False, True], ids=["clock alone", "webhooks and a buyer who tries again"])
def test_a_purchase_survives(fake, with_webhooks):
    def one(point):
        goods = make_goods()
        asked = asked_for(goods, f"buyer-{point}")
        died = killed_at(point, purchase, fake, asked)
        recover(fake, asked, with_webhooks=with_webhooks)
        check(fake, goods, bought=with_webhooks or not died)
        has_order = Order.objects.filter(parts__lines__variant=goods).exists()
        assert has_order or CartLine.objects.filter(variant=goods).exists(), "ordered, or still in the cart"
        return died

    assert points(one) >= 14, "commits of the order, the keys and two bookings, and two calls, each before and after"


def test_a_webhook_survives(fake):
    def one(point):
        goods = make_goods()
        order = by_card(goods)
        fake.pay(confirm(order).reference)
        died = killed_at(point, told, fake, fake.events[-2:])
        recover(fake, with_webhooks=bool(point % 2))
        check(fake, goods, bought=True)
        return died

    assert points(one) >= 6


@pytest.mark.parametrize("is_paid", [False, True])
def test_the_clock_survives(fake, is_paid):
    def one(point):
        goods = make_goods()
        order = by_card(goods)
        reference = confirm(order).reference
        if is_paid:
            fake.pay(reference)
        died = killed_at(point, end, timezone.now() + timedelta(minutes=16))
        recover(fake, with_webhooks=bool(point % 2))
        check(fake, goods, bought=is_paid)
        return died

    assert points(one) >= 4


def test_a_refund_survives(fake):
    def one(point):
        goods = make_goods()
        order = by_card(goods)
        fake.pay(confirm(order).reference)
        confirm(order)
        part, member = order.parts.get(), make_member(goods.seller)
        died = killed_at(point, cancel, part, member)
        part.refresh_from_db()
        if part.status == "PLACED":
            cancel(part, member)
        recover(fake, with_webhooks=bool(point % 2))
        check(fake, goods)
        assert fake.refunded(order.payment.card_intent.reference) == 50_000
        return died

    assert points(one) >= 8
