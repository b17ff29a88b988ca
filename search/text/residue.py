"""Telex and VNI keys that an input method left in the text: "nuowcs mawms", "nu7o7c1 ma8m1", and both mixed.

Keys may stand right behind their letter or at the end of the word. A reading counts only if it is a syllable; whether
the letters were residue at all, or a brand, a code, English, is settled by `decoded` with the words that are known.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from marketplace.vietnamese import folded
from search.text.lexicon import Lexicon
from search.text.syllables import VOWELS, could_be_syllable, parsed, toned, untoned, written

LONGEST = 12  # letters: "nghieengx" with its keys is shorter

# English on Vietnamese packets that could be read as keys.
_LOAN_WORDS = frozenset({"bar", "beer", "box", "bus", "chef", "deep", "max", "mix", "pos", "room", "seed", "teen"})
_MAY_HOLD_KEYS = re.compile(r"[sfrxjw1-9]|aa|ee|oo|dd|a.*a|e.*e|o.*o|d.*d")
_ONSET = re.compile(r"(d[d9]|[bcdđghklmnpqrstvx]*)(.*)")
_TONE_KEYS = {key: tone for tone, keys in enumerate(("s1", "f2", "r3", "x4", "j5"), start=1) for key in keys}
_CIRCUMFLEX = {"a": "â", "e": "ê", "o": "ô"}
_PAIRS = (("uo", "ươ"), ("ưo", "ươ"), ("uơ", "ươ"), ("ua", "ưa"))  # both letters, or the first: one key is enough
_SHAPES = {
    "w": {"u": "ư", "o": "ơ", "a": "ă"},
    "7": {"u": "ư", "o": "ơ"},
    "8": {"a": "ă"},
    "6": _CIRCUMFLEX,
}


class Reading(NamedTuple):
    word: str
    keys: int


def decoded(word: str, *, lexicon: Lexicon, is_known: Callable[[str], bool], others_are: bool = False) -> str:
    """The word that was meant, or the word as it stands.

    `is_known`: accented words beyond the catalogue's, such as our own lists'. `others_are`: other words of the query
    held residue, so that one key is believed where neither reading is known.
    """
    if len(word) > LONGEST or not _MAY_HOLD_KEYS.search(word):
        return word
    reading = None if lexicon.knows(word) or is_known(word) or word in _LOAN_WORDS else reading_of(word)
    if reading is None:
        return word
    if is_known(reading.word) or reading.word in lexicon.words:
        return reading.word
    if could_be_syllable(word):  # "xoong" without its accents
        return word
    is_plain = folded(reading.word) in lexicon.folded_words and reading.keys > 1
    return reading.word if others_are or is_plain or _is_unmistakable(word, reading) else word


def reading_of(word: str) -> Reading | None:
    """The syllable that the keys in the word spell; None where they spell none."""
    return _read(word, is_free=False) or _read(word, is_free=True)


def _is_unmistakable(word: str, reading: Reading) -> bool:
    """Few words of other languages are as long and read as a syllable: "xoaif"."""
    return len(word) > 4 and (reading.keys > 1 or sum(letter in VOWELS for letter in word) > 1)


def _read(word: str, *, is_free: bool) -> Reading | None:
    """`is_free`: a second a, e or o further on is the circumflex of the first: "tieengs" and "tiengse"."""
    match = _ONSET.fullmatch(word)
    if match is None:
        return None
    typing = _Typing(*match.groups(), is_free=is_free)
    if not typing.is_valid or not typing.keys:
        return None
    syllable = typing.syllable()
    return Reading(syllable, typing.keys) if syllable else None


class _Typing:
    """What an input method makes of the keys, one after another."""

    def __init__(self, onset: str, keys: str, *, is_free: bool) -> None:
        self.onset = "đ" if onset in ("dd", "d9") else onset
        self.keys = int(self.onset != onset)
        self.letters: list[str] = []
        self.tone = 0
        self.is_free = is_free
        self.is_valid = all(self._press(key) for key in keys)

    def syllable(self) -> str | None:
        """With its accents or, where the forgotten ones leave a choice (muois: muối, mười?), without any."""
        letters = "".join(self.letters)
        plain = self.onset + ("uơ" if letters == "ươ" else letters)
        syllable = parsed(toned(plain, self.tone))
        if syllable is not None:
            return written(syllable)
        return plain if plain.isascii() and could_be_syllable(plain) else None

    def _press(self, key: str) -> bool:
        plain, tone = untoned(key)
        if tone:
            return self._set_tone(tone) and self._add(plain)
        if key in _TONE_KEYS:
            self.keys += 1
            return bool(self.letters) and self._set_tone(_TONE_KEYS[key])
        if key in _SHAPES:
            self.keys += 1
            return self._shape(key)
        if key in ("d", "9"):
            self.keys += 1
            return self._cross_d()
        return self._add(key)

    def _set_tone(self, tone: int) -> bool:
        """A tone key pressed twice takes the tone back: "kiss" is no residue."""
        is_first = not self.tone
        self.tone = tone
        return is_first

    def _cross_d(self) -> bool:
        is_plain = self.onset == "d"
        self.onset = "đ"
        return is_plain

    def _shape(self, key: str) -> bool:
        shapes = _SHAPES[key]
        text = "".join(self.letters)
        for pair, both in _PAIRS if key in "w7" else ():
            if pair in text and self.onset != "q":
                self.letters = list(text.replace(pair, both))
                return True
        for place in range(len(self.letters) - 1, -1, -1):
            if self.letters[place] in shapes:
                self.letters[place] = shapes[self.letters[place]]
                return True
        if key == "w" and not self.letters:
            self.letters.append("ư")
            return True
        return False

    def _add(self, letter: str) -> bool:
        is_double = letter in _CIRCUMFLEX and self.letters[-1:] == [letter]
        if is_double or (self.is_free and letter in _CIRCUMFLEX and letter in self.letters):
            place = len(self.letters) - 1 - self.letters[::-1].index(letter)
            self.letters[place] = _CIRCUMFLEX[letter]
            self.keys += 1
        else:
            self.letters.append(letter)
        return True
