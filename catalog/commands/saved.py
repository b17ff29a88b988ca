"""Wishlists, and what becomes worth telling of the goods on them."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Least
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.models import Listing, SavedProduct
from marketplace.commands.authority import Actor, signed_in
from marketplace.commands.outbox import publish
from marketplace.errors import Invalid, NotFound
from marketplace.events import ProductBackInStock, ProductPriceDropped

MOST_SAVED = 500


@transaction.atomic
def save_for_later(*, actor: Actor, product_id: int, now: datetime | None = None) -> SavedProduct:
    """Nothing happens to what is saved already. Raises Unauthenticated, NotFound for what shoppers do not see,
    Invalid beyond 500."""
    user = signed_in(actor)
    listing = Listing.objects.filter(pk=product_id).first()
    if listing is None:
        raise NotFound(field=["product"])
    mine = SavedProduct.objects.filter(user=user)
    known = mine.filter(product=product_id).first()
    if known is not None:
        return known
    if mine.count() >= MOST_SAVED:
        raise Invalid(_("A wishlist has at most %(most)d products.") % {"most": MOST_SAVED}, field=["product"])
    price = {"price_seen": listing.price_min, "price_known": listing.price_min}
    fields = {**price, "is_awaited": not listing.is_available, "saved_at": now or timezone.now()}
    # Pressed twice at once, it is there once.
    return SavedProduct.objects.get_or_create(user=user, product_id=product_id, defaults=fields)[0]


@transaction.atomic
def remove_from_wishlist(*, actor: Actor, product_id: int) -> None:
    """Also of what is not on sale any more; nothing happens to what is not there. Raises Unauthenticated."""
    SavedProduct.objects.filter(user=signed_in(actor), product=product_id).delete()


def note_offer(event: Any, *, now: datetime | None = None) -> None:
    """Of any event of a product, in the relay's transaction: compares what those who saved it know with how it stands
    now. However many events a change makes, it is told once; what is off the shelves is told when it is back."""
    now = now or timezone.now()
    listing = Listing.objects.filter(pk=event.product_id).first()
    if listing is None:
        return
    saved = SavedProduct.objects.filter(product=event.product_id)
    if not listing.is_available:
        saved.filter(is_awaited=False).update(is_awaited=True)
        return
    price = listing.price_min
    back = {"is_awaited": False, "stock_told_at": now, "price_known": Least(F("price_seen"), Value(price))}
    if saved.filter(is_awaited=True).update(**back):
        publish(ProductBackInStock(product_id=event.product_id, told_at=now))
    if saved.filter(price_known__gt=price).update(price_known=price, price_told_at=now):
        publish(ProductPriceDropped(product_id=event.product_id, price=price, told_at=now))
    risen = saved.filter(price_known__lt=Least(F("price_seen"), Value(price)))
    risen.update(price_known=Least(F("price_seen"), Value(price)))  # so that the next fall is news again
