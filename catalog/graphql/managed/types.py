from typing import Any

import graphene

from catalog.graphql.groups import ProductGroupType
from catalog.graphql.managed.loaders import ManagedAttributes, ManagedMedia, ManagedVariants
from catalog.graphql.managed.rows import MANAGED_PRODUCTS
from catalog.graphql.managed.viewing import office_conditions
from catalog.graphql.parts import ProductLabel
from catalog.graphql.products import ProductStatus
from catalog.graphql.rows import LABEL_COLUMNS
from marketplace.graphql.connections import connection_type, first_row
from marketplace.graphql.context import Context
from marketplace.graphql.ids import global_id
from marketplace.graphql.info import Info
from marketplace.graphql.loaders import Later
from marketplace.graphql.nodes import Node, register
from marketplace.graphql.rows import Row
from marketplace.graphql.selection import Selection, selected
from marketplace.graphql.types.images import Image, image
from marketplace.graphql.types.money import Money, money
from marketplace.graphql.types.places import PlaceType
from marketplace.models import User
from sellers.graphql.types import SellerType


class ManagedVariant(graphene.ObjectType):
    """A variant as its seller sees it, off sale or not."""

    id = graphene.ID(required=True)
    sku = graphene.String(required=True)
    name = graphene.String(required=True)
    price = graphene.Field(Money, required=True)
    compare_at_price = graphene.Field(Money, description="As it is stored; shoppers see it until its last day")
    compare_at_until = graphene.Date(description="Last day on which the earlier price is shown")
    weight_grams = graphene.Int(required=True)
    length_mm = graphene.Int(description="Of one packed piece; null where it is not measured")
    width_mm = graphene.Int()
    height_mm = graphene.Int()
    gtin = graphene.String(required=True)
    is_active = graphene.Boolean(required=True, description="On sale")
    on_hand = graphene.Int(required=True)
    allocated = graphene.Int(required=True, description="Of these, promised to orders")

    @staticmethod
    def resolve_price(row: Row, info: Info) -> Row | None:
        return money(row["price"])

    @staticmethod
    def resolve_compare_at_price(row: Row, info: Info) -> Row | None:
        return money(row["compare_at_price"])


class ManagedPicture(graphene.ObjectType):
    id = graphene.ID(required=True)
    alt = graphene.String(required=True)
    image = graphene.Field(Image, width=graphene.Int(default_value=320))

    @staticmethod
    def resolve_image(row: Row, info: Info, *, width: int | None) -> Row | None:
        return image(row, width)


class ManagedAttribute(graphene.ObjectType):
    code = graphene.String(required=True)
    name = graphene.String(required=True, description="In the request's language")
    unit = graphene.String(required=True)
    value = graphene.String(required=True)

    @staticmethod
    def resolve_name(row: Row, info: Info) -> str:
        return str(row["name_en"] if info.context.language.startswith("en") else row["name_vi"])


class ManagedProduct(graphene.ObjectType):
    """A product in any status, for those who work on it: its seller's members, and officers of the place."""

    class Meta:
        interfaces = (Node,)

    product_id = graphene.ID(required=True, description="Of the shoppers' Product, where there is one")
    slug = graphene.String(required=True)
    name = graphene.String(required=True)
    summary = graphene.String(required=True)
    description = graphene.String(required=True)
    story = graphene.String(required=True)
    status = graphene.Field(ProductStatus, required=True)
    status_reason = graphene.String(required=True, description="What an officer said, with the last step")
    status_changed_at = graphene.DateTime(required=True)
    approved_at = graphene.DateTime(description="By an officer; empty: the next time it goes on sale, it is reviewed")
    published_at = graphene.DateTime()
    created_at = graphene.DateTime(required=True)
    updated_at = graphene.DateTime(required=True)
    version = graphene.Int(required=True, description="Give it back to saveProduct")
    seller = graphene.Field(SellerType)
    group = graphene.Field(ProductGroupType, required=True)
    place = graphene.Field(PlaceType)
    label = graphene.Field(ProductLabel, required=True)
    variants = graphene.List(graphene.NonNull(ManagedVariant), required=True)
    media = graphene.List(graphene.NonNull(ManagedPicture), required=True)
    attributes = graphene.List(graphene.NonNull(ManagedAttribute), required=True)

    @staticmethod
    def resolve_product_id(row: Row, info: Info) -> str:
        return global_id("Product", row["pk"])

    @staticmethod
    def resolve_label(row: Row, info: Info) -> Row:
        label = {name: row[f"label_{name}"] for name in LABEL_COLUMNS}
        return {name: "" if value is None and name != "shelf_life_days" else value for name, value in label.items()}

    @staticmethod
    def resolve_variants(row: Row, info: Info) -> Later:
        return info.context.loader(ManagedVariants).load(row["pk"])

    @staticmethod
    def resolve_media(row: Row, info: Info) -> Later:
        return info.context.loader(ManagedMedia).load(row["pk"])

    @staticmethod
    def resolve_attributes(row: Row, info: Info) -> Later:
        return info.context.loader(ManagedAttributes).load(row["pk"])


ManagedProductConnection = connection_type(ManagedProduct)


def managed_row(context: Context, pk: int, selection: Selection) -> Row | None:
    """For a member of its seller, else for an officer whose posts reach it; None for everybody else."""
    context.forbid_caching()
    user = context.viewer
    if not isinstance(user, User) or not user.is_active:
        return None
    row = first_row(MANAGED_PRODUCTS, {"id": pk, "member": user.pk}, selection)
    office = office_conditions(user) if row is None else None
    return row if office is None else first_row(MANAGED_PRODUCTS, {"id": pk, **office}, selection)


def written_managed(description: str = "As the people who work on it see it") -> graphene.Field:
    """For payloads with the product's key under `product`; null for who may not look at it."""

    def resolve(payload: Row, info: Info, **_: Any) -> Row | None:
        pk = payload.get("product")
        return None if pk is None else managed_row(info.context, pk, selected(info))

    return graphene.Field(ManagedProduct, resolver=resolve, description=description)


register(ManagedProduct, managed_row)
