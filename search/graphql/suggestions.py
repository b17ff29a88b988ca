"""searchSuggestions: texts for the search box, with what they stand for."""

from collections.abc import Callable
from typing import Any

import graphene

from catalog.graphql.extensions import ShownProduct
from catalog.graphql.groups import GroupById
from marketplace.errors import BadPage
from marketplace.graphql.info import Info
from marketplace.graphql.loaders import Later
from marketplace.graphql.nodes import Node
from marketplace.graphql.rows import Row
from marketplace.graphql.selection import Selection, selected
from marketplace.graphql.types.places import PlaceById
from search import suggestions
from search.engines.chosen import engine
from search.known import knowledge
from search.suggestions import MOST, Suggestion
from sellers.graphql.accounts.loaders import ShownSeller

FIRST = 8

SuggestionKind = graphene.Enum(
    "SuggestionKind", [(kind.value, kind.value) for kind in suggestions.SuggestionKind], description="Of what sort"
)
_TYPES = {"PRODUCT": "Product", "GROUP": "ProductGroup", "SELLER": "Seller", "PLACE": "Place"}
_LOADED: dict[str, Callable[[Info, int, Selection], Later]] = {
    "PRODUCT": lambda info, pk, selection: info.context.loader(ShownProduct).load_row(pk, selection),
    "SELLER": lambda info, pk, selection: info.context.loader(ShownSeller).load_row(pk, selection),
    "GROUP": lambda info, pk, selection: info.context.loader(GroupById).load(pk),
    "PLACE": lambda info, pk, selection: info.context.loader(PlaceById).load(pk),
}


class SearchSuggestion(graphene.ObjectType):
    text = graphene.String(required=True, description="To be searched for, or shown for the node")
    kind = graphene.Field(SuggestionKind, required=True)
    node = graphene.Field(Node, description="The product, group, seller or place of that name; null of a query")

    @staticmethod
    def resolve_node(row: Row, info: Info) -> Later | None:
        if row["kind"] not in _LOADED:
            return None
        loaded = _LOADED[row["kind"]](info, row["pk"], selected(info))
        return loaded.then(lambda found: None if found is None else {**found, "type_name": _TYPES[row["kind"]]})


class SuggestionQueries(graphene.ObjectType):
    search_suggestions = graphene.Field(
        graphene.NonNull(graphene.List(graphene.NonNull(SearchSuggestion))),
        query=graphene.String(required=True, description="What was typed so far"),
        first=graphene.Int(description=f"{FIRST} when none are asked for, {MOST} at most"),
        description="For a search box: goods, groups, sellers, places and what others typed, of words that begin so.",
    )

    @staticmethod
    def resolve_search_suggestions(root: None, info: Info, *, query: str, first: int | None = None) -> list[Row]:
        most = FIRST if first is None else first
        if not 1 <= most <= MOST:
            raise BadPage
        found = suggestions.suggestions(
            query, engine=engine(), known=knowledge().get(), language=info.context.language, most=most
        )
        return [_row(one) for one in found]


def _row(one: Suggestion) -> dict[str, Any]:
    return {"text": one.text, "kind": one.kind.value, "pk": one.id}
