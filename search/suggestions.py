"""What somebody may be about to type: goods, groups, sellers and places whose words begin as theirs do."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from marketplace.vietnamese import folded
from search.engines.protocol import Engine
from search.known import Known
from search.text.reading import read_words
from search.text.tokens import cleaned

MOST = 20
MOST_OF_A_KIND = 3  # of groups, sellers, places and queries: goods fill the rest
NOTHING = 0  # the id of what a query stands for
_NAMES_OF_ONE = 3  # goods of one name there may be: it is suggested once


class SuggestionKind(StrEnum):
    PRODUCT = "PRODUCT"
    GROUP = "GROUP"
    SELLER = "SELLER"
    PLACE = "PLACE"
    QUERY = "QUERY"


@dataclass(frozen=True, slots=True)
class Suggestion:
    kind: SuggestionKind
    text: str
    id: int  # NOTHING of a query


def suggestions(query: str, *, engine: Engine, known: Known, language: str, most: int) -> list[Suggestion]:
    """The likeliest first; nothing for nothing. One statement, with either engine."""
    words = read_words(cleaned(query), lexicon=known.lexicon)
    words = [word for word in words if word.folded[:1].isalnum()]
    if not words:
        return []
    typed = " ".join(word.folded for word in words)
    begun = engine.begun(words, products=_NAMES_OF_ONE * most, sellers=MOST_OF_A_KIND)
    goods = list(_once(Suggestion(SuggestionKind.PRODUCT, name, pk) for pk, name in begun.products))
    sellers = [Suggestion(SuggestionKind.SELLER, name, pk) for pk, name in begun.sellers]
    groups = _named(typed, SuggestionKind.GROUP, known.groups_in(language))
    places = _named(typed, SuggestionKind.PLACE, known.places_with_goods)
    searched = _named(typed, SuggestionKind.QUERY, ((NOTHING, text) for text in known.searched))
    others = [*(one for one in searched if _folded(one.text) != typed), *groups, *sellers, *places]
    room = max(most - len(others), most // 2)
    return sorted([*goods[:room], *others], key=lambda one: not _folded(one.text).startswith(typed))[:most]


def _named(typed: str, kind: SuggestionKind, named: Iterable[tuple[int, str]]) -> list[Suggestion]:
    begun = (Suggestion(kind, text, pk) for pk, text in named if f" {typed}" in f" {_folded(text)}")
    return list(_once(begun))[:MOST_OF_A_KIND]


def _once(found: Iterable[Suggestion]) -> Iterator[Suggestion]:
    """Of those that read the same, the first."""
    seen: set[str] = set()
    for one in found:
        if _folded(one.text) not in seen:
            seen.add(_folded(one.text))
            yield one


def _folded(text: str) -> str:
    return folded(cleaned(text))
