from collections.abc import Callable, Mapping
from datetime import datetime

import graphene
from django.db.models import QuerySet

from marketplace.graphql.connections import Asked, Listed, connection_of, connection_type, first_row
from marketplace.graphql.context import Context
from marketplace.graphql.enums import enum_of
from marketplace.graphql.info import Info
from marketplace.graphql.nodes import Node, register
from marketplace.graphql.rows import Row, RowType, same
from marketplace.graphql.selection import Selection
from marketplace.keysets import MOMENT, WHOLE, Page, Sort
from marketplace.models import Session, User
from marketplace.models import SessionKind as Kinds
from marketplace.models.sessions import IDLE
from marketplace.statements import Slots

SessionKind = enum_of(Kinds, "A browser is signed in by its cookie, an app by its tokens.")

BY_LAST_SEEN: Sort[Session] = Sort("LAST_SEEN", {"last_seen_at": MOMENT, "pk": WHOLE}, is_descending=True)

SESSION = RowType(
    "Session",
    same(
        *("kind", "label", "address"),
        createdAt="created_at",
        lastSeenAt="last_seen_at",
        expiresAt="expires_at",
        endedAt="ended_at",
    ),
)


def _live(sessions: QuerySet[Session], slots: Slots) -> QuerySet[Session]:
    """As `Session.is_live` has it, but for what the password and the account say: those hold for all alike."""
    return sessions.filter(
        ended_at__isnull=True, expires_at__gt=slots.moment("now"), last_seen_at__gt=slots.moment("not_idle_since")
    )


_CONDITIONS: Mapping[str, Callable[[QuerySet[Session], Slots], QuerySet[Session]]] = {
    "user": lambda sessions, slots: sessions.filter(user=slots.whole("user")),
    "id": lambda sessions, slots: sessions.filter(pk=slots.whole("id")),
    "live": _live,
}
SESSIONS = Listed(SESSION, Session.objects.all, _CONDITIONS)


class SessionType(graphene.ObjectType):
    """A device that is signed in. Only its owner sees it."""

    class Meta:
        name = "Session"
        interfaces = (Node,)

    kind = graphene.Field(SessionKind, required=True)
    label = graphene.String(required=True, description='"Chrome · Android", or what the app calls it; may be empty')
    address = graphene.String(description="Where it was seen last, as an IP address")
    created_at = graphene.DateTime(required=True)
    last_seen_at = graphene.DateTime(required=True, description="To ten minutes")
    expires_at = graphene.DateTime(required=True, description="Signed out then at the latest")
    ended_at = graphene.DateTime(description="Empty while it is signed in")
    is_current = graphene.Boolean(required=True, description="Whether it is the one that asks")

    @staticmethod
    def resolve_is_current(row: Row, info: Info) -> bool:
        current = info.context.session
        return current is not None and current.pk == row["pk"]


SessionConnection = connection_type(SessionType)


def sessions_of(user: User, page: Page, selection: Selection, now: datetime) -> Row:
    """The user's signed-in devices, the one seen last first."""
    values = {"user": user.pk, "now": now, "not_idle_since": now - IDLE}
    return connection_of(Asked(SESSIONS, BY_LAST_SEEN, page, frozenset({"user", "live"}), values), selection)


def session_row(context: Context, pk: int, selection: Selection) -> Row | None:
    """Whether it has ended or not. None for what is not the viewer's."""
    context.forbid_caching()
    if not isinstance(context.viewer, User):
        return None
    return first_row(SESSIONS, {"id": pk, "user": context.viewer.pk}, selection)


register(SessionType, session_row)
