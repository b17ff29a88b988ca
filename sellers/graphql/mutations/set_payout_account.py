from typing import Any

import graphene

from marketplace.graphql.context import Context
from marketplace.graphql.mutations import Mutation
from marketplace.graphql.rows import Row
from sellers.commands.shop.payout_accounts import PayoutDetails, set_payout_account
from sellers.graphql.accounts.ids import seller_pk
from sellers.graphql.mutations.written import seller_id, written_account


class SetPayoutAccount(Mutation):
    """Says where the shop's money goes. For owners; all owners are told."""

    class Input:
        seller = seller_id()
        bank_bin = graphene.String(required=True, description="See Query.banks")
        number = graphene.String(required=True)
        holder = graphene.String(required=True)
        stripe_account = graphene.String(description='A connected account, "acct_…"; left out: as it is; "": none')

    account = written_account()

    @classmethod
    def write(cls, context: Context, *, seller: str, **given: Any) -> Row:
        pk = seller_pk(seller)
        payout = PayoutDetails(**given)
        set_payout_account(actor=context.viewer, seller_id=pk, payout=payout, now=context.now)
        return {"account": pk}
