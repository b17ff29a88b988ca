"""What is bought together, counted from orders as they come in."""

from itertools import permutations
from typing import Any

from django.db import connection

MOST_OF_AN_ORDER = 20  # products; who buys more buys for a shop, and says little of what goes together
_COUNT = """
    INSERT INTO search_boughttogether AS old (product_id, other_id, times)
    SELECT *, 1 FROM unnest(%s::bigint[], %s::bigint[]) ORDER BY 1, 2
    ON CONFLICT (product_id, other_id) DO UPDATE SET times = old.times + 1
"""


def count_together(event: Any) -> None:
    """Of an OrderPlaced. Runs in the relay's transaction, so that an order counts once."""
    pairs = sorted(permutations(sorted(set(event.product_ids))[:MOST_OF_AN_ORDER], 2))
    if pairs:
        with connection.cursor() as cursor:
            cursor.execute(_COUNT, [list(column) for column in zip(*pairs, strict=True)])
