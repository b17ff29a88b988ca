from collections.abc import Callable
from typing import Any

import graphene

from marketplace.graphql.connections import paging_arguments
from marketplace.graphql.context import Context
from marketplace.graphql.ids import global_id
from marketplace.graphql.info import Info
from marketplace.graphql.nodes import Node, register
from marketplace.graphql.rows import Row
from marketplace.graphql.selection import Selection, selected
from marketplace.graphql.types.sessions import SessionConnection, sessions_of
from marketplace.keysets import page_of
from marketplace.models import User


def own(answer: Callable[..., Any]) -> Callable[..., Any]:
    """A resolver of UserType that answers for the viewer's own row, and null for anybody else's."""

    def resolve(row: Row, info: Info, **arguments: Any) -> Any:
        viewer = info.context.viewer
        is_own = isinstance(viewer, User) and viewer.pk == row["pk"]
        return answer(viewer, info, **arguments) if is_own else None

    return resolve


def _sessions(viewer: User, info: Info, *, first: int | None = None, after: str | None = None) -> Row:
    return sessions_of(viewer, page_of(first=first, after=after), selected(info), info.context.now)


class UserType(graphene.ObjectType):
    """A person with an account. Only they themselves are shown more than a name."""

    class Meta:
        name = "User"
        interfaces = (Node,)

    full_name = graphene.String(required=True, description="May be empty")
    email = graphene.String(description="Empty for others")
    is_email_verified = graphene.Boolean(required=True, description="By a code that was sent there")
    phone = graphene.String(description="E.164; empty for others")
    is_phone_verified = graphene.Boolean(required=True)
    language = graphene.String(required=True, description="vi or en: of mails and messages")
    joined_at = graphene.DateTime(required=True)
    has_password = graphene.Boolean(required=True, description="Else they sign in by code alone")
    erasure_due_at = graphene.DateTime(description="When the account goes, after requestErasure; empty: it stays")
    sessions = graphene.Field(
        SessionConnection,
        **paging_arguments(),
        description="Devices; empty for others",
        resolver=own(_sessions),
    )


def own_row(context: Context) -> Row | None:
    """The viewer, who was read already to know who asks: no statement."""
    context.forbid_caching()
    user = context.viewer
    return row_of(user) if isinstance(user, User) else None


def row_of(user: User) -> dict[str, Any]:
    """As they see themselves."""
    return {
        "pk": user.pk,
        "id": global_id("User", user.pk),
        "full_name": user.full_name,
        "email": user.email,
        "is_email_verified": user.email_verified_at is not None,
        "phone": user.phone,
        "is_phone_verified": user.phone_verified_at is not None,
        "language": user.language,
        "joined_at": user.joined_at,
        "has_password": user.has_usable_password(),
        "erasure_due_at": user.erasure_due_at,
    }


def _fetch(context: Context, pk: int, selection: Selection) -> Row | None:
    row = own_row(context)
    return row if row is not None and row["pk"] == pk else None


register(UserType, _fetch)
