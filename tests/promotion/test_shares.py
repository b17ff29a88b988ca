from hypothesis import given
from hypothesis import strategies as st

from promotion.shares import shares


def percents(*counts):
    return [share.percent for share in shares((str(number), count) for number, count in enumerate(counts))]


def test_the_largest_remainders_get_what_rounding_down_left():
    assert percents(135, 7, 2, 2) == [92.4, 4.8, 1.4, 1.4]
    assert percents(1, 1, 1) == [33.4, 33.3, 33.3]
    assert percents(5) == [100.0]


def test_nothing_has_no_shares_and_of_no_total_each_has_none():
    assert percents() == []
    assert percents(0, 0) == [0.0, 0.0]


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=40).filter(any))
def test_shares_add_up_to_a_hundred_and_none_is_a_tenth_off(counts):
    found = percents(*counts)
    assert round(sum(found), 6) == 100
    assert all(
        abs(percent - 100 * count / sum(counts)) < 0.1 + 1e-9 for percent, count in zip(found, counts, strict=True)
    )
