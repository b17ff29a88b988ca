"""Elasticsearch's indexes, from the making of one to its end.

Each has a row (IndexedEngine), by which triggers note what changes, and one of them has the alias that is searched.
Whatever is cut off in the middle is found again: rows and aliases say how far it got.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from elastic_transport import ApiError, TransportError
from elasticsearch import Elasticsearch

from search.commands.pending import note_all
from search.engines.elastic.documents import index_of, layout_key
from search.engines.elastic.names import alias_name, index_name
from search.engines.elastic.transport import client
from search.engines.protocol import EngineDown
from search.models import IndexedEngine, PendingProduct

_LOCK = 7_020_519_771_403  # any number that no other advisory lock of ours has


@contextmanager
def only_one() -> Iterator[bool]:
    """Whether no other process makes or fills indexes; none does until the block, or this session, ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
        [is_ours] = cursor.fetchone()
    try:
        yield is_ours
    finally:
        if is_ours:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


@contextmanager
def answered() -> Iterator[Elasticsearch]:
    """The client, with the patience of a worker. Raises EngineDown for whatever it could not do."""
    try:
        yield client().options(request_timeout=settings.ELASTICSEARCH_BULK_TIMEOUT)
    except (TransportError, ApiError) as error:
        raise EngineDown(f"{type(error).__name__}: {error}") from error


def begin_index() -> IndexedEngine:
    """A new one, empty, for which all products are noted; it does not serve yet. Raises EngineDown."""
    name = f"es-{timezone.now():%y%m%d%H%M%S%f}"[:18]
    with answered() as elastic:
        index_of(index_name(name)).create(using=elastic)
    with transaction.atomic(), connection.cursor() as cursor:
        # Whoever has changed something before could not note it for this one: they are done when we get the lock.
        cursor.execute("LOCK TABLE search_indexedengine IN ACCESS EXCLUSIVE MODE")
        row = IndexedEngine.objects.create(name=name, layout=layout_key())
    note_once(row)
    return row


@transaction.atomic
def note_once(row: IndexedEngine) -> None:
    """All products, unless that was done."""
    if not row.is_noted:
        note_all(row.name)
        row.is_noted = True
        row.save(update_fields=["is_noted"])


def serve(row: IndexedEngine) -> None:
    """Searches go to this one from now on, in one step; the others end. Raises EngineDown."""
    name, alias = index_name(row.name), alias_name()
    with answered() as elastic:
        elastic.indices.refresh(index=name)
        others = [other for other, has_alias in existing(elastic).items() if has_alias and other != name]
        removed = [{"remove": {"index": other, "alias": alias}} for other in others]
        elastic.indices.update_aliases(actions=[*removed, {"add": {"index": name, "alias": alias}}])
    with transaction.atomic():
        IndexedEngine.objects.filter(pk=row.pk).update(is_serving=True)
        forget(IndexedEngine.objects.exclude(pk=row.pk).values_list("pk", flat=True))
    drop_strangers()


@transaction.atomic
def forget(names: Any) -> None:
    """Nothing is noted for these any more."""
    gone = list(names)
    IndexedEngine.objects.filter(pk__in=gone).delete()
    PendingProduct.objects.filter(engine__in=gone).delete()


def drop_strangers() -> None:
    """Indexes of ours that have no row. Raises EngineDown."""
    rows = {index_name(name) for name in IndexedEngine.objects.values_list("pk", flat=True)}
    with answered() as elastic:
        strangers = existing(elastic).keys() - rows
        for name in sorted(strangers):
            elastic.indices.delete(index=name, ignore_unavailable=True)


def existing(elastic: Elasticsearch) -> dict[str, bool]:
    """Indexes of ours, and whether they have the alias."""
    alias = alias_name()
    found = elastic.options(ignore_status=404).indices.get_alias(index=f"{alias}-es-*", expand_wildcards="all").body
    return {name: alias in told["aliases"] for name, told in found.items() if "aliases" in told}
