from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import IO, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from marketplace.clock import today
from marketplace.commands.audit import record
from marketplace.commands.authority import Actor, signed_in
from marketplace.commands.outbox import publish
from marketplace.errors import Invalid, Required
from marketplace.events import PaperUploaded
from marketplace.texts import optional_text
from sellers.commands.locks import check_open, own_seller, touch
from sellers.models import Application, Paper, PaperKind, PaperStatus, Seller
from sellers.paper_files import CleanFile, clean_file, storage, stored
from sellers.queries import access_seller
from sellers.requirements import requirements_of
from sellers.rights import Right

MOST_PAPERS = 200  # of one seller, replaced ones included
FARTHEST_AHEAD = timedelta(days=366 * 50)
AUDITED = ["kind", "number", "issued_on", "expires_on", "media_type", "byte_count"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperDetails:
    """As typed."""

    kind: PaperKind
    number: str = ""
    issued_on: date | None = None
    expires_on: date | None = None


def upload_paper(
    *, actor: Actor, seller_id: int, details: PaperDetails, content: bytes | IO[bytes], now: datetime | None = None
) -> Paper:
    """Keeps a paper privately, in the place of the last one of its kind that was not accepted.

    Raises Unauthenticated, NotFound, PermissionDenied, Required, Invalid, PaperTooLarge, PaperInvalid, PaperLocked,
    PaperActive.
    """
    now = now or timezone.now()
    seller = access_seller(actor=actor, seller_id=seller_id, right=Right.PAPERS)
    number = optional_text(details.number, field="number", longest=60)
    _check_days(seller, details, today(now))
    # Reading and encoding takes tenths of a second: nobody waits for our lock meanwhile.
    file = clean_file(content)
    name = stored(file, seller_id=seller_id)
    try:
        return _kept(actor, seller_id, details, number, file, name, now)
    except BaseException:
        storage().delete(name)
        raise


@transaction.atomic
def _kept(
    actor: Actor, seller_id: int, details: PaperDetails, number: str, file: CleanFile, name: str, now: datetime
) -> Paper:
    seller = own_seller(actor, seller_id, Right.PAPERS)
    check_open(seller)
    if seller.papers.count() >= MOST_PAPERS:
        raise Invalid(_("A shop keeps at most %(most)d papers.") % {"most": MOST_PAPERS}, field=["seller"])
    offered = seller.papers.filter(kind=details.kind, replaced_at=None).exclude(status=PaperStatus.ACCEPTED)
    offered.update(replaced_at=now)
    paper = Paper.objects.create(
        seller=seller,
        kind=details.kind,
        number=number,
        issued_on=details.issued_on,
        expires_on=details.expires_on,
        stored_name=name,
        media_type=file.media_type,
        byte_count=len(file.content),
        page_count=file.page_count,
        digest=file.digest,
        uploaded_by=signed_in(actor),
        uploaded_at=now,
    )
    record(actor=signed_in(actor), action="upload_paper", subject=paper, after=_audited(paper))
    publish(PaperUploaded(seller_id=seller.pk, paper_id=paper.pk, kind=paper.kind))
    application = Application.objects.filter(seller=seller).first()
    if application is not None and application.is_open:
        touch(application)
    return paper


def _audited(paper: Paper) -> dict[str, Any]:
    """The number of an identity card stays with the paper: the trail is never erased, and has more readers."""
    told = {name: getattr(paper, name) for name in AUDITED}
    told["sha256"] = paper.digest  # which file it was; a "digest" the trail would take for a secret's
    if paper.kind == PaperKind.IDENTITY and paper.number:
        told["number"] = f"•••{paper.number[-3:]}"
    return told


def _check_days(seller: Seller, details: PaperDetails, day: date) -> None:
    issued_on, expires_on = details.issued_on, details.expires_on
    asked = [row for row in requirements_of(seller.legal_form, seller.goods, day) if row.paper == details.kind]
    if expires_on is None and any(row.needs_expiry for row in asked):
        raise Required(_("Please tell the last day on which this paper is in force."), field=["expiresOn"])
    if expires_on is not None and not day <= expires_on <= day + FARTHEST_AHEAD:
        raise Invalid(_("This paper has expired, or that day is too far ahead."), field=["expiresOn"])
    if issued_on is not None and not day - FARTHEST_AHEAD <= issued_on <= day:
        raise Invalid(_("That is no day on which it can have been issued."), field=["issuedOn"])
