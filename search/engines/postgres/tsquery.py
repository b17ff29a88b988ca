"""From terms to what PostgreSQL matches a tsvector with. Words are quoted: nothing that was typed is an operator.

A word that was typed with accents is looked for as such when `accented` is wanted; one without matches either way.
What other regions say (synonyms) is known with its accents, so that chè never finds "chế biến".
"""

from collections.abc import Iterable, Sequence
from itertools import islice, product

from search.text.understanding import Term

MOST_WAYS = 8  # of saying a query in a row, with one synonym or another for each term
_QUOTED = str.maketrans({"'": "''", "\\": "\\\\"})


def all_of(terms: Iterable[Term], *, weight: str = "", accented: bool = False) -> str:
    """Every term, by its own words or by a synonym's. `weight`: where ("A": in the product's own name)."""
    return " & ".join(_term(term, weight, accented) for term in terms)


def any_of(terms: Iterable[Term], *, weight: str = "") -> str:
    return " | ".join(_term(term, weight, accented=False) for term in terms)


def literal(terms: Sequence[Term], *, weight: str = "A") -> str:
    """All words as they were typed, without synonyms."""
    return " & ".join(_word(word.accented, weight) for term in terms for word in term.words)


def in_a_row(terms: Sequence[Term], *, weight: str = "A", accented: bool = True) -> str:
    """The words one after the other, as they were typed or as other regions say."""
    said = [[term.phrase.accented if accented else term.phrase.folded] for term in terms]
    for ways, term in zip(said, terms, strict=True):
        ways += [other.accented for other in term.synonyms]
    rows = islice(product(*said), MOST_WAYS)
    return " | ".join(f"({' <-> '.join(_word(word, weight) for way in row for word in way)})" for row in rows)


def phrase(words: Iterable[str], *, weight: str = "") -> str:
    return " & ".join(_word(word, weight) for word in words)


def _term(term: Term, weight: str, accented: bool) -> str:
    own = term.phrase.accented if accented else term.phrase.folded
    ways = [own, *(other.accented for other in term.synonyms)]
    return "(" + " | ".join(f"({phrase(way, weight=weight)})" for way in ways) + ")"


def _word(word: str, weight: str) -> str:
    return f"'{word.translate(_QUOTED)}'" + (f":{weight}" if weight else "")
