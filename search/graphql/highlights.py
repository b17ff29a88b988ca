"""Why a hit is one: its own words with those of the query told apart."""

from collections.abc import Sequence
from typing import Any

from marketplace.graphql.rows import Row
from marketplace.graphql.selection import Selection
from search.engines.protocol import Reach
from search.engines.ways import highlighted
from search.policy import Answer
from search.text.highlight import Part, marked, snippet

_NAME, _TEXTS = ("name",), ("summary", "description", "story")


class WithWords(Selection):
    """What is asked of a hit, and the words that are looked at beside: so that one statement reads both."""

    __slots__ = ("_words",)

    def __init__(self, asked: Selection, highlight: Selection) -> None:
        super().__init__(asked._branch, asked._variables)
        self._words = (_NAME if "name" in highlight else ()) + (_TEXTS if "text" in highlight else ())

    def __contains__(self, name: str) -> bool:
        return name in self._words or super().__contains__(name)

    @property
    def key(self) -> tuple[Any, ...]:
        return (self._words, super().key)


class Highlighter:
    """In names as far as the search went; in texts with the accents that were typed, as long as all words were found.

    "xương ống" that some text has must not light up every "ông" in it.
    """

    def __init__(self, found: Answer, asked: Selection) -> None:
        terms = found.understanding.terms
        self._asked = asked
        self._in_names = highlighted(terms, accented=found.reach is Reach.EXACT)
        self._in_texts = highlighted(terms, accented=found.reach is not Reach.SOME)

    def of(self, row: Row) -> Row:
        answered: Row = {}
        if "name" in self._asked:
            answered["name"] = _rows(marked(row["name"], self._in_names))
        if "text" in self._asked:
            around = snippet((row[name] for name in _TEXTS), self._in_texts)
            answered["text"] = None if around is None else _rows(around)
        return answered


def _rows(parts: Sequence[Part]) -> list[Row]:
    return [part._asdict() for part in parts]
