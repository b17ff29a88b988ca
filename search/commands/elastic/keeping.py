"""Keeps Elasticsearch's index true: fills it, makes it anew where it is lost or of another layout, swaps it in."""

import time
from collections.abc import Callable

from django.conf import settings

from search.commands.elastic.indexes import (
    answered,
    begin_index,
    drop_strangers,
    existing,
    forget,
    note_once,
    only_one,
    serve,
)
from search.commands.elastic.writing import BATCH, write_batch
from search.engines.elastic.documents import layout_key
from search.engines.elastic.names import index_name
from search.models import IndexedEngine, PendingProduct

MOST_AT_ONCE = 5_000  # products of a run; the next begins a second later
_PAUSE = 0.2  # s, while another process does the work


def keep_index(*, most: int = MOST_AT_ONCE) -> int:
    """Does what there is to do; says how many documents it took up, 0 also where another process is at it.

    Raises EngineDown.
    """
    if not settings.ELASTICSEARCH_URL:
        return 0
    with only_one() as is_ours:
        if not is_ours:
            return 0
        rows = _rows() or [begin_index()]
        done = sum(_fill(row, most) for row in rows)
        _finish(rows)
        return done


def rebuild_index(tell: Callable[[str], None]) -> None:
    """A new index beside the one that serves, filled and swapped in. Raises EngineDown.

    When it is cut off, the worker, or the next of these, goes on with it.
    """
    row = _begun()
    total = PendingProduct.objects.filter(engine=row.name).count()
    while not IndexedEngine.objects.filter(pk=row.pk, is_serving=True).exists():
        if not keep_index(most=BATCH):
            time.sleep(_PAUSE)
        left = PendingProduct.objects.filter(engine=row.name).count()
        tell(f"{max(0, total - left):,} of {total:,}")


def _begun() -> IndexedEngine:
    while True:
        with only_one() as is_ours:
            if is_ours:
                unfinished = [row for row in _rows() if not row.is_serving]
                return unfinished[0] if unfinished else begin_index()
        time.sleep(_PAUSE)


def _rows() -> list[IndexedEngine]:
    """Those that are there and of this code's layout, the latest first. Rows of lost indexes are forgotten."""
    with answered() as elastic:
        there = existing(elastic)
    rows = list(IndexedEngine.objects.order_by("-name"))
    forget([row.pk for row in rows if index_name(row.name) not in there])
    rows = [row for row in rows if index_name(row.name) in there and row.layout == layout_key()]
    for row in rows:
        note_once(row)
    return rows


def _fill(row: IndexedEngine, most: int) -> int:
    done = 0
    while done < most and (taken := write_batch(row)):
        done += taken
    return done


def _finish(rows: list[IndexedEngine]) -> None:
    """The latest, once nothing is pending for it. Later notes do not matter: both are kept until the swap."""
    row = rows[0]
    with answered() as elastic:
        there = existing(elastic)
    has_alias = {name for name, is_served in there.items() if is_served}
    if has_alias == {index_name(row.name)} and row.is_serving:
        if len(there) > 1:
            drop_strangers()
    elif not PendingProduct.objects.filter(engine=row.name).exists():
        serve(row)
