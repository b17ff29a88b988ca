import graphene

from marketplace.commands.notices.mark_read import mark_notifications_read
from marketplace.commands.notices.preferences import set_mail_preference, unsubscribe_from_mail
from marketplace.graphql.context import Context
from marketplace.graphql.ids import pk_of, pks_of
from marketplace.graphql.mutations import Mutation
from marketplace.graphql.notices.types import MailPreference, preference_row
from marketplace.graphql.rows import Row


class MarkNotificationsRead(Mutation):
    """Those named; or, with `upTo`, that one and all before it. One of the two must be given."""

    class Input:
        notifications = graphene.List(graphene.NonNull(graphene.ID), description="100 at most")
        up_to = graphene.ID(description="The newest that was seen")

    unread_count = graphene.Int(description="How many are left")

    @classmethod
    def write(cls, context: Context, *, notifications: list[str] | None = None, up_to: str | None = None) -> Row:
        unread = mark_notifications_read(
            actor=context.viewer,
            ids=None if notifications is None else pks_of(notifications, "Notification", field="notifications"),
            up_to_id=None if up_to is None else pk_of(up_to, "Notification", field="upTo"),
            now=context.now,
        )
        return {"unread_count": unread}


class SetMailPreference(Mutation):
    """Whether a kind of notice also comes by mail. Required ones always do."""

    class Input:
        kind = graphene.String(required=True)
        is_mailed = graphene.Boolean(required=True)

    preference = graphene.Field(MailPreference)

    @classmethod
    def write(cls, context: Context, *, kind: str, is_mailed: bool) -> Row:
        notice = set_mail_preference(actor=context.viewer, kind=kind, is_mailed=is_mailed)
        return {"preference": preference_row(notice, is_mailed=is_mailed)}


class UnsubscribeFromMail(Mutation):
    """Switches a kind of mail off by the token in the link of one, without signing in."""

    class Input:
        token = graphene.String(required=True)

    preference = graphene.Field(MailPreference)

    @classmethod
    def write(cls, context: Context, *, token: str) -> Row:
        return {"preference": preference_row(unsubscribe_from_mail(token=token), is_mailed=False)}


class NoticeMutations(graphene.ObjectType):
    mark_notifications_read = MarkNotificationsRead.Field()
    set_mail_preference = SetMailPreference.Field()
    unsubscribe_from_mail = UnsubscribeFromMail.Field()
