"""What somebody may be about to type: goods, groups, sellers and places whose words begin as theirs do."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.db import connection

from marketplace.vietnamese import folded
from search.known import Known
from search.text.reading import read_words
from search.text.tokens import cleaned
from search.text.understanding import Word

MOST = 20
MOST_OF_A_KIND = 3  # of groups, sellers, places and queries: goods fill the rest
NOTHING = 0  # the id of what a query stands for
_NEAR = 1_000  # goods looked at, where a letter or two begin the words of half the shop
_QUOTED = str.maketrans({"'": "''", "\\": "\\\\"})
_LIKE = str.maketrans({"%": r"\%", "_": r"\_", "\\": r"\\"})
_FOUND = """
    (
        SELECT 'PRODUCT', product.id, product.name, near.rank
        FROM (
            SELECT product_id, quality + CASE WHEN names @@ %(accented)s::tsquery THEN 2 ELSE 0 END AS rank
            FROM (
                SELECT product_id, quality, names FROM search_productdocument
                WHERE names @@ %(words)s::tsquery LIMIT %(near)s
            ) AS begun
            ORDER BY rank DESC, product_id LIMIT %(size)s
        ) AS near JOIN catalog_product AS product ON product.id = near.product_id
    )
    UNION ALL (
        SELECT 'SELLER', seller.id, seller.name, 0 FROM sellers_seller AS seller
        WHERE (name_key LIKE %(begins)s OR name_key LIKE %(within)s)
            AND EXISTS (SELECT FROM catalog_listing AS listing WHERE listing.seller_id = seller.id)
        ORDER BY length(name_key), name_key LIMIT %(few)s
    )
"""


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


def suggestions(query: str, *, known: Known, language: str, most: int) -> list[Suggestion]:
    """The likeliest first; nothing for nothing. One statement."""
    words = read_words(cleaned(query), lexicon=known.lexicon)
    words = [word for word in words if word.folded[:1].isalnum()]
    if not words:
        return []
    typed = " ".join(word.folded for word in words)
    goods, sellers = _found(words, typed, most)
    groups = _named(typed, SuggestionKind.GROUP, known.groups_in(language))
    places = _named(typed, SuggestionKind.PLACE, known.places_with_goods)
    searched = _named(typed, SuggestionKind.QUERY, ((NOTHING, text) for text in known.searched))
    others = [*(one for one in searched if _folded(one.text) != typed), *groups, *sellers, *places]
    room = max(most - len(others), most // 2)
    return sorted([*goods[:room], *others], key=lambda one: not _folded(one.text).startswith(typed))[:most]


def _found(words: list[Word], typed: str, most: int) -> tuple[list[Suggestion], list[Suggestion]]:
    values: dict[str, str | int] = {
        "words": _begun(word.folded for word in words),
        "accented": _begun(word.accented for word in words),
        "begins": f"{typed.translate(_LIKE)}%",
        "within": f"% {typed.translate(_LIKE)}%",
        "near": _NEAR,
        "size": 3 * most,  # of one name there may be several
        "few": MOST_OF_A_KIND,
    }
    with connection.cursor() as cursor:
        cursor.execute(_FOUND, values)
        rows = cursor.fetchall()
    found = [Suggestion(SuggestionKind(kind), name, pk) for kind, pk, name, _rank in rows]
    goods = (one for one in found if one.kind is SuggestionKind.PRODUCT)
    return list(_once(goods)), [one for one in found if one.kind is SuggestionKind.SELLER]


def _begun(words: Iterable[str]) -> str:
    """All words in the own name, the last of them perhaps unfinished."""
    quoted = [f"'{word.translate(_QUOTED)}'" for word in words]
    return " & ".join([*(f"{word}:A" for word in quoted[:-1]), f"{quoted[-1]}:*A"])


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
