"""Star phrases, and stars that are none."""

import pytest

from search.text.lexicon import Lexicon, lexicon_of
from search.text.reading import read_words
from search.text.stars import find_stars
from search.text.tokens import cleaned
from tests.search.text.catalogue import lexicon


def stars(query, catalogue=None):
    words = read_words(cleaned(query), lexicon=catalogue or lexicon())
    found = find_stars(words, lexicon=catalogue or lexicon())
    return found and found.stars


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("4 sao", (4,)),
        ("nước mắm 4 sao", (4,)),
        ("ocop 5 sao", (5,)),
        ("OCOP 3 SAO", (3,)),
        ("4sao", (4,)),
        ("bốn sao", (4,)),
        ("bon sao", (4,)),
        ("ba sao", (3,)),
        ("năm sao", (5,)),
        ("4★", (4,)),
        ("4 ⭐", (4,)),
        ("5*", (5,)),
        ("★★★★", (4,)),
        ("⭐⭐⭐", (3,)),
        ("từ 4 sao", (4, 5)),
        ("tu 4 sao", (4, 5)),
        ("tuwf 4 sao", (4, 5)),
        ("4 sao trở lên", (4, 5)),
        ("ít nhất 3 sao", (3, 4, 5)),
        ("trên 3 sao", (4, 5)),
        ("dưới 4 sao", (1, 2, 3)),
        ("3-4 sao", (3, 4)),
        ("3 đến 5 sao", (3, 4, 5)),
        ("4 hoặc 5 sao", (4, 5)),
        ("chứng nhận ocop hạng 4 sao", (4,)),
        ("gạo 4 sao dưới 100k", (4,)),
    ],
)
def test_stars_as_people_write_them(query, expected):
    assert stars(query) == expected


@pytest.mark.parametrize(
    "query",
    ["sao", "sao vàng", "6 sao", "0 sao", "hoa hồi 8 cánh sao", "4 sào", "10 sao", "5 * 2", "*", "4", "năm", "★"],
)
def test_other_stars_and_numbers_are_none(query):
    assert stars(query) is None


def test_a_name_of_the_catalogue_is_no_rating():
    assert stars("cà phê 5 sao", lexicon_of(["Cà phê 5 Sao Đắk Lắk"])) is None
    assert stars("cà phê 5 sao", Lexicon()) == (5,)


def test_what_goes_with_stars_goes_with_them():
    words = read_words(cleaned("gạo đạt chuẩn ocop 4 sao"), lexicon=lexicon())
    assert find_stars(words, lexicon=lexicon()).span == (1, 6)
