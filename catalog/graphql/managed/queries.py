from typing import Any

import graphene

from catalog.graphql.managed.filters import (
    ManagedProductFilter,
    ManagedProductSort,
    ProductReviewFilter,
    review_values,
    values_of,
)
from catalog.graphql.managed.ids import product_pk
from catalog.graphql.managed.ledgers import (
    PRICE_CHANGES,
    PRICED,
    STOCK_MOVED,
    STOCK_MOVEMENTS,
    PriceChangeConnection,
    StockMovementConnection,
)
from catalog.graphql.managed.rows import MANAGED_PRODUCTS, SORTS, WAITING
from catalog.graphql.managed.types import ManagedProduct, ManagedProductConnection, managed_row
from catalog.graphql.managed.viewing import may_see_goods, office_conditions
from marketplace.graphql.connections import Asked, Listed, connection_of, paging_arguments
from marketplace.graphql.ids import pk_of
from marketplace.graphql.info import Info
from marketplace.graphql.rows import Row
from marketplace.graphql.selection import selected
from marketplace.keysets import Sort, page_of

NULL = "null for who may not look"


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
        description=f"All products of a shop in every status, the latest changed first unless sorted; {NULL}",
    )
    product_reviews = graphene.Field(
        ManagedProductConnection,
        **paging_arguments(),
        filter=ProductReviewFilter(),
        description=f"What waits for an officer of these places, the longest first; {NULL}",
    )
    stock_movements = graphene.Field(
        StockMovementConnection,
        variant=graphene.ID(required=True),
        **paging_arguments(),
        description=f"Pieces that came and went, the latest first; {NULL}",
    )
    price_changes = graphene.Field(
        PriceChangeConnection,
        variant=graphene.ID(required=True),
        **paging_arguments(),
        description=f"The history that earlier prices are taken from, the latest first; {NULL}",
    )

    @staticmethod
    def resolve_managed_product(root: None, info: Info, *, id: str) -> Row | None:
        return managed_row(info.context, product_pk(id, field="id"), selected(info))

    @staticmethod
    def resolve_seller_products(
        root: None, info: Info, *, seller: str, filter: Any = None, sort: Any = None, **paging: Any
    ) -> Row | None:
        context = info.context
        context.forbid_caching()
        page, pk = page_of(**paging), pk_of(seller, "Seller", field="seller")
        conditions, values = values_of(filter)
        if not may_see_goods(context.viewer, seller_id=pk):
            return None
        order = SORTS[str(getattr(sort, "value", sort) or "UPDATED")]
        asked = Asked(MANAGED_PRODUCTS, order, page, conditions | {"seller"}, {**values, "seller": pk})
        return connection_of(asked, selected(info))

    @staticmethod
    def resolve_product_reviews(root: None, info: Info, *, filter: Any = None, **paging: Any) -> Row | None:
        context = info.context
        context.forbid_caching()
        page = page_of(**paging)
        conditions, values = review_values(filter)
        office = office_conditions(context.viewer)
        if office is None:
            return None
        asked_for = conditions | {"in_review", *office}
        return connection_of(Asked(MANAGED_PRODUCTS, WAITING, page, asked_for, {**values, **office}), selected(info))

    @staticmethod
    def resolve_stock_movements(root: None, info: Info, *, variant: str, **paging: Any) -> Row | None:
        return _ledger(info, STOCK_MOVEMENTS, STOCK_MOVED, variant, paging)

    @staticmethod
    def resolve_price_changes(root: None, info: Info, *, variant: str, **paging: Any) -> Row | None:
        return _ledger(info, PRICE_CHANGES, PRICED, variant, paging)


def _ledger(info: Info, listed: Listed[Any], sort: Sort[Any], variant: str, paging: Any) -> Row | None:
    context = info.context
    context.forbid_caching()
    page, pk = page_of(**paging), pk_of(variant, "Variant", field="variant")
    if not may_see_goods(context.viewer, variant_id=pk):
        return None
    return connection_of(Asked(listed, sort, page, frozenset({"variant"}), {"variant": pk}), selected(info))
