from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from marketplace.commands.authority import Actor, signed_in
from marketplace.errors import Invalid, NotFound
from marketplace.keysets import LARGEST_SIZE
from marketplace.models import Notification


@transaction.atomic
def mark_notifications_read(
    *, actor: Actor, ids: Collection[int] | None = None, up_to_id: int | None = None, now: datetime | None = None
) -> int:
    """Those named, or all of the actor's up to one (the newest that was seen); those read before stay as they are.

    Returns how many are still unread. Raises Unauthenticated, NotFound for what is not the actor's, Invalid for more
    than a page of them, and unless exactly one of the two is given.
    """
    user = signed_in(actor)
    if (ids is None) == (up_to_id is None) or len(ids or ()) > LARGEST_SIZE:
        raise Invalid(field=["notifications"])
    own = Notification.objects.filter(recipient=user)
    named = {up_to_id or 0} if ids is None else set(ids)
    if own.filter(pk__in=named).count() < len(named):
        raise NotFound(field=["upTo" if ids is None else "notifications"])
    wanted = own.filter(pk__lte=up_to_id or 0) if ids is None else own.filter(pk__in=named)
    wanted.filter(read_at=None).update(read_at=now or timezone.now())
    return own.filter(read_at=None).count()
