import graphene

from marketplace.access.devices import device_of
from marketplace.commands.sign_in.change_password import change_password
from marketplace.graphql.context import Context
from marketplace.graphql.mutations import Mutation
from marketplace.graphql.rows import Row
from marketplace.graphql.sign_in.own import OwnPayload, own


class ChangePassword(OwnPayload, Mutation):
    """By the old one. All other devices are signed out. Who has no password sets one by resetPassword."""

    is_private = True

    class Input:
        old_password = graphene.String(required=True)
        new_password = graphene.String(required=True)

    @classmethod
    def write(cls, context: Context, *, old_password: str, new_password: str) -> Row:
        current = context.session
        changed = change_password(
            actor=context.viewer,
            old_password=old_password,
            new_password=new_password,
            current_id=None if current is None else current.pk,
            device=device_of(context.request),
            now=context.now,
        )
        return own(changed)
