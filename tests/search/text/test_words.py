"""Names and queries go through one door."""

import pytest

from search.text.tokens import tokens
from search.text.words import parts, words_of


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Nước mắm Sa Châu", ["nước", "mắm", "sa", "châu"]),
        ("Gạo sạch Quỳnh Thanh ST25", ["gạo", "sạch", "quỳnh", "thanh", "st25"]),
        ("Muối i-ốt, túi 500g", ["muối", "i", "ốt", "túi", "500", "g"]),
        ("Nước mắm 500 ml", ["nước", "mắm", "500", "ml"]),
        ("Quả 1,5kg", ["quả", "1,5", "kg"]),
        ("Giao Thuỷ", ["giao", "thủy"]),
        ("Ngừơi nuớc", ["người", "nước"]),
        ("100k 7up", ["100k", "7up"]),
        ("", []),
    ],
)
def test_words_of_names(name, words):
    assert words_of(name) == words


def test_sizes_keep_their_places_in_the_text():
    (token,) = tokens("500g")
    assert parts(token) == [("500", 0, 3), ("g", 3, 4)]
