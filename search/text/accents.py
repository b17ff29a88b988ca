"""Gives folded words the accents that they have in the catalogue, by their neighbours there."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from search.text.lexicon import Lexicon
from search.text.syllables import parsed

_MOST_SPELLINGS = 4
_LIKE_TYPED = 1.0


class Slot(NamedTuple):
    """A folded word; `fixed`: its accents are known; `typed`: what stood there, whose accents are a hint."""

    folded: str
    fixed: str | None = None
    typed: str | None = None


def accented(slots: Sequence[Slot], *, lexicon: Lexicon) -> list[str] | None:
    """The likeliest spellings together; None where a word has several and nothing beside it says which."""
    paths: list[tuple[float, tuple[str, ...]]] = [(0.0, ())]
    for slot in slots:
        best: list[tuple[float, tuple[str, ...]]] = []
        for option in _options(slot, lexicon):
            steps = ((score + _worth(words, option, slot, lexicon), words) for score, words in paths)
            score, words = max(steps, key=lambda step: step[0])
            best.append((score, (*words, option)))
        paths = best
    words = max(paths, key=lambda path: path[0])[1]
    return list(words) if all(_is_sure(words, place, slots[place], lexicon) for place in range(len(words))) else None


def _options(slot: Slot, lexicon: Lexicon) -> Sequence[str]:
    if slot.fixed is not None:
        return (slot.fixed,)
    return lexicon.spellings.get(slot.folded, ())[:_MOST_SPELLINGS] or (slot.folded,)


def _worth(words: Sequence[str], option: str, slot: Slot, lexicon: Lexicon) -> float:
    pair = lexicon.pairs.get(f"{words[-1]} {option}", 0) if words else 0
    return math.log1p(pair) + math.log1p(lexicon.words.get(option, 0)) / 100 + _likeness(option, slot.typed)


def _likeness(option: str, typed: str | None) -> float:
    """Who typed "xạch" meant the tone of "sạch"."""
    one, other = parsed(option), parsed(typed) if typed is not None and not typed.isascii() else None
    return _LIKE_TYPED if one is not None and other is not None and one.tone == other.tone else 0.0


def _is_sure(words: Sequence[str], place: int, slot: Slot, lexicon: Lexicon) -> bool:
    if slot.fixed is not None or len(_options(slot, lexicon)) == 1 or _likeness(words[place], slot.typed):
        return True
    before = place > 0 and f"{words[place - 1]} {words[place]}" in lexicon.pairs
    return before or (place + 1 < len(words) and f"{words[place]} {words[place + 1]}" in lexicon.pairs)
