"""The office's answers to an application. A province or the ministry gives them, never for the officer's own shop."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from marketplace.clock import today
from marketplace.commands.authority import Actor, signed_in
from marketplace.errors import Duplicate, Invalid
from marketplace.events import SellerApproved, SellerMoreNeeded, SellerRefused
from marketplace.texts import required_paragraphs
from sellers.checklists import checklist_of
from sellers.commands.applying.apply_as_seller import check_tax_code
from sellers.commands.applying.steps import take_step
from sellers.commands.applying.submit_application import check_settled
from sellers.commands.locks import application_of, decided_seller
from sellers.commands.papers.validity import accept_waiting, renewed_validity
from sellers.models import Application, ApplicationStatus, Seller, SellerStatus

PERMISSION = "sellers.change_application"
LONGEST_REASON = 1000


@transaction.atomic
def approve_application(*, actor: Actor, seller_id: int, version: int, now: datetime | None = None) -> Application:
    """Opens the shop. Papers that wait are accepted with it; every must-have has to be there and in force.

    Raises Unauthenticated, NotFound, PermissionDenied, Conflict, Invalid, ApplicationIncomplete; Duplicate when a
    shop with its tax code was approved in the meantime.
    """
    now = now or timezone.now()
    application = _submitted(actor, seller_id, version)
    officer, seller = signed_in(actor), application.seller
    check_settled(checklist_of(seller, today(now)))
    accept_waiting(seller, officer, now)
    _open(seller, now)
    application.decided_at, application.decided_by = now, officer
    take_step(
        application,
        actor=officer,
        action="approve_application",
        status=ApplicationStatus.APPROVED,
        event=SellerApproved(seller_id=seller.pk, application_id=application.pk),
        now=now,
    )
    return application


@transaction.atomic
def ask_for_more(
    *, actor: Actor, seller_id: int, version: int, reason: str, now: datetime | None = None
) -> Application:
    """Gives the application back, saying what is missing or wrong.

    Raises Unauthenticated, NotFound, PermissionDenied, Conflict, Required, Invalid.
    """
    reason = required_paragraphs(reason, field="reason", longest=LONGEST_REASON)
    application = _submitted(actor, seller_id, version)
    take_step(
        application,
        actor=signed_in(actor),
        action="ask_for_more",
        status=ApplicationStatus.MORE_NEEDED,
        event=SellerMoreNeeded(seller_id=seller_id, application_id=application.pk, reason=reason),
        now=now or timezone.now(),
        reason=reason,
    )
    return application


@transaction.atomic
def refuse_application(
    *, actor: Actor, seller_id: int, version: int, reason: str, now: datetime | None = None
) -> Application:
    """Ends the application and closes its shop. Its owner may apply anew.

    Raises Unauthenticated, NotFound, PermissionDenied, Conflict, Required, Invalid.
    """
    reason = required_paragraphs(reason, field="reason", longest=LONGEST_REASON)
    application = _submitted(actor, seller_id, version)
    officer, seller = signed_in(actor), application.seller
    seller.status = SellerStatus.CLOSED
    seller.save(update_fields=["status"])
    application.decided_at, application.decided_by = now or timezone.now(), officer
    take_step(
        application,
        actor=officer,
        action="refuse_application",
        status=ApplicationStatus.REFUSED,
        event=SellerRefused(seller_id=seller.pk, application_id=application.pk, reason=reason),
        now=application.decided_at,
        reason=reason,
    )
    return application


def _submitted(actor: Actor, seller_id: int, version: int) -> Application:
    application = application_of(decided_seller(actor, seller_id, PERMISSION), version=version)
    if application.status != ApplicationStatus.SUBMITTED:
        raise Invalid(_("This application is not with the office."), field=["seller"])
    return application


def _open(seller: Seller, now: datetime) -> None:
    check_tax_code(seller.tax_code, but=seller)
    seller.status, seller.joined_at = SellerStatus.ACTIVE, now
    seller.papers_valid_until = renewed_validity(seller, today(now))
    try:
        with transaction.atomic():
            seller.save(update_fields=["status", "joined_at", "papers_valid_until"])
    except IntegrityError as error:  # of two shops with one tax code, approved at the same moment
        raise Duplicate(_("A shop with this tax code is here already."), field=["taxCode"]) from error
