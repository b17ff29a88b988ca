"""searchInsights, SellerAccount.searches, recordSearchClick: what shoppers look for, and what comes of it."""

from collections.abc import Collection, Mapping
from functools import partial
from typing import Any

import graphene

from marketplace.errors import BadPage, Required
from marketplace.graphql.context import Context
from marketplace.graphql.extensions import extend
from marketplace.graphql.ids import pk_of
from marketplace.graphql.info import Info
from marketplace.graphql.loaders import Later, Loader
from marketplace.graphql.mutations import Mutation
from marketplace.graphql.rows import Row
from search.insights import MOST, MOST_DAYS, InsightKind, insights, may_see, searches_for
from search.log import note_choice, noted_text
from sellers.graphql.accounts.types import SellerAccountType
from sellers.graphql.accounts.viewing import with_right
from sellers.rights import Right

DAYS, FIRST = 30, 20
Kind = graphene.Enum(
    "SearchInsightKind",
    [(kind.value, kind.value) for kind in InsightKind],
    description="POPULAR: what most typed. NOT_FOUND: what was typed and nothing here is all of it.",
)


class SearchInsight(graphene.ObjectType):
    """A query that at least five visitors have typed; rarer ones are told to nobody."""

    query = graphene.String(required=True)
    searches = graphene.Int(required=True)
    visitors = graphene.Int(required=True, description="Different ones of each day, put together")
    not_found = graphene.Int(required=True, description="Searches that found nothing which is all of it")
    clicks = graphene.Int(required=True, description="Times a visitor went on to a product")


class SearchesForSeller(Loader[tuple[int, int, int], list[Row]]):
    """Keyed by shop, by days, and by how many are wanted."""

    def fetch(self, keys: Collection[tuple[int, int, int]]) -> Mapping[tuple[int, int, int], list[Row]]:
        found: dict[tuple[int, int, int], list[Row]] = {}
        for days, most in dict.fromkeys((days, most) for _, days, most in keys):
            sellers = [seller for seller, *period in keys if period == [days, most]]
            for seller, led in searches_for(sellers, self.context.today, days=days, most=most).items():
                found[seller, days, most] = [{"query": query, "clicks": clicks} for query, clicks in led]
        return found


class SellerSearch(graphene.ObjectType):
    """A query that led shoppers to this shop's goods."""

    query = graphene.String(required=True)
    clicks = graphene.Int(required=True)


def _period() -> Mapping[str, graphene.Int]:
    return {
        "days": graphene.Int(
            description=f"The last ones, today among them; {DAYS} when left out, {MOST_DAYS} at most"
        ),
        "first": graphene.Int(description=f"{FIRST} when left out, {MOST} at most"),
    }


class InsightQueries(graphene.ObjectType):
    search_insights = graphene.Field(
        graphene.List(graphene.NonNull(SearchInsight)),
        kind=Kind(description="POPULAR when left out"),
        **_period(),
        description="Market information: what shoppers here look for. Null for all but officers and shops' members.",
    )

    @staticmethod
    def resolve_search_insights(
        root: None, info: Info, *, kind: Any = None, days: int | None = None, first: int | None = None
    ) -> list[Row] | None:
        info.context.forbid_caching()
        period = _checked(days, first)
        if not may_see(info.context.viewer):
            return None
        wanted = InsightKind.POPULAR if kind is None else InsightKind(getattr(kind, "value", kind))
        found = insights(wanted, info.context.today, **period)
        return [one._asdict() for one in found]


class RecordSearchClick(Mutation):
    """Tells that somebody went on from what was found to a product. Kept without saying who."""

    is_private = True

    class Input:
        query = graphene.String(required=True, description="As it was typed")
        product = graphene.ID(required=True)

    recorded = graphene.Boolean(description="false: such texts are not kept (numbers of people, say)")

    @classmethod
    def write(cls, context: Context, *, query: str, product: str) -> Mapping[str, Any]:
        product_id = pk_of(product, "Product", field="product")
        if not query.strip():
            raise Required(field=["query"])
        context.do_afterwards(partial(note_choice, query=query, product_id=product_id))
        return {"recorded": bool(noted_text(query))}


class InsightMutations(graphene.ObjectType):
    record_search_click = RecordSearchClick.Field()


def _searches(row: Row, info: Info, *, days: int | None = None, first: int | None = None) -> Later:
    period = _checked(days, first)
    key = (row["pk"], *period.values())

    def found() -> Later:
        return info.context.loader(SearchesForSeller).load(key)

    return with_right(info.context, row["pk"], Right.FIGURES, found, is_for_officers=True)


def _checked(days: int | None, first: int | None) -> dict[str, int]:
    """Raises BadPage."""
    days, most = DAYS if days is None else days, FIRST if first is None else first
    if not (1 <= days <= MOST_DAYS and 1 <= most <= MOST):
        raise BadPage
    return {"days": days, "most": most}


extend(
    SellerAccountType,
    searches=graphene.Field(
        graphene.List(graphene.NonNull(SellerSearch)),
        **_period(),
        description="What was typed by those who went on to this shop's goods; for the right to figures",
        resolver=_searches,
    ),
)
