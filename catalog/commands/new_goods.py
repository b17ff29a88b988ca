"""What is new at the shops that people follow."""

from datetime import datetime, time
from typing import Any

from django.db.models import F, Q
from django.utils import timezone

from catalog.models import Listing
from marketplace.clock import today
from marketplace.commands.outbox import publish
from marketplace.events import ShopHasNewProduct
from sellers.models import Follow


def note_new_product(event: Any, *, now: datetime | None = None) -> None:
    """Of ProductPublished, in the relay's transaction: followers are told of the first new product of a shop and day.

    A product that was paused and comes back is not new.
    """
    now = now or timezone.now()
    listing = Listing.objects.filter(pk=event.product_id, product__published_at=F("product__status_changed_at"))
    seller_id = listing.values_list("seller", flat=True).first()
    if seller_id is None:
        return
    midnight = datetime.combine(today(now), time.min, tzinfo=timezone.get_default_timezone())
    followers = Follow.objects.filter(Q(told_at__isnull=True) | Q(told_at__lt=midnight), seller=seller_id)
    # In the order of keys: two new products of a shop may be told of at the same moment.
    waiting = list(followers.select_for_update().order_by("pk").values_list("pk", flat=True))
    if waiting:
        Follow.objects.filter(pk__in=waiting).update(told_at=now)
        publish(ShopHasNewProduct(product_id=event.product_id, seller_id=seller_id, told_at=now))
