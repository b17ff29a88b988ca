"""What is bought together: counted from orders as they come in, and forgotten with time."""

from datetime import datetime, timedelta
from itertools import permutations
from typing import Any

from django.db import connection

MOST_OF_AN_ORDER = 20  # products; who buys more buys for a shop, and says little of what goes together
_COUNT = """
    INSERT INTO search_boughttogether AS old (product_id, other_id, times)
    SELECT *, 1 FROM unnest(%s::bigint[], %s::bigint[]) ORDER BY 1, 2
    ON CONFLICT (product_id, other_id) DO UPDATE SET times = old.times + 1
"""
HALF_LIFE = timedelta(days=90)  # tastes change with the seasons; and who bought once alone is forgotten
BATCH = 10_000
# Nobody waits: pairs that an order counts just now fade the next night.
_FADE = """
    WITH due AS (
        SELECT id FROM search_boughttogether WHERE faded_at <= %(before)s
        ORDER BY faded_at LIMIT %(batch)s FOR UPDATE SKIP LOCKED
    ), gone AS (
        DELETE FROM search_boughttogether AS pair USING due WHERE pair.id = due.id AND pair.times < 2 RETURNING 1
    ), faded AS (
        UPDATE search_boughttogether AS pair SET times = pair.times / 2, faded_at = %(now)s
        FROM due WHERE pair.id = due.id AND pair.times >= 2 RETURNING 1
    )
    SELECT (SELECT count(*) FROM gone) + (SELECT count(*) FROM faded)
"""


def count_together(event: Any) -> None:
    """Of an OrderPlaced. Runs in the relay's transaction, so that an order counts once."""
    pairs = sorted(permutations(sorted(set(event.product_ids))[:MOST_OF_AN_ORDER], 2))
    if pairs:
        with connection.cursor() as cursor:
            cursor.execute(_COUNT, [list(column) for column in zip(*pairs, strict=True)])


def fade_pairs(now: datetime) -> int:
    """Halves what was last halved a HALF_LIFE ago; pairs of one order go. Says how many pairs; safe to run again."""
    total, taken = 0, BATCH
    while taken == BATCH:
        with connection.cursor() as cursor:
            cursor.execute(_FADE, {"before": now - HALF_LIFE, "now": now, "batch": BATCH})
            [(taken,)] = cursor.fetchall()
        total += taken
    return total
