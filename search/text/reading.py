"""The words of a query in order, signs among them, with the residue of input methods decoded."""

from dataclasses import replace
from functools import cache

from marketplace.vietnamese import folded
from search.text import fillers, places, prices, sorts, stars, synonyms
from search.text.lexicon import Lexicon
from search.text.residue import decoded
from search.text.tokens import Token, tokens
from search.text.understanding import Word
from search.text.words import parts


def read_words(text: str, *, lexicon: Lexicon) -> list[Word]:
    """Of a cleaned text."""
    words = [_word(part) for token in tokens(text) for part in (parts(token) if token.is_word else [token])]
    sure = [_decoded(word, lexicon, others_are=False) for word in words]
    all_read = [_decoded(word, lexicon, others_are=True) for word in words]
    unsure = [word for word, meant in zip(words, all_read, strict=True) if word != meant and len(word.typed) > 3]
    return all_read if sure != words or len(unsure) > 1 else words  # one may be English, two are residue


def _word(token: Token) -> Word:
    return Word(token.text, token.text, folded(token.text), token.start, token.end)


def _decoded(word: Word, lexicon: Lexicon, *, others_are: bool) -> Word:
    meant = decoded(word.accented, lexicon=lexicon, is_known=own_words().__contains__, others_are=others_are)
    return word if meant == word.accented else replace(word, accented=meant, folded=folded(meant))


@cache
def own_words() -> frozenset[str]:
    """What our own lists know, so that "duwowis" is read as "dưới" though no goods are called so."""
    return prices.WORDS | stars.WORDS | sorts.WORDS | places.WORDS | synonyms.known_words() | fillers.known_words()
