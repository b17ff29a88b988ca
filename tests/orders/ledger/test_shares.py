"""Rounding: shares are exact to the đồng, and nobody gets more than was theirs."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orders.shares import share_of, split

UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # others may use the machine too
AMOUNTS = st.integers(min_value=0, max_value=10**12)
WEIGHTS = st.lists(AMOUNTS, min_size=1, max_size=8)


@st.composite
def splits(draw):
    weights = draw(WEIGHTS)
    return draw(st.integers(min_value=0, max_value=sum(weights))), weights


@UNHURRIED
@given(splits())
def test_a_split_is_exact_and_within_the_weights(case):
    amount, weights = case
    shares = split(amount, weights)
    assert sum(shares) == amount
    assert all(0 <= share <= weight for share, weight in zip(shares, weights, strict=True))
    whole = sum(weights)
    assert all(
        abs(share * whole - amount * weight) < whole for share, weight in zip(shares, weights, strict=True) if whole
    )


@UNHURRIED
@given(WEIGHTS, st.lists(st.integers(min_value=1, max_value=10**12), max_size=6))
def test_parts_taken_one_after_the_other_never_exceed_what_there_was(weights, parts):
    left = weights
    for part in [*parts, sum(weights)]:
        taken = split(min(part, sum(left)), left)
        left = [weight - share for weight, share in zip(left, taken, strict=True)]
        assert min(left) >= 0
    assert set(left) == {0}


@UNHURRIED
@given(AMOUNTS, st.integers(min_value=0, max_value=10_000))
def test_a_share_is_the_nearest_whole_number(amount, basis_points):
    share = share_of(amount, basis_points)
    assert -10_000 < 2 * (share * 10_000 - amount * basis_points) <= 10_000
    assert 0 <= share <= amount


@pytest.mark.parametrize(("amount", "basis_points", "expected"), [(50, 100, 1), (49, 100, 0), (99_999, 150, 1_500)])
def test_the_half_is_rounded_up(amount, basis_points, expected):
    assert share_of(amount, basis_points) == expected


def test_more_than_there_is_cannot_be_split():
    for amount in (-1, 7):
        with pytest.raises(ValueError, match="from 6"):
            split(amount, [1, 2, 3])
    assert split(0, [0, 0]) == [0, 0]
