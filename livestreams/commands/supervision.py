"""What officers do about a session, and what viewers complain of (Law on e-commerce: during it and after)."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from livestreams.commands.ending import close_deals
from livestreams.commands.locks import locked_livestream
from livestreams.commands.telling import tell
from livestreams.errors import WrongState
from livestreams.models import Complaint, ComplaintGround, EventKind, Livestream, LivestreamStatus
from livestreams.models.complaints import LONGEST_NOTE
from livestreams.models.sessions import LONGEST_TEXT
from livestreams.queries import shown_livestreams
from livestreams.states import Side, check_move, check_open
from marketplace.commands.audit import record
from marketplace.commands.authority import Actor, authorised_officer, signed_in
from marketplace.errors import Duplicate, NotFound
from marketplace.models import User
from marketplace.texts import required_paragraphs
from sellers.commands.locks import refuse_own
from sellers.queries import supervised_seller

PERMISSION = "livestreams.change_livestream"


@transaction.atomic
def warn_livestream(*, actor: Actor, livestream_id: int, reason: str, now: datetime | None = None) -> Livestream:
    """Everybody who watches reads the warning. Raises Unauthenticated, PermissionDenied, NotFound, Required, Invalid;
    WrongState after the end."""
    officer, livestream = _supervised(actor, livestream_id)
    reason = required_paragraphs(reason, field="reason", longest=LONGEST_TEXT)
    check_open(livestream.status)
    tell(livestream, EventKind.WARNING, now or timezone.now(), text=reason)
    record(actor=officer, action="warn_livestream", subject=livestream, after={"reason": reason})
    return livestream


@transaction.atomic
def take_down_livestream(*, actor: Actor, livestream_id: int, reason: str, now: datetime | None = None) -> Livestream:
    """Off the site, with its deals, for good; its record stays. Raises as `warn_livestream`, WrongState where it is
    gone already."""
    now = now or timezone.now()
    officer, livestream = _supervised(actor, livestream_id)
    reason = required_paragraphs(reason, field="reason", longest=LONGEST_TEXT)
    check_move(livestream.status, LivestreamStatus.TAKEN_DOWN, Side.OFFICER)
    before = livestream.status
    if livestream.is_live:
        livestream.ended_at = now
        close_deals(livestream, now)
    livestream.status, livestream.status_changed_at = LivestreamStatus.TAKEN_DOWN, now
    livestream.status_reason = reason
    livestream.save(update_fields=["status", "status_changed_at", "status_reason", "ended_at"])
    tell(livestream, EventKind.STATUS, now, text=LivestreamStatus.TAKEN_DOWN)
    record(
        actor=officer,
        action="take_down_livestream",
        subject=livestream,
        before={"status": before},
        after={"status": str(livestream.status), "reason": reason},
    )
    return livestream


@transaction.atomic
def complain_about_livestream(
    *, actor: Actor, livestream_id: int, ground: str, note: str, now: datetime | None = None
) -> Complaint:
    """Raises Unauthenticated, NotFound, Required, Invalid; Duplicate while one of theirs is open."""
    user = signed_in(actor)
    livestream = shown_livestreams().filter(pk=livestream_id).first()
    if livestream is None:
        raise NotFound(field=["livestream"])
    note = required_paragraphs(note, field="note", longest=LONGEST_NOTE)
    try:
        with transaction.atomic():
            return Complaint.objects.create(
                livestream=livestream,
                reporter=user,
                ground=ComplaintGround(ground),
                note=note,
                made_at=now or timezone.now(),
            )
    except IntegrityError as error:
        raise Duplicate(_("Your complaint is with the office already."), field=["livestream"]) from error


@transaction.atomic
def settle_complaint(*, actor: Actor, complaint_id: int, answer: str, now: datetime | None = None) -> Complaint:
    """Raises Unauthenticated, PermissionDenied, NotFound, Required, Invalid; WrongState for a settled one."""
    officer = authorised_officer(actor, PERMISSION)
    found = Complaint.objects.filter(pk=complaint_id).first()
    if found is None:
        raise NotFound(field=["complaint"])
    _supervised(officer, found.livestream_id, field="complaint")
    complaint = Complaint.objects.get(pk=complaint_id)  # as it is behind the lock
    answer = required_paragraphs(answer, field="answer", longest=LONGEST_NOTE)
    if complaint.settled_at is not None:
        raise WrongState(_("This complaint is settled."), field=["complaint"])
    complaint.settled_at, complaint.settled_by, complaint.answer = now or timezone.now(), officer, answer
    complaint.save(update_fields=["settled_at", "settled_by", "answer"])
    after = {"complaint": complaint.pk, "ground": complaint.ground, "answer": answer}
    record(actor=officer, action="settle_complaint", subject=complaint.livestream, after=after)
    return complaint


def _supervised(actor: Actor, livestream_id: int, *, field: str = "livestream") -> tuple[User, Livestream]:
    """Locked, for an officer who looks after the organising shop and does not work there."""
    officer = authorised_officer(actor, PERMISSION)
    seller_id = Livestream.objects.filter(pk=livestream_id).values_list("seller", flat=True).first()
    if seller_id is None:
        raise NotFound(field=[field])
    supervised_seller(actor=officer, seller_id=seller_id, permission=PERMISSION, field=field)
    refuse_own(officer, seller_id, field=field)
    return officer, locked_livestream(livestream_id, field=field)
