"""Corrections with the catalogue's own words; silence where none is sure."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.text.lexicon import Lexicon, lexicon_of
from search.text.place_names import PlaceNames
from search.text.speller import Speller
from search.text.understand import understand
from tests.search.text.catalogue import lexicon, meant

SPELLER = Speller(lexicon())


@pytest.mark.parametrize(
    ("typed", "corrected"),
    [
        # l/n, tr/ch, s/x, d/gi/r, i/y, n/ng, t/c
        ("lem nắm giao thủy", "nem nắm giao thủy"),
        ("nem lắm", "nem nắm"),
        ("dong chung ha thao", "đông trùng hạ thảo"),
        ("đông chùng hạ thảo", "đông trùng hạ thảo"),
        ("nam linh tri", "nấm linh chi"),
        ("ngao xạch", "ngao sạch"),
        ("keo xiu chau", "kẹo sìu châu"),
        ("khay xơn mài", "khay sơn mài"),
        ("toản suân", "toản xuân"),
        ("sữa hạt xen", "sữa hạt sen"),
        ("bề bề dang muối", "bề bề rang muối"),
        ("miến giong", "miến dong"),
        ("bánh gay", "bánh gai"),
        ("tổ iến", "tổ yến"),
        ("nấm ling chi", "nấm linh chi"),
        ("khoai lan sấy minh dương", "khoai lang sấy minh dương"),
        # fingers
        ("nước nắm", "nước mắm"),
        ("nuoc nam", "nước mắm"),
        ("mắn tôm", "mắm tôm"),
        ("mam ton", "mắm tôm"),
        ("bnah nhan", "bánh nhãn"),
        ("gạoo nếp", "gạo nếp"),
        ("ca thu mot nag", "cá thu một nắng"),
        ("chuối ngựu", "chuối ngự"),
        ("gạo tán xoan", "gạo tám xoan"),
        ("go sach", "gạo sạch"),
        ("dò lụa", "giò lụa"),
        ("trả quế", "chả quế"),
        ("khoai nang say", "khoai lang sấy"),
        ("xúc xíc", "xúc xích"),
        ("bưởi da xan", "bưởi da xanh"),
        # brands
        ("lenge", "lenger"),
        ("lengger", "lenger"),
        ("nadisal", "nadisalt"),
        ("ecohos", "ecohost"),
        ("minh dươn", "minh dương"),
        # spaces
        ("nướcmắm", "nước mắm"),
        ("nuocmam", "nước mắm"),
        ("banhnhan", "bánh nhãn"),
        ("sứabiển ninh cơ", "sứa biển ninh cơ"),
        ("nadi salt", "nadisalt"),
    ],
)
def test_slips_are_corrected(typed, corrected):
    assert SPELLER.corrected(meant(typed)) == corrected


@pytest.mark.parametrize(
    "query",
    [
        "gạo nếp cái hoa vàng",
        "gao nep cai hoa vang",
        "nem nam",
        "nem nắm",
        "ca thu mot nang",
        "ngao sach",
        "mắm tôm",
        "sa chau",
        "toản xuân",
        "thịt heo",  # the catalogue says lợn; our lists know
        "đậu phộng",
        "bánh nhản",  # finds the same without accents
        "nuớc mắm",
        "muoois",
        "gạo st25",
        "gạo st24",
        "đặc sản làm quà",
        "4 sao dưới 100k",
        "",
    ],
)
def test_what_is_right_is_left_alone(query):
    assert SPELLER.corrected(meant(query)) is None


@pytest.mark.parametrize(
    "query", ["xyz", "abc def", "iphone 15", "qwerty", "naddi salt", "tủ lạnh samsung", "zzzzz zzzz"]
)
def test_what_is_unsure_is_left_alone(query):
    assert SPELLER.corrected(meant(query)) is None


def test_the_rest_of_the_query_stays_as_it_was():
    assert SPELLER.corrected(meant("nước mắn dưới 100k")) == "nước mắm dưới 100k"
    assert SPELLER.corrected(meant("4 sao bánh nhãm hải hậu")) == "4 sao bánh nhãn hải hậu"


def test_beside_other_words_without_accents_none_are_added():
    """ "duoi" is not ours to accent, and half a query with accents would be read differently."""
    assert SPELLER.corrected(meant("nuoc man duoi 100k")) == "nuoc mam duoi 100k"


def test_only_words_of_the_catalogue_are_suggested():
    small = lexicon_of(["Cam sành"])
    speller = Speller(small)
    asked = understand("cam xanh", lexicon=small, places=PlaceNames())
    assert speller.corrected(asked) == "cam sành"
    assert Speller(Lexicon()).corrected(meant("nước mắn")) is None


def test_a_correction_is_its_own_correction():
    for query in ("lem nắm giao thủy", "dong chung ha thao", "nuocmam", "nước mắn dưới 100k"):
        assert SPELLER.corrected(meant(SPELLER.corrected(meant(query)))) is None


def test_long_queries_are_left_alone():
    assert SPELLER.corrected(meant("nước mắn " * 20)) is None


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from([*lexicon().folded_words, "xyz", "nuocmam", "st25", "100k"]), max_size=10).map(" ".join)
)
def test_any_words_are_corrected_to_words_of_the_catalogue_or_not_at_all(query):
    corrected = SPELLER.corrected(meant(query))
    if corrected is not None:
        typed = {word.folded for word in meant(query).words}
        changed = {word.folded for word in meant(corrected).words} - typed
        assert all(word in lexicon().folded_words for word in changed)
