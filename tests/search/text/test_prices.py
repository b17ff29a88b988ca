"""Price phrases, and all that only looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.text.amounts import LEAST, MOST
from search.text.lexicon import Lexicon
from search.text.prices import find_prices, joined
from search.text.reading import read_words
from search.text.tokens import cleaned
from search.text.understanding import PriceBand
from tests.search.text.catalogue import lexicon

K = 1000


def prices(query):
    """Every price found, with the words that said it."""
    words = read_words(cleaned(query), lexicon=lexicon())
    return [
        (" ".join(word.accented for word in words[slice(*found.span)]), found.band.least, found.band.most)
        for found in find_prices(words, lexicon=lexicon())
    ]


def band(query):
    return joined([PriceBand(least, most) for _, least, most in prices(query)])


@pytest.mark.parametrize(
    ("query", "least", "most"),
    [
        ("dưới 100k", None, 100 * K),
        ("duoi 100k", None, 100 * K),
        ("duwowis 100k", None, 100 * K),
        ("du7o71i 100k", None, 100 * K),
        ("dưới 100 nghìn", None, 100 * K),
        ("dưới 100 ngàn", None, 100 * K),
        ("duoi 100 nghin", None, 100 * K),
        ("dưới 100.000", None, 100 * K),
        ("dưới 100,000đ", None, 100 * K),
        ("dưới 100000", None, 100 * K),
        ("dưới 100", None, 100 * K),
        ("giá dưới 100k", None, 100 * K),
        ("có giá dưới 30.000 đồng", None, 30 * K),
        ("<100k", None, 100 * K),
        ("≤ 100k", None, 100 * K),
        ("không quá 50k", None, 50 * K),
        ("toi da 200k", None, 200 * K),
        ("rẻ hơn 2 triệu", None, 2000 * K),
        ("re hon 2 trieu", None, 2000 * K),
        ("chưa đến 50 nghìn", None, 50 * K),
        ("100k trở xuống", None, 100 * K),
        ("100k đổ lại", None, 100 * K),
        ("trên 1tr", 1000 * K, None),
        ("tren 500k", 500 * K, None),
        (">= 1tr", 1000 * K, None),
        ("hơn 200 nghìn", 200 * K, None),
        ("ít nhất 300k", 300 * K, None),
        ("từ 100k trở lên", 100 * K, None),
        ("100k tro len", 100 * K, None),
        ("1tr2 trở lên", 1200 * K, None),
        ("từ 50 đến 200 nghìn", 50 * K, 200 * K),
        ("tu 50k den 200k", 50 * K, 200 * K),
        ("tuwf 50k ddeens 200k", 50 * K, 200 * K),
        ("50-70k", 50 * K, 70 * K),
        ("tầm 50-70k", 50 * K, 70 * K),
        ("50k – 70k", 50 * K, 70 * K),
        ("50k đến 200", 50 * K, 200 * K),
        ("500 - 1tr", 500 * K, 1000 * K),
        ("1-2 triệu", 1000 * K, 2000 * K),
        ("giữa 50k và 100k", 50 * K, 100 * K),
        ("từ 50.000 tới 100.000", 50 * K, 100 * K),
        ("từ 50 đến 100", 50 * K, 100 * K),
        ("100k-50k", 50 * K, 100 * K),
        ("trên 50k dưới 100k", 50 * K, 100 * K),
        ("khoảng 80k", 64 * K, 96 * K),
        ("tầm 100k", 80 * K, 120 * K),
        ("cỡ 1 triệu", 800 * K, 1200 * K),
        ("80k", 64 * K, 96 * K),
        ("100.000đ", 80 * K, 120 * K),
        ("100.000₫", 80 * K, 120 * K),
        ("100000", 80 * K, 120 * K),
        ("1tr2", 960 * K, 1440 * K),
        ("1tr25", 1000 * K, 1500 * K),
        ("1,5 triệu", 1200 * K, 1800 * K),
        ("1.5tr", 1200 * K, 1800 * K),
        ("1 triệu 2", 960 * K, 1440 * K),
        ("một triệu rưỡi", 1200 * K, 1800 * K),
        ("2 triệu 500 nghìn", 2000 * K, 3000 * K),
        ("nửa triệu", 400 * K, 600 * K),
        ("dưới một trăm nghìn", None, 100 * K),
        ("dưới hai trăm năm mươi nghìn", None, 250 * K),
        ("năm chục nghìn", 40 * K, 60 * K),
        ("tren ba tram nghin", 300 * K, None),
    ],
)
def test_prices_as_people_write_them(query, least, most):
    assert band(query) == PriceBand(least, most)
    assert band(f"nước mắm {query}") == PriceBand(least, most)


@pytest.mark.parametrize(
    "query",
    [
        "500g",
        "gạo 5kg",
        "gạo 5 kg",
        "nước mắm 500 ml",
        "tôm 1,5kg",
        "quả 1,3-1,8 kg",
        "dưới 500g",
        "trên 2 kg",
        "khoảng 10 cái",
        "từ 5 đến 10 kg",
        "nước mắm 40 độ",
        "rượu trên 30 độ",
        "10%",
        "giảm 20%",
        "4 sao",
        "trên 3 sao",
        "3-5 sao",
        "2026",
        "từ 2020",
        "từ 2020 đến 2026",
        "trước năm 2025",
        "gạo 888",
        "gạo 999",
        "giò 7 phút",
        "st25",
        "bắc thơm số 7",
        "hộp 10 chiếc",
        "dưới 5",
        "893123456789",
        "0912345678",
        "100",
        "k",
        "triệu",
        "vitamin k",
    ],
)
def test_weights_years_codes_and_counts_are_no_prices(query):
    assert prices(query) == []


def test_a_price_beside_a_size_is_still_one():
    assert prices("gạo 5kg 100k") == [("100k", 80 * K, 120 * K)]
    assert prices("nước mắm 500ml dưới 100k") == [("dưới 100k", None, 100 * K)]


def test_what_goes_with_the_price_goes_with_it():
    assert prices("giá 100k/kg")[0][0] == "giá 100k / kg"
    assert prices("gạo tầm giá 50k")[0][0] == "tầm giá 50k"


def test_words_with_other_accents_are_no_bounds():
    assert prices("tủ 100k") == [("100k", 80 * K, 120 * K)]  # a wardrobe, not "từ"
    assert prices("trà đen 100k") == [("100k", 80 * K, 120 * K)]


def test_without_accents_a_name_of_the_catalogue_is_no_bound():
    assert prices("gao tam 100k") == [("100k", 80 * K, 120 * K)]  # gạo tám
    assert prices("keo tam 100k") == [("tam 100k", 80 * K, 120 * K)]


def test_two_prices_that_leave_nothing_between_them_are_the_last_one():
    assert band("dưới 50k trên 100k") == PriceBand(100 * K, None)


@given(st.text(alphabet="0123456789.,ktrđ -từđếndướ<>%/", max_size=60))
def test_any_mixture_of_digits_and_units_gives_sound_bands(query):
    words = read_words(cleaned(query), lexicon=Lexicon())
    end = 0
    for found in find_prices(words, lexicon=Lexicon()):
        least, most = found.band.least, found.band.most
        assert end <= found.span.first < found.span.end <= len(words)
        assert least is not None or most is not None
        assert least is None or most is None or least <= most
        assert all(bound is None or LEAST * 8 // 10 <= bound <= MOST * 12 // 10 for bound in (least, most))
        end = found.span.end
