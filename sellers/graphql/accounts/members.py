from typing import Any

import graphene

from marketplace.graphql.connections import first_row
from marketplace.graphql.context import Context
from marketplace.graphql.info import Info
from marketplace.graphql.nodes import Node, register
from marketplace.graphql.rows import Row
from marketplace.graphql.selection import Selection
from marketplace.models import User
from sellers.graphql.accounts.enums import Role
from sellers.graphql.accounts.loaders import invitation_row
from sellers.graphql.accounts.rows import MEMBERS
from sellers.graphql.accounts.viewing import with_right
from sellers.models import Invitation, Member
from sellers.queries import may_see_account, member_of
from sellers.rights import RIGHTS, Right


class MemberType(graphene.ObjectType):
    """Somebody who works for a shop. Colleagues and the officers who look after the shop see who they are."""

    class Meta:
        name = "Member"
        interfaces = (Node,)

    role = graphene.Field(Role, required=True)
    full_name = graphene.String(required=True, description="May be empty")
    email = graphene.String(description="For themselves, owners and officers; else null")
    phone = graphene.String(description="E.164; for themselves, owners and officers; else null")
    joined_at = graphene.DateTime(required=True)
    is_you = graphene.Boolean(required=True)

    @staticmethod
    def resolve_email(row: Row, info: Info) -> Any:
        return _of_person(row, info, "email")

    @staticmethod
    def resolve_phone(row: Row, info: Info) -> Any:
        return _of_person(row, info, "phone")

    @staticmethod
    def resolve_is_you(row: Row, info: Info) -> bool:
        return _is_you(row, info.context)


class InvitationType(graphene.ObjectType):
    """For a shop's owners."""

    class Meta:
        name = "Invitation"
        interfaces = (Node,)

    contact = graphene.String(required=True, description="An email address, or a phone number (E.164)")
    role = graphene.Field(Role, required=True)
    sent_at = graphene.DateTime(required=True, description="The last time")
    expires_at = graphene.DateTime(required=True, description="Then it has to be sent again")
    accepted_at = graphene.DateTime()
    revoked_at = graphene.DateTime()


def _is_you(row: Row, context: Context) -> bool:
    return isinstance(context.viewer, User) and context.viewer.pk == row["user_id"]


def _of_person(row: Row, info: Info, name: str) -> Any:
    if _is_you(row, info.context):
        return row[name]
    return with_right(info.context, row["seller_id"], Right.MEMBERS, lambda: row[name], is_for_officers=True)


def _fetch_member(context: Context, pk: int, selection: Selection) -> Row | None:
    context.forbid_caching()
    seller_id = Member.objects.filter(pk=pk).values_list("seller", flat=True).first()
    if seller_id is None or not may_see_account(context.viewer, seller_id):
        return None
    return first_row(MEMBERS, {"id": pk}, selection)


def _fetch_invitation(context: Context, pk: int, selection: Selection) -> Row | None:
    context.forbid_caching()
    invitation = Invitation.objects.filter(pk=pk).first()
    if invitation is None or not isinstance(context.viewer, User):
        return None
    member = member_of(context.viewer, invitation.seller_id)
    if member is None or Right.MEMBERS not in RIGHTS[member.role]:
        return None
    return invitation_row(invitation)


register(MemberType, _fetch_member)
register(InvitationType, _fetch_invitation)
