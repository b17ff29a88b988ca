"""The ways to say a query: its own words, or another region's.

A word that was typed with accents is looked for as such when `accented` is wanted; one without matches either way.
What other regions say (synonyms) is known with its accents, so that chè never finds "chế biến".
"""

from collections.abc import Iterator, Sequence
from itertools import islice, product

from search.text.highlight import Meant
from search.text.understanding import Term

MOST_WAYS = 8  # of saying a query in a row, with one synonym or another for each term

Words = tuple[str, ...]


def ways_of(term: Term, *, accented: bool) -> list[Words]:
    own = term.phrase.accented if accented else term.phrase.folded
    return [own, *(other.accented for other in term.synonyms)]


def rows_of(terms: Sequence[Term], *, accented: bool) -> Iterator[Words]:
    """All words one after the other, in each of the ways."""
    said = [ways_of(term, accented=accented) for term in terms]
    for row in islice(product(*said), MOST_WAYS):
        yield tuple(word for way in row for word in way)


def highlighted(terms: Sequence[Term], *, accented: bool) -> Meant:
    """What to mark in a hit: each term in each of its ways, and words of its own alone; what may be missing too.

    Of a synonym only the whole: "bề" alone is not what "tôm tích" asks for.
    """
    own = [((word.accented if accented else word.folded),) for term in terms for word in term.words]
    whole = [way for term in terms for way in ways_of(term, accented=accented)]
    required = [term for term in terms if not term.is_optional]
    return Meant(tuple(dict.fromkeys([*whole, *own])), tuple(rows_of(required, accented=accented)))


def typed_words(terms: Sequence[Term]) -> Iterator[str]:
    """As they were typed, without synonyms."""
    return (word.accented for term in terms for word in term.words)
