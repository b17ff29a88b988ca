"""Notifications and what of them is mailed: a user's own, and nobody else's."""

from collections.abc import Callable, Mapping
from typing import Any

import graphene
import orjson
from django.db.models import QuerySet

from marketplace.graphql.connections import Asked, Listed, connection_of, connection_type, first_row
from marketplace.graphql.context import Context
from marketplace.graphql.enums import enum_of
from marketplace.graphql.ids import global_id
from marketplace.graphql.info import Info
from marketplace.graphql.nodes import Node, is_node, register
from marketplace.graphql.rows import Row, RowType, same
from marketplace.graphql.selection import Selection
from marketplace.keysets import WHOLE, Page, Sort
from marketplace.models import MailOptOut, Notification, User
from marketplace.notices import kinds
from marketplace.notices.wording import words_of
from marketplace.statements import Slots

_WORDS = {"kind": "kind", "params": "params"}
NOTIFICATION = RowType(
    "Notification",
    {
        **same("kind", createdAt="created_at", readAt="read_at"),
        "title": _WORDS,
        "text": _WORDS,
        "aboutId": {"about_type": "about_type", "about_id": "about_id"},
    },
)
LATEST_FIRST: Sort[Notification] = Sort("NOTIFICATION", {"pk": WHOLE}, is_descending=True)

_CONDITIONS: Mapping[str, Callable[[QuerySet[Notification], Slots], QuerySet[Notification]]] = {
    "recipient": lambda rows, slots: rows.filter(recipient=slots.whole("recipient")),
    "id": lambda rows, slots: rows.filter(pk=slots.whole("id")),
    "unread": lambda rows, slots: rows.filter(read_at__isnull=True),
}
NOTIFICATIONS = Listed(NOTIFICATION, Notification.objects.all, _CONDITIONS)


class NotificationType(graphene.ObjectType):
    """Something that happened, told to you. Kept for a year."""

    class Meta:
        name = "Notification"
        interfaces = (Node,)

    kind = graphene.String(required=True, description="For programs: paper_expiring")
    title = graphene.String(required=True, description="One line, in the request's language")
    text = graphene.String(required=True, description="Paragraphs, in the request's language")
    about_id = graphene.ID(description="The Seller, Product, ImportJob, SellerOrder, Return or User that it is about")
    created_at = graphene.DateTime(required=True)
    read_at = graphene.DateTime(description="Empty while it is unread")

    @staticmethod
    def resolve_title(row: Row, info: Info) -> str:
        return words_of(row["kind"], orjson.loads(row["params"])).title

    @staticmethod
    def resolve_text(row: Row, info: Info) -> str:
        return words_of(row["kind"], orjson.loads(row["params"])).text

    @staticmethod
    def resolve_about_id(row: Row, info: Info) -> str | None:
        return global_id(row["about_type"], row["about_id"]) if is_node(row["about_type"]) else None


NotificationConnection = connection_type(NotificationType)
Audience = enum_of(kinds.Audience, "Whose affair a kind of notice is: a user's, a shop's, or an officer's.")


class MailPreference(graphene.ObjectType):
    """A kind of notice, and whether it also comes by mail."""

    kind = graphene.String(required=True)
    label = graphene.String(required=True, description="For people, in the request's language")
    audience = graphene.Field(Audience, required=True)
    is_mailed = graphene.Boolean(required=True)
    is_required = graphene.Boolean(required=True, description="Always mailed: it cannot be switched off")


def notifications_of(user: User, page: Page, selection: Selection, *, unread_only: bool) -> Row:
    conditions = {"recipient", "unread"} if unread_only else {"recipient"}
    asked = Asked(NOTIFICATIONS, LATEST_FIRST, page, frozenset(conditions), {"recipient": user.pk})
    return connection_of(asked, selection)


def preferences_of(user: User) -> list[Row]:
    """Of all kinds that are ever mailed; those of the office for its people alone."""
    opted_out = set(MailOptOut.objects.filter(user=user).values_list("kind", flat=True))
    told = [notice for notice in kinds.notices_by_kind().values() if notice.is_mailed]
    return [
        preference_row(notice, is_mailed=notice.is_required or notice.kind not in opted_out)
        for notice in told
        if user.is_staff or notice.audience != kinds.Audience.OFFICE
    ]


def preference_row(notice: kinds.Notice, *, is_mailed: bool) -> dict[str, Any]:
    return {
        "kind": notice.kind,
        "label": str(notice.label),
        "audience": notice.audience.value,
        "is_mailed": is_mailed,
        "is_required": notice.is_required,
    }


def _fetch(context: Context, pk: int, selection: Selection) -> Row | None:
    context.forbid_caching()
    if not isinstance(context.viewer, User):
        return None
    return first_row(NOTIFICATIONS, {"id": pk, "recipient": context.viewer.pk}, selection)


register(NotificationType, _fetch)
