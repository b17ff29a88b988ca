"""What a product's reviews come to, told with each change of one of them."""

from collections.abc import Callable
from typing import Any

from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce

from marketplace.commands.outbox import publish
from marketplace.events import ReviewEvent
from orders.models import Review

SHOWN = Q(hidden_at__isnull=True)


def tell_sums(review: Review, event: Callable[..., ReviewEvent], **more: Any) -> None:
    """Under the product's lock. Hidden reviews do not count, but for the revision, which only grows."""
    sums = Review.objects.filter(product=review.product_id).aggregate(
        star_total=Coalesce(Sum("stars", filter=SHOWN), 0), count=Count("pk", filter=SHOWN), revision=Sum("revision")
    )
    publish(event(review_id=review.pk, product_id=review.product_id, **sums, **more))
