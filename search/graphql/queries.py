from collections.abc import Sequence
from typing import Any

import graphene

from catalog.graphql.filters import ProductFilter, ProductSort, values_of
from catalog.graphql.rows import PRODUCTS
from marketplace.graphql.connections import paging_arguments, rows_by
from marketplace.graphql.info import Info
from marketplace.graphql.rows import Row
from marketplace.graphql.selection import Selection, selected
from marketplace.keysets import page_of
from search.engines.chosen import engine
from search.engines.protocol import FACETS, Hit, Limits
from search.graphql import cursors
from search.graphql.facets import facet_rows
from search.graphql.types import ProductSearchConnection
from search.known import knowledge
from search.policy import Answer, Wanted, answer
from search.text.understanding import Understanding

MOST_UNDONE = 20


class SearchQueries(graphene.ObjectType):
    search_products = graphene.Field(
        ProductSearchConnection,
        required=True,
        query=graphene.String(required=True, description="As typed: accents, slips, any region's words"),
        **paging_arguments(),
        filter=ProductFilter(),
        sort=ProductSort(),
        undo=graphene.List(
            graphene.NonNull(graphene.String), description="Keys of `appliedFilters` that the shopper takes back"
        ),
        description="Products on sale that a shopper means by a query; the best first.",
    )

    @staticmethod
    def resolve_search_products(
        root: None,
        info: Info,
        *,
        query: str,
        filter: Any = None,
        sort: Any = None,
        undo: Sequence[str] | None = None,
        **paging: Any,
    ) -> Row:
        page = page_of(**paging)
        order = "RELEVANCE" if sort is None else str(getattr(sort, "value", sort))
        selection = selected(info)
        after = None if page.cursor is None else cursors.read(page.cursor, order, _width(order))
        wanted = Wanted(
            query=query,
            today=info.context.today,
            size=page.size,
            limits=_limits(values_of(filter)),
            sort=None if order == "RELEVANCE" else order,
            undo=frozenset((undo or ())[:MOST_UNDONE]),
            after=after,
            facets=frozenset(FACETS) if "facets" in selection else frozenset(),
        )
        found = answer(wanted, engine(), knowledge().get())
        return _connection(found, order, page.size, selection, info, is_past=after is not None)


def _connection(found: Answer, order: str, size: int, selection: Selection, info: Info, *, is_past: bool) -> Row:
    hits = found.found.hits[:size]
    ends = [_cursor(found, order, hit) for hit in hits]
    answered: Row = {
        "total_count": found.found.total,
        "corrected_query": found.corrected,
        "applied_filters": _applied(found.understanding),
        "page_info": {
            "has_next_page": len(found.found.hits) > size,
            "has_previous_page": is_past,
            "start_cursor": ends[0] if ends else None,
            "end_cursor": ends[-1] if ends else None,
        },
    }
    if "nodes" in selection:
        answered["nodes"] = [row for row in _rows(hits, selection["nodes"]) if row is not None]
    if "edges" in selection:
        rows = _rows(hits, selection["edges"]["node"])
        answered["edges"] = [
            {"cursor": end, "node": row} for end, row in zip(ends, rows, strict=True) if row is not None
        ]
    if "facets" in selection:
        answered["facets"] = facet_rows(found.found.facets, info.context.language)
    return answered


def _rows(hits: Sequence[Hit], selection: Selection) -> list[Row | None]:
    """In the order of the hits; None for one that left the shop a moment ago."""
    rows = rows_by(PRODUCTS, "ids", [hit.product_id for hit in hits], selection) if hits else []
    by_pk = {row["pk"]: row for row in rows}
    return [by_pk.get(hit.product_id) for hit in hits]


def _cursor(found: Answer, order: str, hit: Hit) -> str:
    return cursors.written(order, found.reach, found.corrected is not None, hit.position)


def _applied(meant: Understanding) -> list[Row]:
    return [
        {"kind": one.kind.value, "label": one.label, "text": one.text, "value": one.value, "key": one.key}
        for one in meant.applied
    ]


def _limits(values: dict[str, Any]) -> Limits:
    return Limits(
        groups=values.get("groups", ()),
        sellers=values.get("sellers", ()),
        places=values.get("places", ()),
        stars=values.get("stars", ()),
        price_min=values.get("price_min"),
        price_max=values.get("price_max"),
        is_available=_flag(values, "available", "sold_out"),
        is_certified=_flag(values, "certified", "uncertified"),
    )


def _flag(values: dict[str, Any], yes: str, no: str) -> bool | None:
    return True if yes in values else False if no in values else None


def _width(order: str) -> int:
    """How many columns a position of that order has."""
    return {"RELEVANCE": 4, "STARS": 4, "RATING": 3}.get(order, 2)
