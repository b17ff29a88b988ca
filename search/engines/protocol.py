"""What the search asks of an engine, and what it answers: the same for PostgreSQL and for Elasticsearch."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from typing import Any, Protocol

from search.text.understanding import Understanding, Word

FACETS = ("group", "stars", "place", "seller", "price")
BANDS = (50_000, 100_000, 200_000, 500_000, 1_000_000)  # đồng: where a price band ends
MOST_FACET_VALUES = 30
MOST_OF_A_SELLER = 3  # of the first, among those that match as well
FIRST = 200  # hits among which sellers take turns


class Reach(IntEnum):
    """How far the words may be looked for. Wider only when the narrower finds too little."""

    EXACT = 0  # all words, with the accents that were typed, in names: of the product, or of what it belongs to
    NAMES = 1  # all words, whatever the accents, there
    PHRASES = 2  # the same, or, where nothing is found so, all words one after the other in a text, as typed
    SOME = 3  # some of the words in the names, the more the better; behind them, all words anywhere


@dataclass(frozen=True, slots=True)
class Limits:
    """What the shopper chose beside the query. Ids are spread out (groups with all below them); empty: all."""

    groups: Sequence[int] = ()
    sellers: Sequence[int] = ()
    places: Sequence[int] = ()
    stars: Sequence[int] = ()
    price_min: int | None = None
    price_max: int | None = None
    is_available: bool | None = None
    is_certified: bool | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """`after`: the `position` of the last hit before. `facets`: those wanted, of FACETS."""

    understanding: Understanding
    today: date
    size: int
    reach: Reach = Reach.NAMES
    limits: Limits = field(default_factory=Limits)
    sort: str = "RELEVANCE"  # a ProductSort
    after: Sequence[Any] | None = None
    facets: frozenset[str] = frozenset()
    wants_total: bool = True


@dataclass(frozen=True, slots=True)
class Hit:
    product_id: int
    position: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """One hit more than were asked for says that there are more. `total`: where it was wanted.

    `facets`: by name, how many hits each value would leave, the most first; price bands by their number."""

    hits: Sequence[Hit] = ()
    total: int | None = None
    facets: Mapping[str, Sequence[tuple[int, int]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Begun:
    """What a search box suggests of names: ids with the names as they are shown, the best first."""

    products: Sequence[tuple[int, str]] = ()
    sellers: Sequence[tuple[int, str]] = ()


class Engine(Protocol):
    """Both raise EngineDown when it cannot answer in time."""

    name: str

    def search(self, asked: Asked) -> Found: ...

    def begun(self, words: Sequence[Word], *, products: int, sellers: int) -> Begun:
        """Goods and sellers whose names have these words, the last of them perhaps unfinished. At most so many."""
        ...


class EngineDown(Exception):
    """The engine did not answer, or not in time."""
