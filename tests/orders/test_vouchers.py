"""Vouchers at checkout: what they take off, who bears it, and why others do not count."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from marketplace.errors import Invalid, Several
from orders.commands.checkout import place_order
from orders.commands.refusals import PaymentMethodUnavailable, TotalChanged
from orders.commands.vouchers.refusals import (
    VoucherBasketTooSmall,
    VoucherLimitReached,
    VoucherNotApplicable,
    VoucherNotValid,
    VouchersNotCombined,
    VoucherUnknown,
    VoucherUsedUp,
)
from orders.models import OrderLine, PaymentMethod, VoucherBudget, VoucherRedemption
from tests.catalog.factories import make_seller
from tests.marketplace.people import make_user
from tests.orders.people import checkout_of, delivery, filled, make_goods, neighbours, placed
from tests.orders.vouchers import Untouched, check_sums, make_budget, make_voucher, percent, spent
from tests.shop import statements

pytestmark = pytest.mark.django_db


def refused(*goods, codes, error, actor=None, **fields):
    """Nothing is written; the error, to look at."""
    cart, token = filled(*goods, actor=actor)
    checkout = checkout_of(cart, vouchers=codes, **fields)
    with Untouched(), pytest.raises(error) as told:
        place_order(actor=actor, token=token, checkout=checkout)
    return told.value


def test_an_amount_of_the_marketplace_is_split_over_shops_and_lines():
    here, there, commune = neighbours()
    rice, sauce, cake = make_goods(seller=here), make_goods(seller=here, price=90_000), make_goods(seller=there)
    make_voucher(amount=20_000)
    order = placed(rice, sauce, cake, place=commune, total=170_000, vouchers=["giam20"])
    assert order.total == 170_000 and order.discount == 20_000
    lines = OrderLine.objects.filter(seller_order__order=order)
    found = {line.variant_id: (line.discount, line.discount_funded) for line in lines}
    # 20,000 x 50/190 = 5,263.16, 20,000 x 90/190 = 9,473.68: the largest remainder gets the last đồng
    assert found == {rice.pk: (5_263, 5_263), sauce.pk: (9_474, 9_474), cake.pk: (5_263, 5_263)}
    parts = {part.seller_id: (part.discount, part.discount_funded, part.total) for part in order.parts.all()}
    assert parts == {here.pk: (14_737, 14_737, 125_263), there.pk: (5_263, 5_263, 44_737)}
    check_sums(order)


def test_a_shop_lowers_its_own_goods_alone_and_bears_it():
    here, there, commune = neighbours()
    ours, theirs = make_goods(seller=here), make_goods(seller=there)
    make_voucher("SHOP10", seller=here, **percent(1_000))
    order = placed(ours, theirs, place=commune, total=95_000, vouchers=["shop10"])
    assert {part.seller_id: (part.discount, part.discount_funded) for part in order.parts.all()} == {
        here.pk: (5_000, 0),
        there.pk: (0, 0),
    }
    check_sums(order)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (percent(1_500), 14_999),  # of 99,999: down to whole đồng
        (percent(5_000, cap=12_345), 12_345),
        (percent(10_000), 99_999),
        ({"amount": 500_000}, 99_999),  # never below nothing
    ],
)
def test_what_is_taken_off(fields, expected):
    make_voucher(**fields)
    order = placed(make_goods(price=99_999), total=99_999 - expected, vouchers=["GIAM20"])
    assert order.discount == expected
    check_sums(order)


def test_free_delivery_lowers_the_fee_up_to_its_cap():
    here, there, commune = neighbours()
    goods = make_goods(seller=here), make_goods(seller=there)
    make_voucher("SHIP", kind="DELIVERY", cap=25_000)
    order = placed(*goods, place=commune, method=delivery(), total=140_000 - 25_000, vouchers=["ship"])
    assert [(part.delivery_discount, part.discount_funded) for part in order.parts.all()] == [(12_500, 12_500)] * 2
    check_sums(order)


def test_a_shop_the_marketplace_and_free_delivery_count_together():
    here, there, commune = neighbours()
    goods = make_goods(seller=here), make_goods(seller=there)
    budget = make_budget()
    make_voucher("SHOP", seller=here, **percent(1_000))
    make_voucher("PROGRAMME", budget=budget, **percent(1_000))
    make_voucher("OWNSHIP", seller=here, kind="DELIVERY", cap=15_000)
    make_voucher("SHIP", kind="DELIVERY")
    codes = ["SHIP", "PROGRAMME", "OWNSHIP", "SHOP"]
    # shop 5,000; programme a tenth of the 95,000 that are left; own delivery 15,000, the rest of both fees 25,000
    total = 140_000 - 5_000 - 9_500 - 15_000 - 25_000
    order = placed(*goods, place=commune, method=delivery(), total=total, vouchers=codes)
    part = order.parts.get(seller=here)
    assert (part.discount, part.discount_funded) == (5_000 + 4_500 + 20_000, 4_500 + 5_000)
    assert (part.delivery_discount, part.delivery_discount_funded) == (20_000, 5_000)
    assert spent() == {budget.pk: 9_500}
    check_sums(order)


def test_what_is_wrong_with_each_code_is_told_at_once():
    now = timezone.now()
    make_voucher("EARLY", valid_from=now + timedelta(hours=1))
    make_voucher("LATE", valid_from=now - timedelta(days=9), valid_until=now - timedelta(seconds=1))
    make_voucher("STOPPED", stopped_at=now)
    make_voucher("GONE", most_uses=3, uses=3)
    make_voucher("POOR", budget=VoucherBudget.objects.create(name="x", amount=19_999))
    make_voucher("LARGE", minimum_basket=200_000)
    make_voucher("OTHER", seller=make_seller())
    codes = ["NOTHING", "early", "LATE", "STOPPED", "GONE", "OTHER"]
    told = refused(make_goods(), codes=codes, error=Several)
    expected = [
        VoucherUnknown,
        VoucherNotValid,
        VoucherNotValid,
        VoucherNotValid,
        VoucherUsedUp,
        VoucherNotApplicable,
    ]
    assert [type(error) for error in told.errors] == expected
    assert [error.field for error in told.errors] == [["vouchers", str(number)] for number in range(6)]
    assert refused(make_goods(), codes=["POOR"], error=VoucherUsedUp).field == ["vouchers", "0"]
    assert "150.000" in str(refused(make_goods(), codes=["LARGE"], error=VoucherBasketTooSmall))


def test_of_each_source_one_voucher_counts_and_the_same_twice_is_one():
    make_voucher("ONE")
    make_voucher("TWO", budget=make_budget())
    refused(make_goods(), codes=["ONE", "TWO"], error=VouchersNotCombined, total=30_000)
    order = placed(make_goods(), total=30_000, vouchers=["one", " O N E ", ""])
    assert VoucherRedemption.objects.get().order == order


def test_a_voucher_is_for_what_it_names():
    here, there, commune = neighbours()
    ours, theirs = make_goods(seller=here), make_goods(seller=there, group="drink-soft")
    food = ours.product.group_id
    for code, fields in (
        ("GROUP", {"group_ids": [food]}),
        ("PRODUCT", {"product_ids": [ours.product_id]}),
        ("SELLER", {"seller_ids": [here.pk]}),
    ):
        make_voucher(code, amount=60_000, **fields)
        refused(theirs, codes=[code], error=VoucherNotApplicable)
        order = placed(ours, theirs, place=commune, total=50_000, vouchers=[code])
        assert {part.seller_id: part.discount for part in order.parts.all()} == {here.pk: 50_000, there.pk: 0}


def test_alcohol_is_not_promoted():
    seller = make_seller()
    wine, rice = make_goods(seller=seller, group="drink-alcohol"), make_goods(seller=seller)
    prepaid = {"payment_method": PaymentMethod.BANK, "is_of_age": True}
    make_voucher(amount=60_000)
    make_voucher("SHIP", kind="DELIVERY")
    refused(wine, codes=["GIAM20"], error=VoucherNotApplicable, **prepaid)
    refused(wine, codes=["SHIP"], error=VoucherNotApplicable, method=delivery(), **prepaid)
    order = placed(wine, rice, total=50_000, vouchers=["GIAM20"], **prepaid)
    lines = OrderLine.objects.filter(seller_order__order=order)
    assert {line.variant_id: line.discount for line in lines} == {wine.pk: 0, rice.pk: 50_000}


def test_the_minimum_is_of_goods_that_it_is_for():
    here, there, commune = neighbours()
    goods = make_goods(seller=here), make_goods(seller=there)
    make_voucher(seller=here, minimum_basket=50_001)
    refused(*goods, codes=["GIAM20"], error=VoucherBasketTooSmall, place=commune)


def test_nothing_is_used_where_nothing_is_lowered():
    make_voucher("SHIP", kind="DELIVERY")
    refused(make_goods(), codes=["SHIP"], error=VoucherNotApplicable)  # the buyer comes for it: no fee


def test_one_buyer_is_known_by_account_and_by_phone():
    make_voucher(most_uses_per_user=1)
    buyer, other = make_user(), make_user()
    placed(make_goods(), actor=buyer, total=30_000, vouchers=["GIAM20"])
    asked = {"codes": ["GIAM20"], "error": VoucherLimitReached}
    refused(make_goods(), actor=buyer, phone="0987654321", **asked)
    refused(make_goods(), **asked)  # the same phone number, without the account
    refused(make_goods(), actor=other, **asked)
    placed(make_goods(), actor=other, total=80_000, vouchers=["GIAM20"], phone="0987654321")


def test_a_first_order_is_of_the_shop_or_of_the_marketplace():
    here, there, commune = neighbours()
    make_voucher("HERE", seller=here, is_first_order=True)
    make_voucher("ALL", is_first_order=True)
    placed(make_goods(seller=there), place=commune)
    refused(make_goods(seller=here), codes=["ALL"], error=VoucherLimitReached)
    placed(make_goods(seller=here), total=30_000, vouchers=["HERE"])
    refused(make_goods(seller=here), codes=["HERE"], error=VoucherLimitReached)


def test_all_uses_are_gone_after_the_last():
    make_voucher(most_uses=1)
    placed(make_goods(), total=30_000, vouchers=["GIAM20"])
    refused(make_goods(), codes=["GIAM20"], error=VoucherUsedUp)


def test_a_budget_is_left_whole_by_who_wants_more_than_is_left():
    budget = make_budget(30_000)
    make_voucher("ONE", budget=budget)
    make_voucher("TWO", budget=budget)
    placed(make_goods(), total=30_000, vouchers=["ONE"])
    refused(make_goods(), codes=["TWO"], error=VoucherUsedUp)
    assert spent() == {budget.pk: 20_000}


def test_two_vouchers_of_one_budget_are_paid_from_it_together():
    budget = make_budget(54_999)
    make_voucher("GOODS", budget=budget)
    make_voucher("SHIP", budget=budget, kind="DELIVERY")
    refused(
        make_goods(), codes=["GOODS", "SHIP"], error=VoucherUsedUp, method=delivery(), total=85_000 - 20_000 - 35_000
    )


def test_the_total_is_compared_after_the_discount():
    make_voucher()
    error = refused(make_goods(), codes=["GIAM20"], error=TotalChanged, total=50_000)
    assert "30.000" in str(error)
    refused(make_goods(), codes=[], error=TotalChanged, total=30_000)


def test_an_order_of_nothing_is_not_paid_by_transfer():
    make_voucher(amount=50_000)
    refused(
        make_goods(), codes=["GIAM20"], error=PaymentMethodUnavailable, payment_method=PaymentMethod.BANK, total=0
    )
    order = placed(make_goods(), vouchers=["GIAM20"], total=0)
    assert order.total == 0 and order.parts.get().total == 0


def test_what_is_to_be_paid_before_is_what_is_left():
    make_voucher()
    order = placed(make_goods(), vouchers=["GIAM20"], total=30_000, payment_method=PaymentMethod.BANK)
    assert order.payment.amount == 30_000


def test_no_list_of_codes_is_endless():
    refused(make_goods(), codes=[f"CODE{number}" for number in range(21)], error=Invalid)


def test_the_database_itself_refuses_what_no_voucher_may_do():
    voucher, budget = make_voucher(most_uses=1), make_budget(5)
    for change in (
        lambda: voucher.__class__.objects.filter(pk=voucher.pk).update(uses=2),
        lambda: VoucherBudget.objects.filter(pk=budget.pk).update(spent=6),
        lambda: make_voucher("small"),
        lambda: make_voucher("BOTH", seller=make_seller(), budget=budget),
        lambda: make_voucher("X", kind="PERCENT", basis_points=10_001, cap=1),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def taken(*goods, **fields):
    """How many statements such a checkout takes."""
    cart, token = filled(*goods)
    checkout = checkout_of(cart, **fields)
    with statements() as ran:
        place_order(actor=None, token=token, checkout=checkout)
    return len(ran)


def test_vouchers_take_few_statements_more():
    """Four for two vouchers, and one more where either is limited to so many uses of one buyer."""
    here, there, commune = neighbours()
    goods = make_goods(seller=here), make_goods(seller=here), make_goods(seller=there)
    make_voucher("SHOP", seller=here)
    make_voucher("PROGRAMME", budget=make_budget())
    make_voucher("SHOP1", seller=here, most_uses_per_user=1, is_first_order=True)
    make_voucher("ALL1", budget=make_budget(), most_uses_per_user=1, is_first_order=True)
    limited = taken(*goods, place=commune, vouchers=["SHOP1", "ALL1"], total=110_000)
    plain = taken(*goods, place=commune)
    assert taken(*goods, place=commune, vouchers=["SHOP", "PROGRAMME"], total=110_000) <= plain + 4
    assert limited <= plain + 5
    assert plain <= 25
