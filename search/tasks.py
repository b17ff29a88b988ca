"""Background jobs of the search. Each calls one command."""

from celery import shared_task

from search.commands import index


@shared_task(name="search.index_pending")
def index_pending(**_: object) -> None:
    index.index_pending()
