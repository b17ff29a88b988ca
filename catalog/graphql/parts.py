"""What a product is made of: variants, prices, rating, label, attributes."""

import graphene

from catalog.graphql.loaders import VARIANT_COLUMNS, variant_rows
from catalog.models import Variant
from marketplace.graphql.context import Context
from marketplace.graphql.info import Info
from marketplace.graphql.nodes import Node, register
from marketplace.graphql.rows import Row
from marketplace.graphql.selection import Selection
from marketplace.graphql.types.money import Money, money


class PriceRange(graphene.ObjectType):
    """Of the variants on sale."""

    min = graphene.Field(Money, required=True)
    max = graphene.Field(Money, required=True)
    compare_at = graphene.Field(Money, description="The earlier, higher price of the cheapest variant")


class Rating(graphene.ObjectType):
    average = graphene.Float(description="1 to 5; null while nobody has rated")
    count = graphene.Int(required=True)


class ProductAttribute(graphene.ObjectType):
    name = graphene.String(required=True, description="In the request's language")
    value = graphene.String(required=True)
    unit = graphene.String(required=True)

    @staticmethod
    def resolve_name(row: Row, info: Info) -> str:
        name: str = row["name_en"] if info.context.language.startswith("en") else row["name_vi"]
        return name


class ProductLabel(graphene.ObjectType):
    """What must stand on the goods (Decrees 43/2017 and 111/2021). "" and null where the seller gave nothing."""

    responsible_party = graphene.String(required=True)
    responsible_address = graphene.String(required=True)
    origin = graphene.String(required=True)
    net_quantity = graphene.String(required=True)
    ingredients = graphene.String(required=True)
    usage = graphene.String(required=True)
    storage = graphene.String(required=True)
    warnings = graphene.String(required=True)
    shelf_life_days = graphene.Int()
    declaration_number = graphene.String(required=True)


class VariantType(graphene.ObjectType):
    """A sellable unit: one pack size or flavour."""

    class Meta:
        name = "Variant"
        interfaces = (Node,)

    sku = graphene.String(required=True)
    name = graphene.String(required=True)
    price = graphene.Field(Money, required=True)
    compare_at_price = graphene.Field(Money, description="A price of the last 30 days; goes by itself")
    quantity_available = graphene.Int(required=True, description="Changes with every sale: never cached")
    weight_grams = graphene.Int()
    gtin = graphene.String()

    @staticmethod
    def resolve_price(row: Row, info: Info) -> Row | None:
        return money(row["price"])

    @staticmethod
    def resolve_compare_at_price(row: Row, info: Info) -> Row | None:
        until = row["compare_at_until"]
        return money(row["compare_at_price"]) if until is not None and until >= info.context.today else None

    @staticmethod
    def resolve_quantity_available(row: Row, info: Info) -> int:
        info.context.forbid_caching()
        quantity: int = row["quantity_available"]
        return quantity

    @staticmethod
    def resolve_weight_grams(row: Row, info: Info) -> int | None:
        return row["weight_grams"] or None

    @staticmethod
    def resolve_gtin(row: Row, info: Info) -> str | None:
        return row["gtin"] or None


def _fetch(context: Context, pk: int, selection: Selection) -> Row | None:
    shown = Variant.objects.filter(pk=pk, is_active=True, product__listing__isnull=False)
    rows = variant_rows(shown.values_list(*VARIANT_COLUMNS.values()))
    return rows[0] if rows else None


register(VariantType, _fetch)
