import graphene

from marketplace.graphql.context import Context
from marketplace.graphql.mutations import Mutation
from marketplace.graphql.rows import Row
from sellers.commands.shop.status import set_seller_trust
from sellers.graphql.accounts.ids import seller_pk
from sellers.graphql.mutations.written import seller_id, written_account


class SetSellerTrust(Mutation):
    """Says whether a shop's goods go on sale without a review. For officers of its province or the ministry."""

    class Input:
        seller = seller_id()
        is_trusted = graphene.Boolean(required=True)
        reason = graphene.String(required=True)

    account = written_account()

    @classmethod
    def write(cls, context: Context, *, seller: str, is_trusted: bool, reason: str) -> Row:
        pk = seller_pk(seller)
        set_seller_trust(actor=context.viewer, seller_id=pk, is_trusted=is_trusted, reason=reason)
        return {"account": pk}
