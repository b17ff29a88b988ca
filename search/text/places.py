"""Places lifted out of a query. A name is a place only where nothing says that it is something else.

docs/decisions/0006-places-in-queries.md has the rules and their reasons.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from search.text.data import rows_of
from search.text.lexicon import Lexicon
from search.text.matching import Phrases, Span, listed, says
from search.text.place_names import NamedPlace, PlaceNames, PlaceRow
from search.text.understanding import Word

_MOST_NAMES = 3  # of a label
LEVELS = ("PROVINCE", "DISTRICT", "COMMUNE")

# Type words before a name; one letter is "h. Hải Hậu".
_TYPES = Phrases(
    listed("tỉnh, t", "Tỉnh")
    | listed("thành phố, tp", "Thành phố")
    | listed("huyện, h", "Huyện")
    | listed("quận, q", "Quận")
    | listed("thị xã, tx", "Thị xã")
    | listed("thị trấn, tt", "Thị trấn")
    | listed("xã, x", "Xã")
    | listed("phường, p", "Phường")
    | listed("đặc khu", "Đặc khu")
)
_LEAD_INS = Phrases(
    listed(
        "ở, tại, của, từ, vùng, quê, gần, đến từ, xuất xứ, xuất xứ từ, sản xuất tại, làm tại, bán ở, bán tại", True
    )
)
WORDS = _TYPES.words | _LEAD_INS.words


class FoundPlace(NamedTuple):
    """`name`: the words of the name alone, within `span`."""

    span: Span
    name: Span
    rows: tuple[PlaceRow, ...]

    @property
    def label(self) -> str:
        """The largest unit of that name; the name alone where several are equally large; none for a whole region."""
        level = min(LEVELS.index(row.level) for row in self.rows)
        largest = [row for row in self.rows if LEVELS.index(row.level) == level]
        names = sorted({row.name for row in largest})
        if len({row.label for row in largest}) == 1:
            return largest[0].label
        return " / ".join(names) if len(names) <= _MOST_NAMES else ""


@dataclass(frozen=True, slots=True)
class PlaceFinder:
    """`has_accents`: the shopper typed some. `apart`: places of words that are in no name, such as stop words."""

    words: Sequence[Word]
    names: PlaceNames
    lexicon: Lexicon
    has_accents: bool
    apart: frozenset[int]

    def found(self) -> list[FoundPlace]:
        """From left to right, the longest names first."""
        found: list[FoundPlace] = []
        place = 0
        while place < len(self.words):
            here = self._at(place)
            if here is None:
                place += 1
            else:
                found.append(here)
                place = here.span.end
        return found

    def _at(self, place: int) -> FoundPlace | None:
        typed = _TYPES.at(self.words, place)
        if typed is not None:
            here = self._named(place, typed[1], kind=typed[0])
            if here is not None:
                return here
        return self._named(place, place, kind=None)

    def _named(self, place: int, first: int, *, kind: str | None) -> FoundPlace | None:
        for end in range(min(len(self.words), first + self.names.longest), first, -1):
            same = self._spelled_so(first, end)
            same = [named for named in same if kind is None or named.row.kind == kind]
            if same and (kind is not None or self._is_meant(first, end, same)):
                lead_in = _LEAD_INS.before(self.words, place)
                begin = place if lead_in is None else lead_in[1]
                return FoundPlace(Span(begin, end), Span(first, end), _likeliest(same))
        return None

    def _spelled_so(self, first: int, end: int) -> list[NamedPlace]:
        said = self.words[first:end]
        same = self.names.named.get(" ".join(word.folded for word in said), ())
        exact = [named for named in same if all(map(_is_typed_so, said, named.words))] if self.has_accents else []
        return exact or [named for named in same if all(map(says, said, named.words))]

    def _is_meant(self, first: int, end: int, same: Sequence[NamedPlace]) -> bool:
        """Without a type word before it."""
        has_goods = any(named.row.goods for named in same)
        is_province = any(named.row.level == LEVELS[0] for named in same)
        is_exact = self._is_exact(first, end, same)
        if self._goes_on_as_a_name(first, end):
            return False
        if end - first == 1 and not (is_province and is_exact):
            return False
        if not has_goods and not (is_province and not self._is_in_names(first, end)):
            return False
        if not is_province and _is_ordinary(self.words, first, end):
            return False
        return is_exact or not self._has_other_spellings(first, end, same)

    def _is_exact(self, first: int, end: int, same: Sequence[NamedPlace]) -> bool:
        """Typed with its accents. A name that has none counts only where the shopper types accents at all."""
        said = tuple(word.accented for word in self.words[first:end])
        return any(named.words == said for named in same) and (self.has_accents or not "".join(said).isascii())

    def _goes_on_as_a_name(self, first: int, end: int) -> bool:
        """ "Tám xoan Hải Hậu" and "Thành Nam Hương" are names of goods and sellers: name search does them justice."""
        folded = [word.folded for word in self.words]
        before = first - 1 if first and first - 1 not in self.apart else first
        after = end + 1 if end < len(folded) and end not in self.apart else end
        known = self.lexicon.knows_sequence
        return (before < first and known(tuple(folded[before : min(end, first + 2)]))) or (
            after > end and known(tuple(folded[max(first, end - 2) : after]))
        )

    def _is_in_names(self, first: int, end: int) -> bool:
        return self.lexicon.knows_sequence(tuple(word.folded for word in self.words[first:end]))

    def _has_other_spellings(self, first: int, end: int, same: Sequence[NamedPlace]) -> bool:
        """Has the catalogue other words that look the same without accents, and more often than the place?"""
        for place in range(first, end - 1):
            folded = f"{self.words[place].folded} {self.words[place + 1].folded}"
            offset = place - first
            spelled = {f"{named.words[offset]} {named.words[offset + 1]}" for named in same}
            as_place = sum(self.lexicon.pairs.get(pair, 0) for pair in spelled)
            if self.lexicon.folded_pairs.get(folded, 0) > 2 * as_place:
                return True
        return False


def _is_typed_so(word: Word, spelled: str) -> bool:
    return word.accented == spelled


def _likeliest(same: Sequence[NamedPlace]) -> tuple[PlaceRow, ...]:
    """Those that have goods or, where none has, the largest; of names that differ in accents, the largest one's."""
    stocked = [named for named in same if named.row.goods]
    largest = min(stocked or same, key=lambda named: (LEVELS.index(named.row.level), -named.row.goods))
    chosen = stocked or [named for named in same if named.row.level == largest.row.level]
    return tuple(named.row for named in chosen if named.words == largest.words)


def _is_ordinary(words: Sequence[Word], first: int, end: int) -> bool:
    found = _ordinary_words().at(words, first)
    return found is not None and found[1] == end


@cache
def _ordinary_words() -> Phrases[bool]:
    return Phrases({row["word"]: True for row in rows_of("ordinary_words.csv")})


def narrowed(found: Sequence[FoundPlace]) -> list[FoundPlace]:
    """Of "Hải Hậu, Nam Định" the narrower one, and of several Hải Hậu the one in Nam Định."""
    inside = [place._replace(rows=_within_others(place, found)) for place in found]
    return [place for place in inside if not any(_covers(place, other) for other in inside)]


def _within_others(place: FoundPlace, found: Sequence[FoundPlace]) -> tuple[PlaceRow, ...]:
    wider = [row for other in found if other is not place for row in other.rows]
    return tuple(row for row in place.rows if any(row.is_within(other) for other in wider)) or place.rows


def _covers(wide: FoundPlace, narrow: FoundPlace) -> bool:
    return all(any(row.is_within(other) and row.id != other.id for other in wide.rows) for row in narrow.rows)
