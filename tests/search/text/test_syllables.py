"""The closed inventory of syllables, and one spelling for each."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.vietnamese import folded, normalised
from search.text.syllables import could_be_syllable, parsed, respelled, with_other_i, written
from tests.search.text.catalogue import lexicon, places


def test_syllables_are_taken_apart_and_put_together():
    text = """
        nước mắm gạo nếp quý quả quốc quyển quýt giá giò giếng gìn giữ giặc nghiêng nghĩa khuya thuở thuyền khuỷu hòa
        hoàn thủy thúy loét xoong xoài ướt yến ý yêu oản uống ăn ấm nghêu ngao trứng đậu phộng rượu chuối bưởi bún phở
    """
    assert [written(parsed(word)) for word in text.split()] == text.split()


@pytest.mark.parametrize(
    "word",
    ["lenger", "nadisalt", "st25", "baby", "kốt", "gê", "ngi", "cêm", "bắpp", "tòt", "qù", "áá", "mắ́m", "", "x" * 40],
)
def test_what_is_written_like_no_syllable_is_none(word):
    assert parsed(word) is None


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("nuớc", "nước"),
        ("cuờng", "cường"),
        ("rựou", "rượu"),
        ("ngừơi", "người"),
        ("lựơng", "lượng"),
        ("hoà", "hòa"),
        ("khoẻ", "khỏe"),
        ("thuỷ", "thủy"),
        ("tíeng", "tiếng"),
        ("thủyên", "thuyển"),
        ("gìa", "già"),
        ("qúy", "quý"),
        ("nuoc", "nuoc"),
        ("lenger", "lenger"),
        ("muói", "muói"),  # muối, mười: not for us to say
    ],
)
def test_misplaced_and_forgotten_marks_are_put_right(typed, right):
    assert respelled(typed) == right


def test_names_of_the_catalogue_and_of_all_places_are_spelled_right_already():
    names = [word for same in places().named.values() for place in same for word in place.words]
    wrong = {word for word in (*lexicon().words, *names) if respelled(word) != word}
    assert wrong == set()


@pytest.mark.parametrize("word", ["nuoc", "mam", "gieng", "quy", "quyen", "nghe", "hoa", "duong"])
def test_words_without_accents_may_be_syllables(word):
    assert could_be_syllable(word)


@pytest.mark.parametrize("word", ["lenger", "nuowcs", "st", "xyz", "box", ""])
def test_other_letters_may_not(word):
    assert not could_be_syllable(word)


def test_i_and_y_stand_for_each_other_where_schools_differ():
    assert with_other_i("mỹ") == "mĩ" and with_other_i("quí") == "quý" and with_other_i("ly") == "li"
    assert with_other_i("hai") is None and with_other_i("hay") is None and with_other_i("chi") is None


@given(st.text(alphabet="aăâeêioôơuưyàáảãạếềươđbcghkmnpqrstvxự", max_size=9))
def test_respelling_is_idempotent_and_changes_no_letters(word):
    right = respelled(normalised(word))
    assert respelled(right) == right
    assert folded(right) == folded(word)
    assert unicodedata.is_normalized("NFC", right)
