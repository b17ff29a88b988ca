from typing import Any

import graphene

from catalog.graphql.managed.rows import MANAGED_PRODUCTS, SORTS, WAITING
from catalog.graphql.managed.types import PERMISSION, ManagedProduct, ManagedProductConnection, managed_row
from catalog.graphql.products import ProductStatus
from marketplace.commands.authority import office_places
from marketplace.errors import BadFilter, BadId
from marketplace.graphql.connections import Asked, connection_of, paging_arguments
from marketplace.graphql.ids import parsed, pk_of
from marketplace.graphql.info import Info
from marketplace.graphql.rows import Row
from marketplace.graphql.selection import selected
from marketplace.keysets import page_of
from marketplace.models import User
from marketplace.vietnamese import folded

LONGEST_QUERY = 200


class ManagedProductFilter(graphene.InputObjectType):
    statuses = graphene.List(graphene.NonNull(ProductStatus))
    query = graphene.String(description="A part of the name, with or without accents")


class ManagedProductSort(graphene.Enum):
    UPDATED = "UPDATED"
    NAME = "NAME"


class ManagedQueries(graphene.ObjectType):
    managed_product = graphene.Field(
        ManagedProduct, id=graphene.ID(required=True), description="By the id of a Product or of a ManagedProduct"
    )
    seller_products = graphene.Field(
        ManagedProductConnection,
        seller=graphene.ID(required=True),
        **paging_arguments(),
        filter=ManagedProductFilter(),
        sort=ManagedProductSort(),
        description="All products of a seller of yours, in every status; null for others' sellers alike",
    )
    product_reviews = graphene.Field(
        ManagedProductConnection,
        **paging_arguments(),
        description="What waits for an officer of this place, the longest first; null for those who are none",
    )

    @staticmethod
    def resolve_managed_product(root: None, info: Info, *, id: str) -> Row | None:
        return managed_row(info.context, product_pk(id), selected(info))

    @staticmethod
    def resolve_seller_products(
        root: None, info: Info, *, seller: str, filter: Any = None, sort: Any = None, **paging: Any
    ) -> Row | None:
        context = info.context
        context.forbid_caching()
        page = page_of(**paging)
        values = {"seller": pk_of(seller, "Seller", field="seller"), **_values(filter or {})}
        if not isinstance(context.viewer, User):
            return None
        values["member"] = context.viewer.pk
        order = SORTS[str(getattr(sort, "value", sort) or "UPDATED")]
        return connection_of(Asked(MANAGED_PRODUCTS, order, page, frozenset(values), values), selected(info))

    @staticmethod
    def resolve_product_reviews(root: None, info: Info, **paging: Any) -> Row | None:
        context = info.context
        context.forbid_caching()
        page = page_of(**paging)
        officer = context.viewer
        if not isinstance(officer, User) or not (officer.is_active and officer.is_staff):
            return None
        if not officer.has_perm(PERMISSION):
            return None
        places = office_places(officer)
        values: dict[str, Any] = {"in_review": None} if places is None else {"in_review": None, "office": places}
        return connection_of(Asked(MANAGED_PRODUCTS, WAITING, page, frozenset(values), values), selected(info))


def product_pk(id: str, *, field: str = "id") -> int:
    """The two ids of one product lead to the same. Raises BadId."""
    found = parsed(id, field=field)
    if found.type not in ("Product", "ManagedProduct"):
        raise BadId(field=[field])
    return found.pk


def _values(filter: Any) -> dict[str, Any]:
    values: dict[str, Any] = {}
    if filter.get("statuses"):
        values["statuses"] = [str(getattr(status, "value", status)) for status in filter["statuses"]]
    query = (filter.get("query") or "").strip()
    if len(query) > LONGEST_QUERY:
        raise BadFilter(field=["filter", "query"])
    if query:
        values["query"] = folded(query)
    return values
