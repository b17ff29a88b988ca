"""What orders say to somebody who wants to leave."""

from collections.abc import Iterator
from typing import IO

from django.utils.translation import gettext as _

from marketplace.images.files import folder_of
from marketplace.models import User
from orders.models import ReviewPhoto, SellerOrder
from orders.models import SellerOrderStatus as Status

OPEN = (Status.UNPAID, Status.PLACED, Status.CONFIRMED, Status.SHIPPED)


def has_open_orders(user: User) -> str | None:
    """Somebody waits for them, or they for somebody."""
    if not SellerOrder.objects.filter(order__user=user, status__in=OPEN).exists():
        return None
    return _("Orders of yours are on their way. You can go once they have arrived or are cancelled.")


def review_photos_of(user: User) -> Iterator[tuple[str, IO[bytes]]]:
    """Those that the person showed with their reviews, as they are kept."""
    photos = ReviewPhoto.objects.filter(review__seller_order__order__user=user).order_by("pk")
    for pk, digest in photos.values_list("pk", "image__digest"):
        for master in folder_of(digest).glob("master.*"):
            yield f"review-photos/{pk}{master.suffix}", master.open("rb")
