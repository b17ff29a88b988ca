import graphene

from marketplace.graphql.context import Context
from marketplace.graphql.mutations import Mutation
from marketplace.graphql.rows import Row
from sellers.commands.members.accept_invitation import accept_invitation
from sellers.graphql.mutations.written import written_account


class AcceptInvitation(Mutation):
    """Makes you a member of the shop that the code is of."""

    class Input:
        code = graphene.String(required=True, description="In either case, with or without its hyphens")

    account = written_account()

    @classmethod
    def write(cls, context: Context, *, code: str) -> Row:
        return {"account": accept_invitation(actor=context.viewer, code=code, now=context.now).seller_id}
