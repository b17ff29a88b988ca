import graphene

from catalog.certification import models
from catalog.graphql.rows import CERTIFICATES
from marketplace.graphql.connections import first_row
from marketplace.graphql.context import Context
from marketplace.graphql.enums import enum_of
from marketplace.graphql.info import Info
from marketplace.graphql.nodes import Node, register
from marketplace.graphql.rows import Row
from marketplace.graphql.selection import Selection

CertificateLevel = enum_of(models.CertificateLevel, "Who decided.")
CertificateStatus = enum_of(models.CertificateStatus, "Of today.")


class CertificateType(graphene.ObjectType):
    """A decision that gave one product its stars for 36 months (Decision 148/QĐ-TTg, 2023)."""

    class Meta:
        name = "Certificate"
        interfaces = (Node,)

    number = graphene.String(required=True)
    stars = graphene.Int(required=True, description="1 to 5; OCOP products have 3, 4 or 5")
    decision = graphene.String(required=True)
    level = graphene.Field(CertificateLevel, required=True)
    issued_by = graphene.String(required=True)
    issued_on = graphene.Date(required=True)
    expires_on = graphene.Date(required=True, description="The last day in force")
    status = graphene.Field(CertificateStatus, required=True)
    revoked_on = graphene.Date()
    revocation_reason = graphene.String(required=True)
    revocation_decision = graphene.String(required=True)
    is_illustrative = graphene.Boolean(required=True, description="Made up for the demo")

    @staticmethod
    def resolve_status(row: Row, info: Info) -> str:
        dates = {name: row[name] for name in ("issued_on", "expires_on", "revoked_on")}
        return models.status_on(info.context.today, **dates).value


def _fetch(context: Context, pk: int, selection: Selection) -> Row | None:
    return first_row(CERTIFICATES, {"id": pk}, selection)


register(CertificateType, _fetch)
