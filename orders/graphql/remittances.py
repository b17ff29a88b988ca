"""Cash that carriers hand over, as officers who look after the money see it."""

import graphene

from marketplace.graphql.connections import Asked, Listed, connection_of, connection_type
from marketplace.graphql.enums import enum_of
from marketplace.graphql.info import Info
from marketplace.graphql.rows import Row, RowType, same
from marketplace.graphql.selection import selected
from marketplace.graphql.types.money import Money
from marketplace.keysets import WHOLE, Sort, page_of
from orders import models
from orders.graphql.payments import looks_after_money
from orders.graphql.types import amount as money_of

RemittanceOutcome = enum_of(models.RemittanceOutcome, "What a line of a carrier's list came to.")

REMITTANCE = RowType(
    "CodRemittance",
    same("reference", "code", "amount", "outcome", "settlement")
    | {
        "takenAt": {"taken_at": "taken_at"},
        "settledAt": {"settled_at": "settled_at"},
        "orderNumber": {"order_number": "seller_order__number"},
    },
)
REMITTANCES = Listed(
    REMITTANCE,
    models.CodRemittance.objects.all,
    {"id": lambda remittances, slots: remittances.filter(pk=slots.whole("id"))},
)
WAITING_REMITTANCES = Listed(REMITTANCE, lambda: models.CodRemittance.objects.filter(settled_at=None), {})
LATEST_REMITTANCES: Sort[models.CodRemittance] = Sort("COD_REMITTANCES", {"pk": WHOLE}, is_descending=True)


class CodRemittanceType(graphene.ObjectType):
    """A line of a carrier's list of cash: for officers who look after the money."""

    class Meta:
        name = "CodRemittance"

    id = graphene.ID(required=True)
    reference = graphene.String(required=True, description="The carrier's")
    code = graphene.String(required=True, description="The parcel, as the carrier wrote it")
    amount = graphene.Field(Money, required=True, resolver=money_of("amount"))
    outcome = graphene.Field(RemittanceOutcome, required=True)
    taken_at = graphene.DateTime(required=True)
    settled_at = graphene.DateTime(description="Null while it waits for an officer")
    settlement = graphene.String(required=True, description="What was done with it")
    order_number = graphene.String(description="Of the shop's order")


CodRemittanceConnection = connection_type(CodRemittanceType)


class RemittanceQueries(graphene.ObjectType):
    cod_remittances = graphene.Field(
        CodRemittanceConnection,
        first=graphene.Int(),
        after=graphene.String(),
        is_waiting=graphene.Boolean(default_value=False, description="Those alone that wait for an officer"),
        description="The latest first. Null for all but those who look after the money",
    )

    @staticmethod
    def resolve_cod_remittances(
        root: None, info: Info, *, is_waiting: bool, first: int | None = None, after: str | None = None
    ) -> Row | None:
        if not looks_after_money(info):
            return None
        listed = WAITING_REMITTANCES if is_waiting else REMITTANCES
        return connection_of(Asked(listed, LATEST_REMITTANCES, page_of(first=first, after=after)), selected(info))
