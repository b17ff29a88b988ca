"""Background jobs of orders. Each calls one command."""

from celery import shared_task

from orders.commands import carts, fulfilment
from orders.commands.payments import card_refunds, cards, closing, news


@shared_task(name="orders.complete_delivered")
def complete_delivered() -> None:
    fulfilment.complete_delivered()


@shared_task(name="orders.purge_old_carts")
def purge_old_carts() -> None:
    carts.purge_old_carts()


@shared_task(name="orders.expire_unpaid")
def expire_unpaid() -> None:
    cards.close_ended()
    closing.expire_unpaid()


@shared_task(name="orders.send_refunds")
def send_refunds() -> None:
    card_refunds.send_refunds()


@shared_task(name="orders.purge_old_news")
def purge_old_news() -> None:
    news.purge_old_news()
