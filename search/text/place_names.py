"""Names of places as people write them, old units and new ones alike."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from marketplace.vietnamese import folded
from search.text.lexicon import words_of_name

LONGEST_NAME = 6  # words: "Bà Rịa - Vũng Tàu" has four, "Vườn Quốc gia Cúc Phương" none that is a unit


class PlaceRow(NamedTuple):
    """A unit of `marketplace.models.Place`. `goods`: how many listed goods it covers, or its ground does today."""

    id: int
    code: str
    level: str  # a PlaceLevel
    kind: str  # the type word before the name: Tỉnh, Huyện, Xã
    name: str
    parent_id: int | None
    goods: int = 0


@dataclass(frozen=True, slots=True)
class PlaceNames:
    """Units by their folded names. Build it with `place_names_of`."""

    named: Mapping[str, tuple[PlaceRow, ...]] = field(default_factory=dict)
    units: Mapping[int, PlaceRow] = field(default_factory=dict)

    def within(self, unit: PlaceRow, other: PlaceRow) -> bool:
        """Is `unit` the other or below it?"""
        step: PlaceRow | None = unit
        while step is not None and step.id != other.id:
            step = self.units.get(step.parent_id) if step.parent_id is not None else None
        return step is not None


def place_names_of(rows: Iterable[PlaceRow]) -> PlaceNames:
    named: dict[str, list[PlaceRow]] = {}
    units: dict[int, PlaceRow] = {}
    for row in rows:
        units[row.id] = row
        named.setdefault(" ".join(folded(word) for word in words_of_name(row.name)), []).append(row)
    return PlaceNames({name: tuple(found) for name, found in named.items()}, units)
