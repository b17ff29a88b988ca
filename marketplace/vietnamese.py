"""Vietnamese text: one spelling for equal words, and the folded forms that people type without accents."""

import re
import unicodedata

# "hoà" and "hòa" are the same word, with the tone where the new and the old school put it. NFC keeps them apart.
# Only open syllables differ (hoàn is written one way), and the u of "qu" belongs to the consonant (quý).
_NEW_STYLE_TONE = re.compile(r"(?<!q)(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?!\w)", re.IGNORECASE)
_TONE_MARKS = frozenset("\u0300\u0301\u0303\u0309\u0323")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_D_WITH_STROKE = str.maketrans("đĐ", "dD")  # NFD does not take it apart


def normalised(text: str) -> str:
    """The same words in one spelling: NFC, tones placed the old way ("Khánh Hoà" becomes "Khánh Hòa")."""
    return _NEW_STYLE_TONE.sub(_with_tone_on_first_vowel, unicodedata.normalize("NFC", text))


def folded(text: str) -> str:
    """Lower case without any accent, as people type in a hurry: "Đặc sản" becomes "dac san"."""
    letters = unicodedata.normalize("NFD", text.translate(_D_WITH_STROKE))
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).lower()


def slug(text: str, *, longest: int = 120) -> str:
    """The text's part of an address: a-z, 0-9 and single hyphens, at most `longest`, cut between words."""
    words = _NOT_SLUG.sub("-", folded(text)).strip("-")
    if len(words) <= longest:
        return words
    whole_words, _, rest = words[: longest + 1].rpartition("-")
    return whole_words or rest[:longest]


def _with_tone_on_first_vowel(match: re.Match[str]) -> str:
    first, second = match.group()[0], match.group()[1]
    letters = unicodedata.normalize("NFD", second)
    tone = "".join(mark for mark in letters if mark in _TONE_MARKS)
    bare = "".join(letter for letter in letters if letter not in _TONE_MARKS)
    return unicodedata.normalize("NFC", first + tone + bare)
