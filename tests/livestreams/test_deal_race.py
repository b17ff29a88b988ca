"""200 buyers race for the 20 pieces of a deal, in processes of their own, with the locks that an order takes."""

import multiprocessing
from collections import Counter

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from catalog.commands.locks import locked_products
from catalog.models import StockItem
from livestreams.commands.deals import Terms, edit_deal
from livestreams.deals import take
from livestreams.models import DealTake, LiveDeal
from tests.livestreams.people import live_session
from tests.orders.people import stock_of

pytestmark = pytest.mark.django_db(transaction=True)
BUYERS, PIECES, PROCESSES = 200, 20, 8


@transaction.atomic
def ordered(variants, products, buyer):
    """As an order does it: products, stock, deals; then one piece of each is promised."""
    locked_products(products)
    stock = list(StockItem.objects.select_for_update(no_key=True).filter(pk__in=variants).order_by("pk"))
    if any(item.available < 1 for item in stock):
        return "sold out"
    prices = take(dict.fromkeys(variants, 1), buyer=buyer, now=timezone.now())
    for item in stock:
        item.allocated += 1
    StockItem.objects.bulk_update(stock, ["allocated"])
    return f"{len(prices)} at the live price"


def buy(given):
    connections.close_all()
    outcomes = [ordered(*one) for one in given]
    connections.close_all()
    return outcomes


def race(asked):
    connection.close()
    with multiprocessing.get_context("fork").Pool(PROCESSES) as pool:
        shares = [asked[number::PROCESSES] for number in range(PROCESSES)]
        return Counter(one for found in pool.map(buy, shares) for one in found)


def test_of_200_buyers_20_get_the_live_price_and_nothing_is_oversold():
    session, rare = live_session(left=BUYERS)
    common = session.goods(left=BUYERS)
    session.running_deal(rare, quota=PIECES, per_buyer=1)
    session.running_deal(common, quota=PIECES, per_buyer=1)
    pairs = [(rare, common), (common, rare)] * (BUYERS // 2)
    asked = [([one.pk for one in pair], [one.product_id for one in pair], f"{n}") for n, pair in enumerate(pairs)]
    assert race(asked) == {"2 at the live price": PIECES, "0 at the live price": BUYERS - PIECES}
    assert set(LiveDeal.objects.values_list("taken", flat=True)) == {PIECES}
    assert DealTake.objects.count() == 2 * PIECES and stock_of(rare) == (BUYERS, BUYERS)


def test_a_deal_promises_no_more_than_there_is_and_one_buyer_no_more_than_their_share():
    session, variant = live_session(left=PIECES)
    session.running_deal(variant, quota=PIECES, per_buyer=3)
    asked = [([variant.pk], [variant.product_id], "one and the same" if n % 2 else f"{n}") for n in range(60)]
    outcomes = race(asked)
    assert outcomes["sold out"] == 60 - PIECES and stock_of(variant) == (PIECES, PIECES)
    assert max(DealTake.objects.values_list("quantity", flat=True)) <= 3
    assert LiveDeal.objects.get().taken == outcomes["1 at the live price"]


def change(given):
    connections.close_all()
    actor, deal_id, price = given
    for quota in (30, 25, 28, 22) * 3:
        edit_deal(actor=actor, deal_id=deal_id, terms=Terms(price, quota, 1, 600))
    connections.close_all()


def test_a_deal_that_is_edited_while_people_buy_keeps_to_the_last_word():
    session, variant = live_session(left=BUYERS)
    deal = session.running_deal(variant, quota=30, per_buyer=1)
    asked = [([variant.pk], [variant.product_id], f"{n}") for n in range(20)]
    connection.close()
    with multiprocessing.get_context("fork").Pool(4) as pool:
        edited = pool.apply_async(change, ((session.owner, deal.pk, deal.price),))
        bought = [pool.apply_async(buy, (asked[n::3],)) for n in range(3)]
        outcomes = Counter(one for result in bought for one in result.get(120))
        edited.get(120)
    deal.refresh_from_db()
    assert outcomes == {"1 at the live price": 20} and (deal.taken, deal.quota) == (20, 22)
