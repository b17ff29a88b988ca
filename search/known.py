"""What queries are read with: the catalogue's words and the country's places, read once and kept for a while."""

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.db import connection

from search.text.lexicon import Lexicon, lexicon_of
from search.text.place_names import PlaceNames, PlaceRow, place_names_of

FRESH = 60.0  # seconds; a new word is found at once, only reading and correcting do not know it yet

_NAMES = """
    SELECT product.name FROM catalog_listing AS listing
    JOIN catalog_product AS product ON product.id = listing.product_id
    UNION ALL
    SELECT seller.name FROM sellers_seller AS seller
    WHERE EXISTS (SELECT FROM catalog_listing AS listing WHERE listing.seller_id = seller.id)
"""
_PLACES = """
    SELECT place.id, place.code, place.level, place.kind, place.name, place.parent_id, coalesce(goods.count, 0)
    FROM marketplace_place AS place
    LEFT JOIN (
        SELECT cover.place_id, count(*) FROM catalog_listing AS listing
        JOIN marketplace_placecover AS cover ON cover.covered_id = listing.place_id
        GROUP BY cover.place_id
    ) AS goods ON goods.place_id = place.id
"""


@dataclass(frozen=True, slots=True)
class Known:
    lexicon: Lexicon
    places: PlaceNames


class Knowledge:
    """Read in the first query; later, a stale one is still used while one thread reads it anew."""

    def __init__(self) -> None:
        self._known: Known | None = None
        self._read_at = 0.0
        self._lock = threading.Lock()

    def get(self) -> Known:
        known = self._known
        if known is not None and time.monotonic() < self._read_at + FRESH:
            return known
        if known is not None and not self._lock.acquire(blocking=False):
            return known
        if known is None:
            self._lock.acquire()
        try:
            if self._known is None or time.monotonic() >= self._read_at + FRESH:
                self._known = _read()
                self._read_at = time.monotonic()
            return self._known
        finally:
            self._lock.release()

    def forget(self) -> None:
        self._known = None


@lru_cache(maxsize=1)
def knowledge() -> Knowledge:
    """This process's own."""
    return Knowledge()


def _read() -> Known:
    return Known(lexicon_of(_names()), place_names_of(_places()))


def _names() -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute(_NAMES)
        yield from (name for (name,) in cursor.fetchall())


def _places() -> Iterator[PlaceRow]:
    with connection.cursor() as cursor:
        cursor.execute(_PLACES)
        yield from (PlaceRow(*row) for row in cursor.fetchall())
