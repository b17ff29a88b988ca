"""What happened to a variant's pieces and to its price."""

import graphene

from catalog.graphql.managed.enums import StockReason
from catalog.models import PriceChange, StockMovement
from marketplace.graphql.connections import Listed, connection_type
from marketplace.graphql.info import Info
from marketplace.graphql.rows import Row, RowType, same
from marketplace.graphql.types.money import Money, money
from marketplace.keysets import MOMENT, WHOLE, Sort

_BY = {"actorName": {"actor_name": "actor__full_name"}}

STOCK_MOVEMENTS = Listed(
    RowType("StockMovement", {**same("delta", "reason", "note", createdAt="created_at"), **_BY}),
    StockMovement.objects.all,
    {"variant": lambda movements, slots: movements.filter(stock=slots.whole("variant"))},
)
PRICE_CHANGES = Listed(
    RowType("PriceChange", {**same("price", isOffered="is_offered", validFrom="valid_from"), **_BY}),
    PriceChange.objects.all,
    {"variant": lambda changes, slots: changes.filter(variant=slots.whole("variant"))},
)
STOCK_MOVED: Sort[StockMovement] = Sort("MOVED", {"created_at": MOMENT, "pk": WHOLE}, is_descending=True)
PRICED: Sort[PriceChange] = Sort("PRICED", {"valid_from": MOMENT, "pk": WHOLE}, is_descending=True)


class StockMovementType(graphene.ObjectType):
    """One change of what is on hand: all of a variant's together are its stock."""

    class Meta:
        name = "StockMovement"

    delta = graphene.Int(required=True)
    reason = graphene.Field(StockReason, required=True)
    note = graphene.String(required=True)
    actor_name = graphene.String(description="Null where no person did it")
    created_at = graphene.DateTime(required=True)


class PriceChangeType(graphene.ObjectType):
    """From `validFrom` on, until the next one."""

    class Meta:
        name = "PriceChange"

    price = graphene.Field(Money, required=True)
    is_offered = graphene.Boolean(required=True, description="Whether shoppers could buy at it")
    valid_from = graphene.DateTime(required=True)
    actor_name = graphene.String(description="Null where no person did it")

    @staticmethod
    def resolve_price(row: Row, info: Info) -> Row | None:
        return money(row["price"])


StockMovementConnection = connection_type(StockMovementType)
PriceChangeConnection = connection_type(PriceChangeType)
