"""From a query to what it means."""

from search.text.lexicon import Lexicon
from search.text.place_names import PlaceNames
from search.text.understand import understand


def test_words_keep_their_place_in_the_text():
    meant = understand("  Nước MẮM ", lexicon=Lexicon(), places=PlaceNames())
    assert meant.text == "nước mắm"
    assert [(word.accented, word.folded) for word in meant.words] == [("nước", "nuoc"), ("mắm", "mam")]
    assert [meant.text[word.start : word.end] for word in meant.words] == ["nước", "mắm"]


def test_nothing_asked_is_empty():
    assert understand(" ?! ", lexicon=Lexicon(), places=PlaceNames()).is_empty
