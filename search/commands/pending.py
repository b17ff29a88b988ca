"""What an engine has still to take up: noted by triggers in the transaction of whatever changed."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from django.db import connection
from django.utils import timezone

from search.engines.postgres.engine import PostgresEngine
from search.models import IndexedEngine, PendingProduct

_SOME = """
    INSERT INTO search_pendingproduct (engine, product_id, version, since)
    SELECT %s, id, nextval('search_version'), now() FROM unnest(%s::bigint[]) AS wanted (id) ORDER BY id
    ON CONFLICT (engine, product_id) DO UPDATE SET version = excluded.version, since = excluded.since
"""
_ALL = """
    INSERT INTO search_pendingproduct (engine, product_id, version, since)
    SELECT %s, id, nextval('search_version'), now()
    FROM (SELECT product_id FROM catalog_listing UNION SELECT product_id FROM search_productdocument) AS known (id)
    ORDER BY id
    ON CONFLICT (engine, product_id) DO UPDATE SET version = excluded.version, since = excluded.since
"""

_SETTLED = """
    DELETE FROM search_pendingproduct AS pending USING unnest(%s::bigint[], %s::bigint[]) AS done (id, version)
    WHERE pending.engine = %s AND pending.product_id = done.id AND pending.version = done.version
"""


def note_all(engine: str) -> int:
    """Makes every product pending again, those without a listing too: for a rebuild. Says how many."""
    with connection.cursor() as cursor:
        cursor.execute(_ALL, [engine])
        return int(cursor.rowcount)


def note(engine: str, product_ids: Sequence[int]) -> None:
    """Makes these pending again."""
    with connection.cursor() as cursor:
        cursor.execute(_SOME, [engine, list(product_ids)])


def take_pending(engine: str, most: int) -> dict[int, int]:
    """Versions by product, locked until the transaction ends: others take other rows.

    Whoever changes one of these products meanwhile waits for us, and notes it anew.
    """
    pending = PendingProduct.objects.filter(engine=engine).select_for_update(skip_locked=True)
    return dict(pending.order_by("version")[:most].values_list("product_id", "version"))


def peek(engine: str, most: int) -> dict[int, int]:
    """Versions by product, the oldest first, and nothing locked: for engines that answer over the network."""
    pending = PendingProduct.objects.filter(engine=engine).order_by("version")
    return dict(pending[:most].values_list("product_id", "version"))


def settle(engine: str, versions: Mapping[int, int]) -> None:
    """They are done, but for those that have changed since."""
    with connection.cursor() as cursor:
        cursor.execute(_SETTLED, [list(versions), list(versions.values()), engine])


def lags() -> dict[str, float]:
    """By engine that is kept, PostgreSQL's own among them."""
    names = [PostgresEngine.name, *IndexedEngine.objects.values_list("pk", flat=True)]
    return {name: oldest_pending_seconds(name) for name in names}


def oldest_pending_seconds(engine: str) -> float:
    """How far the index is behind; 0 when it is not."""
    pending = PendingProduct.objects.filter(engine=engine).order_by("version")
    oldest = pending.values_list("since", flat=True).first()
    return 0.0 if oldest is None else max(0.0, (timezone.now() - oldest) / timedelta(seconds=1))
