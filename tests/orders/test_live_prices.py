"""A cart and an order at the price of a livestream's deal."""

from datetime import timedelta

import pytest
from django.utils import timezone

from livestreams.commands.deals import stop_deal
from livestreams.models import LiveDeal
from orders.commands import fulfilment
from orders.commands.checkout import place_order
from orders.commands.payments.closing import expire_unpaid
from orders.commands.pieces import cancel_lines
from orders.commands.refusals import TotalChanged
from orders.models import Order, OrderLine, PaymentMethod
from tests.livestreams.people import live_session
from tests.orders.graphql.test_orders import add, run
from tests.orders.people import Unchanged, checkout_of, filled, make_goods, pickup
from tests.shop import statements

pytestmark = pytest.mark.django_db
CART = """query ($token: String) { cart(token: $token) {
  goodsTotal { amount } shops { lines { unitPrice { amount } } }
} }"""


def ordered(variant, quantity=1, total=None, **fields):
    cart, token = filled(variant, quantity=quantity)
    total = 40_000 * quantity if total is None else total
    return place_order(actor=None, token=token, checkout=checkout_of(cart, total=total, **fields))


def left():
    deal = LiveDeal.objects.get()
    return deal.quota - deal.taken


@pytest.fixture
def live():
    """A variant at 50,000 d, and a deal of 5 pieces at 40,000 d, 2 a buyer."""
    pickup()
    session, variant = live_session()
    session.running_deal(variant, price=40_000, quota=5, per_buyer=2)
    return session, variant


def test_the_cart_shows_the_price_that_the_order_takes(live):
    _session, variant = live
    token = add(variant, quantity=2)["token"]
    shown = run(CART, {"token": token})["cart"]
    assert shown["goodsTotal"]["amount"] == 80_000
    assert shown["shops"][0]["lines"][0]["unitPrice"]["amount"] == 40_000
    order = ordered(variant, 2)
    line = OrderLine.objects.get()
    assert (line.unit_price, line.live_deal, order.total, left()) == (40_000, LiveDeal.objects.get().pk, 80_000, 3)


def test_more_than_the_deal_gives_has_the_normal_price(live):
    _session, variant = live
    assert ordered(variant, 3, total=150_000).total == 150_000 and left() == 5
    assert OrderLine.objects.get().live_deal is None


def test_a_deal_that_ended_meanwhile_is_another_total(live):
    session, variant = live
    stop_deal(actor=session.owner, deal_id=LiveDeal.objects.get().pk)
    cart, token = filled(variant)
    with Unchanged(), pytest.raises(TotalChanged):
        place_order(actor=None, token=token, checkout=checkout_of(cart, total=40_000))
    assert Order.objects.count() == 0 and left() == 5


def test_a_buyer_who_had_their_share_pays_the_normal_price(live):
    _session, variant = live
    ordered(variant, 2)
    cart, token = filled(variant)
    with Unchanged(), pytest.raises(TotalChanged):
        place_order(actor=None, token=token, checkout=checkout_of(cart, total=40_000))
    assert ordered(variant, phone="0987654321").total == 40_000 and left() == 2


def test_what_is_not_sent_goes_back_to_the_deal(live):
    session, variant = live
    part = ordered(variant, 2).parts.get()
    fulfilment.cancel_as_seller(actor=session.owner, seller_order_id=part.pk, reason="Hết hàng")
    assert left() == 5
    part = ordered(variant, 2).parts.get()
    fulfilment.confirm_order(actor=session.owner, seller_order_id=part.pk)
    line = part.lines.get()
    cancel_lines(actor=session.owner, seller_order_id=part.pk, lines={line.pk: 1}, reason="Vỡ")
    assert left() == 4


def test_an_order_that_nobody_paid_gives_its_pieces_back(live):
    _session, variant = live
    ordered(variant, 2, payment_method=PaymentMethod.BANK)
    assert left() == 3
    assert expire_unpaid(now=timezone.now() + timedelta(hours=1)) == 1 and left() == 5


def test_a_live_price_costs_few_statements(live):
    _session, variant = live
    cart, token = filled(variant, make_goods())
    checkout = checkout_of(cart, total=90_000)
    with statements() as ran:
        place_order(actor=None, token=token, checkout=checkout)
    assert len(ran) <= 29, "\n".join(ran)
