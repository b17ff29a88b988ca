"""200 buyers race for the money of a budget, in processes of their own; and one buyer races with themselves."""

import multiprocessing
from collections import Counter

import pytest
from django.db import connection, connections

from orders.commands.checkout import place_order
from orders.commands.fulfilment import cancel_as_buyer
from orders.commands.vouchers.refusals import VoucherLimitReached, VoucherUsedUp
from orders.models import CartLine, Order, Voucher, VoucherRedemption
from orders.tokens import token_of
from tests.orders.people import checkout_of, filled, make_goods, neighbours, placed, stock_of
from tests.orders.vouchers import check_sums, make_budget, make_voucher, spent

pytestmark = pytest.mark.django_db(transaction=True)
BUYERS, GOOD_FOR, PROCESSES = 200, 20, 8


def buy(given):
    """In a process of its own: how each of its buyers fared."""
    connections.close_all()
    outcomes = []
    for token, checkout in given:
        try:
            place_order(actor=None, token=token, checkout=checkout)
            outcomes.append("ordered")
        except (VoucherUsedUp, VoucherLimitReached) as error:
            outcomes.append(type(error).__name__)
    connections.close_all()
    return outcomes


def race(asked):
    connection.close()
    with multiprocessing.get_context("fork").Pool(PROCESSES) as pool:
        shares = [asked[number::PROCESSES] for number in range(PROCESSES)]
        return Counter(one for found in pool.map(buy, shares) for one in found)


def phone(number):
    return f"09{number:08d}"


def test_a_budget_is_spent_to_the_dong_and_never_beyond():
    """By two vouchers, in carts filled one way and the other."""
    here, there, commune = neighbours()
    goods = make_goods(seller=here, left=BUYERS), make_goods(seller=there, left=BUYERS)
    budget = make_budget(GOOD_FOR * 20_000 + 19_999)
    make_voucher("ONE", budget=budget)
    make_voucher("TWO", budget=budget)
    make_voucher("SHOP", seller=here, amount=1_000)
    asked = []
    for number in range(BUYERS):
        cart, token = filled(*(goods if number % 2 else goods[::-1]))
        codes = ["SHOP", "ONE"] if number % 3 else ["TWO", "SHOP"]
        asked.append((token, checkout_of(cart, place=commune, vouchers=codes, total=79_000, phone=phone(number))))
    assert race(asked) == {"ordered": GOOD_FOR, "VoucherUsedUp": BUYERS - GOOD_FOR}
    assert spent() == {budget.pk: GOOD_FOR * 20_000}
    assert Order.objects.count() == GOOD_FOR and VoucherRedemption.objects.count() == 2 * GOOD_FOR
    assert [stock_of(one) for one in goods] == [(BUYERS, GOOD_FOR)] * 2
    assert CartLine.objects.count() == 2 * (BUYERS - GOOD_FOR)  # who was refused has their cart still
    for order in Order.objects.all():
        check_sums(order)


def test_uses_in_total_and_of_one_buyer_hold():
    goods = make_goods(left=100)
    make_voucher("FEW", most_uses=7)
    make_voucher("ONCE", most_uses_per_user=1)
    few, once = [filled(goods) for _ in range(24)], [filled(goods) for _ in range(24)]
    asked = [
        (token, checkout_of(cart, vouchers=["FEW"], total=30_000, phone=phone(number)))
        for number, (cart, token) in enumerate(few)
    ]
    asked += [(token, checkout_of(cart, vouchers=["ONCE"], total=30_000, phone="0999999999")) for cart, token in once]
    assert race(asked) == {"ordered": 8, "VoucherUsedUp": 17, "VoucherLimitReached": 23}
    assert dict(Voucher.objects.values_list("code", "uses")) == {"FEW": 7, "ONCE": 1}
    spent()


def test_of_many_orders_at_once_one_is_the_first():
    """With vouchers of their own, so that no lock of a voucher holds them apart: the constraint alone does."""
    goods = [make_goods(left=100) for _ in range(8)]
    asked = []
    for number, one in enumerate(goods):
        make_voucher(f"FIRST{number}", is_first_order=True)
        cart, token = filled(one)
        asked.append((token, checkout_of(cart, vouchers=[f"FIRST{number}"], total=30_000)))
    assert race(asked) == {"ordered": 1, "VoucherLimitReached": 7}
    assert Order.objects.count() == VoucherRedemption.objects.count() == 1
    spent()


def cancel(given):
    connections.close_all()
    for part, token in given:
        cancel_as_buyer(actor=None, seller_order_id=part, token=token)
    connections.close_all()


def test_parts_that_are_cancelled_at_once_give_everything_back_once():
    here, there, commune = neighbours()
    goods = make_goods(seller=here, left=50), make_goods(seller=there, left=50)
    budget = make_budget()
    make_voucher("ONE", budget=budget)
    parts = []
    for number in range(20):
        order = placed(*goods, place=commune, vouchers=["ONE"], total=80_000, phone=phone(number))
        parts += [(part, token_of(order.number)) for part in order.parts.values_list("pk", flat=True)]
    assert spent() == {budget.pk: 400_000}
    connection.close()
    with multiprocessing.get_context("fork").Pool(4) as pool:
        pool.map(cancel, [parts[number::4] for number in range(4)])
    assert spent() == {budget.pk: 0} and Voucher.objects.get().uses == 0
    assert [stock_of(one) for one in goods] == [(50, 0)] * 2
