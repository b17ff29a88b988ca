import graphene

from marketplace.graphql.context import Context
from marketplace.graphql.mutations import Mutation
from marketplace.graphql.rows import Row
from sellers.commands.applying.submit_application import submit_application
from sellers.graphql.accounts.ids import seller_pk
from sellers.graphql.mutations.written import VERSION, seller_id, written_account


class SubmitApplication(Mutation):
    """Hands an application to the office, for the first time or with what was asked for."""

    class Input:
        seller = seller_id()
        version = graphene.Int(required=True, description=VERSION)

    account = written_account()

    @classmethod
    def write(cls, context: Context, *, seller: str, version: int) -> Row:
        pk = seller_pk(seller)
        submit_application(actor=context.viewer, seller_id=pk, version=version, now=context.now)
        return {"account": pk}
