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

    "bắp cải" is no corn: its row keeps "bắp" from being read alone. Who types accents typed all of them.
    """

    def is_meant(phrase: tuple[str, ...]) -> bool:
        if has_accents:
            return tuple(word.accented for word in words[first : first + len(phrase)]) == phrase
        return _is_meant_without_accents(phrase, words, first, lexicon)

    return _table().at(words, first, fits=is_meant)


def _is_meant_without_accents(phrase: tuple[str, ...], words: Sequence[Word], first: int, lexicon: Lexicon) -> bool:
    """Not where the catalogue has something else that looks the same.

    "dau lac" is its "dầu lạc", not "đậu lạc"; and beside "ngam" it knows "chân", though elsewhere a "chăn" too.
    """
    end = first + len(phrase)
    if lexicon.knows_sequence(tuple(word.folded for word in words[first:end])) and not lexicon.has_words(phrase):
        return False
    before = [(words[first - 1].folded, words[first].folded)] if first else []
    after = [(words[end - 1].folded, words[end].folded)] if end < len(words) else []
    return all(lexicon.spells(pair, first=phrase[-1]) for pair in after) and all(
        lexicon.spells(pair, second=phrase[0]) for pair in before
    )


def known_words() -> frozenset[str]:
    """Vietnamese ones: those that typing residue is told from."""
    return _words()


@cache
def _words() -> frozenset[str]:
    ours = [row for row in rows_of("synonyms.csv") if row["kind"] != "english"]
    phrases = (text for row in ours for text in (row["phrase"], row["synonym"] if row["direction"] == "both" else ""))
    return frozenset(word for phrase in phrases for word in phrase.split())


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
