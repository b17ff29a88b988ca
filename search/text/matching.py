"""Fixed phrases among the words of a query, typed with their accents or without any."""

from collections.abc import Callable, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

from marketplace.vietnamese import folded
from search.text.understanding import Word

Meaning = TypeVar("Meaning")


Fits = Callable[[tuple[str, ...]], bool]


def listed(phrases: str, meaning: Meaning) -> dict[str, Meaning]:
    """Phrases apart by commas, all with one meaning."""
    return {" ".join(phrase.split()): meaning for phrase in phrases.split(",")}


def always(phrase: tuple[str, ...]) -> bool:
    return True


class Span(NamedTuple):
    """Words `first` up to, not including, `end`."""

    first: int
    end: int


class Phrases(Generic[Meaning]):
    """What each phrase means. The longest that stands at a place wins."""

    def __init__(self, meanings: Mapping[str, Meaning]) -> None:
        self._by_folded: dict[str, list[tuple[tuple[str, ...], Meaning]]] = {}
        for phrase, meaning in meanings.items():
            words = tuple(phrase.split())
            self._by_folded.setdefault(" ".join(map(folded, words)), []).append((words, meaning))
        self._longest = max((len(phrase.split()) for phrase in meanings), default=0)
        self.words = frozenset(word for phrase in meanings for word in phrase.split())

    def at(self, words: Sequence[Word], first: int, *, fits: Fits = always) -> tuple[Meaning, int] | None:
        """The meaning of the longest phrase that begins there and `fits`, and where it ends."""
        for end in range(min(len(words), first + self._longest), first, -1):
            meaning = self._meaning(words[first:end], fits)
            if meaning is not None:
                return meaning, end
        return None

    def before(self, words: Sequence[Word], end: int) -> tuple[Meaning, int] | None:
        """The meaning of the longest phrase that ends there, and where it begins."""
        for first in range(max(0, end - self._longest), end):
            meaning = self._meaning(words[first:end], always)
            if meaning is not None:
                return meaning, first
        return None

    def _meaning(self, said: Sequence[Word], fits: Fits) -> Meaning | None:
        for phrase, meaning in self._by_folded.get(" ".join(word.folded for word in said), ()):
            if all(map(says, said, phrase)) and fits(phrase):
                return meaning
        return None


def says(word: Word, meant: str) -> bool:
    """Typed as meant, or without accents: "tu" may be "từ", "tủ" is not."""
    return word.accented == meant or (word.accented.isascii() and word.folded == folded(meant))


def text_of(words: Sequence[Word], span: Span) -> str:
    return " ".join(word.accented for word in words[span.first : span.end])
