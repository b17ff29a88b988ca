"""One amount at a time: how much, and how many words it took."""

import pytest

from search.text.amounts import amount_at, counts_goods
from search.text.lexicon import Lexicon
from search.text.reading import read_words


def words(text):
    return read_words(text, lexicon=Lexicon())


@pytest.mark.parametrize(
    ("text", "dong", "end"),
    [
        ("80k gạo", 80_000, 1),
        ("80 k gạo", 80_000, 2),
        ("100.000 đ gạo", 100_000, 2),
        ("1.250.000đ", 1_250_000, 1),
        ("1tr250", 1_250_000, 1),
        ("1,25 triệu", 1_250_000, 2),
        ("1 triệu 2 chai", 1_000_000, 2),  # two bottles, not 1.2 million
        ("1 triệu rưỡi", 1_500_000, 3),
        ("100 nghìn đồng", 100_000, 3),
        ("hai mươi lăm nghìn", 25_000, 4),
        ("trăm nghìn", 100_000, 2),
    ],
)
def test_how_much_and_how_far(text, dong, end):
    amount = amount_at(words(text), 0)
    assert (amount.dong, amount.end) == (dong, end)
    assert amount.is_sound


@pytest.mark.parametrize("text", ["gạo", "st25", "5kg", "1k2tr", "ba", "ba đồng", "k", "1.00.0", "②"])
def test_no_amount(text):
    amount = amount_at(words(text), 0)
    assert amount is None or amount.unit is None


def test_whole_dong_without_fractions():
    assert amount_at(words("1,999 triệu"), 0).dong == 1_999_000_000  # three digits behind a comma are thousands
    assert amount_at(words("0,5k"), 0).dong == 500


def test_what_is_counted_is_no_money():
    text = words("10 chai")
    assert counts_goods(text, amount_at(text, 0))
    assert not counts_goods(words("10 gạo"), amount_at(words("10 gạo"), 0))
