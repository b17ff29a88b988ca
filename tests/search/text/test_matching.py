"""Fixed phrases, with their accents or without any."""

from marketplace.vietnamese import folded
from search.text.matching import Phrases, listed
from search.text.understanding import Word

PHRASES = Phrases(listed("từ, dưới, không quá", 1) | listed("từ dưới", 2))


def words(text):
    return [Word(word, word, folded(word), 0, 0) for word in text.split()]


def test_phrases_are_found_with_and_without_accents():
    assert PHRASES.at(words("không quá"), 0) == (1, 2)
    assert PHRASES.at(words("khong qua"), 0) == (1, 2)
    assert PHRASES.before(words("giá khong qua"), 3) == (1, 1)


def test_words_with_other_accents_are_other_words():
    assert PHRASES.at(words("tủ"), 0) is None
    assert PHRASES.at(words("không quả"), 0) is None


def test_the_longest_phrase_wins():
    assert PHRASES.at(words("từ dưới"), 0) == (2, 2)
    assert PHRASES.before(words("từ dưới"), 2) == (2, 0)


def test_a_phrase_that_does_not_fit_gives_way():
    assert PHRASES.at(words("từ dưới"), 0, fits=lambda phrase: len(phrase) == 1) == (1, 1)


def test_ends_of_the_text_are_no_words():
    assert PHRASES.at(words("không"), 0) is None
    assert PHRASES.at([], 0) is None and PHRASES.before([], 0) is None
