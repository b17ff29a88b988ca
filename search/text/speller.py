"""Corrects a query with the catalogue's own words. Nothing else is ever suggested, and nothing where it is not sure.

It is for queries that found too little. Short syllables have many neighbours: correcting every query would do harm.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import pairwise

from search.text.accents import Slot, accented
from search.text.lexicon import Lexicon
from search.text.neighbours import LONGEST, SHORTEST, Neighbours
from search.text.reading import own_words
from search.text.understanding import Understanding, Word

MOST_WORDS = 12  # of a query; longer ones are left alone

# In tenths of an edit. Found by trying: tests/search/text/test_speller.py has the queries.
_UNKNOWN = 22  # to leave a word that the catalogue does not know
_ELSEWHERE = 6  # to leave one that only our own lists know
_DOUBTED = 4  # to change one that it does know
_SUPPORTED = 12  # and one that it knows beside its typed neighbour
_SPLIT = 4  # to split a word, or to join two
_PAIR, _OF_COUNT = 14, 2  # what a known neighbour is worth: at once, and for each power of e of its count
_OFTEN = 0.5  # what a frequent word is worth, for each power of e
_MARGIN = 3  # by which the best reading must beat every other

_BEAM, _CHOICES = 8, 8


@dataclass(frozen=True, slots=True)
class _Choice:
    """Folded words in the place of `taken` typed ones."""

    words: tuple[str, ...]
    cost: float
    taken: int = 1


@dataclass(frozen=True, slots=True)
class _Path:
    score: float
    choices: tuple[_Choice, ...] = ()

    @property
    def last(self) -> str | None:
        return self.choices[-1].words[-1] if self.choices else None


class Speller:
    """Build it once a version of the lexicon: its index takes a moment."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._neighbours = Neighbours(lexicon)
        self._beside: dict[str, set[str]] = {}
        for pair in lexicon.folded_pairs:
            first, _, second = pair.partition(" ")
            self._beside.setdefault(f"{first} ", set()).add(second)
            self._beside.setdefault(f" {second}", set()).add(first)

    def corrected(self, meant: Understanding) -> str | None:
        """The whole query with its words corrected; None where nothing is wrong or nothing is sure."""
        words = [word for term in meant.terms for word in term.words]
        if not words or len(words) > MOST_WORDS:
            return None
        settled = {id(word) for term in meant.terms if term.is_optional or term.synonyms for word in term.words}
        path = self._best(words, [id(word) in settled for word in words])
        if path is None:
            return None
        return _rewritten(meant.text, words, path, self._lexicon)

    def _best(self, words: Sequence[Word], settled: Sequence[bool]) -> _Path | None:
        """The best reading, if it is another than what was typed and beats all others clearly."""
        reached: list[list[_Path]] = [[] for _ in range(len(words) + 1)]
        reached[0] = [_Path(0)]
        for place in range(len(words)):
            paths = nlargest(_BEAM, reached[place], key=lambda path: path.score)
            for choice in self._choices(words, place, settled):
                for path in paths:
                    step = _Path(path.score + self._worth(path.last, choice), (*path.choices, choice))
                    reached[place + choice.taken].append(step)
        best, *others = nlargest(2, reached[-1], key=lambda path: path.score)
        if others and best.score - others[0].score < _MARGIN:
            return None
        changed = _changes(words, best)
        is_guess = changed > 1 or any(choice.cost == _UNKNOWN for choice in best.choices)
        return best if changed and (not is_guess or self._has_pair(best)) else None

    def _has_pair(self, path: _Path) -> bool:
        """Two corrections, or one beside a word that stays unknown, are guesses unless some words belong together."""
        chain = [word for choice in path.choices for word in choice.words]
        return any(f"{one} {other}" in self._lexicon.folded_pairs for one, other in pairwise(chain))

    def _worth(self, last: str | None, choice: _Choice) -> float:
        chain = choice.words if last is None else (last, *choice.words)
        pairs = (self._lexicon.folded_pairs.get(f"{one} {two}", 0) for one, two in pairwise(chain))
        known = sum(_PAIR + _OF_COUNT * math.log(count) for count in pairs if count)
        seen = sum(math.log1p(self._lexicon.folded_words.get(word, 0)) for word in choice.words)
        return known + _OFTEN * seen - choice.cost

    def _choices(self, words: Sequence[Word], place: int, settled: Sequence[bool]) -> Iterator[_Choice]:
        word = words[place]
        is_known = settled[place] or word.folded in self._lexicon.folded_words
        is_word = is_known or word.accented in own_words()
        yield _Choice((word.folded,), 0 if is_known else _ELSEWHERE if is_word else _UNKNOWN)
        if settled[place] or any(letter.isdigit() for letter in word.folded) or len(word.folded) > LONGEST:
            return
        is_doubtful = is_word or len(word.folded) < SHORTEST
        near = self._doubted(words, place) if is_doubtful else self._neighbours.near(word.folded)
        penalty = (_SUPPORTED if self._is_supported(words, place) else _DOUBTED) if is_word else 0
        choices = (_Choice((other,), cost + penalty) for other, cost in near.items())
        yield from nlargest(_CHOICES, choices, key=lambda choice: self._in_context(words, place, choice))
        if not is_word:
            yield from self._splits(word.folded)
        yield from self._join(words, place)

    def _is_supported(self, words: Sequence[Word], place: int) -> bool:
        around = [word.folded for word in words[max(0, place - 1) : place + 2]]
        return any(f"{one} {other}" in self._lexicon.folded_pairs for one, other in pairwise(around))

    def _doubted(self, words: Sequence[Word], place: int) -> dict[str, int]:
        """Of a word that exists or is very short: what sounds alike, or is near and known beside its neighbours."""
        beside: set[str] = set()
        if place:
            beside |= self._beside.get(f"{words[place - 1].folded} ", set())
        if place + 1 < len(words):
            beside |= self._beside.get(f" {words[place + 1].folded}", set())
        word = words[place].folded
        near = self._neighbours.candidates(word) & beside if beside else ()
        return self._neighbours.priced(word, near) | self._neighbours.alike(word)

    def _in_context(self, words: Sequence[Word], place: int, choice: _Choice) -> float:
        before = words[place - 1].folded if place else None
        worth = self._worth(before, choice)
        if place + 1 < len(words):
            worth += self._worth(choice.words[-1], _Choice((words[place + 1].folded,), 0))
        return worth

    def _splits(self, word: str) -> Iterator[_Choice]:
        """ "nuocmam" is a pair that the catalogue knows, without its space."""
        for middle in range(1, len(word)):
            if f"{word[:middle]} {word[middle:]}" in self._lexicon.folded_pairs:
                yield _Choice((word[:middle], word[middle:]), _SPLIT)

    def _join(self, words: Sequence[Word], place: int) -> Iterator[_Choice]:
        """ "nadi salt" is one word there."""
        if place + 1 < len(words):
            joined = words[place].folded + words[place + 1].folded
            if joined in self._lexicon.folded_words:
                yield _Choice((joined,), _SPLIT, taken=2)


