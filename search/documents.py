"""What is known of a listed product by its words: the one source of every engine's documents."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from django.db import connection

from marketplace.vietnamese import folded
from search.text.lexicon import words_of_name
from search.text.tokens import cleaned

MOST_TEXT_WORDS = 2_000  # of one product; positions of a tsvector end at 16,383
_CUT = 180  # characters at a time, below what `cleaned` keeps

# One row a listed product: names of what it belongs to, from near to far, and its texts.
_SOURCE = """
    SELECT product.id, product.name, seller.name, seller.legal_name,
        product_group.name_vi, product_group.name_en, above.name_vi, above.name_en,
        place.kind || ' ' || place.name, upper.kind || ' ' || upper.name, top.kind || ' ' || top.name,
        attributes.words, product.summary, product.description, product.story,
        concat_ws(' ', label.origin, label.ingredients, label.net_quantity)
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
class Document:
    """`belongs`: seller, groups, places. `attributes` and `text` as they stand, in one spelling."""

    product_id: int
    name: str
    belongs: tuple[str, ...]
    attributes: str
    text: str

    @property
    def name_folded(self) -> str:
        return " ".join(folded(word) for word in words_of_name(self.name))[:200]

    @property
    def word_count(self) -> int:
        return len(words_of_name(self.name))


def documents_of(product_ids: Collection[int]) -> dict[int, Document]:
    """Of those that are listed, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_SOURCE, [list(product_ids)])
        return {row[0]: _document(*row) for row in cursor.fetchall()}


def _document(pk: int, name: str, *others: str | None) -> Document:
    *belongs, attributes, summary, description, story, label = (other or "" for other in others)
    text = "\n".join(part for part in (summary, description, story, label) if part)
    return Document(pk, name, tuple(dict.fromkeys(filter(None, belongs))), attributes, text)


def spelled(words: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Each word in the spellings under which it is found: with its accents, and without."""
    for word in words:
        plain = folded(word)
        yield (word,) if plain == word else (word, plain)


def words_of_text(text: str) -> list[str]:
    """All words of a long text, the first MOST_TEXT_WORDS of them."""
    words: list[str] = []
    for part in _parts(text):
        words += words_of_name(cleaned(part))
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
