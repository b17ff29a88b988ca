"""Devices: a sign-in begins a session, and whoever owns it may end it from anywhere."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from marketplace.access.devices import Device
from marketplace.commands.audit import record
from marketplace.commands.authority import Actor, signed_in
from marketplace.errors import NotFound
from marketplace.models import EndReason, Session, SessionKind, User
from marketplace.models.sessions import LONGEST


def begin_session(*, user: User, device: Device, kind: SessionKind, now: datetime | None = None) -> Session:
    """Of someone whose proof (password or code) was checked already; this asks for none."""
    now = now or timezone.now()
    return Session.objects.create(
        user=user,
        kind=kind,
        label=device.label,
        address=device.address,
        password_stamp=user.get_session_auth_hash(),
        created_at=now,
        last_seen_at=now,
        expires_at=now + LONGEST,
    )


def sign_out(*, session_id: int, now: datetime | None = None) -> None:
    """Ends the session of this very device. Nothing happens when it has ended already."""
    _end(session_ids=[session_id], reason=EndReason.SIGNED_OUT, now=now or timezone.now())


@transaction.atomic
def end_session(
    *, actor: Actor, session_id: int | None, current_id: int | None = None, now: datetime | None = None
) -> Session:
    """Signs one of the actor's devices out: the one that asks (`current_id`), unless another is named.

    Raises Unauthenticated, or NotFound for what is not a live one of theirs.
    """
    user = signed_in(actor)
    wanted = session_id or current_id or 0
    session = Session.objects.filter(user=user, pk=wanted, ended_at__isnull=True).select_for_update().first()
    if session is None:
        raise NotFound(field=["session"])
    is_elsewhere = session.pk != current_id
    session.ended_at = now or timezone.now()
    session.end_reason = EndReason.SIGNED_OUT_ELSEWHERE if is_elsewhere else EndReason.SIGNED_OUT
    session.save(update_fields=["ended_at", "end_reason"])
    if is_elsewhere:
        record(actor=user, action="end_session", subject=session, after={"end_reason": session.end_reason})
    return session


@transaction.atomic
def end_all_sessions(*, actor: Actor, except_id: int | None = None, now: datetime | None = None) -> int:
    """Signs all of the actor's devices out, but for the one that asks when it says so. Returns how many."""
    user = signed_in(actor)
    reason = EndReason.SIGNED_OUT_ELSEWHERE
    count = end_sessions_of(user, reason=reason, except_id=except_id, now=now or timezone.now())
    record(actor=user, action="end_all_sessions", subject=user, after={"ended": count})
    return count


def end_sessions_of(user: User, *, reason: EndReason, except_id: int | None, now: datetime) -> int:
    """For commands after which earlier sign-ins must not go on. Returns how many ended."""
    live = Session.objects.filter(user=user, ended_at__isnull=True).exclude(pk=except_id or 0)
    locked = list(live.order_by("pk").select_for_update().values_list("pk", flat=True))
    return _end(session_ids=locked, reason=reason, now=now)


def _end(*, session_ids: list[int], reason: EndReason, now: datetime) -> int:
    live = Session.objects.filter(pk__in=session_ids, ended_at__isnull=True)
    return live.update(ended_at=now, end_reason=reason)
