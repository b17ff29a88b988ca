import graphene

from marketplace.graphql.context import Context
from marketplace.graphql.mutations import Mutation
from marketplace.graphql.rows import Row
from sellers.commands.shop.status import close_seller
from sellers.graphql.accounts.ids import seller_pk
from sellers.graphql.mutations.written import seller_id, written_account


class CloseSeller(Mutation):
    """Closes a shop. For its owners, and officers of its province or the ministry."""

    class Input:
        seller = seller_id()
        reason = graphene.String(required=True)

    account = written_account()

    @classmethod
    def write(cls, context: Context, *, seller: str, reason: str) -> Row:
        pk = seller_pk(seller)
        close_seller(actor=context.viewer, seller_id=pk, reason=reason)
        return {"account": pk}
