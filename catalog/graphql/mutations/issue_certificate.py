from datetime import date
from decimal import Decimal
from enum import Enum

import graphene

from catalog import models
from catalog.commands.issue_certificate import issue_certificate
from catalog.graphql.certificates import CertificateLevel
from catalog.graphql.mutations.written import written_certificate, written_product
from marketplace.graphql.context import Context
from marketplace.graphql.ids import pk_of
from marketplace.graphql.mutations import Mutation
from marketplace.graphql.rows import Row


class IssueCertificate(Mutation):
    """Registers the decision that recognised a product; it holds for 36 months. For programme officers."""

    is_repeatable = True

    class Input:
        product = graphene.ID(required=True)
        number = graphene.String(required=True, description="Opaque, and given once")
        stars = graphene.Int(required=True, description="3, 4 or 5")
        decision = graphene.String(required=True, description="The number of the decision")
        level = CertificateLevel(required=True)
        issued_by = graphene.String(required=True)
        issued_on = graphene.Date(required=True, description="The first day in force")
        points = graphene.Decimal(description="0 to 100, with one decimal at most")
        group = graphene.ID(description="Of the edition of that day; only where the product's own does not tell it")

    certificate = written_certificate()
    product = written_product()

    @classmethod
    def write(
        cls,
        context: Context,
        *,
        product: str,
        number: str,
        stars: int,
        decision: str,
        level: Enum,
        issued_by: str,
        issued_on: date,
        points: Decimal | None = None,
        group: str | None = None,
    ) -> Row:
        issued = issue_certificate(
            actor=context.viewer,
            product_id=pk_of(product, "Product", field="product"),
            number=number,
            stars=stars,
            decision=decision,
            level=models.CertificateLevel(level.value),
            issued_by=issued_by,
            issued_on=issued_on,
            points=points,
            group_id=None if group is None else pk_of(group, "ProductGroup", field="group"),
        )
        return {"certificate": issued.pk, "product": issued.product_id}
