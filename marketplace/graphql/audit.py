"""The officers' way into the audit trail. A shop's people find theirs at its account."""

from typing import Any

import graphene

from marketplace.audit_scopes import owner_labels
from marketplace.commands.authority import office_places
from marketplace.errors import BadFilter
from marketplace.graphql.connections import Asked, connection_of, paging_arguments
from marketplace.graphql.ids import parsed
from marketplace.graphql.info import Info
from marketplace.graphql.rows import Row
from marketplace.graphql.selection import selected
from marketplace.graphql.types.audit import AUDIT_ENTRIES, LATEST_FIRST, AuditEntryConnection, AuditFilter, narrowing
from marketplace.keysets import page_of
from marketplace.models import User


class AuditQueries(graphene.ObjectType):
    audit_entries = graphene.Field(
        AuditEntryConnection,
        **paging_arguments(),
        filter=AuditFilter(),
        description="Of the sellers that the officer looks after, the latest first. Null for all others",
    )

    @staticmethod
    def resolve_audit_entries(
        root: None, info: Info, *, first: int | None = None, after: str | None = None, filter: Any = None
    ) -> Row | None:
        info.context.forbid_caching()
        viewer = info.context.viewer
        if not isinstance(viewer, User) or not viewer.is_staff or not viewer.has_perm("marketplace.view_auditentry"):
            return None
        values = {**narrowing(filter or {}), **_scope(filter or {}), **_jurisdiction(viewer)}
        page = page_of(first=first, after=after)
        return connection_of(Asked(AUDIT_ENTRIES, LATEST_FIRST, page, frozenset(values), values), selected(info))


def _scope(filter: Any) -> dict[str, Any]:
    """Raises BadId or BadFilter."""
    if not filter.get("scope"):
        return {}
    type_name, pk = parsed(filter["scope"], field="scope")
    for label in owner_labels():
        if label.rpartition(".")[2] == type_name.lower():
            return {"scope_type": label, "scope_id": pk}
    raise BadFilter(field=["filter", "scope"])


def _jurisdiction(officer: User) -> dict[str, Any]:
    """Administrators see all; the ministry what some office looks after; others what their own does."""
    if officer.is_superuser:
        return {}
    places = office_places(officer)
    return {"supervised": True} if places is None else {"places": places}
