"""How a query becomes an answer, whatever the engine: strictly first, and wider only where too little is found."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from search.engines.protocol import Asked, Engine, Found, Limits, Reach
from search.known import Known
from search.text.understand import understand
from search.text.understanding import Understanding

FEW = 1  # hits in the names below which texts are looked at, then a correction tried, then some of the words taken


@dataclass(frozen=True, slots=True)
class Answer:
    """`corrected`: the query that was searched instead, where the shopper's own finds nothing."""

    found: Found
    understanding: Understanding
    reach: Reach
    corrected: str | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """A request for hits. `after` says also how far the page before had reached: (reach, is corrected, position)."""

    query: str
    today: date
    size: int
    limits: Limits = field(default_factory=Limits)
    sort: str | None = None
    undo: Collection[str] = ()
    after: tuple[int, bool, tuple[Any, ...]] | None = None
    facets: frozenset[str] = frozenset()


def answer(wanted: Wanted, engine: Engine, known: Known) -> Answer:
    meant = understand(wanted.query, lexicon=known.lexicon, places=known.places, undo=wanted.undo)
    if wanted.after is not None:
        return _next_page(wanted, meant, engine, known)
    found = engine.search(_asked(wanted, meant, Reach.NAMES))
    if found.total >= FEW or not meant.required:
        return Answer(found, meant, Reach.NAMES)
    return _wider(wanted, meant, engine, known, found)


def _wider(wanted: Wanted, meant: Understanding, engine: Engine, known: Known, found: Found) -> Answer:
    texts = engine.search(_asked(wanted, meant, Reach.TEXTS))
    if texts.total >= FEW:
        return Answer(texts, meant, Reach.TEXTS)
    corrected = _corrected(meant, known)
    if corrected is not None:
        better = understand(corrected, lexicon=known.lexicon, places=known.places, undo=wanted.undo)
        repaired = engine.search(_asked(wanted, better, Reach.NAMES))
        if repaired.total:
            return Answer(repaired, better, Reach.NAMES, corrected)
    if len(meant.required) > 1:
        return Answer(engine.search(_asked(wanted, meant, Reach.SOME)), meant, Reach.SOME)
    return Answer(found, meant, Reach.NAMES)


def _next_page(wanted: Wanted, meant: Understanding, engine: Engine, known: Known) -> Answer:
    """As the first page was found, so that the list stays one list."""
    reach, is_corrected, _position = wanted.after or (0, False, ())
    corrected = _corrected(meant, known) if is_corrected else None
    if corrected is not None:
        meant = understand(corrected, lexicon=known.lexicon, places=known.places, undo=wanted.undo)
    found = engine.search(_asked(wanted, meant, Reach(reach)))
    return Answer(found, meant, Reach(reach), corrected)


def _corrected(meant: Understanding, known: Known) -> str | None:
    return None


def _asked(wanted: Wanted, meant: Understanding, reach: Reach) -> Asked:
    return Asked(
        understanding=meant,
        today=wanted.today,
        size=wanted.size,
        reach=reach,
        limits=wanted.limits,
        sort=wanted.sort or meant.sort or "RELEVANCE",
        after=wanted.after[2] if wanted.after is not None else None,
        facets=wanted.facets,
    )
