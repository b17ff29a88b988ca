from typing import Any

import graphene

from marketplace.graphql.context import Context
from marketplace.graphql.mutations import Mutation
from marketplace.graphql.rows import Row
from sellers import models
from sellers.commands.members.invitations import invite_member
from sellers.graphql.accounts.enums import Role
from sellers.graphql.accounts.ids import seller_pk
from sellers.graphql.accounts.loaders import invitation_row
from sellers.graphql.accounts.members import InvitationType
from sellers.graphql.mutations.written import seller_id, written_account


class InviteMember(Mutation):
    """Sends somebody a code that lets them in, once, within seven days. For owners."""

    class Input:
        seller = seller_id()
        contact = graphene.String(required=True, description="An email address, or a phone number in any spelling")
        role = Role(required=True)

    invitation = graphene.Field(InvitationType)
    account = written_account()

    @classmethod
    def write(cls, context: Context, *, seller: str, contact: str, role: Any) -> Row:
        pk = seller_pk(seller)
        invitation = invite_member(
            actor=context.viewer, seller_id=pk, contact=contact, role=models.Role(role.value), now=context.now
        )
        return {"invitation": invitation_row(invitation), "account": pk}
