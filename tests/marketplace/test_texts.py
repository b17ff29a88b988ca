"""What people type: one spelling, and nothing that cannot be seen."""

import pytest

from marketplace.errors import DomainError
from marketplace.texts import (
    optional_name,
    optional_paragraphs,
    optional_text,
    required_name,
    required_paragraphs,
    required_text,
)

INVISIBLE = {
    "zero-width space": "\u200b",
    "zero-width joiner": "\u200d",
    "byte order mark": "\ufeff",
    "soft hyphen": "\u00ad",
    "right-to-left override": "\u202e",
    "Hangul filler": "\u3164",
    "braille blank": "\u2800",
    "combining grapheme joiner": "\u034f",
    "bell": "\x07",
    "private use": "\ue000",
    "tag letter": "\U000e0041",
}


def refusal(call, text, **given):
    with pytest.raises(DomainError) as refused:
        call(text, **{"field": "name", "longest": 20, **given})
    return refused.value.code, refused.value.field


@pytest.mark.parametrize("letter", INVISIBLE.values(), ids=INVISIBLE)
def test_what_cannot_be_seen_is_refused_in_a_name(letter):
    for name in (f"Hải{letter} Hậu", f"{letter}Hải Hậu"):
        assert refusal(required_text, name) == ("INVALID", ["name"])
        assert refusal(optional_text, name) == ("INVALID", ["name"])


@pytest.mark.parametrize("blank", ["", "  ", "\u00a0\u2003\n"])
def test_a_blank_text_is_no_text(blank):
    assert refusal(required_text, blank) == ("REQUIRED", ["name"])
    assert refusal(required_paragraphs, blank) == ("REQUIRED", ["name"])
    assert optional_text(blank, field="name", longest=20) == ""
    assert optional_paragraphs(None, field="name", longest=20) == ""


def test_letters_in_parts_are_put_together():
    assert required_text("Ha\u0309i  Ha\u0302\u0323u\n", field="name", longest=20) == "Hải Hậu"


def test_too_long_is_refused_after_trimming():
    assert required_text(" " * 30 + "a" * 20, field="name", longest=20) == "a" * 20
    assert refusal(required_text, "a" * 21) == ("INVALID", ["name"])


def test_an_emoji_is_a_letter_like_another():
    assert required_text("Gạo 🌾", field="name", longest=20) == "Gạo 🌾"


def test_paragraphs_keep_their_lines_and_joined_emoji():
    family = "👩\u200d🌾"
    assert required_paragraphs(f"Một\r\n\tHai {family}", field="about", longest=50) == f"Một\n\tHai {family}"
    assert refusal(required_paragraphs, "Một\u202eHai", longest=50) == ("INVALID", ["name"])


@pytest.mark.parametrize("picture", ["★", "⭐", "☆", "⋆", "✪", "🌟", "🍚", "❤️", "1️⃣", "🇻🇳", "👍🏽"])
def test_the_name_of_something_on_sale_has_no_pictures(picture):
    assert refusal(required_name, f"Gạo tám {picture}") == ("INVALID", ["name"])
    assert refusal(optional_name, f"{picture} Gạo tám") == ("INVALID", ["name"])


def test_signs_that_belong_to_words_stay_in_a_name():
    name = "Rượu Kiên Lao 40° №2 (50%) ® – 3+1"
    assert required_name(name, field="name", longest=60) == name
    assert optional_name(None, field="name", longest=60) == ""


def test_a_description_keeps_its_emoji():
    assert required_paragraphs("Ngon 🍚 👩‍🌾", field="story", longest=60) == "Ngon 🍚 👩‍🌾"
