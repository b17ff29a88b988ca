"""What products add to types that know none: a seller's products, a certificate's product."""

from typing import Any

import graphene

from catalog.graphql.certificates import CertificateType
from catalog.graphql.filters import ProductFilter, ProductSort, sort_of, values_of
from catalog.graphql.loaders import ProductCountOfSeller, RatingOfSeller
from catalog.graphql.parts import Rating
from catalog.graphql.products import ProductConnection, ProductType
from catalog.graphql.rows import PRODUCTS
from marketplace.graphql.connections import Asked, paging_arguments
from marketplace.graphql.extensions import extend
from marketplace.graphql.info import Info
from marketplace.graphql.loaders import Later
from marketplace.graphql.pages import PagesByOwner
from marketplace.graphql.rows import Row
from marketplace.graphql.selection import selected
from marketplace.graphql.shown import ShownById
from marketplace.keysets import page_of
from sellers.graphql.types import SellerType


class PagesOfSellers(PagesByOwner):
    owner = "seller"


class ShownProduct(ShownById):
    source = PRODUCTS


def resolve_products(row: Row, info: Info, *, filter: Any = None, sort: Any = None, **paging: Any) -> Later:
    values = values_of(filter)
    asked = Asked(
        PRODUCTS, sort_of(sort), page_of(**paging), frozenset(values), {**values, "today": info.context.today}
    )
    selection = selected(info)
    key = (asked.sort.name, asked.page, repr(values), selection.key)
    return info.context.loader(PagesOfSellers).load_page(row["pk"], key, asked, selection)


def resolve_product_count(row: Row, info: Info) -> Later:
    return info.context.loader(ProductCountOfSeller).load(row["pk"])


def resolve_rating(row: Row, info: Info) -> Later:
    return info.context.loader(RatingOfSeller).load(row["pk"])


def resolve_product(row: Row, info: Info) -> Later:
    return info.context.loader(ShownProduct).load_row(row["product_id"], selected(info))


extend(
    SellerType,
    products=graphene.Field(
        ProductConnection,
        required=True,
        **paging_arguments(is_both_ways=True),
        filter=ProductFilter(),
        sort=ProductSort(),
        resolver=resolve_products,
    ),
    product_count=graphene.Int(required=True, resolver=resolve_product_count),
    rating=graphene.Field(
        Rating,
        required=True,
        description="Of all reviews of its goods, of paused ones too",
        resolver=resolve_rating,
    ),
)
extend(CertificateType, product=graphene.Field(ProductType, resolver=resolve_product))
