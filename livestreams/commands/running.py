"""A session from rehearsal to replay."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from livestreams.channels import checked_url
from livestreams.commands.ending import close_deals
from livestreams.commands.locks import locked_livestream, organised, run
from livestreams.commands.telling import tell
from livestreams.models import EventKind, Livestream, LivestreamStatus, Platform
from livestreams.models.sessions import LONGEST_TEXT
from livestreams.queries import blockers
from livestreams.states import Side, check_move, check_open
from marketplace.commands.audit import record
from marketplace.commands.authority import Actor
from marketplace.errors import Several
from marketplace.models import User
from marketplace.texts import required_paragraphs

LONGEST = timedelta(hours=12)


@transaction.atomic
def rehearse_livestream(*, actor: Actor, livestream_id: int, now: datetime | None = None) -> Livestream:
    """Raises Unauthenticated, NotFound, PermissionDenied, WrongState."""
    user, livestream = organised(actor, livestream_id)
    _move(livestream, LivestreamStatus.REHEARSING, user, "rehearse_livestream", now or timezone.now())
    return livestream


@transaction.atomic
def start_livestream(*, actor: Actor, livestream_id: int, now: datetime | None = None) -> Livestream:
    """Through the gate. Raises Unauthenticated, NotFound, PermissionDenied, WrongState; and what `blockers` names,
    all of it together: HostNotVerified, RulesNotAccepted, ShopCannotSell, LineupEmpty, AlcoholNotAllowed."""
    now = now or timezone.now()
    user, livestream = organised(actor, livestream_id)
    check_move(livestream.status, LivestreamStatus.LIVE, Side.SELLER)
    in_the_way = blockers(livestream, now)
    if in_the_way:
        raise in_the_way[0] if len(in_the_way) == 1 else Several(in_the_way)
    _move(livestream, LivestreamStatus.LIVE, user, "start_livestream", now, started_at=now)
    return livestream


@transaction.atomic
def end_livestream(*, actor: Actor, livestream_id: int, now: datetime | None = None) -> Livestream:
    """With its deals. Raises Unauthenticated, NotFound, PermissionDenied, WrongState."""
    now = now or timezone.now()
    user, livestream = organised(actor, livestream_id)
    check_move(livestream.status, LivestreamStatus.ENDED, Side.SELLER)
    if livestream.is_live:
        close_deals(livestream, now)
    _move(livestream, LivestreamStatus.ENDED, user, "end_livestream", now, ended_at=livestream.ended_at or now)
    return livestream


@transaction.atomic
def publish_replay(
    *, actor: Actor, livestream_id: int, url: str, platform: str = Platform.OWN, now: datetime | None = None
) -> Livestream:
    """Raises Unauthenticated, NotFound, PermissionDenied, WrongState, Invalid."""
    user, livestream = organised(actor, livestream_id)
    replay_url = checked_url(platform, url)
    now = now or timezone.now()
    _move(livestream, LivestreamStatus.REPLAY, user, "publish_replay", now, replay_url=replay_url)
    return livestream


@transaction.atomic
def cancel_livestream(*, actor: Actor, livestream_id: int, reason: str, now: datetime | None = None) -> Livestream:
    """Before it is live. Raises Unauthenticated, NotFound, PermissionDenied, WrongState, Required, Invalid."""
    user, livestream = organised(actor, livestream_id)
    reason = required_paragraphs(reason, field="reason", longest=LONGEST_TEXT)
    now = now or timezone.now()
    _move(livestream, LivestreamStatus.CANCELLED, user, "cancel_livestream", now, status_reason=reason)
    return livestream


@transaction.atomic
def say_in_livestream(*, actor: Actor, livestream_id: int, text: str, now: datetime | None = None) -> Livestream:
    """A line of the hosts' to all who watch. Raises Unauthenticated, NotFound, WrongState, Required, Invalid."""
    user, livestream = run(actor, livestream_id)
    text = required_paragraphs(text, field="text", longest=500)
    check_open(livestream.status)
    tell(livestream, EventKind.NOTICE, now or timezone.now(), text=text)
    record(actor=user, action="say_in_livestream", subject=livestream, after={"text": text})
    return livestream


def end_forgotten(*, now: datetime | None = None) -> int:
    """Sessions that nobody ended within twelve hours. Says how many."""
    now = now or timezone.now()
    late = Livestream.objects.filter(status=LivestreamStatus.LIVE, started_at__lt=now - LONGEST)
    ids = list(late.order_by("pk").values_list("pk", flat=True))
    return sum(_end_forgotten(pk, now) for pk in ids)


@transaction.atomic
def _end_forgotten(livestream_id: int, now: datetime) -> bool:
    livestream = locked_livestream(livestream_id)
    if not livestream.is_live:
        return False
    close_deals(livestream, now)
    _move(livestream, LivestreamStatus.ENDED, None, "end_livestream", now, Side.CLOCK, ended_at=now)
    return True


def _move(
    livestream: Livestream,
    to: LivestreamStatus,
    user: User | None,
    action: str,
    now: datetime,
    side: Side = Side.SELLER,
    **changed: Any,
) -> None:
    """Of a locked session. Raises WrongState."""
    check_move(livestream.status, to, side)
    before = livestream.status
    for name, value in {"status": to, "status_changed_at": now, **changed}.items():
        setattr(livestream, name, value)
    livestream.save(update_fields=["status", "status_changed_at", *changed])
    tell(livestream, EventKind.STATUS, now, text=str(to))
    record(actor=user, action=action, subject=livestream, before={"status": str(before)}, after={"status": str(to)})
