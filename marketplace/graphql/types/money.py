from typing import Any

import graphene

from marketplace.graphql.scalars import BigInt
from marketplace.money import VND


class Money(graphene.ObjectType):
    """An amount in whole units of the currency: the đồng has no smaller one."""

    amount = BigInt(required=True)
    currency = graphene.String(required=True, description="ISO 4217")


def money(amount: int | None) -> dict[str, Any] | None:
    return None if amount is None else {"amount": amount, "currency": VND}
