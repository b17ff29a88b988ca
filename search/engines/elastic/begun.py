"""Names that begin as somebody types."""

from collections.abc import Iterable, Sequence

from elasticsearch.dsl import SF, Q, Query, Search

from search.engines.elastic.words import NAME, every
from search.text.understanding import Word

_AS_TYPED = 2.0  # as with PostgreSQL: more than all that makes a product good


def request(index: str, words: Sequence[Word], most: int) -> Search:
    """All words in the own name, the last of them perhaps unfinished; typed accents first."""
    as_typed = Q("constant_score", filter=_begun(word.accented for word in words), boost=_AS_TYPED)
    found = Q("bool", filter=[_begun(word.folded for word in words)], should=[as_typed])
    quality = SF("field_value_factor", field="quality", missing=0)
    ranked = Q("function_score", query=found, functions=[quality], boost_mode="sum")
    asked = Search(index=index).query(ranked).source(False).extra(track_total_hits=False, fields=["product_id"])
    return asked.sort("_score", "product_id")[:most]


def _begun(words: Iterable[str]) -> Query:
    *whole, last = words
    prefix = Q("prefix", **{NAME: {"value": last}})
    return every([*(Q("term", **{NAME: word}) for word in whole), prefix])
