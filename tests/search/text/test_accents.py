"""Accents as the catalogue has them, where it leaves no doubt."""

from search.text.accents import Slot, accented
from tests.search.text.catalogue import lexicon


def spelled(*slots):
    return accented(slots, lexicon=lexicon())


def test_neighbours_decide_between_spellings():
    assert spelled(Slot("nem"), Slot("nam")) == ["nem", "nắm"]
    assert spelled(Slot("nam"), Slot("linh"), Slot("chi")) == ["nấm", "linh", "chi"]
    assert spelled(Slot("nam"), Slot("dinh")) == ["nam", "định"]


def test_a_word_with_several_spellings_alone_is_not_guessed():
    assert spelled(Slot("nam")) is None
    assert spelled(Slot("lenger")) == ["lenger"]


def test_the_tone_that_was_typed_is_a_hint():
    assert spelled(Slot("nam", typed="nẳm")) is None
    assert spelled(Slot("nam", typed="nắmm")) is None  # no syllable, no hint
    assert spelled(Slot("nam", typed="lắm")) == ["nấm"]


def test_fixed_words_stay():
    assert spelled(Slot("nem", fixed="nem"), Slot("nam", fixed="năm")) == ["nem", "năm"]
