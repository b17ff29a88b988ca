"""Keeps the shop window: writes the listing of each product from what it is derived from."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path

from django.db import connection, transaction
from django.db.models import F, Q

from catalog.models import Listing
from marketplace.clock import today
from marketplace.vietnamese import folded

BATCH = 5000
UPSERT = (Path(__file__).resolve().parent / "listings.sql").read_text(encoding="utf-8")
# Locked before anything is read: whoever changes the same product waits here, and then sees what we wrote.
LOCK = "SELECT id, name FROM catalog_product WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE"
REMOVE = """
    DELETE FROM catalog_listing AS listing
    WHERE listing.product_id = ANY(%s) AND NOT EXISTS (
        SELECT FROM catalog_product AS product
        JOIN sellers_seller AS seller ON seller.id = product.seller_id AND seller.status = 'ACTIVE'
        JOIN catalog_variant AS variant ON variant.product_id = product.id AND variant.is_active
        WHERE product.id = listing.product_id AND product.status = 'PUBLISHED'
    )
"""


def refresh_listings(*, product_ids: Collection[int], day: date | None = None) -> None:
    """Derives the listings of these products anew; to be called in the transaction that changed them.

    A product has one exactly while it is published, its seller is active and one of its variants is on sale.
    """
    with transaction.atomic():
        for ids in _batches(sorted(set(product_ids))):
            _refresh(ids, day or today())


def refresh_listings_of_the_day(*, day: date | None = None) -> int:
    """Refreshes products whose certificate began or ended, or whose earlier price may no longer be shown, since their
    listing was written; says how many."""
    current = day or today()
    ended = Listing.objects.filter(Q(certified_until__lt=current) | Q(compare_at_until__lt=current))
    begun = Listing.objects.filter(
        Q(certificate__isnull=True) | Q(certificate__issued_on__lt=F("product__certificates__issued_on")),
        Q(product__certificates__revoked_on__isnull=True) | Q(product__certificates__revoked_on__gt=current),
        product__certificates__issued_on__lte=current,
        product__certificates__expires_on__gte=current,
    )
    ids = set(ended.values_list("pk", flat=True)) | set(begun.values_list("pk", flat=True))
    refresh_listings(product_ids=ids, day=current)
    return len(ids)


def _refresh(ids: Sequence[int], day: date) -> None:
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [list(ids)])
        products = cursor.fetchall()
        cursor.execute(REMOVE, [list(ids)])
        keys = [folded(name)[:200] for _, name in products]
        cursor.execute(UPSERT, {"ids": [pk for pk, _ in products], "name_keys": keys, "today": day})


def _batches(ids: Sequence[int]) -> Iterator[list[int]]:
    rest = iter(ids)
    while some := list(islice(rest, BATCH)):
        yield some
