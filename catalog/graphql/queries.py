from typing import Any

import graphene
from django.utils.translation import gettext as _

from catalog.graphql.certificates import CertificateType
from catalog.graphql.filters import ProductFilter, ProductSort, sort_of, values_of
from catalog.graphql.groups import ProductGroupType, group_tree
from catalog.graphql.products import ProductConnection, ProductType, product_row
from catalog.graphql.rows import CERTIFICATES, PRODUCTS
from marketplace.errors import BadFilter
from marketplace.graphql.connections import Asked, connection_of, first_row, paging_arguments
from marketplace.graphql.ids import pk_of
from marketplace.graphql.info import Info
from marketplace.graphql.rows import Row
from marketplace.graphql.selection import selected
from marketplace.keysets import page_of


class CatalogQueries(graphene.ObjectType):
    products = graphene.Field(
        ProductConnection,
        required=True,
        **paging_arguments(is_both_ways=True),
        filter=ProductFilter(),
        sort=ProductSort(),
        description="Products on sale; the newest first unless sorted.",
    )
    product = graphene.Field(ProductType, id=graphene.ID(), slug=graphene.String())
    product_groups = graphene.List(
        graphene.NonNull(ProductGroupType), required=True, description="The groups in force, from the top."
    )
    certificate = graphene.Field(CertificateType, number=graphene.String(required=True))

    @staticmethod
    def resolve_products(root: None, info: Info, *, filter: Any = None, sort: Any = None, **paging: Any) -> Row:
        page = page_of(**paging)
        values = values_of(filter)
        asked = Asked(PRODUCTS, sort_of(sort), page, frozenset(values), {**values, "today": info.context.today})
        return connection_of(asked, selected(info))

    @staticmethod
    def resolve_product(root: None, info: Info, *, id: str | None = None, slug: str | None = None) -> Row | None:
        if id is not None:
            return product_row(selected(info), id=pk_of(id, "Product"))
        if slug is None:
            raise BadFilter(_("Ask with an id or with a slug."), field=["id"])
        return product_row(selected(info), slug=slug)

    @staticmethod
    def resolve_product_groups(root: None, info: Info) -> list[Row]:
        return group_tree()

    @staticmethod
    def resolve_certificate(root: None, info: Info, *, number: str) -> Row | None:
        return first_row(CERTIFICATES, {"number": number}, selected(info))
