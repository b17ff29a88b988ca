from typing import Any

import graphene

from marketplace.graphql.connections import connection_type, first_row
from marketplace.graphql.context import Context
from marketplace.graphql.info import Info
from marketplace.graphql.loaders import Later
from marketplace.graphql.nodes import Node, register
from marketplace.graphql.rows import Row
from marketplace.graphql.selection import Selection
from sellers import models
from sellers.graphql.accounts.enums import ApplicationStatus, StepKind
from sellers.graphql.accounts.loaders import RoleOfViewer, StepsOfApplication
from sellers.graphql.accounts.rows import APPLICATIONS
from sellers.queries import may_see_account


class ApplicationStep(graphene.ObjectType):
    """What happened to an application, and why."""

    kind = graphene.Field(StepKind, required=True)
    text = graphene.String(required=True, description="The reason, or the comment")
    by = graphene.String(required=True, description="Name of the officer or applicant; may be empty")
    created_at = graphene.DateTime(required=True)

    @staticmethod
    def resolve_by(row: Row, info: Info) -> str:
        return str(row["actor_name"])


class SellerApplicationType(graphene.ObjectType):
    """A producer's wish to sell here. For the shop's members and the officers who look after its place."""

    class Meta:
        name = "SellerApplication"
        interfaces = (Node,)

    status = graphene.Field(ApplicationStatus, required=True)
    version = graphene.Int(
        required=True,
        description="To be sent with edits and decisions: a conflict is told, nothing overwritten",
    )
    reason = graphene.String(required=True, description="Of the office's last answer")
    created_at = graphene.DateTime(required=True)
    submitted_at = graphene.DateTime(description="The last time")
    decided_at = graphene.DateTime()
    steps = graphene.List(
        graphene.NonNull(ApplicationStep),
        required=True,
        description="The latest first, 100 at most. The offices' comments are for officers alone",
    )
    account = graphene.Field("sellers.graphql.accounts.types.SellerAccountType", required=True)

    @staticmethod
    def resolve_steps(row: Row, info: Info) -> Later:
        steps = info.context.loader(StepsOfApplication).load(row["pk"])
        role = info.context.loader(RoleOfViewer)
        return steps.then(lambda found: role.load(row["seller_id"]).then(lambda known: _shown(found, known)))


SellerApplicationConnection = connection_type(SellerApplicationType)


class SellerApplicationFilter(graphene.InputObjectType):
    statuses = graphene.List(graphene.NonNull(ApplicationStatus))
    places = graphene.List(graphene.NonNull(graphene.ID), description="With all below them and all they succeeded")
    query = graphene.String(description="A part of the shop's name, with or without accents")


def _shown(steps: list[Row], role: str | None) -> list[Row]:
    """A role: that of a member. Officers have none."""
    return [step for step in steps if role is None or step["kind"] != models.StepKind.COMMENT]


def _fetch(context: Context, pk: int, selection: Selection) -> Any:
    context.forbid_caching()
    seller_id = models.Application.objects.filter(pk=pk).values_list("seller", flat=True).first()
    if seller_id is None or not may_see_account(context.viewer, seller_id):
        return None
    return first_row(APPLICATIONS, {"id": pk}, selection)


register(SellerApplicationType, _fetch)
