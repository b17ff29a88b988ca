"""What becomes of a shop's goods when it may sell no more, or again."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from catalog.commands.earlier_prices import note_prices
from catalog.commands.listings import refresh_listings
from catalog.commands.locks import locked_products
from catalog.models import Product
from marketplace.clock import today


@transaction.atomic
def refresh_listings_of_seller(*, seller_id: int, now: datetime | None = None) -> None:
    """After its status has changed: the goods show or go, and the price history knows. Repeatable."""
    now = now or timezone.now()
    products = locked_products(Product.objects.filter(seller=seller_id).values_list("pk", flat=True))
    note_prices(product_ids=products.keys(), actor_id=None, now=now)
    refresh_listings(product_ids=products.keys(), day=today(now))
