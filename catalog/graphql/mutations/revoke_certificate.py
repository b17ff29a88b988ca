from datetime import date

import graphene

from catalog.commands.revoke_certificate import revoke_certificate
from catalog.graphql.mutations.written import written_certificate, written_product
from marketplace.graphql.context import Context
from marketplace.graphql.ids import pk_of
from marketplace.graphql.mutations import Mutation
from marketplace.graphql.rows import Row


class RevokeCertificate(Mutation):
    """Ends a certificate before its time: its stars are gone from that day on. For programme officers."""

    is_repeatable = True

    class Input:
        certificate = graphene.ID(required=True)
        decision = graphene.String(required=True, description="The number of the decision that revokes it")
        reason = graphene.String(required=True)
        revoked_on = graphene.Date(required=True, description="The first day on which it no longer holds")

    certificate = written_certificate()
    product = written_product()

    @classmethod
    def write(cls, context: Context, *, certificate: str, decision: str, reason: str, revoked_on: date) -> Row:
        revoked = revoke_certificate(
            actor=context.viewer,
            certificate_id=pk_of(certificate, "Certificate", field="certificate"),
            decision=decision,
            reason=reason,
            revoked_on=revoked_on,
        )
        return {"certificate": revoked.pk, "product": revoked.product_id}
