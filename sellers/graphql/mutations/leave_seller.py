import graphene

from marketplace.graphql.context import Context
from marketplace.graphql.ids import global_id
from marketplace.graphql.mutations import Mutation
from marketplace.graphql.rows import Row
from sellers.commands.members.members import leave_seller
from sellers.graphql.accounts.ids import seller_pk
from sellers.graphql.mutations.written import seller_id


class LeaveSeller(Mutation):
    """Ends your membership. The last owner cannot leave."""

    class Input:
        seller = seller_id()

    seller_id = graphene.ID(description="Of the Seller that was left")

    @classmethod
    def write(cls, context: Context, *, seller: str) -> Row:
        left = leave_seller(actor=context.viewer, seller_id=seller_pk(seller))
        return {"seller_id": global_id("Seller", left.pk)}
