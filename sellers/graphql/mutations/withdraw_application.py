from marketplace.graphql.context import Context
from marketplace.graphql.mutations import Mutation
from marketplace.graphql.rows import Row
from sellers.commands.applying.withdraw_application import withdraw_application
from sellers.graphql.accounts.ids import seller_pk
from sellers.graphql.mutations.written import seller_id, written_account


class WithdrawApplication(Mutation):
    """Ends an application that was not decided upon, for good. For owners."""

    class Input:
        seller = seller_id()

    account = written_account()

    @classmethod
    def write(cls, context: Context, *, seller: str) -> Row:
        pk = seller_pk(seller)
        withdraw_application(actor=context.viewer, seller_id=pk, now=context.now)
        return {"account": pk}
