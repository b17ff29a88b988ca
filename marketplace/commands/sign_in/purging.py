"""Every night: what signing in has left behind and nobody needs any more."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from marketplace.commands.sign_in.codes import purge_codes
from marketplace.commands.sign_in.throttle import KEPT as THROTTLES_KEPT
from marketplace.models import EndReason, RefreshToken, Session, Throttle
from marketplace.models.sessions import IDLE

ENDED_KEPT = timedelta(days=90)  # that an owner can ask where their account was used


def purge_sign_ins(*, now: datetime | None = None) -> dict[str, int]:
    """How many of each went. Repeatable; each kind for itself, so that none holds locks for long."""
    now = now or timezone.now()
    over = Q(expires_at__lte=now) | Q(last_seen_at__lte=now - IDLE)
    return {
        "expired sessions": Session.objects.filter(over, ended_at__isnull=True).update(
            ended_at=now, end_reason=EndReason.EXPIRED
        ),
        "codes": purge_codes(now=now),
        "refresh tokens": RefreshToken.objects.filter(expires_at__lte=now).delete()[0],
        "throttles": Throttle.objects.filter(updated_at__lt=now - THROTTLES_KEPT).delete()[0],
        "sessions": Session.objects.filter(ended_at__lt=now - ENDED_KEPT).delete()[0],
    }
