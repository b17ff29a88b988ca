from typing import Any

import graphene
from django.urls import reverse

from marketplace.graphql.context import Context
from marketplace.graphql.ids import global_id
from marketplace.graphql.nodes import Node, register
from marketplace.graphql.rows import Row
from marketplace.graphql.selection import Selection
from marketplace.models import User
from sellers.checklists import ChecklistEntry
from sellers.graphql.accounts.enums import ChecklistState, PaperKind, PaperStatus
from sellers.graphql.accounts.viewing import may
from sellers.models import Paper
from sellers.queries import may_see_account, member_of
from sellers.requirements import Requirement
from sellers.rights import Right


class PaperType(graphene.ObjectType):
    """A private document. For members who deal with papers, and the officers who look after the shop."""

    class Meta:
        name = "Paper"
        interfaces = (Node,)

    kind = graphene.Field(PaperKind, required=True)
    status = graphene.Field(PaperStatus, required=True)
    number = graphene.String(required=True)
    issued_on = graphene.Date()
    expires_on = graphene.Date(description="The last day in force; empty: it does not end")
    media_type = graphene.String(required=True, description="application/pdf, image/jpeg or image/webp")
    byte_count = graphene.Int(required=True)
    page_count = graphene.Int(required=True)
    uploaded_at = graphene.DateTime(required=True)
    decided_at = graphene.DateTime()
    reason = graphene.String(required=True, description="Why it was rejected")
    replaced_at = graphene.DateTime(description="Empty while no newer paper has taken its place")
    download_path = graphene.String(
        required=True,
        description="On this server, with the sign-in of this query. Every download is recorded",
    )


class PaperRequirement(graphene.ObjectType):
    """A paper that the law asks for."""

    kind = graphene.Field(PaperKind, required=True)
    is_required = graphene.Boolean(required=True, description="Nobody sells without it")
    needs_expiry = graphene.Boolean(required=True, description="Its last day has to be told")
    note = graphene.String(required=True, description="What to hand in")
    source = graphene.String(required=True, description="The law or decree")


class ChecklistEntryType(graphene.ObjectType):
    """A paper that is asked for, and what became of it."""

    class Meta:
        name = "ChecklistEntry"

    requirement = graphene.Field(PaperRequirement, required=True)
    state = graphene.Field(ChecklistState, required=True)
    is_settled = graphene.Boolean(
        required=True, description="Nothing more is to be handed in; the office may still have to look at it"
    )
    paper = graphene.Field(PaperType, description="The one that the state speaks of")
    renewal = graphene.Field(PaperType, description="Handed in to follow it")


def requirement_row(requirement: Requirement) -> Row:
    return {
        "kind": requirement.paper.value,
        "is_required": requirement.is_required,
        "needs_expiry": requirement.needs_expiry,
        "note": requirement.note,
        "source": requirement.source,
    }


def entry_row(entry: ChecklistEntry) -> Row:
    return {
        "requirement": requirement_row(entry.requirement),
        "state": entry.state.value,
        "is_settled": entry.is_settled,
        "paper": entry.paper and paper_row(entry.paper),
        "renewal": entry.renewal and paper_row(entry.renewal),
    }


_COLUMNS = (
    *("pk", "kind", "status", "number", "issued_on", "expires_on", "media_type", "byte_count", "page_count"),
    *("uploaded_at", "decided_at", "reason", "replaced_at"),
)


def paper_row(paper: Paper) -> dict[str, Any]:
    row = {name: getattr(paper, name) for name in _COLUMNS}
    path = reverse("paper", kwargs={"paper_id": paper.pk})
    return {**row, "id": global_id("Paper", paper.pk), "download_path": path}


def _fetch(context: Context, pk: int, selection: Selection) -> Row | None:
    context.forbid_caching()
    paper = Paper.objects.filter(pk=pk).first()
    viewer = context.viewer
    if paper is None or not isinstance(viewer, User) or not may_see_account(viewer, paper.seller_id):
        return None
    member = member_of(viewer, paper.seller_id)
    role = None if member is None else member.role
    return paper_row(paper) if may(role, Right.PAPERS, is_for_officers=True) else None


register(PaperType, _fetch)
