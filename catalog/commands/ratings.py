"""What buyers think of a product, as it shows in lists and sorts."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db import transaction

from catalog.commands.locks import locked_products
from catalog.models import Listing, ProductRating

CENT = Decimal("0.01")


@transaction.atomic
def note_rating(event: Any) -> None:
    """Of a ReviewEvent: takes over its sums, unless newer ones are known: repeatable, and in any order."""
    if event.product_id not in locked_products([event.product_id]):
        return  # deleted meanwhile
    known = ProductRating.objects.filter(pk=event.product_id).values_list("revision", flat=True).first()
    if known is not None and known >= event.revision:
        return
    sums = {"star_total": event.star_total, "count": event.count, "revision": event.revision}
    ProductRating.objects.update_or_create(pk=event.product_id, defaults=sums)
    Listing.objects.filter(pk=event.product_id).update(
        rating_average=rating_average(event.star_total, event.count), rating_count=event.count
    )


def rating_average(star_total: int, count: int) -> Decimal:
    return (Decimal(star_total) / count).quantize(CENT, ROUND_HALF_UP) if count else Decimal(0)
