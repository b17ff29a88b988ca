"""What ends with a session: its deals and its pin."""

from datetime import datetime

from livestreams.commands.telling import tell
from livestreams.models import EventKind, LiveDeal, Livestream


def close_deals(livestream: Livestream, now: datetime) -> None:
    """Of a locked session: whoever takes of a deal waits here, and then finds it stopped."""
    deals = LiveDeal.objects.filter(item__livestream=livestream, started_at__isnull=False, is_end_told=False)
    for deal in deals.select_for_update(of=["self"], no_key=True).order_by("pk"):
        end_deal(livestream, deal, now)
    livestream.lineup.filter(is_pinned=True).update(is_pinned=False)


def end_deal(livestream: Livestream, deal: LiveDeal, now: datetime) -> None:
    """Both locked. By hand before its time, or told of after it."""
    if deal.ends_at is not None and deal.ends_at > now:
        deal.stopped_at = now
    deal.is_end_told = True
    deal.save(update_fields=["stopped_at", "is_end_told"])
    tell(livestream, EventKind.DEAL_ENDED, now, item_id=deal.item_id, deal_id=deal.pk)
