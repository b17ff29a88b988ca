"""Where a page of hits ended, so that the next one goes on behind it: the same columns whatever the engine."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from marketplace.errors import BadCursor
from marketplace.keysets import DECIMAL, MOMENT, TEXT, WHOLE, Kind
from marketplace.statements import Slots


def _score(value: Any) -> float:
    if type(value) not in (int, float) or not math.isfinite(value):
        raise ValueError(value)
    return float(value)


SCORE = Kind(write=float, read=_score, stand_in=Slots.text)  # never a slot of a compiled statement
# By sort: the columns of its order, the last of them unique.
KINDS: Mapping[str, tuple[Kind, ...]] = {
    "RELEVANCE": (WHOLE, WHOLE, SCORE, WHOLE),  # tier, turn, score, product
    "NEWEST": (MOMENT, WHOLE),
    "PRICE_ASC": (WHOLE, WHOLE),
    "PRICE_DESC": (WHOLE, WHOLE),
    "STARS": (WHOLE, WHOLE, SCORE, WHOLE),
    "RATING": (DECIMAL, WHOLE, WHOLE),
    "BEST_SELLING": (WHOLE, WHOLE),
    "NAME": (TEXT, WHOLE),
}


@dataclass(frozen=True, slots=True)
class Position:
    """`reach`: how far the words had been looked for; `is_corrected`: whether those were the speller's."""

    sort: str
    reach: int
    is_corrected: bool
    columns: Sequence[Any]


def read_position(content: Sequence[Any]) -> Position:
    """Raises BadCursor for what no engine of ours wrote."""
    try:
        sort, reach, is_corrected, *columns = content
        kinds = KINDS[sort]
        values = [kind.read(column) for kind, column in zip(kinds, columns, strict=True)]
        if type(reach) is not int or type(is_corrected) is not bool:
            raise ValueError(content)
    except (KeyError, TypeError, ValueError) as error:
        raise BadCursor from error
    return Position(sort, reach, is_corrected, values)


def written_position(position: Position) -> list[Any]:
    kinds = KINDS[position.sort]
    columns = [kind.write(value) for kind, value in zip(kinds, position.columns, strict=True)]
    return [position.sort, int(position.reach), position.is_corrected, *columns]
