"""Background jobs of the search. Each calls one command."""

import logging
import time

from celery import shared_task
from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from marketplace.clock import today
from search.commands import front, index, learning, together
from search.engines.protocol import EngineDown

TOLD_EVERY = 60.0  # s, while it is down
KEEP = "search.commands.elastic.keeping.keep_index"  # imported by those alone who have an Elasticsearch: 18 MB

logger = logging.getLogger(__name__)
_told_at = float("-inf")


@shared_task(name="search.index_pending")
def index_pending(**_: object) -> None:
    """PostgreSQL's first: it answers while the other does not."""
    index.index_pending()
    if settings.ELASTICSEARCH_URL:
        keep_elastic.apply_async(expires=2)


@shared_task(name="search.take_lines")
def take_lines() -> None:
    """A batch a run: the next comes in ten seconds."""
    learning.take_lines()


@shared_task(name="search.forget_old_queries")
def forget_old_queries() -> None:
    learning.forget_old_queries(today())


@shared_task(name="search.refresh_front")
def refresh_front() -> None:
    front.refresh_front(today())


@shared_task(name="search.fade_pairs")
def fade_pairs() -> None:
    together.fade_pairs(timezone.now())


@shared_task(name="search.keep_elastic")
def keep_elastic() -> None:
    """What could not be written is pending still: the next run, a second later, takes it up."""
    global _told_at
    if not settings.ELASTICSEARCH_URL:
        return
    try:
        import_string(KEEP)()
    except EngineDown as error:
        if time.monotonic() >= _told_at + TOLD_EVERY:
            _told_at = time.monotonic()
            logger.warning("Elasticsearch's index waits: %s", error)
