from typing import Any

import graphene

from marketplace.graphql.context import Context
from marketplace.graphql.mutations import Mutation
from marketplace.graphql.rows import Row
from sellers.commands.shop.edit_shop import edit_shop
from sellers.graphql.accounts.ids import seller_pk
from sellers.graphql.mutations.shop_inputs import ContactFields, details_from
from sellers.graphql.mutations.written import seller_id, written_account


class EditShop(Mutation):
    """Changes what is given, of a shop that was approved. What the office approved of it stays."""

    class Input(ContactFields):
        seller = seller_id()
        version = graphene.Int(required=True, description="SellerAccount.version as it was read")
        phone = graphene.String()

    account = written_account()

    @classmethod
    def write(cls, context: Context, *, seller: str, version: int, **given: Any) -> Row:
        pk = seller_pk(seller)
        edit_shop(actor=context.viewer, seller_id=pk, version=version, changes=details_from(given))
        return {"account": pk}
