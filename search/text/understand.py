"""The one door: what did the shopper mean?"""

from collections.abc import Collection

from marketplace.vietnamese import folded
from search.text.lexicon import Lexicon
from search.text.place_names import PlaceNames
from search.text.tokens import Token, cleaned, tokens
from search.text.understanding import Term, Understanding, Word


def understand(query: str, *, lexicon: Lexicon, places: PlaceNames, undo: Collection[str] = ()) -> Understanding:
    """Never raises, whatever was typed; bounded work. `undo`: keys of Applied that the shopper took back."""
    text = cleaned(query)
    words = [_word(token) for token in tokens(text) if token.is_word]
    return Understanding(query, text, tuple(Term((word,)) for word in words))


def _word(token: Token) -> Word:
    return Word(token.text, token.text, folded(token.text), token.start, token.end)
