"""What the shopper is told was lifted, and what happens to what was taken back."""

import pytest

from search.text.understanding import FilterKind, PriceBand
from tests.search.text.asking import looked_for
from tests.search.text.catalogue import meant

QUERY = "nước mắm hải hậu 4 sao từ 50k đến 200k rẻ nhất"


def told(query, undo=()):
    return [(limit.kind, limit.label, limit.text, limit.value) for limit in meant(query, undo).applied]


def test_every_limit_is_told_with_its_words_and_its_value():
    price, stars, order, place = told(QUERY)
    assert price == (FilterKind.PRICE, "50.000 ₫ – 200.000 ₫", "từ 50k đến 200k", "50000..200000")
    assert stars == (FilterKind.STARS, "4 ★", "4 sao", "4")
    assert order == (FilterKind.SORT, "rẻ nhất", "rẻ nhất", "PRICE_ASC")
    assert place[:3] == (FilterKind.PLACE, "Huyện Hải Hậu", "hải hậu")
    assert [int(number) for number in place[3].split(",")] == list(meant(QUERY).places[0].ids)


@pytest.mark.parametrize(
    ("query", "label", "value"),
    [
        ("dưới 100k", "≤ 100.000 ₫", "..100000"),
        ("trên 1tr", "≥ 1.000.000 ₫", "1000000.."),
        ("từ 3 sao", "3–5 ★", "3,4,5"),
        ("3-4 sao", "3–4 ★", "3,4"),
    ],
)
def test_labels_need_no_translation(query, label, value):
    assert [(limit.label, limit.value) for limit in meant(query).applied] == [(label, value)]


def test_several_prices_are_one_limit():
    assert told("gạo trên 50k dưới 100k") == [
        (FilterKind.PRICE, "50.000 ₫ – 100.000 ₫", "trên 50k dưới 100k", "50000..100000")
    ]


@pytest.mark.parametrize("kind", list(FilterKind))
def test_each_can_be_taken_back_alone(kind):
    before = meant(QUERY)
    key = next(limit.key for limit in before.applied if limit.kind is kind)
    after = meant(QUERY, undo=[key])
    assert [limit.kind for limit in after.applied] == [
        limit.kind for limit in before.applied if limit.kind is not kind
    ]
    assert (after.price is None) == (kind is FilterKind.PRICE)
    assert (after.stars == ()) == (kind is FilterKind.STARS)
    assert (after.sort is None) == (kind is FilterKind.SORT)
    assert (after.places == ()) == (kind is FilterKind.PLACE)


def test_a_price_taken_back_is_forgotten_not_looked_for():
    assert looked_for(meant("gạo dưới 100k", undo=["PRICE:dưới 100k"])) == "gạo"


def test_taking_back_all_leaves_the_words():
    keys = [limit.key for limit in meant(QUERY).applied]
    after = meant(QUERY, undo=keys)
    assert looked_for(after) == "nước mắm hải hậu"
    assert after.applied == () and after.price is None


def test_unknown_keys_are_ignored():
    assert meant(QUERY, undo=["PRICE:dưới 5k", "", "nonsense"]) == meant(QUERY)


def test_bands():
    assert meant(QUERY).price == PriceBand(50_000, 200_000)
    assert meant(QUERY).stars == (4,)
    assert meant(QUERY).sort == "PRICE_ASC"
