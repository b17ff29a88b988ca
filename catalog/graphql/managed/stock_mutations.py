from collections.abc import Mapping
from typing import Any

import graphene

from catalog import models
from catalog.commands.adjust_stock import Adjustment, adjust_stock, adjust_stocks
from catalog.commands.set_prices import set_prices
from catalog.graphql.managed.enums import StockReason
from catalog.graphql.managed.types import written_managed
from marketplace.graphql.context import Context
from marketplace.graphql.ids import pk_of
from marketplace.graphql.mutations import Mutation
from marketplace.graphql.rows import Row
from marketplace.graphql.scalars import BigInt


class StockRowInput(graphene.InputObjectType):
    """Either `delta` or `counted`."""

    variant = graphene.ID(required=True)
    delta = graphene.Int(description="Pieces more, or fewer when negative")
    counted = graphene.Int(description="The pieces that there are")
    reason = StockReason(required=True)
    note = graphene.String()


class PriceRowInput(graphene.InputObjectType):
    variant = graphene.ID(required=True)
    price = BigInt(description="Whole đồng")
    compare_at_price = BigInt(description="One that shoppers were asked for within the last 30 days; null for none")


class AdjustStock(Mutation):
    """Records pieces that came, went or were counted."""

    is_repeatable = True

    class Input:
        variant = graphene.ID(required=True)
        delta = graphene.Int(description="Pieces more, or fewer when negative")
        counted = graphene.Int(description="The pieces that there are; in the place of delta")
        reason = StockReason(required=True)
        note = graphene.String()

    product = written_managed()

    @classmethod
    def write(cls, context: Context, **given: Any) -> Row:
        variant = adjust_stock(actor=context.viewer, adjustment=_adjustment(given), now=context.now)
        return {"product": variant.product_id}


class AdjustStocks(Mutation):
    """Like adjustStock for many variants of a shop: all of the rows are written, or none."""

    is_repeatable = True

    class Input:
        seller = graphene.ID(required=True)
        rows = graphene.List(graphene.NonNull(StockRowInput), required=True, description="1,000 at most")

    changed_count = graphene.Int()

    @classmethod
    def write(cls, context: Context, *, seller: str, rows: list[Mapping[str, Any]]) -> Row:
        changed = adjust_stocks(
            actor=context.viewer,
            seller_id=pk_of(seller, "Seller", field="seller"),
            adjustments=[_adjustment(row, "rows", str(number)) for number, row in enumerate(rows)],
            now=context.now,
        )
        return {"changed_count": len(changed)}


class SetPrices(Mutation):
    """New prices for many variants of a shop: all of the rows are written, or none."""

    is_repeatable = True

    class Input:
        seller = graphene.ID(required=True)
        rows = graphene.List(graphene.NonNull(PriceRowInput), required=True, description="1,000 at most")

    product_count = graphene.Int(description="Products with a new price or without a change")

    @classmethod
    def write(cls, context: Context, *, seller: str, rows: list[Mapping[str, Any]]) -> Row:
        products = set_prices(
            actor=context.viewer,
            seller_id=pk_of(seller, "Seller", field="seller"),
            rows=[{**row, "variant_id": _variant(row, "rows", str(number))} for number, row in enumerate(rows)],
            now=context.now,
        )
        return {"product_count": len(products)}


def _variant(row: Mapping[str, Any], *path: str) -> int:
    return pk_of(row["variant"], "Variant", field=[*path, "variant"])


def _adjustment(row: Mapping[str, Any], *path: str) -> Adjustment:
    return Adjustment(
        variant_id=_variant(row, *path),
        reason=models.StockReason(getattr(row["reason"], "value", row["reason"])),
        delta=row.get("delta"),
        counted=row.get("counted"),
        note=row.get("note") or "",
    )


class StockMutations(graphene.ObjectType):
    adjust_stock = AdjustStock.Field()
    adjust_stocks = AdjustStocks.Field()
    set_prices = SetPrices.Field()
