"""The orders in which hits come, and how a page begins behind the last hit of the one before."""

from collections.abc import Callable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from search.engines.postgres.conditions import CERTIFIED, Values


class Column(NamedTuple):
    """`type` in SQL, and how its text is read. `source`: SQL, where it is not a column of every statement."""

    name: str
    is_down: bool
    type: str
    source: str = ""

    def read(self, text: str) -> Any:
        return _READ[self.type](text)


_READ: dict[str, Callable[[str], Any]] = {
    "bigint": int,
    "float8": float,
    "numeric": Decimal,
    "text": str,
    "timestamptz": datetime.fromisoformat,
}


RELEVANCE = (
    Column("tier", True, "bigint"),
    Column("turn", False, "bigint"),
    Column("score", True, "float8"),
    Column("product_id", True, "bigint"),
)
_STARS = f"CASE WHEN {CERTIFIED} THEN document.stars ELSE 0 END"
ORDERS: dict[str, tuple[Column, ...]] = {
    "RELEVANCE": RELEVANCE,
    "NEWEST": (Column("published_at", True, "timestamptz", "listing.published_at"), RELEVANCE[-1]),
    "PRICE_ASC": (Column("price", False, "bigint", "document.price_min"), Column("product_id", False, "bigint")),
    "PRICE_DESC": (Column("price", True, "bigint", "document.price_min"), RELEVANCE[-1]),
    "STARS": (Column("stars", True, "bigint", _STARS), RELEVANCE[0], RELEVANCE[2], RELEVANCE[3]),
    "RATING": (
        Column("rating_average", True, "numeric", "listing.rating_average"),
        Column("rating_count", True, "bigint", "listing.rating_count"),
        RELEVANCE[-1],
    ),
    "BEST_SELLING": (Column("sold_count", True, "bigint", "listing.sold_count"), RELEVANCE[-1]),
    "NAME": (Column("name_key", False, "text", "listing.name_key"), Column("product_id", False, "bigint")),
}


def ordered(columns: Sequence[Column], table: str) -> str:
    """With the table before each: a bare name would mean the column of the result, where numbers are texts."""
    return ", ".join(f"{table}.{column.name}{' DESC' if column.is_down else ''}" for column in columns)


def past(columns: Sequence[Column], after: Sequence[Any] | None, values: Values) -> str:
    """(a, b) behind (x, y), where the columns may run different ways."""
    if after is None:
        return "true"
    either = []
    for number, column in enumerate(columns):
        values[f"after_{number}"] = after[number]
        same = [f"{other.name} = %(after_{n})s::{other.type}" for n, other in enumerate(columns[:number])]
        sign = "<" if column.is_down else ">"
        either.append(" AND ".join([*same, f"{column.name} {sign} %(after_{number})s::{column.type}"]))
    return "(" + " OR ".join(f"({one})" for one in either) + ")"
