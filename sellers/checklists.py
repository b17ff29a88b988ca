"""What a seller has of what is asked for, and until when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from sellers.models import Paper, PaperStatus, Seller
from sellers.requirements import Requirement, requirements_of

EXPIRING = timedelta(days=30)


class ChecklistState(models.TextChoices):
    MISSING = "MISSING", _("missing")
    WAITING = "WAITING", _("waits for the office")
    REJECTED = "REJECTED", _("rejected")
    ACCEPTED = "ACCEPTED", _("accepted")
    EXPIRING = "EXPIRING", _("expires soon")
    EXPIRED = "EXPIRED", _("expired")


@dataclass(frozen=True, slots=True)
class ChecklistEntry:
    """`paper` is the one that the state speaks of; `renewal` the one handed in to follow it.

    `is_settled`: nothing more is to be handed in, although the office may still have to look at it.
    """

    requirement: Requirement
    state: ChecklistState
    is_settled: bool = False
    paper: Paper | None = None
    renewal: Paper | None = None


def checklist_of(seller: Seller, day: date) -> list[ChecklistEntry]:
    """What the law asks of the seller on the day. One statement."""
    asked = requirements_of(seller.legal_form, seller.goods, day)
    return checklist(asked, Paper.objects.filter(seller=seller, replaced_at=None), day)


def checklist(asked: Iterable[Requirement], papers: Iterable[Paper], day: date) -> list[ChecklistEntry]:
    """One entry for each paper that is asked for. `papers`: those of the seller that were not replaced."""
    current = list(papers)
    return [_entry(requirement, current, day) for requirement in asked]


def last_day_of(entries: Sequence[ChecklistEntry], day: date) -> date | None:
    """The last day on which all must-haves are in force; None: none of them ends. Yesterday, where one is missing."""
    last_days = [_last_day(entry, day) for entry in entries if entry.requirement.is_required]
    return min((last_day for last_day in last_days if last_day is not None), default=None)


def _entry(asked: Requirement, papers: Sequence[Paper], day: date) -> ChecklistEntry:
    accepted = _of(papers, asked, PaperStatus.ACCEPTED)
    offered = _of(papers, asked, PaperStatus.WAITING, PaperStatus.REJECTED)
    is_settled = offered is not None and offered.status == PaperStatus.WAITING and not offered.is_expired(day)
    if accepted is not None:
        state = _state_of_accepted(accepted, day)
        return ChecklistEntry(asked, state, is_settled or state != ChecklistState.EXPIRED, accepted, offered)
    if offered is None:
        return ChecklistEntry(asked, ChecklistState.MISSING)
    has_expired = offered.status == PaperStatus.WAITING and not is_settled
    state = ChecklistState.EXPIRED if has_expired else ChecklistState(offered.status)
    return ChecklistEntry(asked, state, is_settled, offered)


def _of(papers: Sequence[Paper], asked: Requirement, *statuses: PaperStatus) -> Paper | None:
    return next((paper for paper in papers if paper.kind == asked.paper and paper.status in statuses), None)


def _state_of_accepted(paper: Paper, day: date) -> ChecklistState:
    if paper.is_expired(day):
        return ChecklistState.EXPIRED
    return ChecklistState.EXPIRING if paper.is_expired(day + EXPIRING) else ChecklistState.ACCEPTED


def _last_day(entry: ChecklistEntry, day: date) -> date | None:
    if entry.paper is None or entry.paper.status != PaperStatus.ACCEPTED:
        return day - timedelta(days=1)
    return entry.paper.expires_on
