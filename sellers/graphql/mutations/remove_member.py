import graphene

from marketplace.graphql.context import Context
from marketplace.graphql.ids import pk_of
from marketplace.graphql.mutations import Mutation
from marketplace.graphql.rows import Row
from sellers.commands.members.members import remove_member
from sellers.graphql.mutations.written import written_account


class RemoveMember(Mutation):
    """For owners, and of others than themselves."""

    class Input:
        member = graphene.ID(required=True)

    account = written_account()

    @classmethod
    def write(cls, context: Context, *, member: str) -> Row:
        pk = pk_of(member, "Member", field="member")
        return {"account": remove_member(actor=context.viewer, member_id=pk).pk}
