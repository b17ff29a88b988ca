"""What happens in a session, appended for its viewers: each event has the next number of its session."""

from datetime import datetime

from django.db import connection

from livestreams.models import EventKind, Livestream, LivestreamEvent

CHANNEL = "livestreams"  # of NOTIFY: the session's key and the event's number, once it is committed


def tell(
    livestream: Livestream,
    kind: EventKind,
    now: datetime,
    *,
    item_id: int | None = None,
    deal_id: int | None = None,
    text: str = "",
) -> LivestreamEvent:
    """Of a locked session, so that no number is missing or given twice."""
    livestream.sequence += 1
    livestream.save(update_fields=["sequence"])
    event = LivestreamEvent.objects.create(
        livestream=livestream,
        sequence=livestream.sequence,
        kind=kind,
        happened_at=now,
        item_id=item_id,
        deal_id=deal_id,
        text=text,
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, f"{livestream.pk}:{event.sequence}"])
    return event
