"""The orders in which hits come, and how positions of ours become positions of Elasticsearch's, and back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from search.engines.elastic.documents import (
    LEAST_WORTH,
    hundredths,
    micros,
    moment_of,
    rating_of,
)
from search.engines.elastic.ranking import STARS, TIER

Position = tuple[Any, ...]


def _same(value: Any) -> Any:
    return value


@dataclass(frozen=True, slots=True)
class Column:
    """`write` and `read`: from a value of a position to the field's, and back."""

    field: str
    is_down: bool = True
    write: Callable[[Any], Any] = _same
    read: Callable[[Any], Any] = _same


_LAST_DOWN, _LAST_UP = Column("product_id"), Column("product_id", is_down=False)
# Those by the score alone are below: a position has its parts.
FIELDS: dict[str, tuple[Column, ...]] = {
    "NEWEST": (Column("published_at", write=micros, read=moment_of), _LAST_DOWN),
    "PRICE_ASC": (Column("price_min", is_down=False), _LAST_UP),
    "PRICE_DESC": (Column("price_min"), _LAST_DOWN),
    "RATING": (Column("rating", write=hundredths, read=rating_of), Column("rating_count"), _LAST_DOWN),
    "BEST_SELLING": (Column("sold_count"), _LAST_DOWN),
    "NAME": (Column("name_key", is_down=False), _LAST_UP),
}
_SCORED = (Column("_score"), _LAST_DOWN)


def ordered(sort: str) -> list[dict[str, dict[str, str]]]:
    return [{column.field: {"order": "desc" if column.is_down else "asc"}} for column in FIELDS.get(sort, _SCORED)]


def position_of(sort: str, values: Sequence[Any]) -> Position:
    """Of a hit's sort values, where they are fields."""
    return tuple(column.read(value) for column, value in zip(FIELDS[sort], values, strict=True))


def values_of(sort: str, position: Sequence[Any]) -> list[Any]:
    return [column.write(value) for column, value in zip(FIELDS[sort], position, strict=True)]


def parts_of(number: float, *, has_words: bool) -> tuple[int, int, float]:
    """Stars, tier and score, of what a hit scored."""
    stars, rest = divmod(number, STARS)
    tier, score = divmod(rest, TIER)
    return int(stars), int(tier), score - (LEAST_WORTH if has_words else 0.0)


def number_of(stars: int, tier: int, score: float, *, has_words: bool) -> float:
    return stars * STARS + tier * TIER + score + (LEAST_WORTH if has_words else 0.0)
