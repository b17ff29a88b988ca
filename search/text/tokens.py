"""From whatever was typed to a bounded list of lower-case tokens. Names are read by the same rules as queries."""

import re
from itertools import islice
from typing import NamedTuple
from unicodedata import normalize

from marketplace.vietnamese import normalised

MOST_READ = 1000  # characters looked at, whatever was sent
MOST_LETTERS = 200  # kept of them
MOST_TOKENS = 40

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\s]+")
# Zero-width characters, marks of writing direction, variation selectors, halves of surrogate pairs.
_INVISIBLE = re.compile(
    r"[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ud800-\udfff]+"
)
# A word keeps the marks inside its numbers ("100.000đ", "1,5kg"); signs are those that prices and stars are made of.
WORD = re.compile(r"[^\W_]+(?:(?<=\d)[.,](?=\d)[^\W_]+)*")
_TOKEN = re.compile(WORD.pattern + r"|[<>≤≥]=?|[-~/%*★⭐+₫]")
_DASHES = str.maketrans("–—−‑", "----")


class Token(NamedTuple):
    text: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        return self.text[0].isalnum()


def cleaned(query: str) -> str:
    """One line in lower case and one spelling, without what cannot be seen. Idempotent; at most MOST_LETTERS long."""
    text = visible(query[:MOST_READ]).translate(_DASHES)
    text = normalize("NFKC", normalize("NFKC", text).lower())
    return _cut(normalised(_CONTROLS.sub(" ", text).strip()))


def visible(text: str) -> str:
    """Without what cannot be seen."""
    return _INVISIBLE.sub("", _CONTROLS.sub(" ", text))


def tokens(text: str) -> list[Token]:
    """Words and signs of a cleaned text, the first MOST_TOKENS of them."""
    return [Token(match.group(), *match.span()) for match in islice(_TOKEN.finditer(text), MOST_TOKENS)]


def token_texts(text: str) -> list[str]:
    """The same without their places."""
    return _TOKEN.findall(text)[:MOST_TOKENS]


def _cut(text: str) -> str:
    if len(text) <= MOST_LETTERS:
        return text
    whole_words, _, rest = text[: MOST_LETTERS + 1].rpartition(" ")
    return whole_words or rest[:MOST_LETTERS]
