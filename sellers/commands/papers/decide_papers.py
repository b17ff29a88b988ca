"""Single papers: accepted, or rejected with a reason. For the offices that decide (see `check_decides`)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from marketplace.clock import today
from marketplace.commands.authority import Actor, signed_in
from marketplace.commands.outbox import publish
from marketplace.errors import Invalid, NotFound
from marketplace.events import PaperRejected
from marketplace.texts import required_text
from sellers.commands.locks import decided_seller, touch
from sellers.commands.papers.validity import accept, decide, keep_validity
from sellers.models import Application, Paper, PaperStatus, Seller

PERMISSION = "sellers.change_paper"


@transaction.atomic
def accept_paper(*, actor: Actor, paper_id: int, now: datetime | None = None) -> Paper:
    """Nothing happens when it was accepted already. Raises Unauthenticated, NotFound, PermissionDenied, Invalid."""
    now = now or timezone.now()
    seller, paper = _current(actor, paper_id)
    if paper.status == PaperStatus.ACCEPTED:
        return paper
    if paper.is_expired(today(now)):
        raise Invalid(_("This paper has expired."), field=["paper"])
    accept(paper, signed_in(actor), now)
    _follow(seller, now)
    return paper


@transaction.atomic
def reject_paper(*, actor: Actor, paper_id: int, reason: str, now: datetime | None = None) -> Paper:
    """Also one that was accepted: where it is a must-have, the shop takes no orders until another one is accepted.

    Raises Unauthenticated, NotFound, PermissionDenied, Required, Invalid.
    """
    now = now or timezone.now()
    reason = required_text(reason, field="reason", longest=1000)
    seller, paper = _current(actor, paper_id)
    if paper.status == PaperStatus.ACCEPTED:
        # There is one rejected or waiting paper of a kind at most, and the newer one stays.
        offered = seller.papers.filter(kind=paper.kind, replaced_at=None).exclude(pk=paper.pk)
        paper.replaced_at = now if offered.exists() else None
        paper.save(update_fields=["replaced_at"])
    decide(paper, PaperStatus.REJECTED, signed_in(actor), now, action="reject_paper", reason=reason)
    publish(PaperRejected(seller_id=seller.pk, paper_id=paper.pk, kind=paper.kind, reason=reason))
    _follow(seller, now)
    return paper


def _current(actor: Actor, paper_id: int) -> tuple[Seller, Paper]:
    """Behind the seller's lock. Raises Unauthenticated, PermissionDenied, NotFound; Invalid where it was replaced."""
    seller_id = Paper.objects.filter(pk=paper_id).values_list("seller", flat=True).first()
    seller = decided_seller(actor, seller_id or 0, PERMISSION, field="paper")
    paper = seller.papers.filter(pk=paper_id).first()
    if paper is None:
        raise NotFound(field=["paper"])
    if paper.replaced_at is not None:
        raise Invalid(_("A newer paper has taken the place of this one."), field=["paper"])
    return seller, paper


def _follow(seller: Seller, now: datetime) -> None:
    keep_validity(seller, today(now))
    application = Application.objects.filter(seller=seller).first()
    if application is not None and application.is_open:
        touch(application)
