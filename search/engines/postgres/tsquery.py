"""From terms to what PostgreSQL matches a tsvector with. Words are quoted: nothing that was typed is an operator."""

from collections.abc import Iterable, Sequence

from search.engines.ways import rows_of, typed_words, ways_of
from search.text.understanding import Term

_QUOTED = str.maketrans({"'": "''", "\\": "\\\\"})


def all_of(terms: Iterable[Term], *, weight: str = "", accented: bool = False) -> str:
    """Every term, by its own words or by a synonym's. `weight`: where ("A": in the product's own name)."""
    return " & ".join(_term(term, weight, accented) for term in terms)


def any_of(terms: Iterable[Term], *, weight: str = "") -> str:
    return " | ".join(_term(term, weight, accented=False) for term in terms)


def literal(terms: Sequence[Term], *, weight: str = "A") -> str:
    """All words as they were typed, without synonyms."""
    return phrase(typed_words(terms), weight=weight)


def in_a_row(terms: Sequence[Term], *, weight: str = "A", accented: bool = True) -> str:
    """The words one after the other, as they were typed or as other regions say."""
    rows = rows_of(terms, accented=accented)
    return " | ".join(f"({' <-> '.join(_word(word, weight) for word in row)})" for row in rows)


def phrase(words: Iterable[str], *, weight: str = "") -> str:
    return " & ".join(_word(word, weight) for word in words)


def any_phrase(phrases: Iterable[Sequence[str]], *, weight: str = "") -> str:
    """One of them, its words one after the other. Of none, nothing is found."""
    return " | ".join(f"({' <-> '.join(_word(word, weight) for word in words)})" for words in phrases)


def _term(term: Term, weight: str, accented: bool) -> str:
    return "(" + " | ".join(f"({phrase(way, weight=weight)})" for way in ways_of(term, accented=accented)) + ")"


def _word(word: str, weight: str) -> str:
    return f"'{word.translate(_QUOTED)}'" + (f":{weight}" if weight else "")
