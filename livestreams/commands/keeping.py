"""The record of sessions is kept as long as the law wants it, and then goes."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from livestreams.models import Livestream
from livestreams.states import OPEN
from marketplace.commands.unused_images import remove_unused_images

MOST_AT_A_TIME = 100


@transaction.atomic
def purge_old_livestreams(*, now: datetime | None = None) -> int:
    """With all that hangs on them: hosts, events, complaints, links, counts. Says how many it took."""
    now = now or timezone.now()
    until = now.replace(year=now.year - settings.LIVESTREAM_KEPT_YEARS, day=min(now.day, 28))
    over = Q(ended_at__lt=until) | Q(ended_at=None, status_changed_at__lt=until)
    old = Livestream.objects.filter(over).exclude(status__in=OPEN).order_by("pk")[:MOST_AT_A_TIME]
    rows = dict(old.values_list("pk", "cover"))
    Livestream.objects.filter(pk__in=rows).delete()
    remove_unused_images([cover for cover in rows.values() if cover is not None])
    return len(rows)
