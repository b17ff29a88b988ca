"""200 buyers race for 20 pieces, in processes of their own: exactly 20 orders, and 180 clean refusals."""

import multiprocessing
from collections import Counter

import pytest
from django.db import connection, connections

from catalog.models import StockItem
from orders.commands.checkout import place_order
from orders.commands.refusals import OutOfStock
from orders.models import Order
from tests.orders.people import checkout_of, filled, make_goods, neighbours, stock_of

pytestmark = pytest.mark.django_db(transaction=True)
BUYERS, PIECES, PROCESSES = 200, 20, 8


def buy(given):
    """In a process of its own: how each of its buyers fared."""
    connections.close_all()
    outcomes = []
    for token, checkout in given:
        try:
            place_order(actor=None, token=token, checkout=checkout)
            outcomes.append("ordered")
        except OutOfStock:
            outcomes.append("refused")
    connections.close_all()
    return outcomes


def test_nothing_is_sold_twice():
    here, there, commune = neighbours()
    rare, common = make_goods(seller=here, left=PIECES), make_goods(seller=there, left=BUYERS)
    baskets = [filled(*goods) for goods in [(rare, common), (common, rare)] * (BUYERS // 2)]
    asked = [(token, checkout_of(cart, place=commune)) for cart, token in baskets]
    connection.close()
    with multiprocessing.get_context("fork").Pool(PROCESSES) as pool:
        shares = [asked[number::PROCESSES] for number in range(PROCESSES)]
        outcomes = Counter(one for found in pool.map(buy, shares) for one in found)
    assert outcomes == {"ordered": PIECES, "refused": BUYERS - PIECES}
    assert Order.objects.count() == PIECES
    assert stock_of(rare) == (PIECES, PIECES) and stock_of(common) == (BUYERS, PIECES)
    assert not StockItem.objects.filter(allocated__lt=0).exists()


def test_one_cart_is_ordered_once():
    goods = make_goods(left=50)
    cart, token = filled(goods)
    checkout = checkout_of(cart)
    connection.close()
    with multiprocessing.get_context("fork").Pool(4) as pool:
        results = [pool.apply_async(once, (token, checkout)) for _ in range(8)]
        outcomes = Counter(result.get(60) for result in results)
    assert outcomes == {"ordered": 1, "Invalid": 7}
    assert stock_of(goods) == (50, 1)


def once(token, checkout):
    connections.close_all()
    try:
        place_order(actor=None, token=token, checkout=checkout)
        return "ordered"
    except Exception as error:  # noqa: BLE001
        return type(error).__name__
    finally:
        connections.close_all()
