from datetime import datetime

from django.db import transaction
from django.utils import timezone

from marketplace.commands.audit import record
from marketplace.commands.authority import Actor, authorised_administrator
from marketplace.commands.relay import retry_failed_events
from marketplace.errors import NotFound
from marketplace.models import OutboxEvent


@transaction.atomic
def retry_events(*, actor: Actor, event_id: int | None = None, now: datetime | None = None) -> int:
    """Gives an event that was set aside another round of attempts, or all of them; returns how many.

    For administrators. Raises Unauthenticated, PermissionDenied; NotFound for an event that is not set aside.
    """
    administrator = authorised_administrator(actor)
    failed = OutboxEvent.objects.filter(failed_at__isnull=False).order_by("pk").select_for_update()
    events = list(failed if event_id is None else failed.filter(pk=event_id))
    if event_id is not None and not events:
        raise NotFound(field=["event"])
    for event in events:
        before = {"failed_at": event.failed_at, "attempts": event.attempts, "last_error": event.last_error}
        record(actor=administrator, action="retry_event", subject=event, before=before)
    return retry_failed_events(event_ids=[event.pk for event in events], now=now or timezone.now())
