import graphene

from marketplace.graphql.context import Context
from marketplace.graphql.mutations import Mutation
from marketplace.graphql.rows import Row
from sellers.commands.applying.decisions import ask_for_more
from sellers.graphql.accounts.ids import seller_pk
from sellers.graphql.mutations.written import VERSION, seller_id, written_account


class AskForMore(Mutation):
    """Gives an application back, saying what is missing or wrong. For officers of its province or the ministry."""

    class Input:
        seller = seller_id()
        version = graphene.Int(required=True, description=VERSION)
        reason = graphene.String(required=True, description="For the applicant to read")

    account = written_account()

    @classmethod
    def write(cls, context: Context, *, seller: str, version: int, reason: str) -> Row:
        pk = seller_pk(seller)
        ask_for_more(actor=context.viewer, seller_id=pk, version=version, reason=reason, now=context.now)
        return {"account": pk}
