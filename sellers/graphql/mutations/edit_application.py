from typing import Any

import graphene

from marketplace.graphql.context import Context
from marketplace.graphql.mutations import Mutation
from marketplace.graphql.rows import Row
from sellers.commands.applying.edit_application import edit_application
from sellers.graphql.accounts.ids import seller_pk
from sellers.graphql.mutations.shop_inputs import details_from, shop_input
from sellers.graphql.mutations.written import VERSION, seller_id, written_account


class EditApplication(Mutation):
    """Changes what is given, while the application is with the applicant (DRAFT or MORE_NEEDED)."""

    Input = shop_input(required=False, seller=seller_id(), version=graphene.Int(required=True, description=VERSION))

    account = written_account()

    @classmethod
    def write(cls, context: Context, *, seller: str, version: int, **given: Any) -> Row:
        pk = seller_pk(seller)
        edit_application(actor=context.viewer, seller_id=pk, version=version, changes=details_from(given))
        return {"account": pk}
