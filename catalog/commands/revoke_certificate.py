from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils.translation import gettext as _

from catalog.commands.listings import refresh_listings
from catalog.commands.locks import supervised_product
from catalog.errors import CertificateNotInForce
from catalog.models import Certificate
from marketplace.commands.audit import record
from marketplace.commands.authority import authorised_officer
from marketplace.commands.outbox import publish
from marketplace.errors import Conflict, NotFound
from marketplace.events import CertificateRevoked
from marketplace.models import User
from marketplace.texts import required_paragraphs, required_text

LONGEST_REASON = 2000
WRITTEN = ("revoked_on", "revocation_decision", "revocation_reason")


@transaction.atomic
def revoke_certificate(
    *, actor: User | AnonymousUser, certificate_id: int, decision: str, reason: str, revoked_on: date
) -> Certificate:
    """Ends a certificate from `revoked_on` on: its stars are gone that day. A decision and a reason must be given.

    Raises Unauthenticated, PermissionDenied, NotFound, Required, Invalid (a text); Conflict when it is revoked
    already, and CertificateNotInForce for a day on which it did not hold.
    """
    officer = authorised_officer(actor, "catalog.change_certificate")
    fields = {
        "revoked_on": revoked_on,
        "revocation_decision": required_text(decision, field="decision", longest=80),
        "revocation_reason": required_paragraphs(reason, field="reason", longest=LONGEST_REASON),
    }
    certificate = _locked(officer, certificate_id)
    if certificate.revoked_on is not None:
        raise Conflict(_("This certificate has been revoked already."), field=["certificate"])
    # A day still to come is fine, also for a certificate that has not begun: it ends as it should.
    if not certificate.issued_on <= revoked_on <= certificate.expires_on:
        raise CertificateNotInForce(field=["revokedOn"])
    before = {name: getattr(certificate, name) for name in WRITTEN}
    for name, value in fields.items():
        setattr(certificate, name, value)
    certificate.save(update_fields=WRITTEN)
    record(actor=officer, action="revoke_certificate", subject=certificate, before=before, after=fields)
    publish(CertificateRevoked(product_id=certificate.product_id, certificate_id=certificate.pk))
    refresh_listings(product_ids=[certificate.product_id])
    return certificate


def _locked(officer: User, certificate_id: int) -> Certificate:
    product_id = Certificate.objects.filter(pk=certificate_id).values_list("product_id", flat=True).first()
    if product_id is None:
        raise NotFound(field=["certificate"])
    # The product before its certificate, as everywhere: its row is what two officers wait for.
    supervised_product(officer, product_id, field="certificate")
    return Certificate.objects.select_for_update().get(pk=certificate_id)
