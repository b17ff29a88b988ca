"""A product as Elasticsearch keeps it, and how it reads that."""

import json
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from hashlib import blake2b
from typing import Any
from zoneinfo import ZoneInfo

from elasticsearch.dsl import Boolean, Date, Field, Float, Index, Keyword, Long, Short, Text, analyzer, token_filter
from elasticsearch.dsl import Mapping as Layout

from search.documents import Document, words_of_text
from search.engines.weights import BREVITY
from search.text.words import words_of

# Words come cleaned (search.text.words), with single spaces. Both spellings of each stand at one place, as in
# PostgreSQL's tsvector, so that one field answers accents and none.
_SPELLINGS = analyzer(
    "spellings",
    tokenizer="whitespace",
    filter=["lowercase", token_filter("with_and_without_accents", type="asciifolding", preserve_original=True)],
)
AS_TYPED = "typed"  # an analyzer's name
_TYPED = analyzer(AS_TYPED, tokenizer="whitespace", filter=["lowercase"])
SHARDS = 1  # 100,000 products are some 200 MB: one shard answers fastest, and counts exactly
_MICROSECOND = timedelta(microseconds=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=ZoneInfo("UTC"))
LEAST_WORTH = 1.0  # added, for a factor of a score is never negative


def _words(**options: Any) -> Text:
    """Whether a word is there decides, not how often: scores are ours (search.engines.weights)."""
    return Text(analyzer=_SPELLINGS, search_analyzer=_TYPED, norms=False, **options)


_FIELDS: dict[str, Field] = {
    "product_id": Long(),
    "name": _words(),
    "belongs": _words(index_options="docs"),
    "names": _words(index_options="docs"),
    "text": _words(),
    "seller_id": Long(),
    "group_id": Long(),
    "place_id": Long(),
    "units": Long(),
    "price_min": Long(),
    "price_max": Long(),
    "stars": Short(),
    "certified_until": Date(format="strict_date"),
    "is_available": Boolean(),
    "quality": Float(),
    "worth": Float(),
    "word_count": Short(),
    "published_at": Long(),
    "name_key": Keyword(),
    "rating": Short(),
    "rating_count": Long(),
    "sold_count": Long(),
}
_WRITING = 1  # raise it when `source_of` writes something else into the same fields


def index_of(name: str) -> Index:
    """As it is to be made. Strict, so that no document brings a field of its own.

    `gc_deletes`: for as long is it known that a product is gone, so that a late write does not bring it back.
    """
    layout = Layout()
    layout.meta("dynamic", "strict")
    for field, kind in _FIELDS.items():
        layout.field(field, kind)
    index = Index(name)
    index.mapping(layout)
    return index.settings(number_of_shards=SHARDS, refresh_interval="1s", gc_deletes="1h")


def layout_key() -> str:
    """Changes with the layout and with what is written into it: such an index is made anew."""
    told = json.dumps([_WRITING, index_of("any").to_dict()], sort_keys=True)
    return blake2b(told.encode(), digest_size=8).hexdigest()


def source_of(document: Document, units: Mapping[int, Collection[int]]) -> dict[str, Any]:
    """`units`: by place, those under which its goods are found (search.queries.units_over)."""
    facts = document.facts
    name, belongs = " ".join(words_of(document.name)), [" ".join(words_of(one)) for one in document.belongs]
    return {
        "product_id": document.product_id,
        "name": name,
        "belongs": belongs,
        "names": [name, *belongs, " ".join(words_of_text(document.attributes))],
        "text": " ".join(words_of_text(document.text)),
        "seller_id": facts.seller_id,
        "group_id": facts.group_id,
        "place_id": facts.place_id,
        "units": list(units.get(facts.place_id, ())) if facts.place_id is not None else [],
        "price_min": facts.price_min,
        "price_max": facts.price_max,
        "stars": facts.stars,
        "certified_until": facts.certified_until.isoformat() if facts.certified_until is not None else None,
        "is_available": facts.is_available,
        "quality": facts.quality,
        "worth": max(0.0, facts.quality - BREVITY * document.word_count + LEAST_WORTH),
        "word_count": min(document.word_count, 1_000),
        "published_at": micros(facts.published_at),
        "name_key": facts.name_key,
        "rating": hundredths(facts.rating_average),
        "rating_count": facts.rating_count,
        "sold_count": facts.sold_count,
    }


def micros(moment: datetime) -> int:
    return (moment - _EPOCH) // _MICROSECOND


def moment_of(number: int) -> datetime:
    return _EPOCH + number * _MICROSECOND


def hundredths(rating: Decimal) -> int:
    return int(rating * 100)


def rating_of(number: int) -> Decimal:
    return Decimal(number) / 100
