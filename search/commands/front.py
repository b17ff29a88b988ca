"""The goods for the front of the shop, weighed in the background."""

from datetime import date

from django.db import connection, transaction

from search.recommendations import front_of

KEPT = 96  # four times what is ever shown: what sells out meanwhile leaves no gap
_LOCK = "SELECT pg_advisory_xact_lock(hashtext('search_frontproduct'))"
_WRITE = """
    INSERT INTO search_frontproduct AS old (place, product_id)
    SELECT place, product_id FROM unnest(%s::bigint[]) WITH ORDINALITY AS front (product_id, place)
"""


@transaction.atomic
def refresh_front(day: date) -> int:
    """Says how many there are. Two at once take turns; readers see the old ones until the new ones are whole."""
    found = front_of(day, most=KEPT)
    with connection.cursor() as cursor:
        cursor.execute(_LOCK)
        cursor.execute("DELETE FROM search_frontproduct")
        cursor.execute(_WRITE, [found])
    return len(found)
