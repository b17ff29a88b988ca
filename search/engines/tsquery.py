"""From terms to what PostgreSQL matches a tsvector with. Words are quoted: nothing that was typed is an operator."""

from collections.abc import Iterable, Sequence

from search.text.understanding import Phrase, Term

_QUOTED = str.maketrans({"'": "''", "\\": "\\\\"})


def all_of(terms: Iterable[Term], *, weight: str = "", accented: bool = False) -> str:
    """Every term, by its own words or by a synonym's. `weight`: where ("A": in the product's own name)."""
    return " & ".join(_term(term, weight, accented) for term in terms)


def any_of(terms: Iterable[Term], *, weight: str = "") -> str:
    return " | ".join(_term(term, weight, accented=False) for term in terms)


def literal(terms: Sequence[Term], *, weight: str = "A") -> str:
    """All words as they were typed, without synonyms."""
    return " & ".join(_word(word.accented, weight) for term in terms for word in term.words)


def in_a_row(terms: Sequence[Term], *, weight: str = "A") -> str:
    """The words one after the other, as they were typed."""
    return " <-> ".join(_word(word.accented, weight) for term in terms for word in term.words)


def phrase(words: Iterable[str], *, weight: str = "") -> str:
    return " & ".join(_word(word, weight) for word in words)


def _term(term: Term, weight: str, accented: bool) -> str:
    ways = [term.phrase, *term.synonyms]
    return "(" + " | ".join(f"({_phrase(way, weight, accented)})" for way in ways) + ")"


def _phrase(way: Phrase, weight: str, accented: bool) -> str:
    return phrase(way.accented if accented else way.folded, weight=weight)


def _word(word: str, weight: str) -> str:
    return f"'{word.translate(_QUOTED)}'" + (f":{weight}" if weight else "")
