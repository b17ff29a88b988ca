"""The demo's reductions: real by the shop's own rule on the day of the load, and gone 30 days later as any other."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from catalog.commands.earlier_prices import OFFERED_FOR
from catalog.models import PriceChange, Product, Variant

REDUCED_AGO = timedelta(days=3)


def reduced_at(now: datetime) -> datetime:
    return now - REDUCED_AGO


def was_offered_long_enough(product: Product, now: datetime) -> bool:
    return product.published_at is not None and product.published_at <= reduced_at(now) - OFFERED_FOR


def price_changes(variant: Variant, now: datetime) -> Iterator[PriceChange]:
    """The variant's price since it is on sale, after the earlier one where it has one."""
    first, since = variant.compare_at_price or variant.price, variant.product.published_at or now
    yield PriceChange(variant=variant, price=first, is_offered=True, valid_from=since)
    if first != variant.price:
        yield PriceChange(variant=variant, price=variant.price, is_offered=True, valid_from=reduced_at(now))
