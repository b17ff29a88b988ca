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

    account = written_account()

    @classmethod
    def write(cls, context: Context, *, seller: str, bank_bin: str, number: str, holder: str) -> Row:
        pk = seller_pk(seller)
        payout = PayoutDetails(bank_bin=bank_bin, number=number, holder=holder)
        set_payout_account(actor=context.viewer, seller_id=pk, payout=payout, now=context.now)
        return {"account": pk}
