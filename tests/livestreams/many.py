"""Sessions with something of everything in them, many at a time."""

from datetime import timedelta

from django.utils import timezone

from catalog.models import Listing, Variant
from livestreams.models import (
    Channel,
    Complaint,
    EventKind,
    Host,
    LineupItem,
    LinkVisit,
    LiveDeal,
    Livestream,
    LivestreamEvent,
    LivestreamSeller,
    LivestreamStatus,
    SalesLink,
)
from sellers.models import Seller


def many_livestreams(user, seller, count, *, now=None):
    """Of one shop, live, with a few of each part."""
    now = now or timezone.now()
    listings = list(Listing.objects.order_by("pk")[:3])
    others = list(Seller.objects.exclude(pk=seller.pk).order_by("pk")[:2])
    for number in range(count):
        livestream = Livestream.objects.create(
            slug=f"many-{number}",
            title_vi=f"Phiên {number}",
            seller=seller,
            starts_at=now + timedelta(minutes=number),
            started_at=now,
            status=LivestreamStatus.LIVE,
            sequence=3,
        )
        for other in others:
            LivestreamSeller.objects.create(livestream=livestream, seller=other, accepted_at=now)
        Host.objects.create(livestream=livestream, role="SELLER", name="x", code=f"M{number}")
        Channel.objects.create(livestream=livestream, platform="OWN", url=f"https://example.com/{number}")
        LivestreamEvent.objects.bulk_create(
            LivestreamEvent(livestream=livestream, sequence=one, kind=EventKind.NOTICE) for one in (1, 2, 3)
        )
        Complaint.objects.create(livestream=livestream, reporter=user, ground="OTHER", note="x")
        link = SalesLink.objects.create(
            code=f"MANY{number}", livestream=livestream, product_ids=[listing.pk for listing in listings]
        )
        LinkVisit.objects.create(link=link, day=now.date(), count=2)
        _lineup(livestream, listings, now)


def _lineup(livestream, listings, now):
    for position, listing in enumerate(listings):
        item = LineupItem.objects.create(
            livestream=livestream,
            product_id=listing.pk,
            position=position,
            code=f"A{position}",
            is_pinned=position == 0,
            first_pinned_at=now,
        )
        variant = Variant.objects.filter(product=listing.pk).first()
        LiveDeal.objects.create(
            item=item,
            variant=variant,
            price=1,
            quota=5,
            per_buyer=1,
            length_seconds=600,
            started_at=now,
            ends_at=now + timedelta(minutes=10),
        )