def _changes(words: Sequence[Word], path: _Path) -> int:
    place, changed = 0, 0
    for choice in path.choices:
        changed += choice.words != (words[place].folded,)
        place += choice.taken
    return changed


def _rewritten(text: str, words: Sequence[Word], path: _Path, lexicon: Lexicon) -> str:
    """The text with the chosen words where the typed ones stood; what lies between them stays."""
    spelled = iter(_spelled(text, words, path, lexicon))
    place, position, parts = 0, 0, []
    for choice in path.choices:
        first, last = words[place], words[place + choice.taken - 1]
        parts += [text[position : first.start], " ".join(next(spelled) for _ in choice.words)]
        position, place = last.end, place + choice.taken
    return "".join([*parts, text[position:]])


def _spelled(text: str, words: Sequence[Word], path: _Path, lexicon: Lexicon) -> list[str]:
    """With accents if some were typed, or if all of the text was read as words and each is sure; else without any."""
    slots, place = [], 0
    has_accents = not text.isascii()
    for choice in path.choices:
        typed = words[place].accented
        is_kept = choice.words == (words[place].folded,)
        slots += [Slot(word, typed if is_kept and has_accents else None, typed) for word in choice.words]
        place += choice.taken
    plain = [slot.fixed or slot.folded for slot in slots]
    is_whole = sum(len(word.typed) for word in words) == len("".join(text.split()))
    if not has_accents and not is_whole:
        return plain
    return accented(slots, lexicon=lexicon) or plain
