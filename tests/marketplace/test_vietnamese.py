import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.vietnamese import folded, normalised, slug


@pytest.mark.parametrize(
    ("new_style", "old_style"),
    [
        ("hoà", "hòa"),
        ("Hoà Bình", "Hòa Bình"),
        ("KHÁNH HOÀ", "KHÁNH HÒA"),
        ("Giao Thuỷ", "Giao Thủy"),
        ("Thuỵ Khuê", "Thụy Khuê"),
        ("khoẻ", "khỏe"),
        ("LOÈ", "LÒE"),
        ("(tuỳ)", "(tùy)"),
    ],
)
def test_both_tone_placements_become_one_spelling(new_style, old_style):
    assert normalised(new_style) == normalised(old_style) == old_style


@pytest.mark.parametrize("word", ["quý", "Quỳnh", "hoàn toàn", "khuỷu", "thuyền", "Đặc sản", "quả", "hòa", ""])
def test_words_with_one_spelling_are_left_alone(word):
    assert normalised(word) == word


def test_decomposed_input_equals_composed_input():
    decomposed = unicodedata.normalize("NFD", "Gạo nếp cái hoa vàng Giao Thuỷ")
    assert normalised(decomposed) == "Gạo nếp cái hoa vàng Giao Thủy"
    assert folded(decomposed) == "gao nep cai hoa vang giao thuy"
    assert slug(decomposed) == "gao-nep-cai-hoa-vang-giao-thuy"


def test_folding_takes_d_with_stroke_and_every_vowel():
    assert folded("Đắk Lắk, đường, ƯỚC MƠ, Nguyễn") == "dak lak, duong, uoc mo, nguyen"


def test_slug_holds_only_small_letters_digits_and_single_hyphens():
    assert slug("  Gạo “ST25” – 5 kg / túi!  ") == "gao-st25-5-kg-tui"


def test_long_slug_is_cut_between_words():
    assert slug("nước mắm Sa Châu", longest=10) == "nuoc-mam"
    assert slug("nước mắm", longest=8) == "nuoc-mam"
    assert slug("a" * 30, longest=10) == "a" * 10


@given(st.text(max_size=60))
def test_any_text_normalises_once_and_for_all(text):
    assert normalised(normalised(text)) == normalised(text)
    assert folded(folded(text)) == folded(text)
    assert slug(slug(text)) == slug(text)
