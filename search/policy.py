"""How a query becomes an answer, whatever the engine: strictly first, and wider only where too little is found."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from marketplace.errors import BadCursor
from search.engines.protocol import Asked, Engine, Found, Hit, Limits, Reach
from search.known import Known
from search.positions import Position
from search.text.understand import understand
from search.text.understanding import Understanding


@dataclass(frozen=True, slots=True)
class Answer:
    """`corrected`: the query that was searched instead, where the shopper's own finds nothing."""

    found: Found
    understanding: Understanding
    reach: Reach
    sort: str
    corrected: str | None = None

    def position_of(self, hit: Hit) -> Position:
        return Position(self.sort, self.reach, self.corrected is not None, hit.position)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A request for hits. `after`: where the page before ended, of the same query."""

    query: str
    today: date
    size: int
    limits: Limits = field(default_factory=Limits)
    sort: str | None = None
    undo: Collection[str] = ()
    after: Position | None = None
    facets: frozenset[str] = frozenset()
    wants_total: bool = True


def answer(wanted: Wanted, engine: Engine, known: Known) -> Answer:
    """Raises BadCursor for the position of a page in another order. Another engine may go on where one has ended."""
    meant = _understood(wanted.query, wanted, known)
    if wanted.after is not None:
        return _next_page(wanted, wanted.after, meant, engine, known)
    reach = narrowest(meant)
    found = _searched(wanted, meant, reach, engine)
    if found.found.hits or not meant.required:
        return found
    return _wider(wanted, meant, engine, known)


def narrowest(meant: Understanding) -> Reach:
    """Who types accents means them."""
    has_accents = any(word.accented != word.folded for term in meant.required for word in term.words)
    return Reach.EXACT if has_accents else Reach.NAMES


def _wider(wanted: Wanted, meant: Understanding, engine: Engine, known: Known) -> Answer:
    """A phrase that some text has is no slip. Some of the words are less than a good correction."""
    phrases = _searched(wanted, meant, Reach.PHRASES, engine)
    if phrases.found.hits:
        return phrases
    corrected = _corrected(meant, known)
    if corrected is not None:
        better = _understood(corrected, wanted, known)
        repaired = _searched(wanted, better, Reach.NAMES, engine, corrected)
        if repaired.found.hits:
            return repaired
    if len(meant.required) == 1 and len(meant.required[0].words) == 1:
        return phrases
    return _searched(wanted, meant, Reach.SOME, engine)


def _next_page(wanted: Wanted, after: Position, meant: Understanding, engine: Engine, known: Known) -> Answer:
    """As the first page was found, so that the list stays one list."""
    corrected = _corrected(meant, known) if after.is_corrected else None
    if corrected is not None:
        meant = _understood(corrected, wanted, known)
    if after.sort != _sort(wanted, meant) or after.reach not in set(Reach):
        raise BadCursor
    return _searched(wanted, meant, Reach(after.reach), engine, corrected)


def _understood(query: str, wanted: Wanted, known: Known) -> Understanding:
    return understand(query, lexicon=known.lexicon, places=known.places, undo=wanted.undo)


def _corrected(meant: Understanding, known: Known) -> str | None:
    """The query with the catalogue's own words; None where it is right already, or where nothing is sure."""
    better = known.speller.corrected(meant)
    return None if better == meant.text else better


def _sort(wanted: Wanted, meant: Understanding) -> str:
    return wanted.sort or meant.sort or "RELEVANCE"


def _searched(
    wanted: Wanted, meant: Understanding, reach: Reach, engine: Engine, corrected: str | None = None
) -> Answer:
    sort = _sort(wanted, meant)
    asked = Asked(
        understanding=meant,
        today=wanted.today,
        size=wanted.size,
        reach=reach,
        limits=wanted.limits,
        sort=sort,
        after=wanted.after.columns if wanted.after is not None else None,
        facets=wanted.facets,
        wants_total=wanted.wants_total,
    )
    return Answer(engine.search(asked), meant, reach, sort, corrected)
