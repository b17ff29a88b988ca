"""What follows from papers that were accepted, rejected or replaced."""

from datetime import date, datetime

from marketplace.clock import today
from marketplace.commands.audit import record
from marketplace.commands.outbox import publish
from marketplace.events import PaperAccepted
from marketplace.models import User
from sellers.checklists import checklist_of, last_day_of
from sellers.models import Paper, PaperStatus, Seller, SellerStatus


def renewed_validity(seller: Seller, day: date) -> date | None:
    """The last day on which all that the law asks of the seller is in force, by its papers as they are now."""
    return last_day_of(checklist_of(seller, day), day)


def keep_validity(seller: Seller, day: date) -> None:
    """Of a locked seller, whose papers have changed. Orders stop, or go on, by the new day."""
    if seller.status not in (SellerStatus.ACTIVE, SellerStatus.SUSPENDED):
        return
    valid_until = renewed_validity(seller, day)
    if valid_until != seller.papers_valid_until:
        seller.papers_valid_until = valid_until
        seller.save(update_fields=["papers_valid_until"])


def accept_waiting(seller: Seller, officer: User, now: datetime) -> None:
    """All of them that have not expired, of a locked seller."""
    for paper in seller.papers.filter(status=PaperStatus.WAITING, replaced_at=None).order_by("pk"):
        if not paper.is_expired(today(now)):
            accept(paper, officer, now)


def accept(paper: Paper, officer: User, now: datetime) -> None:
    """Puts it in the place of the one that was in force."""
    Paper.objects.filter(
        seller=paper.seller_id, kind=paper.kind, status=PaperStatus.ACCEPTED, replaced_at=None
    ).update(replaced_at=now)
    decide(paper, PaperStatus.ACCEPTED, officer, now, action="accept_paper")
    publish(PaperAccepted(seller_id=paper.seller_id, paper_id=paper.pk, kind=paper.kind))


def decide(paper: Paper, status: PaperStatus, officer: User, now: datetime, *, action: str, reason: str = "") -> None:
    before = {"status": paper.status, "reason": paper.reason}
    paper.status, paper.reason = status, reason
    paper.decided_by, paper.decided_at = officer, now
    paper.save(update_fields=["status", "reason", "decided_by", "decided_at"])
    after = {"status": paper.status, "reason": reason}
    record(actor=officer, action=action, subject=paper, before=before, after=after)
