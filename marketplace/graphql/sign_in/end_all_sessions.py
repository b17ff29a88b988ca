import graphene

from marketplace.commands.sign_in.sessions import end_all_sessions
from marketplace.graphql.context import Context
from marketplace.graphql.mutations import Mutation
from marketplace.graphql.rows import Row
from marketplace.graphql.sign_in.end_session import leave_if_ended


class EndAllSessions(Mutation):
    """Signs all of your devices out, but for the one that asks unless that is wanted too."""

    is_private = True

    class Input:
        including_this = graphene.Boolean(default_value=False)

    ended_count = graphene.Int()

    @classmethod
    def write(cls, context: Context, *, including_this: bool) -> Row:
        current = context.session
        count = end_all_sessions(
            actor=context.viewer,
            except_id=None if current is None or including_this else current.pk,
            now=context.now,
        )
        leave_if_ended(context, current)
        return {"ended_count": count}
