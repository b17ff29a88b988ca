"""The audit trail as its readers see it: a shop's people that of their shop, officers that of their places."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import graphene
import orjson
from django.apps import apps
from django.db.models import QuerySet

from marketplace.audit_words import action_label, actor_name, object_label
from marketplace.graphql.connections import Listed, connection_type
from marketplace.graphql.ids import global_id
from marketplace.graphql.info import Info
from marketplace.graphql.nodes import is_node
from marketplace.graphql.rows import Row, RowType, same
from marketplace.graphql.scalars import JSON
from marketplace.keysets import WHOLE, Sort
from marketplace.models import AuditEntry, Place, PlaceCover
from marketplace.statements import Slots

_ACTOR = {
    "actor_id": "actor_id",
    "actor_full_name": "actor__full_name",
    "actor_email": "actor__email",
    "actor_phone": "actor__phone",
}
AUDIT_ENTRY = RowType(
    "AuditEntry",
    {
        **same(*("action", "before", "after"), createdAt="created_at", objectName="object_name"),
        "actorName": _ACTOR,
        "actionLabel": {"action": "action"},
        "objectLabel": {"object_type": "object_type"},
        "objectId": {"object_type": "object_type", "object_id": "object_id"},
        "scopeId": {"scope_type": "scope_type", "scope_id": "scope_id"},
    },
)
LATEST_FIRST: Sort[AuditEntry] = Sort("AUDIT", {"pk": WHOLE}, is_descending=True)


def _of_places(entries: QuerySet[AuditEntry], slots: Slots) -> QuerySet[AuditEntry]:
    """Of all that the places cover, and of those places themselves: as one list, which the index answers."""
    covered = PlaceCover.objects.filter(slots.ids("places").contain("place")).values("covered")
    themselves = Place.objects.filter(slots.ids("places").contain("pk")).values("pk")
    return entries.filter(place__in=covered.union(themselves))


_CONDITIONS: Mapping[str, Callable[[QuerySet[AuditEntry], Slots], QuerySet[AuditEntry]]] = {
    "scope_type": lambda entries, slots: entries.filter(scope_type=slots.text("scope_type")),
    "scope_id": lambda entries, slots: entries.filter(scope_id=slots.whole("scope_id")),
    "places": _of_places,
    # Of somebody whom an office looks after: not what people do with their own accounts.
    "supervised": lambda entries, slots: entries.filter(place__isnull=False),
    "actions": lambda entries, slots: entries.filter(slots.texts("actions").contain("action")),
    "since": lambda entries, slots: entries.filter(created_at__gte=slots.moment("since")),
    "until": lambda entries, slots: entries.filter(created_at__lt=slots.moment("until")),
}
AUDIT_ENTRIES = Listed(AUDIT_ENTRY, AuditEntry.objects.all, _CONDITIONS)


class AuditEntryType(graphene.ObjectType):
    """What somebody did, with the fields that it changed. Entries are added, never changed."""

    class Meta:
        name = "AuditEntry"

    created_at = graphene.DateTime(required=True)
    actor_name = graphene.String(required=True, description="Who did it; what runs by itself is called the system")
    action = graphene.String(required=True, description="For programs: publish_product")
    action_label = graphene.String(required=True, description="For people, in the request's language")
    object_label = graphene.String(required=True, description="The kind of thing that it was done to")
    object_name = graphene.String(required=True, description="Its name on that day; may be empty")
    object_id = graphene.ID(description="Where it can be fetched by its id, by those who may see it")
    scope_id = graphene.ID(description="Whose trail this is part of: a seller's, or a person's own")
    before = graphene.Field(JSON, required=True, description="The fields that changed, as they were")
    after = graphene.Field(JSON, required=True, description="As they became; secrets are masked")

    @staticmethod
    def resolve_before(row: Row, info: Info) -> Any:
        return orjson.loads(row["before"])

    @staticmethod
    def resolve_after(row: Row, info: Info) -> Any:
        return orjson.loads(row["after"])

    @staticmethod
    def resolve_actor_name(row: Row, info: Info) -> str:
        contact = row["actor_email"] or row["actor_phone"]
        return actor_name(pk=row["actor_id"], full_name=row["actor_full_name"], contact=contact)

    @staticmethod
    def resolve_action_label(row: Row, info: Info) -> str:
        return action_label(row["action"])

    @staticmethod
    def resolve_object_label(row: Row, info: Info) -> str:
        return object_label(row["object_type"])

    @staticmethod
    def resolve_object_id(row: Row, info: Info) -> str | None:
        return _id_of(row["object_type"], row["object_id"])

    @staticmethod
    def resolve_scope_id(row: Row, info: Info) -> str | None:
        return _id_of(row["scope_type"], row["scope_id"])


AuditEntryConnection = connection_type(AuditEntryType)


class TrailFilter(graphene.InputObjectType):
    actions = graphene.List(graphene.NonNull(graphene.String))
    since = graphene.DateTime()
    until = graphene.DateTime(description="Not included")


class AuditFilter(TrailFilter):
    scope = graphene.ID(description="A seller's")


def narrowing(filter: Any) -> dict[str, Any]:
    """The conditions that a TrailFilter sets, with their values."""
    values: dict[str, Any] = {name: _in_utc(filter[name]) for name in ("since", "until") if filter.get(name)}
    if filter.get("actions"):
        values["actions"] = list(filter["actions"])
    return values


def _in_utc(moment: datetime) -> datetime:
    """A time without a zone is taken as UTC, in which all times of the API are."""
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def _id_of(label: str, pk: int | None) -> str | None:
    """Nodes are called like their models."""
    try:
        name = apps.get_model(label).__name__
    except (LookupError, ValueError):
        return None
    return global_id(name, pk) if pk is not None and is_node(name) else None
