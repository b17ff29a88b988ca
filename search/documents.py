"""What is known of a listed product by its words: the one source of every engine's documents."""

import math
from collections.abc import Collection, Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.db import connection

from marketplace.vietnamese import folded
from search.engines.weights import FINENESS
from search.text.tokens import cleaned
from search.text.words import words_of

MOST_TEXT_WORDS = 2_000  # of one product; positions of a tsvector end at 16,383
_CUT = 180  # characters at a time, below what `cleaned` keeps

# One row a listed product: names of what it belongs to, from near to far, and its texts.
_SOURCE = """
    SELECT product.id, product.name, seller.name, seller.legal_name,
        product_group.name_vi, product_group.name_en, above.name_vi, above.name_en,
        place.kind || ' ' || place.name, upper.kind || ' ' || upper.name, top.kind || ' ' || top.name,
        attributes.words, product.summary, product.description, product.story,
        concat_ws(' ', label.origin, label.ingredients, label.net_quantity),
        listing.seller_id, listing.group_id, listing.place_id, listing.price_min, listing.price_max,
        listing.stars, listing.certified_until, listing.is_available,
        listing.rating_average, listing.rating_count, listing.sold_count, listing.published_at, listing.name_key
    FROM catalog_listing AS listing
    JOIN catalog_product AS product ON product.id = listing.product_id
    JOIN sellers_seller AS seller ON seller.id = listing.seller_id
    JOIN catalog_productgroup AS product_group ON product_group.id = listing.group_id
    LEFT JOIN catalog_productgroup AS above ON above.id = product_group.parent_id
    LEFT JOIN marketplace_place AS place ON place.id = listing.place_id
    LEFT JOIN marketplace_place AS upper ON upper.id = place.parent_id
    LEFT JOIN marketplace_place AS top ON top.id = upper.parent_id
    LEFT JOIN catalog_label AS label ON label.product_id = product.id
    LEFT JOIN LATERAL (
        SELECT string_agg(value.value, ' ') AS words FROM catalog_attributevalue AS value
        WHERE value.product_id = product.id
    ) AS attributes ON true
    WHERE listing.product_id = ANY(%s)
"""


@dataclass(frozen=True, slots=True)
class Facts:
    """What narrows, ranks and orders. Prices in whole đồng."""

    seller_id: int
    group_id: int
    place_id: int | None
    price_min: int
    price_max: int
    stars: int
    certified_until: date | None
    is_available: bool
    rating_average: Decimal
    rating_count: int
    sold_count: int
    published_at: datetime
    name_key: str

    @property
    def quality(self) -> float:
        """What sets one of two equals above the other: certified, to be had, well rated, sold.

        A certificate that ends leaves its listing that night, and so this.
        """
        certified = 0.5 + 0.1 * self.stars if self.certified_until is not None else 0.0
        rated = float(self.rating_average) * min(self.rating_count, 20) / 100
        quality = certified + 0.5 * self.is_available + rated + 0.1 * math.log1p(self.sold_count)
        return round(quality / FINENESS) * FINENESS


@dataclass(frozen=True, slots=True)
class Document:
    """`belongs`: seller, groups, places. `attributes` and `text` as they stand, in one spelling."""

    product_id: int
    name: str
    belongs: tuple[str, ...]
    attributes: str
    text: str
    facts: Facts

    @property
    def word_count(self) -> int:
        return len(words_of(self.name))


_FACTS = fields(Facts)


def documents_of(product_ids: Collection[int]) -> dict[int, Document]:
    """Of those that are listed, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_SOURCE, [list(product_ids)])
        return {row[0]: _document(row) for row in cursor.fetchall()}


def _document(row: tuple[Any, ...]) -> Document:
    pk, name, *others = row
    *belongs, attributes, summary, description, story, label = (other or "" for other in others[: -len(_FACTS)])
    text = "\n".join(part for part in (summary, description, story, label) if part)
    named = tuple(dict.fromkeys(filter(None, belongs)))
    return Document(pk, name, named, attributes, text, Facts(*others[-len(_FACTS) :]))


@lru_cache(maxsize=65_536)
def spelled(word: str) -> tuple[str, ...]:
    """The spellings under which a word is found: with its accents, and without."""
    plain = folded(word)
    return (word,) if plain == word else (word, plain)


def words_of_text(text: str) -> list[str]:
    """All words of a long text, the first MOST_TEXT_WORDS of them."""
    words: list[str] = []
    for part in _parts(text):
        words += words_of(cleaned(part))
        if len(words) >= MOST_TEXT_WORDS:
            break
    return words[:MOST_TEXT_WORDS]


def _parts(text: str) -> Iterator[str]:
    """Pieces that the reader of queries takes whole, cut between words."""
    piece = ""
    for word in text.split():
        if len(piece) + len(word) >= _CUT:
            yield piece
            piece = ""
        piece = f"{piece} {word[:_CUT]}"
    yield piece
