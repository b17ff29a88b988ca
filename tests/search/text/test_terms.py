"""What is looked for: required words, words that only help, and words that are dropped."""

import pytest

from search.text.lexicon import lexicon_of
from search.text.place_names import PlaceNames
from search.text.understand import understand
from tests.search.text.asking import looked_for
from tests.search.text.catalogue import meant


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("gạo nếp", "gạo nếp"),
        ("mua gạo", "gạo"),
        ("gạo của toản xuân", "gạo toản xuân"),
        ("gạo và muối", "gạo muối"),
        ("đặc sản", "~đặc sản"),
        ("sản phẩm ocop", "~sản phẩm ~ocop"),
        ("kẹo làm quà", "kẹo ~làm quà"),
        ("keo lam qua", "keo ~lam qua"),
        ("bánh nhãn hộp quà", "bánh nhãn hộp quà"),  # the catalogue has a "hộp quà"
        ("gạo ngon", "gạo ~ngon"),
        ("gạo nếp 5kg", "gạo nếp ~5 kg"),
        ("gạo nếp 5 kg", "gạo nếp ~5 kg"),
        ("nước mắm 500ml", "nước mắm ~500 ml"),
        ("rượu 40 độ", "rượu ~40 độ"),
        ("quà biếu tết", "~quà biếu tết"),
        ("gạo st25", "gạo st25"),
        ("gạo 888", "gạo 888"),
        ("i-ốt", "i ốt"),
        ("gạo, muối & mắm", "gạo muối mắm"),
        ("của", "của"),  # nothing else to go by
        ("mua bán", "mua bán"),
    ],
)
def test_terms(query, expected):
    assert looked_for(meant(query)) == expected


CRABS = ["Cua biển hấp", "Gạch cua", "Gạo Toản Xuân", "Giá đỗ sạch"]


def terms_in(query, names):
    return looked_for(understand(query, lexicon=lexicon_of(names), places=PlaceNames()))


def test_without_accents_a_stop_word_may_be_a_word_of_the_catalogue():
    assert terms_in("cua bien", CRABS) == "cua bien"
    assert terms_in("cua", CRABS) == "cua"
    assert terms_in("gao cua toan xuan", CRABS) == "gao ~cua toan xuan"  # của, or cua?
    assert terms_in("gao cua toan xuan", ["Gạo Toản Xuân"]) == "gao toan xuan"


def test_a_stop_word_in_a_name_of_the_catalogue_is_no_stop_word():
    assert terms_in("giá đỗ", CRABS) == "giá đỗ"
    assert terms_in("giá đỗ", ["Đỗ xanh"]) == "đỗ"


def test_what_was_lifted_is_looked_for_no_more():
    assert looked_for(meant("nước mắm 4 sao dưới 100k rẻ nhất")) == "nước mắm"
    assert looked_for(meant("4 sao")) == ""
