"""Keys that input methods left behind are decoded; brands, codes and other languages are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.text.lexicon import Lexicon, lexicon_of
from search.text.reading import own_words, read_words
from search.text.residue import decoded, reading_of
from search.text.tokens import cleaned
from search.text.words import words_of
from tests.search.text.catalogue import lexicon, rows
from tests.search.text.typing import HABITS, keys_of


def read(query, catalogue=None):
    return " ".join(word.accented for word in read_words(cleaned(query), lexicon=catalogue or lexicon()))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("nuowcs mawms", "nước mắm"),
        ("nuwowcs mawsm", "nước mắm"),
        ("nuocws mamws", "nước mắm"),
        ("nu7o7c1 ma8m1", "nước mắm"),
        ("nu7o71c ma81m", "nước mắm"),
        ("nuoc71 mam81", "nước mắm"),
        ("gaoj tams xoan", "gạo tám xoan"),
        ("gaoj neeps cais hoa vangf", "gạo nếp cái hoa vàng"),
        ("muoois", "muối"),
        ("keoj siuf chaau", "kẹo sìu châu"),
        ("keoj siuf chaua", "kẹo sìu châu"),
        ("ba1nh nha4n", "bánh nhãn"),
        ("banhs nhanx", "bánh nhãn"),
        ("ddoong trungf haj thaor", "đông trùng hạ thảo"),
        ("d9o6ng tru2ng ha5 tha3o", "đông trùng hạ thảo"),
        ("dongd trungf haj thaor", "đong trùng hạ thảo"),
        ("ruouwj neeps", "rượu nếp"),
        ("ru7o7u5", "rượu"),
        ("trungws vitj muoois", "trứng vịt muối"),
        ("duaw leo", "dưa leo"),
        ("suaws bieenr", "sứa biển"),
        ("quawn", "quăn"),
        ("be62 be62 rang muo61i", "bề bề rang muối"),
        ("mieens dong", "miến dong"),
        ("ddinh lawng saays", "đinh lăng sấy"),
        ("char mucwj", "chả mực"),
        ("thij xax", "thị xã"),
        ("giof luaj", "giò lụa"),
        ("buowir da xanh", "bưởi da xanh"),
    ],
)
def test_telex_and_vni_are_decoded(typed, meant):
    assert read(typed) == meant


@pytest.mark.parametrize("method", ["telex", "vni"])
@pytest.mark.parametrize("habit", HABITS)
@pytest.mark.parametrize("file", ["products.csv", "producers.csv"])
def test_every_name_of_the_catalogue_can_be_typed(file, habit, method):
    wrong = []
    for row in rows(file):
        words = words_of(row.get("name_vi") or row["producer_vi"])
        typed = " ".join(keys_of(word, method=method, habit=habit) for word in words)
        if read(typed) != " ".join(words):
            wrong.append(typed)
    assert wrong == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("nước mawms", "nước mắm"),
        ("nuowcs ma8m1", "nước mắm"),
        ("nu7owcs mắm", "nước mắm"),
        ("keoj sìu châu", "kẹo sìu châu"),
    ],
)
def test_both_methods_and_finished_words_may_be_mixed(typed, meant):
    assert read(typed) == meant


@pytest.mark.parametrize(
    "query",
    [
        "gạo st25",
        "ST25 1kg",
        "gao st25 5kg",
        "nước mắm 500ml",
        "cà phê g7",
        "trà c2",
        "7up",
        "gạo 888",
        "giò 7 phút",
        "vitamin b1 b12",
        "omega3",
        "max box mix bar bus",
        "combo salad pizza detox",
        "kiss miss less boss",
        "visa sos tour oxy",
        "lenger nadisalt ecohost",
        "xoong",
        "homestay",
        "a1 e5 i3",
        "2026",
    ],
)
def test_brands_codes_and_other_languages_are_left_alone(query):
    assert read(query).replace(" ", "") == cleaned(query).replace(" ", "")


@pytest.mark.parametrize("query", ["gao nep cai hoa vang", "nuoc mam sa chau", "ca thu mot nang", "khoai lang say"])
def test_words_without_accents_hold_no_residue(query):
    assert read(query) == query


def test_a_word_of_the_catalogue_is_never_residue():
    """ "Gaoj" may be somebody's brand."""
    assert read("gaoj", lexicon_of(["Gạo GAOJ hữu cơ"])) == "gaoj"
    assert read("gaoj", lexicon_of(["Gạo tẻ"])) == "gạo"


def test_a_lone_tone_key_needs_a_known_word_or_other_residue():
    assert read("vis") == "vis"
    assert read("vij") == "vị"  # of the catalogue's gia vị
    assert read("nuowcs vis") == "nước ví"


def test_words_of_our_own_lists_are_known():
    assert read("duwowis 100k") == "dưới 100k"
    assert read("huyeenj") == "huyện"


def test_forgotten_marks_that_leave_a_choice_are_left_out():
    assert reading_of("muois").word == "muoi"  # muối, mười


def test_two_lone_tone_keys_bear_each_other_out():
    assert read("vinhx phucs", Lexicon()) == "vĩnh phúc"
    assert read("vinhx", Lexicon()) == "vinhx"


def test_decoding_keeps_the_place_in_the_text():
    words = read_words("keoj lacj", lexicon=lexicon())
    assert [(word.typed, word.start, word.end) for word in words] == [("keoj", 0, 4), ("lacj", 5, 9)]


@given(st.text(alphabet="nuocwsmafrxj123456789deghtiyấữđ", max_size=16))
def test_decoding_never_raises_and_is_idempotent(word):
    once = decoded(word, lexicon=lexicon(), is_known=own_words().__contains__, others_are=True)
    assert decoded(once, lexicon=lexicon(), is_known=own_words().__contains__, others_are=True) == once
    assert len(once) <= len(word)
