"""Which of two hits is the better one: a tier by where the words stand, and within it a score."""

from collections.abc import Sequence
from typing import NamedTuple

from search.engines.postgres import tsquery
from search.engines.postgres.conditions import Values
from search.engines.protocol import Asked, Reach
from search.engines.weights import (
    BREVITY,
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

# Numbers say that they are floats: PostgreSQL takes 0.5 for a numeric, which costs a third of a scan.
_BREVITY = f"- {BREVITY}::float8 * document.word_count"


class Ranking(NamedTuple):
    """SQL of the tier, of the score as far as numbers alone say it, and of what words add to that.

    Looking at words costs a microsecond each time: it is done for the most promising hits (COARSE) alone.
    """

    tier: str
    coarse: str
    fine: str


def ranking(asked: Asked, values: Values) -> Ranking:
    """The product's own name before what it belongs to."""
    required = asked.understanding.required
    fine = _optional(asked, values)
    if not required:
        lifted = is_optional(asked, values)
        tier = f"CASE WHEN {lifted} THEN 1 ELSE 0 END" if lifted else "0"
        return Ranking(tier, "document.quality", _sum(fine))
    if asked.reach is Reach.SOME:
        return Ranking("0", _sum([f"document.quality{_BREVITY}", *_some(required, values)]), _sum(fine))
    values["word_count"] = len([word for term in required for word in term.words])
    whole = f"CASE WHEN document.word_count = %(word_count)s THEN {WHOLE_NAME}::float8 ELSE 0 END"
    return Ranking(
        _tier(asked, required, values),
        _sum([f"document.quality{_BREVITY}", whole]),
        _sum([*fine, *_near(asked, required, values)]),
    )


def _near(asked: Asked, required: Sequence[Term], values: Values) -> list[str]:
    """How closely the name says what was typed."""
    values["in_a_row"] = tsquery.in_a_row(required)
    found = [_worth("in_a_row", IN_A_ROW)]
    if any(term.synonyms for term in required) or asked.reach is not Reach.EXACT:
        values["literal"] = tsquery.literal(required)
        found.append(_worth("literal", LITERAL))
    return found


def _sum(parts: Sequence[str]) -> str:
    return f"({' + '.join(parts) or '0'})::float8"


def _tier(asked: Asked, required: Sequence[Term], values: Values) -> str:
    values["in_name"] = tsquery.all_of(required, weight="A", accented=asked.reach is Reach.EXACT)
    return "CASE WHEN document.names @@ %(in_name)s::tsquery THEN 2 ELSE 0 END"


def _optional(asked: Asked, values: Values) -> list[str]:
    found = []
    for number, term in enumerate(term for term in asked.understanding.terms if term.is_optional):
        values[f"optional_{number}"] = tsquery.all_of([term])
        found.append(_worth(f"optional_{number}", OPTIONAL))
    return found


def is_optional(asked: Asked, values: Values) -> str:
    """Whether the own name has some of what it may, but need not, have. Empty: nothing of the kind was said."""
    terms = [term for term in asked.understanding.terms if term.is_optional]
    if not terms:
        return ""
    values["optional"] = tsquery.any_of(terms, weight="A")
    return "document.names @@ %(optional)s::tsquery"


def _some(required: Sequence[Term], values: Values) -> list[str]:
    """Each word that is there counts, more as it was typed, and the first most: gạo hữu cơ is rice before all."""
    found = []
    for number, term in enumerate(required):
        values[f"some_{number}"] = tsquery.all_of([term], weight="A")
        values[f"typed_{number}"] = tsquery.all_of([term], weight="A", accented=True)
        values[f"around_{number}"] = tsquery.all_of([term])
        found.append(
            f"CASE WHEN document.names @@ %(typed_{number})s::tsquery THEN {SOME_AS_TYPED}"
            f" WHEN document.names @@ %(some_{number})s::tsquery THEN {SOME_IN_NAME}"
            f" WHEN document.names @@ %(around_{number})s::tsquery THEN {SOME_AROUND} ELSE 0 END"
            f" * {HEAD if number == 0 else 1}"
        )
    return found


def _worth(slot: str, worth: float) -> str:
    return f"CASE WHEN document.names @@ %({slot})s::tsquery THEN {worth}::float8 ELSE 0 END"
