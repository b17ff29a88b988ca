"""What orders say to somebody who wants to leave, what they hand over, and what they forget."""

from collections.abc import Iterator
from functools import partial
from typing import IO

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from marketplace.images.files import folder_of
from marketplace.models import User
from orders.commands.returns.photos import storage
from orders.models import Refund, RefundStatus, Return, ReturnPhoto, ReviewPhoto, SellerOrder
from orders.models import SellerOrderStatus as Status
from orders.queries import open_returns

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


def awaits_money(user: User) -> str | None:
    """Nobody could send it once it is forgotten whose it is."""
    refunds = Refund.objects.filter(payment__order__user=user, status=RefundStatus.PENDING)
    returns = open_returns(timezone.now()).filter(seller_order__order__user=user)
    if not refunds.exists() and not returns.exists():
        return None
    return _("Goods or money of yours are on their way back. You can go once that is settled.")


def photos_of(user: User) -> Iterator[tuple[str, IO[bytes]]]:
    """Those of goods that the person wanted to give back."""
    photos = ReturnPhoto.objects.filter(order_return__seller_order__order__user=user).select_related("order_return")
    for photo in photos.order_by("pk"):
        if storage().exists(photo.stored_name):
            name = f"returns/{photo.order_return.number}-{photo.pk}.{photo.media_type.removeprefix('image/')}"
            yield name, storage().open(photo.stored_name)


def forget_returns(user: User) -> None:
    """Photos may show a home, an account is a person's; that goods went back stays in the books."""
    photos = ReturnPhoto.objects.filter(order_return__seller_order__order__user=user)
    for stored_name in photos.values_list("stored_name", flat=True):
        transaction.on_commit(partial(storage().delete, stored_name))
    photos.delete()
    Return.objects.filter(seller_order__order__user=user).update(refund_to="")
    Refund.objects.filter(payment__order__user=user).update(send_to="")
