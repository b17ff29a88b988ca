import graphene

from marketplace.graphql.context import Context
from marketplace.graphql.mutations import Mutation
from marketplace.graphql.rows import Row
from sellers.commands.applying.comment_on_application import comment_on_application
from sellers.graphql.accounts.ids import seller_pk
from sellers.graphql.mutations.written import seller_id, written_account


class CommentOnApplication(Mutation):
    """For officers whose post reaches the shop, a commune's too. Only officers read it."""

    class Input:
        seller = seller_id()
        text = graphene.String(required=True)

    account = written_account()

    @classmethod
    def write(cls, context: Context, *, seller: str, text: str) -> Row:
        pk = seller_pk(seller)
        comment_on_application(actor=context.viewer, seller_id=pk, text=text, now=context.now)
        return {"account": pk}
