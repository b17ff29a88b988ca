"""What the mutations of shops share: the shop that is written to, and its account in the payload."""

from typing import Any

import graphene

from marketplace.graphql.info import Info
from marketplace.graphql.rows import Row
from marketplace.graphql.selection import selected
from sellers.graphql.accounts.types import SellerAccountType
from sellers.graphql.accounts.viewing import account_row

SELLER = "A Seller's id, or a SellerAccount's"
VERSION = "Of what the decision or the edit was made upon"


def seller_id() -> graphene.ID:
    return graphene.ID(required=True, description=SELLER)


def written_account() -> graphene.Field:
    """For payloads with the seller's key under `account`. Null for who may not see it any more."""
    return graphene.Field(SellerAccountType, resolver=_account)


def _account(payload: Row, info: Info, **_: Any) -> Row | None:
    pk = payload.get("account")
    return None if pk is None else account_row(info.context, pk, selected(info))


def values_of(changes: dict[str, Any]) -> dict[str, Any]:
    """Enums as their plain values."""
    return {name: getattr(value, "value", value) for name, value in changes.items()}
