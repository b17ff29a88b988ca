"""Sellers take turns among the first hits: no shop fills the first page while others match as well."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from search.engines.protocol import MOST_OF_A_SELLER, Hit

BEHIND = 2  # the turn of those behind the first


class Scored(NamedTuple):
    product_id: int
    seller_id: int
    tier: int
    score: float


def in_turns(first: Iterable[Scored]) -> list[Hit]:
    """`first`: the best first. Each seller's surplus of a tier goes behind the others of that tier."""
    taken: Counter[tuple[int, int]] = Counter()
    hits = []
    for one in first:
        taken[one.tier, one.seller_id] += 1
        turn = int(taken[one.tier, one.seller_id] > MOST_OF_A_SELLER)
        hits.append(Hit(one.product_id, (one.tier, turn, one.score, one.product_id)))
    return sorted(hits, key=lambda hit: place(hit.position))


def behind(rest: Iterable[Scored]) -> list[Hit]:
    return [Hit(one.product_id, (one.tier, BEHIND, one.score, one.product_id)) for one in rest]


def place(position: Sequence[Any]) -> tuple[Any, ...]:
    """Grows from the best hit to the last."""
    tier, turn, score, product_id = position
    return -tier, turn, -score, -product_id
