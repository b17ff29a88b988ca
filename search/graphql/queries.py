from collections.abc import Sequence
from functools import partial
from typing import Any

import graphene

from catalog.graphql.filters import ProductFilter, ProductSort, values_of
from catalog.graphql.rows import PRODUCTS
from marketplace.graphql.connections import paging_arguments
from marketplace.graphql.few import few
from marketplace.graphql.info import Info
from marketplace.graphql.rows import Row
from marketplace.graphql.selection import Selection, selected
from marketplace.graphql.shown import shown_rows
from marketplace.keysets import page_of
from search.engines.chosen import engine
from search.engines.protocol import FACETS, Hit, Limits, Reach
from search.graphql import cursors
from search.graphql.facets import facet_rows
from search.graphql.highlights import Highlighter, WithWords
from search.graphql.types import ProductSearchConnection
from search.known import knowledge
from search.log import note_search
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
        selection = selected(info)
        wanted = Wanted(
            query=query,
            today=info.context.today,
            size=page.size,
            limits=_limits(values_of(filter)),
            sort=_sort(sort),
            undo=frozenset(few(undo, MOST_UNDONE, field=["undo"])),
            after=None if page.cursor is None else cursors.read(page.cursor),
            facets=frozenset(FACETS) if "facets" in selection else frozenset(),
            wants_total="totalCount" in selection,
        )
        found = answer(wanted, engine(), knowledge().get())
        _note(found, wanted, info)
        return _connection(found, wanted, selection, info)


def _note(found: Answer, wanted: Wanted, info: Info) -> None:
    """Of what was typed alone: that nothing is left when something was chosen beside it says nothing of the shop."""
    if wanted.after is None and not wanted.undo and wanted.limits == Limits():
        is_found = bool(found.found.hits) and found.reach is not Reach.SOME
        info.context.do_afterwards(partial(note_search, query=wanted.query, is_found=is_found))


def _connection(found: Answer, wanted: Wanted, selection: Selection, info: Info) -> Row:
    hits = found.found.hits[: wanted.size]
    ends = [cursors.written(found.position_of(hit)) for hit in hits]
    answered: Row = {
        "total_count": found.found.total,
        "corrected_query": found.corrected,
        "applied_filters": _applied(found.understanding),
        "page_info": {
            "has_next_page": len(found.found.hits) > wanted.size,
            "has_previous_page": wanted.after is not None,
            "start_cursor": ends[0] if ends else None,
            "end_cursor": ends[-1] if ends else None,
        },
    }
    if "nodes" in selection:
        answered["nodes"] = [row for row in _rows(hits, selection["nodes"]) if row is not None]
    if "edges" in selection:
        answered["edges"] = _edges(found, hits, ends, selection["edges"])
    if "facets" in selection:
        answered["facets"] = facet_rows(found.found.facets, info.context.language)
    return answered


def _edges(found: Answer, hits: Sequence[Hit], ends: Sequence[str], selection: Selection) -> list[Row]:
    if not selection.names & {"node", "highlight"}:
        return [{"cursor": end} for end in ends]
    asked = WithWords(selection["node"], selection["highlight"])
    rows = zip(ends, _rows(hits, asked), strict=True)
    edges: list[Row] = [{"cursor": end, "node": row} for end, row in rows if row is not None]
    if "highlight" in selection:
        highlighter = Highlighter(found, selection["highlight"])
        for edge in edges:
            edge["highlight"] = highlighter.of(edge["node"])
    return edges


def _rows(hits: Sequence[Hit], selection: Selection) -> list[Row | None]:
    """In the order of the hits; None for one that left the shop a moment ago."""
    rows = shown_rows(PRODUCTS, [hit.product_id for hit in hits], selection)
    return [rows.get(hit.product_id) for hit in hits]


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


def _sort(sort: Any) -> str | None:
    """None: as the query says ("rẻ nhất"), else the best first."""
    name = None if sort is None else str(getattr(sort, "value", sort))
    return None if name == "RELEVANCE" else name
