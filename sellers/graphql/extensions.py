"""What sellers add to types that know none: a user's memberships."""

import graphene

from marketplace.graphql.connections import Asked, connection_of, connection_type, paging_arguments
from marketplace.graphql.extensions import extend
from marketplace.graphql.info import Info
from marketplace.graphql.rows import Row
from marketplace.graphql.selection import selected
from marketplace.graphql.types.users import UserType, own
from marketplace.keysets import page_of
from marketplace.models import User
from sellers.graphql.accounts.enums import Role
from sellers.graphql.accounts.rows import BY_JOINING, MEMBERSHIPS
from sellers.graphql.accounts.types import SellerAccountType


class Membership(graphene.ObjectType):
    """A shop that somebody works for, and as what."""

    role = graphene.Field(Role, required=True)
    joined_at = graphene.DateTime(required=True)
    account = graphene.Field(SellerAccountType, required=True)


MembershipConnection = connection_type(Membership)


def _memberships(viewer: User, info: Info, *, first: int | None = None, after: str | None = None) -> Row:
    page = page_of(first=first, after=after)
    asked = Asked(MEMBERSHIPS, BY_JOINING, page, frozenset({"user"}), {"user": viewer.pk})
    return connection_of(asked, selected(info))


extend(
    UserType,
    memberships=graphene.Field(
        MembershipConnection,
        **paging_arguments(),
        description="Shops that they work for; empty for others",
        resolver=own(_memberships),
    ),
)
