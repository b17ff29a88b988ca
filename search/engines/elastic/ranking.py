"""Which of two hits is the better one, as one number: TIER for each tier, and the score within it.

The measures are those of PostgreSQL's ranking. No scripts: managed clusters forbid them, and they are slow.
"""

from collections.abc import Iterable, Sequence

from elasticsearch.dsl import SF, Q, Query

from search.engines.elastic.conditions import certified
from search.engines.elastic.words import NAME, NAMES, all_of, any_of, in_a_row, literal, term_of
from search.engines.protocol import Asked, Reach
from search.engines.weights import (
    HEAD,
    IN_A_ROW,
    LITERAL,
    OPTIONAL,
    SOME_AROUND,
    SOME_AS_TYPED,
    SOME_IN_NAME,
    WHOLE_NAME,
)
from search.text.understanding import Term

TIER = 100.0  # no score within a tier comes near it; a float keeps five digits behind the point of three tiers
STARS = 1_000.0
MOST_STARS = 5


def scored(asked: Asked, conditions: Iterable[Query]) -> Query:
    """The hits, each with its number."""
    required = asked.understanding.required
    parts = _of_words(asked, required) if required else _lifted(asked)
    parts += _stars(asked) if asked.sort == "STARS" else _fine(asked, required)
    matched = Q("bool", filter=list(conditions) or [Q("match_all")], should=parts, minimum_should_match=0)
    function = SF("field_value_factor", field="worth" if required else "quality", missing=0)
    return Q("function_score", query=matched, functions=[function], boost_mode="sum")


def _of_words(asked: Asked, required: Sequence[Term]) -> list[Query]:
    if asked.reach is Reach.SOME:
        return [_some(term, HEAD if number == 0 else 1) for number, term in enumerate(required)]
    count = len([word for term in required for word in term.words])
    return [_tier(asked, required), _worth(Q("term", word_count=count), WHOLE_NAME)]


def _stars(asked: Asked) -> list[Query]:
    """Those of today."""
    return [
        _worth(Q("bool", filter=[certified(asked.today), Q("term", stars=number)]), number * STARS)
        for number in range(1, MOST_STARS + 1)
    ]


def _fine(asked: Asked, required: Sequence[Term]) -> list[Query]:
    """What only the order by relevance looks at, as with PostgreSQL."""
    near = _near(asked, required) if required and asked.reach is not Reach.SOME else []
    return [*(_worth(all_of([term], NAMES), OPTIONAL) for term in _optional_terms(asked)), *near]


def _tier(asked: Asked, required: Sequence[Term]) -> Query:
    """The product's own name before what it belongs to."""
    return _worth(all_of(required, NAME, accented=asked.reach is Reach.EXACT), 2 * TIER)


def _near(asked: Asked, required: Sequence[Term]) -> list[Query]:
    """How closely the name says what was typed."""
    found = [_worth(in_a_row(required, NAME), IN_A_ROW)]
    if any(term.synonyms for term in required) or asked.reach is not Reach.EXACT:
        found.append(_worth(literal(required, NAME), LITERAL))
    return found


def _lifted(asked: Asked) -> list[Query]:
    terms = _optional_terms(asked)
    return [_worth(any_of(terms, NAME), TIER)] if terms else []


def _optional_terms(asked: Asked) -> list[Term]:
    return [term for term in asked.understanding.terms if term.is_optional]


def _some(term: Term, weight: int) -> Query:
    """Each word that is there counts, more as it was typed, and the first most: gạo hữu cơ is rice before all."""
    ways = [
        _worth(term_of(term, NAME, accented=True), SOME_AS_TYPED * weight),
        _worth(term_of(term, NAME), SOME_IN_NAME * weight),
        _worth(term_of(term, NAMES), SOME_AROUND * weight),
    ]
    return Q("dis_max", queries=ways)


def _worth(query: Query, worth: float) -> Query:
    return Q("constant_score", filter=query, boost=worth)
