from typing import Any

import graphene

from catalog import models
from catalog.graphql.certificates import CertificateType
from catalog.graphql.groups import ProductGroupType
from catalog.graphql.loaders import (
    AttributesOfProduct,
    CertificatesOfProduct,
    MediaOfProduct,
    VariantsOfProduct,
)
from catalog.graphql.parts import PriceRange, ProductAttribute, ProductLabel, Rating, VariantType
from catalog.graphql.rows import LABEL_COLUMNS, PRODUCTS
from marketplace.graphql.connections import connection_type, first_row
from marketplace.graphql.context import Context
from marketplace.graphql.enums import enum_of
from marketplace.graphql.info import Info
from marketplace.graphql.loaders import Later
from marketplace.graphql.nodes import Node, register
from marketplace.graphql.rows import Row
from marketplace.graphql.selection import Selection
from marketplace.graphql.types.images import PICTURE_WIDTH, THUMBNAIL_WIDTH, Image, image
from marketplace.graphql.types.money import money
from marketplace.graphql.types.places import PlaceType
from sellers.graphql.types import SellerType

ProductStatus = enum_of(models.ProductStatus, "Shoppers see PUBLISHED products alone.")


class ProductType(graphene.ObjectType):
    """What a seller offers. Stars are those of the certificate that is in force today."""

    class Meta:
        name = "Product"
        interfaces = (Node,)

    slug = graphene.String(required=True)
    name = graphene.String(required=True)
    summary = graphene.String(required=True)
    description = graphene.String(required=True)
    story = graphene.String(required=True)
    status = graphene.Field(ProductStatus, required=True)
    seller = graphene.Field(SellerType, required=True)
    group = graphene.Field(ProductGroupType, required=True)
    place = graphene.Field(PlaceType)
    certificate = graphene.Field(CertificateType, description="In force today, else null")
    certificates = graphene.List(
        graphene.NonNull(CertificateType), required=True, description="All there ever were, the latest first"
    )
    stars = graphene.Int(description="Of the certificate in force today, else null")
    price = graphene.Field(PriceRange, required=True)
    is_available = graphene.Boolean(required=True)
    rating = graphene.Field(Rating, required=True)
    thumbnail = graphene.Field(Image, width=graphene.Int(default_value=THUMBNAIL_WIDTH))
    media = graphene.List(graphene.NonNull(Image), required=True, width=graphene.Int(default_value=PICTURE_WIDTH))
    variants = graphene.List(graphene.NonNull(VariantType), required=True)
    attributes = graphene.List(graphene.NonNull(ProductAttribute), required=True)
    label = graphene.Field(ProductLabel, required=True)
    published_at = graphene.DateTime(required=True)
    updated_at = graphene.DateTime(required=True)
    is_illustrative = graphene.Boolean(required=True, description="Made up for the demo")

    @staticmethod
    def resolve_certificate(row: Row, info: Info) -> Row | None:
        return row["listed_certificate"] if _is_certified(row, info.context) else None

    @staticmethod
    def resolve_certificates(row: Row, info: Info) -> Later:
        return info.context.loader(CertificatesOfProduct).load(row["pk"])

    @staticmethod
    def resolve_stars(row: Row, info: Info) -> int | None:
        return row["listed_stars"] if _is_certified(row, info.context) else None

    @staticmethod
    def resolve_price(row: Row, info: Info) -> Row:
        until = row["compare_at_until"]
        return {
            "min": money(row["price_min"]),
            "max": money(row["price_max"]),
            "compare_at": money(row["compare_at"]) if until is not None and until >= info.context.today else None,
        }

    @staticmethod
    def resolve_rating(row: Row, info: Info) -> Row:
        count = row["rating_count"]
        return {"average": float(row["rating_average"]) if count else None, "count": count}

    @staticmethod
    def resolve_thumbnail(row: Row, info: Info, *, width: int | None) -> Row | None:
        return image(row, width, usual=THUMBNAIL_WIDTH) if row["digest"] is not None else None

    @staticmethod
    def resolve_media(row: Row, info: Info, *, width: int | None) -> Later:
        loaded = info.context.loader(MediaOfProduct).load(row["pk"])
        return loaded.then(lambda pictures: [shown for found in pictures if (shown := image(found, width))])

    @staticmethod
    def resolve_variants(row: Row, info: Info) -> Later:
        return info.context.loader(VariantsOfProduct).load(row["pk"])

    @staticmethod
    def resolve_attributes(row: Row, info: Info) -> Later:
        return info.context.loader(AttributesOfProduct).load(row["pk"])

    @staticmethod
    def resolve_label(row: Row, info: Info) -> Row:
        # Products without a label row have an empty label: every key is there, with "" where nothing is known.
        label = {name: row[f"label_{name}"] for name in LABEL_COLUMNS}
        return {name: "" if value is None and name != "shelf_life_days" else value for name, value in label.items()}


ProductConnection = connection_type(ProductType)


def _is_certified(row: Row, context: Context) -> bool:
    return row["certified_until"] is not None and row["certified_until"] >= context.today


def product_row(selection: Selection, **values: Any) -> Row | None:
    """The product that the conditions name (`id=` or `slug=`), if shoppers can see it."""
    return first_row(PRODUCTS, values, selection)


def _fetch(context: Context, pk: int, selection: Selection) -> Row | None:
    return product_row(selection, id=pk)


register(ProductType, _fetch)
