"""What notices add to the user: for themselves alone."""

import graphene

from marketplace.graphql.connections import paging_arguments
from marketplace.graphql.extensions import extend
from marketplace.graphql.info import Info
from marketplace.graphql.notices.types import (
    MailPreference,
    NotificationConnection,
    notifications_of,
    preferences_of,
)
from marketplace.graphql.rows import Row
from marketplace.graphql.selection import selected
from marketplace.graphql.types.users import UserType, own
from marketplace.keysets import page_of
from marketplace.models import Notification, User


def _notifications(
    viewer: User, info: Info, *, first: int | None = None, after: str | None = None, unread_only: bool = False
) -> Row:
    page = page_of(first=first, after=after)
    return notifications_of(viewer, page, selected(info), unread_only=unread_only)


def _unread_count(viewer: User, info: Info) -> int:
    return Notification.objects.filter(recipient=viewer, read_at=None).count()


def _preferences(viewer: User, info: Info) -> list[Row]:
    return preferences_of(viewer)


extend(
    UserType,
    notifications=graphene.Field(
        NotificationConnection,
        **paging_arguments(),
        unread_only=graphene.Boolean(default_value=False),
        description="The latest first; empty for others",
        resolver=own(_notifications),
    ),
    unread_notification_count=graphene.Int(description="Empty for others", resolver=own(_unread_count)),
    mail_preferences=graphene.List(
        graphene.NonNull(MailPreference),
        description="Which notices also come by mail; empty for others",
        resolver=own(_preferences),
    ),
)
