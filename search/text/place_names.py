"""Names of places as people write them, old units and new ones alike, and what else they are called."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from marketplace.vietnamese import folded
from search.text.data import rows_of
from search.text.words import words_of


class PlaceRow(NamedTuple):
    """A unit of `marketplace.models.Place`.

    `goods`: how many listed goods stand on its ground, also after reforms. `above`: ids of the units that cover it.
    """

    id: int
    code: str
    level: str  # a PlaceLevel
    kind: str  # the type word before the name: Tỉnh, Huyện, Xã
    name: str
    goods: int = 0
    above: tuple[int, ...] = ()

    @property
    def label(self) -> str:
        return f"{self.kind} {self.name}"

    def is_within(self, other: "PlaceRow") -> bool:
        return self.id == other.id or other.id in self.above


class NamedPlace(NamedTuple):
    words: tuple[str, ...]
    row: PlaceRow


@dataclass(frozen=True, slots=True)
class PlaceNames:
    """Places by their folded names. Build it with `place_names_of`."""

    named: Mapping[str, tuple[NamedPlace, ...]] = field(default_factory=dict)
    longest: int = 0  # words of a name


def place_names_of(rows: Iterable[PlaceRow]) -> PlaceNames:
    found: dict[str, list[NamedPlace]] = {}
    for place in _with_nicknames(rows):
        found.setdefault(" ".join(folded(word) for word in place.words), []).append(place)
    longest = max((len(place.words) for same in found.values() for place in same), default=0)
    return PlaceNames({name: tuple(same) for name, same in found.items()}, longest)


def _with_nicknames(rows: Iterable[PlaceRow]) -> Iterable[NamedPlace]:
    by_code: dict[tuple[str, str], list[PlaceRow]] = {}
    for row in rows:
        by_code.setdefault((row.level, row.code), []).append(row)
        yield NamedPlace(tuple(words_of(row.name)), row)
    for nickname in rows_of("place_nicknames.csv"):
        words = tuple(words_of(nickname["nickname"]))
        for code in nickname["codes"].split("|"):
            for row in by_code.get((nickname["level"], code), ()):
                yield NamedPlace(words, row)
