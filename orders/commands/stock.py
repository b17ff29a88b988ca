"""Pieces that are promised to orders, of stock that is locked."""

from collections.abc import Collection, Mapping
from datetime import datetime

from catalog.commands.listings import refresh_listings
from catalog.models import StockItem
from marketplace.clock import today
from marketplace.commands.outbox import publish_all
from marketplace.events import StockChanged


def allocate(pieces: Mapping[int, int], stock: Mapping[int, StockItem], now: datetime) -> None:
    """By variant, of locked stock; negative gives them free. Shoppers see what is sold out at once."""
    noticed = set()
    for variant, number in pieces.items():
        was_available = stock[variant].available > 0
        stock[variant].allocated += number
        if (stock[variant].available > 0) != was_available:
            noticed.add(variant)
    StockItem.objects.bulk_update([stock[variant] for variant in pieces], ["allocated"])
    tell_availability(noticed, stock, now)


def tell_availability(variants: Collection[int], stock: Mapping[int, StockItem], now: datetime) -> None:
    if not variants:
        return
    products = dict(StockItem.objects.filter(pk__in=variants).values_list("pk", "variant__product_id").order_by("pk"))
    publish_all(
        [
            StockChanged(product_id=product, variant_id=variant, is_available=stock[variant].available > 0)
            for variant, product in products.items()
        ]
    )
    refresh_listings(product_ids=set(products.values()), day=today(now))
