"""Whatever arrives, a bounded line of visible lower-case text leaves."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.text.tokens import MOST_LETTERS, MOST_TOKENS, cleaned, tokens


def words(text):
    return [token.text for token in tokens(cleaned(text))]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("Gạo ST25, túi 5kg", ["gạo", "st25", "túi", "5kg"]),
        ("muối i-ốt", ["muối", "i", "-", "ốt"]),
        ("100.000đ", ["100.000đ"]),
        ("1,5tr", ["1,5tr"]),
        ("50–70k", ["50", "-", "70k"]),
        ("<=100k", ["<=", "100k"]),
        ("4★ 5*", ["4", "★", "5", "*"]),
        ("bánh.nhãn", ["bánh", "nhãn"]),
        ("ｇａｏ １００ｋ", ["gao", "100k"]),
        ("  nước\t\nmắm  ", ["nước", "mắm"]),
        (unicodedata.normalize("NFD", "Nước Mắm Khánh Hoà"), ["nước", "mắm", "khánh", "hòa"]),
        ("nước\u200bmắm", ["nướcmắm"]),
        ("\u202egạo\u202c \u200fnếp", ["gạo", "nếp"]),
        ("gạo\x00nếp", ["gạo", "nếp"]),
        ("gạo\ud800", ["gạo"]),
        ("🍚 gạo 🎁", ["gạo"]),
        ('"gạo" AND (nếp:* | -tẻ)~2', ["gạo", "and", "nếp", "*", "-", "tẻ", "~", "2"]),
        ("", []),
        ("!!!???", []),
    ],
)
def test_text_is_cut_into_words_and_signs(query, expected):
    assert words(query) == expected


def test_long_queries_end_between_words():
    text = cleaned("nước mắm " * 2000)
    assert len(text) <= MOST_LETTERS and text.endswith(("nước", "mắm"))
    assert len(cleaned("a" * 10_000)) == MOST_LETTERS
    assert len(tokens(cleaned("a " * 5000))) == MOST_TOKENS


def test_places_of_tokens_are_places_in_the_text():
    text = cleaned("Gạo  ST25 (dưới 1.000.000đ)")
    assert [text[token.start : token.end] for token in tokens(text)] == [token.text for token in tokens(text)]


@given(st.text(max_size=400))
def test_cleaning_is_idempotent_bounded_and_visible(query):
    text = cleaned(query)
    assert cleaned(text) == text
    assert len(text) <= MOST_LETTERS
    assert not any(unicodedata.category(letter) in ("Cc", "Cs") for letter in text)
    assert text == text.strip() and "  " not in text
