"""The index finds what looking at every word would find."""

from hypothesis import given, settings
from hypothesis import strategies as st

from search.text.distance import edits, sound
from search.text.neighbours import Neighbours
from tests.search.text.catalogue import lexicon

NEIGHBOURS = Neighbours(lexicon())
WORDS = [word for word in lexicon().folded_words if not any(letter.isdigit() for letter in word)]


def test_near_words_with_what_they_cost():
    assert NEIGHBOURS.near("lenge") == {"lenger": 5}
    assert NEIGHBOURS.near("xach")["sach"] == 5


@settings(deadline=None, max_examples=50)
@given(st.one_of(st.sampled_from(WORDS), st.text(alphabet="abcdeghinorstuxy", max_size=9)))
def test_no_near_word_is_missed(word):
    """Words of one or two letters only have those that sound alike."""
    alike = {other for other in WORDS if other != word and sound(other) == sound(word)}
    near = {other for other in WORDS if other != word and edits(word, other) is not None} if len(word) > 2 else set()
    assert set(NEIGHBOURS.near(word)) == alike | near


def test_numbers_codes_and_very_long_words_have_no_neighbours():
    assert "st25" not in NEIGHBOURS.near("st2")
    assert NEIGHBOURS.near("a" * 200) == {}
    assert NEIGHBOURS.near("") == {}
