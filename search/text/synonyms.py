"""What other regions call the same thing. Expanded here, at query time, so that all engines give one answer."""

from collections.abc import Sequence
from functools import cache

from marketplace.vietnamese import folded
from search.text.data import rows_of
from search.text.lexicon import Lexicon
from search.text.matching import Phrases
from search.text.understanding import Phrase, Word


def synonyms_at(
    words: Sequence[Word], first: int, *, lexicon: Lexicon, has_accents: bool
) -> tuple[tuple[Phrase, ...], int] | None:
    """Other names of the longest phrase that begins there, and where it ends. No names: do not take it apart.

    "bắp cải" is no corn: its row keeps "bắp" from being read alone. Typed without accents, a phrase is not meant
    where the catalogue has another one that looks the same: "dau lac" is its "dầu lạc", not "đậu lạc". Who types
    accents typed all of them.
    """

    def is_meant(phrase: tuple[str, ...]) -> bool:
        said = words[first : first + len(phrase)]
        if has_accents:
            return tuple(word.accented for word in said) == phrase
        return lexicon.has_words(phrase) or not lexicon.knows_sequence(tuple(word.folded for word in said))

    return _table().at(words, first, fits=is_meant)


def known_words() -> frozenset[str]:
    return _table().words


@cache
def _table() -> Phrases[tuple[Phrase, ...]]:
    found: dict[str, list[str]] = {}
    for row in rows_of("synonyms.csv"):
        found.setdefault(row["phrase"], []).extend([row["synonym"]] if row["synonym"] else [])
        if row["direction"] == "both":
            found.setdefault(row["synonym"], []).append(row["phrase"])
    return Phrases({phrase: tuple(_phrase(text) for text in dict.fromkeys(said)) for phrase, said in found.items()})


def _phrase(text: str) -> Phrase:
    words = text.split()
    return Phrase(tuple(words), tuple(folded(word) for word in words))
