"""Background jobs of the catalogue. Each calls one command."""

from celery import shared_task

from catalog.commands import listings


@shared_task(name="catalog.refresh_listings_of_seller")
def refresh_listings_of_seller(*, seller_id: int, **_: object) -> None:
    listings.refresh_listings_of_seller(seller_id=seller_id)


@shared_task(name="catalog.refresh_listings_of_the_day")
def refresh_listings_of_the_day() -> None:
    listings.refresh_listings_of_the_day()
