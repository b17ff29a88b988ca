"""Wishes for an order."""

import pytest

from search.text.lexicon import lexicon_of
from search.text.reading import read_words
from search.text.sorts import find_sort
from tests.search.text.catalogue import lexicon


def sort(query, catalogue=None):
    words = read_words(query, lexicon=catalogue or lexicon())
    found = find_sort(words, lexicon=catalogue or lexicon())
    return found and found.sort


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("kẹo rẻ nhất", "PRICE_ASC"),
        ("keo re nhat", "PRICE_ASC"),
        ("gạo giá rẻ", "PRICE_ASC"),
        ("yến đắt nhất", "PRICE_DESC"),
        ("hàng mới về", "NEWEST"),
        ("bánh bán chạy nhất", "BEST_SELLING"),
        ("banh ban chay", "BEST_SELLING"),
        ("nước mắm được đánh giá cao", "RATING"),
        ("gạo nhiều sao nhất", "STARS"),
        ("gạo rẻ", "PRICE_ASC"),
    ],
)
def test_wishes_are_orders(query, expected):
    assert sort(query) == expected


@pytest.mark.parametrize("query", ["kẹo", "rẻ", "gạo mới", "nhất", "bún chạy"])
def test_other_words_are_not(query):
    assert sort(query) is None


def test_a_name_of_the_catalogue_is_no_order():
    assert sort("gạo giá rẻ", lexicon_of(["Gạo Giá Rẻ Minh Tâm"])) is None


def test_one_word_alone_says_it_only_with_its_accents_and_where_no_name_has_it():
    assert sort("gao re") is None
    assert sort("rễ tranh") is None
    assert sort("kẹo rẻ", lexicon_of(["Hạt rẻ rang"])) is None
