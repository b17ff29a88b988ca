"""What products add to types that know none: a seller's products, a certificate's product."""

from collections.abc import Collection, Mapping
from typing import Any

import graphene

from catalog.graphql.certificates import CertificateType
from catalog.graphql.filters import ProductFilter, ProductSort, sort_of, values_of
from catalog.graphql.loaders import ProductCountOfSeller
from catalog.graphql.products import ProductConnection, ProductType
from catalog.graphql.rows import PRODUCTS
from marketplace.graphql.connections import Asked, paging_arguments, rows_by
from marketplace.graphql.extensions import extend
from marketplace.graphql.info import Info
from marketplace.graphql.loaders import Later, Loader
from marketplace.graphql.pages import PagesByOwner
from marketplace.graphql.rows import Row
from marketplace.graphql.selection import Selection, selected
from marketplace.keysets import page_of
from sellers.graphql.types import SellerType


class PagesOfSellers(PagesByOwner):
    owner = "seller"


class ShownProduct(Loader[tuple[int, tuple[Any, ...]], Row]):
    """Keyed by product and by what is asked of it. Null when shoppers cannot see it."""

    def __init__(self, context: Any) -> None:
        super().__init__(context)
        self.selections: dict[tuple[Any, ...], Selection] = {}

    def load_product(self, product: int, selection: Selection) -> Later:
        self.selections[selection.key] = selection
        return self.load((product, selection.key))

    def fetch(self, keys: Collection[tuple[int, tuple[Any, ...]]]) -> Mapping[tuple[int, tuple[Any, ...]], Row]:
        found: dict[tuple[int, tuple[Any, ...]], Row] = {}
        for asked in dict.fromkeys(key for _, key in keys):
            products = [product for product, key in keys if key == asked]
            rows = rows_by(PRODUCTS, "ids", products, self.selections[asked])
            found.update({(row["pk"], asked): row for row in rows})
        return found


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


def resolve_product(row: Row, info: Info) -> Later:
    return info.context.loader(ShownProduct).load_product(row["product_id"], selected(info))


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
)
extend(CertificateType, product=graphene.Field(ProductType, resolver=resolve_product))
