import graphene

from marketplace.access.cookies import leave
from marketplace.commands.sign_in.sessions import end_session
from marketplace.graphql.context import Context
from marketplace.graphql.ids import pk_of
from marketplace.graphql.info import Info
from marketplace.graphql.mutations import Mutation
from marketplace.graphql.rows import Row
from marketplace.graphql.selection import selected
from marketplace.graphql.types.sessions import SessionType, session_row
from marketplace.models import Session


def _ended(payload: Row, info: Info) -> Row | None:
    pk = payload.get("session")
    return None if pk is None else session_row(info.context, pk, selected(info))


class EndSession(Mutation):
    """Signs one of your devices out: the one that asks, unless another is named."""

    is_private = True

    class Input:
        session = graphene.ID()

    session = graphene.Field(SessionType, resolver=_ended)

    @classmethod
    def write(cls, context: Context, *, session: str | None = None) -> Row:
        current = context.session
        ended = end_session(
            actor=context.viewer,
            session_id=None if session is None else pk_of(session, "Session", field="session"),
            current_id=None if current is None else current.pk,
            now=context.now,
        )
        leave_if_ended(context, current)
        return {"session": ended.pk}


def leave_if_ended(context: Context, current: Session | None) -> None:
    """Takes this browser's cookie away when its own session was among those that ended."""
    if context.request is None or current is None or "Authorization" in context.request.headers:
        return
    if not Session.objects.filter(pk=current.pk, ended_at__isnull=True).exists():
        leave(context.request)
