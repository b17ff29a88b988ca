from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from marketplace.clock import today
from marketplace.commands.authority import Actor, signed_in
from marketplace.errors import Invalid
from marketplace.events import SellerApplied
from sellers.checklists import ChecklistEntry, checklist_of
from sellers.commands.applying.apply_as_seller import check_tax_code
from sellers.commands.applying.steps import take_step
from sellers.commands.locks import application_of, own_seller
from sellers.errors import ApplicationIncomplete
from sellers.models import WITH_THE_APPLICANT, Application, ApplicationStatus, PayoutAccount, Seller
from sellers.rights import Right


@transaction.atomic
def submit_application(*, actor: Actor, seller_id: int, version: int, now: datetime | None = None) -> Application:
    """Hands it to the office, for the first time or with what was asked for.

    Raises Unauthenticated, NotFound, PermissionDenied, Conflict, Invalid, Duplicate; ApplicationIncomplete, which
    names what is missing.
    """
    now = now or timezone.now()
    seller = own_seller(actor, seller_id, Right.PAPERS)
    application = application_of(seller, version=version)
    if application.status not in WITH_THE_APPLICANT:
        raise Invalid(_("The office has this application now."), field=["seller"])
    check_tax_code(seller.tax_code, but=seller)
    _check_complete(seller, now)
    application.submitted_at = now
    take_step(
        application,
        actor=signed_in(actor),
        action="submit_application",
        status=ApplicationStatus.SUBMITTED,
        event=SellerApplied(seller_id=seller.pk, application_id=application.pk),
        now=now,
    )
    return application


def check_settled(entries: Sequence[ChecklistEntry]) -> None:
    """Raises ApplicationIncomplete while a must-have is missing, was rejected or has expired."""
    asked = (entry for entry in entries if entry.requirement.is_required)
    missing = [str(entry.requirement.paper.label) for entry in asked if not entry.is_settled]
    if missing:
        told = {"papers": ", ".join(missing)}
        raise ApplicationIncomplete(_("Still to be handed in: %(papers)s.") % told, field=["papers"])


def _check_complete(seller: Seller, now: datetime) -> None:
    entries = checklist_of(seller, today(now))
    check_settled(entries)
    if not PayoutAccount.objects.filter(seller=seller).exists():
        raise ApplicationIncomplete(_("Please tell where your money shall go."), field=["payoutAccount"])
