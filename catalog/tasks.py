"""Background jobs of the catalogue. Each calls one command."""

from celery import shared_task

from catalog.commands import listings, seller_status
from catalog.commands.imports import run


@shared_task(name="catalog.refresh_listings_of_seller")
def refresh_listings_of_seller(*, seller_id: int, **_: object) -> None:
    seller_status.refresh_listings_of_seller(seller_id=seller_id)


@shared_task(name="catalog.refresh_listings_of_the_day")
def refresh_listings_of_the_day() -> None:
    listings.refresh_listings_of_the_day()


@shared_task(name="catalog.run_import")
def run_import(*, import_id: int, **_: object) -> None:
    run.run_import(import_id=import_id)


@shared_task(name="catalog.resume_stalled_imports")
def resume_stalled_imports() -> None:
    run.resume_stalled_imports()


@shared_task(name="catalog.purge_old_imports")
def purge_old_imports() -> None:
    run.purge_old_imports()
