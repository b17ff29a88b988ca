from datetime import datetime, timedelta

from django.utils import timezone

from marketplace.models import Notification

KEPT = timedelta(days=365)
BATCH = 5_000


def prune_notifications(*, now: datetime | None = None) -> int:
    """Deletes those of more than a year ago, a batch at a time; returns how many."""
    oldest = (now or timezone.now()) - KEPT
    pruned = 0
    while batch := list(Notification.objects.filter(created_at__lt=oldest).values_list("pk", flat=True)[:BATCH]):
        pruned += Notification.objects.filter(pk__in=batch).delete()[0]
    return pruned
