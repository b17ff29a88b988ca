"""Warns of papers that expire: each warning once, however often this runs, and also when days were missed."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from marketplace.clock import today
from marketplace.commands.outbox import publish_all
from marketplace.events import PaperExpired, PaperExpiring, SellerEvent
from sellers.models import Paper, PaperStatus, SellerStatus

WARNINGS = (0, 7, 30)  # days ahead; 0: it has expired
BATCH = 500


def warn_of_expiring_papers(*, day: date | None = None) -> int:
    """For shops that were approved and are not closed. Says how many were told of."""
    current = day or today()
    warned = 0
    while papers := _warn_some(current):
        warned += papers
    return warned


@transaction.atomic
def _warn_some(day: date) -> int:
    # Rows that another run has locked are its own; one that waited would find them marked.
    due = Paper.objects.select_for_update(of=("self",), skip_locked=True).filter(
        _is_due(day),
        status=PaperStatus.ACCEPTED,
        replaced_at=None,
        seller__status__in=(SellerStatus.ACTIVE, SellerStatus.SUSPENDED),
    )
    papers = list(due.order_by("pk")[:BATCH])
    publish_all(list(_events(papers, day)))
    for paper in papers:
        paper.warned_days = _warning(paper, day)
    Paper.objects.bulk_update(papers, ["warned_days"])
    return len(papers)


def _is_due(day: date) -> Q:
    """Past a threshold for which no warning went out: none at all, or only one of an earlier threshold."""
    due = Q(expires_on__lt=day, warned_days__gt=0) | Q(expires_on__lt=day, warned_days=None)
    for ahead in WARNINGS[1:]:
        within = Q(expires_on__lte=day + timedelta(days=ahead))
        due |= within & (Q(warned_days__gt=ahead) | Q(warned_days=None))
    return due


def _warning(paper: Paper, day: date) -> int:
    if paper.expires_on is None or paper.expires_on < day:
        return 0
    return next(ahead for ahead in WARNINGS[1:] if paper.expires_on <= day + timedelta(days=ahead))


def _events(papers: list[Paper], day: date) -> Iterator[SellerEvent]:
    for paper in papers:
        if paper.expires_on is None:
            continue
        days_left = (paper.expires_on - day).days
        if days_left < 0:
            yield PaperExpired(
                seller_id=paper.seller_id, paper_id=paper.pk, kind=paper.kind, expires_on=paper.expires_on
            )
        else:
            yield PaperExpiring(
                seller_id=paper.seller_id,
                paper_id=paper.pk,
                kind=paper.kind,
                expires_on=paper.expires_on,
                days_left=days_left,
            )
