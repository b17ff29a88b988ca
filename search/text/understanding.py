"""What a shopper's query was taken to mean: words to look for, and limits that were lifted out of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class FilterKind(StrEnum):
    PRICE = "PRICE"
    STARS = "STARS"
    PLACE = "PLACE"
    SORT = "SORT"


@dataclass(frozen=True, slots=True)
class Word:
    """`accented`: typing residue decoded, tones where we place them; equal to `folded` when typed without accents."""

    typed: str
    accented: str
    folded: str
    start: int  # in Understanding.text
    end: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way to say a term, in one or more words that all have to be there."""

    accented: tuple[str, ...]
    folded: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """Words that belong together, and what other regions call the same thing.

    Goods match it with all of its words, or with all words of one synonym. An optional term lifts goods that match it
    and drops none of the others: "đặc sản", pack sizes, the name of a place that is already a filter.
    """

    words: tuple[Word, ...]
    synonyms: tuple[Phrase, ...] = ()
    is_optional: bool = False

    @property
    def phrase(self) -> Phrase:
        return Phrase(tuple(word.accented for word in self.words), tuple(word.folded for word in self.words))


@dataclass(frozen=True, slots=True)
class PriceBand:
    """Whole đồng, both ends included; None: open."""

    least: int | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True)
class PlaceMeant:
    """Goods of any of these places, or with the phrase in their own or their seller's name.

    The second half is what makes lifting harmless: "Nước mắm Tân Phú" is made in Hải Hậu, not in a Tân Phú.
    `has_goods`: when the place names were read, the places had some.
    """

    ids: tuple[int, ...]
    phrase: Phrase
    has_goods: bool = True


@dataclass(frozen=True, slots=True)
class Applied:
    """One limit as the shopper is told of it. `key` in the `undo` of the next query takes it back.

    `label` needs no translation: an amount, stars, a place's own name. `value`: "50000..200000", "4,5", place ids
    "12,15" or a ProductSort.
    """

    kind: FilterKind
    label: str
    text: str
    value: str

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.text}"


@dataclass(frozen=True, slots=True)
class Understanding:
    """`text`: the query cleaned and in lower case. `stars`: any of them, `places`: any of them; empty for all."""

    original: str
    text: str = ""
    terms: tuple[Term, ...] = ()
    price: PriceBand | None = None
    stars: tuple[int, ...] = ()
    places: tuple[PlaceMeant, ...] = ()
    sort: str | None = None
    applied: tuple[Applied, ...] = ()

    @property
    def words(self) -> Iterator[Word]:
        return (word for term in self.terms for word in term.words)

    @property
    def required(self) -> tuple[Term, ...]:
        return tuple(term for term in self.terms if not term.is_optional)

    @property
    def is_empty(self) -> bool:
        """Nothing was asked: no words, no limits."""
        return not self.terms and not self.applied
