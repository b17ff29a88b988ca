"""Payload fields that a mutation names by primary key: read after the write, with the columns that were asked for."""

from typing import Any

import graphene

from catalog.graphql.certificates import CertificateType
from catalog.graphql.products import ProductType, product_row
from catalog.graphql.rows import CERTIFICATES
from marketplace.graphql.connections import first_row
from marketplace.graphql.info import Info
from marketplace.graphql.rows import Row
from marketplace.graphql.selection import selected


def written_product(description: str = "As shoppers see it; null while they do not.") -> graphene.Field:
    """For payloads with the product's key under `product`."""
    return graphene.Field(ProductType, resolver=_product, description=description)


def written_certificate() -> graphene.Field:
    """For payloads with the certificate's key under `certificate`."""
    return graphene.Field(CertificateType, resolver=_certificate)


def _product(payload: Row, info: Info, **_: Any) -> Row | None:
    pk = payload.get("product")
    return None if pk is None else product_row(selected(info), id=pk)


def _certificate(payload: Row, info: Info, **_: Any) -> Row | None:
    pk = payload.get("certificate")
    return None if pk is None else first_row(CERTIFICATES, {"id": pk}, selected(info))
