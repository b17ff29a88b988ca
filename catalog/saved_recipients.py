"""Whom notices about saved products and followed shops are told to: never of their own shop."""

from collections.abc import Collection
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.formats import number_format

from catalog.models import Listing, SavedProduct
from sellers.models import Follow, Member


def awaiting(event: Any) -> Collection[int]:
    """Nobody, when it is sold out again or gone by now."""
    told = SavedProduct.objects.filter(stock_told_at=event.told_at, product__listing__is_available=True)
    return _savers(told, event)


def watching_the_price(event: Any) -> Collection[int]:
    """Nobody, when it is not on sale at that price any more."""
    on_sale = {"product__listing__is_available": True, "product__listing__price_min__lte": event.price}
    return _savers(SavedProduct.objects.filter(price_told_at=event.told_at, **on_sale), event)


def followers(event: Any) -> Collection[int]:
    if not Listing.objects.filter(pk=event.product_id).exists():
        return []
    of_the_shop = Member.objects.filter(seller=OuterRef("seller"), user=OuterRef("user"))
    told = Follow.objects.filter(~Exists(of_the_shop), seller=event.seller_id, told_at=event.told_at)
    return list(told.values_list("user", flat=True))


def dong_label(price: int) -> str:
    """125.000 ₫, or 125,000 ₫: as the reader's language writes it."""
    return f"{number_format(price, use_l10n=True, force_grouping=True)}\u00a0₫"


def _savers(saved: QuerySet[SavedProduct], event: Any) -> Collection[int]:
    of_the_shop = Member.objects.filter(seller=OuterRef("product__seller"), user=OuterRef("user"))
    told = saved.filter(~Exists(of_the_shop), product=event.product_id)
    return list(told.values_list("user", flat=True))
