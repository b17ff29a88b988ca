"""Facets as aggregations: each counts what passes all limits but its own."""

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from typing import Any

from elasticsearch.dsl import A, Q, Query, Search

from search.engines.elastic.conditions import certified
from search.engines.elastic.words import every
from search.engines.protocol import BANDS, MOST_FACET_VALUES, Asked

_FIELDS = {"group": "group_id", "seller": "seller_id", "place": "place_id", "stars": "stars"}
_ENDS = (None, *BANDS, None)


def add_facets(request: Search, asked: Asked, passes: Mapping[str, Query]) -> None:
    for name in sorted(asked.facets):
        others = [query for other, query in passes.items() if other != name]
        if name == "stars":
            others.append(certified(asked.today))
        narrowed = every(others) if others else Q("match_all")
        request.aggs.bucket(name, "filter", filter=narrowed).bucket("values", _values(name))


def facets_of(wanted: Collection[str], answer: Mapping[str, Any]) -> dict[str, list[tuple[int, int]]]:
    return {name: _read(answer["aggregations"][name]["values"]["buckets"]) for name in wanted}


def _values(name: str) -> Any:
    if name == "price":
        return A("range", field="price_min", ranges=[_band(*ends) for ends in enumerate(pairwise(_ENDS))])
    return A("terms", field=_FIELDS[name], size=MOST_FACET_VALUES, order=[{"_count": "desc"}, {"_key": "asc"}])


def _band(number: int, ends: tuple[int | None, int | None]) -> dict[str, Any]:
    """From the lower end on, up to below the upper."""
    least, most = ends
    band: dict[str, Any] = {"key": str(number)}
    if least is not None:
        band["from"] = least
    if most is not None:
        band["to"] = most
    return band


def _read(buckets: Sequence[Mapping[str, Any]]) -> list[tuple[int, int]]:
    """The most first."""
    found = [(int(bucket["key"]), bucket["doc_count"]) for bucket in buckets if bucket["doc_count"]]
    return sorted(found, key=lambda one: (-one[1], one[0]))
