"""What vouchers take off is shared out to the đồng, whatever the basket."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orders.commands.vouchers.applying import Basket, Item, in_order
from orders.commands.vouchers.refusals import VoucherNotApplicable
from orders.models import Voucher
from orders.shares import split

CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # how fast a machine is proves nothing
AMOUNTS = st.integers(0, 10**12)


@CALM
@given(st.lists(AMOUNTS, min_size=1, max_size=30), st.data())
def test_shares_add_up_and_are_within_their_weight(weights, data):
    amount = data.draw(st.integers(0, sum(weights)))
    shares = split(amount, weights)
    assert sum(shares) == amount
    assert all(0 <= share <= weight for share, weight in zip(shares, weights, strict=True))
    whole = sum(weights) or 1
    assert all(abs(share * whole - amount * weight) < whole for share, weight in zip(shares, weights, strict=True))


@pytest.mark.parametrize(("amount", "weights"), [(3, [1, 1]), (-1, [5]), (1, [])])
def test_no_more_is_taken_than_there_is(amount, weights):
    with pytest.raises(ValueError, match="cannot be taken"):
        split(amount, weights)


def test_of_equal_remainders_the_earlier_gets_the_dong():
    assert split(2, [1, 1, 1]) == [1, 1, 0]


@st.composite
def vouchers(draw):
    kind = draw(st.sampled_from(["PERCENT", "AMOUNT", "DELIVERY"]))
    measure = {
        "PERCENT": lambda: {"basis_points": draw(st.integers(1, 10_000)), "cap": draw(st.integers(1, 10**7))},
        "AMOUNT": lambda: {"amount": draw(st.integers(1, 10**7))},
        "DELIVERY": lambda: {"cap": draw(st.none() | st.integers(1, 10**5))},
    }
    return Voucher(
        pk=draw(st.integers(1, 99)),
        code="X",
        kind=kind,
        seller_id=draw(st.none() | st.integers(1, 3)),
        product_ids=draw(st.just([]) | st.lists(st.integers(1, 6), max_size=3)),
        **measure[kind](),
    )


@st.composite
def baskets(draw):
    count = draw(st.integers(1, 8))
    items = [
        Item(key, draw(st.integers(1, 3)), draw(st.integers(1, 6)), 1, draw(st.integers(0, 10**8)))
        for key in range(count)
    ]
    fees = {seller: draw(st.integers(0, 10**6)) for seller in {item.seller_id for item in items}}
    return Basket(items, fees)


@CALM
@given(baskets(), st.lists(vouchers(), max_size=6))
def test_no_line_and_no_fee_is_below_nothing_and_all_is_accounted_for(basket, chosen):
    taken, borne = 0, 0
    for voucher in in_order(chosen):
        try:
            amount = basket.lower(voucher)
        except VoucherNotApplicable:
            continue
        assert amount > 0
        taken += amount
        borne += 0 if voucher.is_funded else amount
    shares = [*basket.lines.values(), *basket.deliveries.values()]
    assert sum(share.discount for share in shares) == taken == basket.discount
    assert sum(share.discount - share.funded for share in shares) == borne
    assert all(0 <= share.funded <= share.discount for share in shares)
    assert all(basket.lines[item.key].discount <= item.amount for item in basket.items)
    assert all(basket.deliveries[seller].discount <= fee for seller, fee in basket.fees.items())
