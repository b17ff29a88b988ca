"""From terms to what Elasticsearch matches. Words are whole tokens: nothing that was typed is an operator."""

from collections.abc import Iterable, Sequence

from elasticsearch.dsl import Q, Query

from search.engines.elastic.documents import AS_TYPED
from search.engines.ways import rows_of, typed_words, ways_of
from search.text.understanding import Term

NAME, NAMES, TEXT = "name", "names", "text"  # fields; `names`: the own name, what it belongs to, its attributes


def all_of(terms: Iterable[Term], field: str, *, accented: bool = False) -> Query:
    """Every term, by its own words or by a synonym's."""
    return every(term_of(term, field, accented=accented) for term in terms)


def any_of(terms: Iterable[Term], field: str) -> Query:
    return either(term_of(term, field) for term in terms)


def term_of(term: Term, field: str, *, accented: bool = False) -> Query:
    return either(words(way, field) for way in ways_of(term, accented=accented))


def literal(terms: Sequence[Term], field: str) -> Query:
    return words(typed_words(terms), field)


def in_a_row(terms: Sequence[Term], field: str, *, accented: bool = True) -> Query:
    rows = rows_of(terms, accented=accented)
    phrases = ({"query": " ".join(row), "analyzer": AS_TYPED} for row in rows)
    return either(Q("match_phrase", **{field: phrase}) for phrase in phrases)


def words(wanted: Iterable[str], *fields: str) -> Query:
    """All of them, each in any of the fields."""
    return every(either(Q("term", **{field: word}) for field in fields) for word in wanted)


def every(queries: Iterable[Query]) -> Query:
    found = list(queries)
    return found[0] if len(found) == 1 else Q("bool", filter=found)


def either(queries: Iterable[Query]) -> Query:
    found = list(queries)
    return found[0] if len(found) == 1 else Q("bool", should=found, minimum_should_match=1)
