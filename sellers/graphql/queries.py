from typing import Any

import graphene
from django.utils.translation import gettext as _

from marketplace.errors import BadFilter
from marketplace.graphql.connections import Asked, connection_of, first_row
from marketplace.graphql.context import Context
from marketplace.graphql.ids import pk_of, pks_of
from marketplace.graphql.info import Info
from marketplace.graphql.nodes import register
from marketplace.graphql.rows import Row
from marketplace.graphql.selection import Selection, selected
from marketplace.graphql.types.places import check_places
from marketplace.keysets import page_of
from marketplace.vietnamese import folded
from sellers.graphql.types import SELLERS, SellerConnection, SellerFilter, SellerType
from sellers.queries import BY_NAME

LONGEST_QUERY = 200


class SellerQueries(graphene.ObjectType):
    sellers = graphene.Field(
        SellerConnection,
        required=True,
        first=graphene.Int(),
        after=graphene.String(),
        filter=SellerFilter(),
        description="By name.",
    )
    seller = graphene.Field(SellerType, id=graphene.ID(), slug=graphene.String())

    @staticmethod
    def resolve_sellers(
        root: None, info: Info, *, first: int | None = None, after: str | None = None, filter: Any = None
    ) -> Row:
        values = _values(filter or {})
        page = page_of(first=first, after=after)
        return connection_of(Asked(SELLERS, BY_NAME, page, frozenset(values), values), selected(info))

    @staticmethod
    def resolve_seller(root: None, info: Info, *, id: str | None = None, slug: str | None = None) -> Row | None:
        if id is not None:
            return first_row(SELLERS, {"id": pk_of(id, "Seller")}, selected(info))
        if slug is None:
            raise BadFilter(_("Ask with an id or with a slug."), field=["id"])
        return first_row(SELLERS, {"slug": slug}, selected(info))


def _values(filter: Any) -> dict[str, Any]:
    """The conditions that the filter sets, with their values. An empty list sets none."""
    values: dict[str, Any] = {}
    if filter.get("places"):
        values["places"] = pks_of(filter["places"], "Place", field=["filter", "places"])
        check_places(values["places"])
    if filter.get("legal_forms"):
        values["legal_forms"] = [str(getattr(form, "value", form)) for form in filter["legal_forms"]]
    query = (filter.get("query") or "").strip()
    if len(query) > LONGEST_QUERY:
        raise BadFilter(_("That is too long to search for."), field=["filter", "query"])
    if query:
        values["query"] = folded(query)
    return values


def _fetch(context: Context, pk: int, selection: Selection) -> Row | None:
    return first_row(SELLERS, {"id": pk}, selection)


register(SellerType, _fetch)
