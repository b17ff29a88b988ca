"""The catalogue's words, counted once a version of the catalogue."""

from search.text.lexicon import Lexicon, lexicon_of

NAMES = ["Nước mắm Sa Châu", "Nước mắm cốt Lâm Bão", "Mắm tôm Ninh Cơ", "Nấm sò khô", "Năm loại mắm 12345"]


def test_words_and_pairs_are_counted_with_and_without_accents():
    lexicon = lexicon_of(NAMES)
    assert lexicon.words["mắm"] == 4
    assert lexicon.pairs["nước mắm"] == 2
    assert lexicon.folded_pairs["nuoc mam"] == 2
    assert lexicon.folded_words["nam"] == 2
    assert "châu nước" not in lexicon.pairs  # names do not run into each other


def test_spellings_of_a_folded_word_begin_with_the_most_frequent():
    lexicon = lexicon_of(["Nem nắm", "Nấm sò", "Nấm mèo", "Nam Định"])
    assert lexicon.spellings["nam"][0] == "nấm"
    assert set(lexicon.spellings["nam"]) == {"nấm", "nắm", "nam"}


def test_it_knows_words_as_they_are_typed():
    lexicon = lexicon_of(NAMES)
    assert lexicon.knows("mắm") and lexicon.knows("mam")
    assert not lexicon.knows("mằm") and not lexicon.knows("lenger")


def test_pairs_say_how_a_word_is_spelled_beside_another():
    lexicon = lexicon_of(["Muối ngâm chân", "HTX Chăn nuôi"])
    assert lexicon.spells(("ngam", "chan"), second="chân") and not lexicon.spells(("ngam", "chan"), second="chăn")
    assert lexicon.spells(("chan", "nuoi"), first="chăn") and not lexicon.spells(("chan", "nuoi"), first="chân")
    assert lexicon.spells(("ga", "chan"), second="chăn")  # no name says otherwise


def test_article_numbers_are_no_words():
    assert not lexicon_of(NAMES).knows("12345")
    assert lexicon_of(["Gạo 888"]).knows("888")


def test_no_names_make_an_empty_lexicon():
    assert lexicon_of([]) == Lexicon()
