"""The words of a name or a text as they are compared: what is indexed and what is typed go through the same door."""

import re
from functools import lru_cache

from search.text.syllables import respelled
from search.text.tokens import Token, cleaned, token_texts

# A size is a number and a unit, however it is spaced: "500g" and "500 g".
UNITS = frozenset({"kg", "g", "gr", "gam", "gram", "ml", "l", "lít", "lit", "cm", "mm", "m", "độ"})
_SIZE = re.compile(r"(\d+(?:[.,]\d+)?)([^\W\d_]+)")


def words_of(text: str) -> list[str]:
    """Lower case, in one spelling, sizes in two words. The first MOST_TOKENS of MOST_LETTERS."""
    found = (token for token in token_texts(cleaned(text)) if token[0].isalnum())
    return [word for token in found for word in ((token,) if token.isdigit() else split(token))]


def parts(token: Token) -> list[Token]:
    """A word respelled; a size as its number and its unit."""
    texts = split(token.text)
    if len(texts) == 1:
        return [Token(texts[0], token.start, token.end)]
    middle = token.start + len(texts[0])
    return [Token(texts[0], token.start, middle), Token(texts[1], middle, token.end)]


@lru_cache(maxsize=16_384)
def split(word: str) -> tuple[str, ...]:
    """One token as its words."""
    size = _SIZE.fullmatch(word) if word[0].isdigit() else None
    return (respelled(word),) if size is None or size[2] not in UNITS else (size[1], size[2])
