"""The catalogue's words near to a typed one, found without looking at all of them."""

from collections.abc import Iterable

from search.text.distance import ALIKE, LONG, edits, sound
from search.text.lexicon import Lexicon

SHORTEST, LONGEST = 3, 24  # letters; shorter words are near to too many


class Neighbours:
    """Indexes each folded word by its sound, and without one of its letters or, where it is long, two."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._sounds: dict[str, list[str]] = {}
        self._shortened: dict[str, list[str]] = {}
        for word in lexicon.folded_words:
            if len(word) <= LONGEST and not any(letter.isdigit() for letter in word):
                self._sounds.setdefault(sound(word), []).append(word)
                for short in _shortened(word):
                    self._shortened.setdefault(short, []).append(word)

    def near(self, word: str) -> dict[str, int]:
        """With what each costs, in tenths of an edit."""
        if not SHORTEST <= len(word) <= LONGEST:
            return self.alike(word)
        return self.priced(word, self.candidates(word)) | self.alike(word)

    def alike(self, word: str) -> dict[str, int]:
        return dict.fromkeys((other for other in self._sounds.get(sound(word), ()) if other != word), ALIKE)

    def candidates(self, word: str) -> set[str]:
        """More than are near; `priced` judges."""
        if not 1 < len(word) <= LONGEST:
            return set()
        return {other for short in _shortened(word) for other in self._shortened.get(short, ())}

    def priced(self, word: str, candidates: Iterable[str]) -> dict[str, int]:
        priced = ((other, edits(word, other)) for other in candidates if other != word)
        return {other: cost for other, cost in priced if cost is not None}


def _shortened(word: str) -> set[str]:
    once = {word[:place] + word[place + 1 :] for place in range(len(word))}
    if len(word) < LONG:
        return once | {word}
    return once | {word} | {short[:place] + short[place + 1 :] for short in once for place in range(len(short))}
