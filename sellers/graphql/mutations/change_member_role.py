from typing import Any

import graphene

from marketplace.graphql.context import Context
from marketplace.graphql.ids import pk_of
from marketplace.graphql.mutations import Mutation
from marketplace.graphql.rows import Row
from sellers import models
from sellers.commands.members.members import change_member_role
from sellers.graphql.accounts.enums import Role
from sellers.graphql.mutations.written import written_account


class ChangeMemberRole(Mutation):
    """For owners. The last owner stays one."""

    class Input:
        member = graphene.ID(required=True)
        role = Role(required=True)

    account = written_account()

    @classmethod
    def write(cls, context: Context, *, member: str, role: Any) -> Row:
        pk = pk_of(member, "Member", field="member")
        changed = change_member_role(actor=context.viewer, member_id=pk, role=models.Role(role.value))
        return {"account": changed.seller_id}
