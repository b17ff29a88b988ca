"""Reviews as shoppers see them."""

from django.db.models import Exists, OuterRef, QuerySet

from marketplace.images import FORMATS
from orders.models import Review, ReviewPhoto


def shown_reviews() -> QuerySet[Review]:
    return Review.objects.filter(hidden_at__isnull=True)


def shown_photos() -> QuerySet[ReviewPhoto]:
    """Those of which every rendition is made."""
    return ReviewPhoto.objects.filter(image__renditions__has_keys=list(FORMATS)).order_by("review", "position")


def has_shown_photos() -> Exists:
    """Of a review."""
    return Exists(shown_photos().order_by().filter(review=OuterRef("pk")))
