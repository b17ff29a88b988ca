"""Counts what was noted of links' visits."""

import json
from collections import Counter
from typing import Any

from django.db import connection

from livestreams.visits import LINES
from marketplace.shared_store import shared_store

MOST_LINES = 20_000  # at a time
MOST_WAITING = 500_000  # more are forgotten, the oldest first
_COUNT = """
    INSERT INTO livestreams_linkvisit AS old (link_id, day, count)
    SELECT given.link_id, given.day, given.count
    FROM unnest(%s::bigint[], %s::date[], %s::int[]) AS given (link_id, day, count)
    JOIN livestreams_saleslink AS link ON link.id = given.link_id
    ORDER BY given.link_id, given.day
    ON CONFLICT (link_id, day) DO UPDATE SET count = old.count + excluded.count
"""


def count_visits(*, most: int = MOST_LINES) -> int:
    """Says how many it took. They are a statistic: those of a worker that dies here are lost."""
    taken = shared_store().ask(lambda store: _popped(store, most), None) or []
    counted = Counter((link, day) for link, day in map(json.loads, taken))
    if counted:
        rows = [(link, day, number) for (link, day), number in sorted(counted.items())]
        with connection.cursor() as cursor:
            cursor.execute(_COUNT, [list(column) for column in zip(*rows, strict=True)])
    return len(taken)


def _popped(store: Any, most: int) -> list[str]:
    store.ltrim(LINES, -MOST_WAITING, -1)
    return store.lpop(LINES, most) or []
