"""Background jobs of orders. Each calls one command."""

from celery import shared_task
from django.utils import timezone

from orders.commands import carts, fulfilment, order_mails
from orders.commands.delivery import booking, quotes, tracking
from orders.commands.payments import card_refunds, cards, closing, news
from orders.commands.payouts import transfers
from orders.commands.returns import decisions


@shared_task(name="orders.complete_delivered")
def complete_delivered() -> None:
    fulfilment.complete_delivered()


@shared_task(name="orders.pass_return_deadlines")
def pass_return_deadlines() -> None:
    decisions.pass_deadlines()


@shared_task(name="orders.purge_old_carts")
def purge_old_carts() -> None:
    carts.purge_old_carts()


@shared_task(name="orders.expire_unpaid")
def expire_unpaid() -> None:
    cards.close_ended()
    closing.expire_unpaid()


@shared_task(name="orders.carry_out")
def carry_out(*, shipment_id: int, **_: object) -> None:
    booking.carry_out(shipment_id=shipment_id)


@shared_task(name="orders.carry_out_due")
def carry_out_due() -> None:
    booking.carry_out_due()


@shared_task(name="orders.ask_about_parcels")
def ask_about_parcels() -> None:
    tracking.ask_about_parcels()


@shared_task(name="orders.purge_old_quotes")
def purge_old_quotes() -> None:
    quotes.purge_old_quotes(now=timezone.now())


@shared_task(name="orders.send_order_mails")
def send_order_mails() -> None:
    order_mails.send_order_mails()


@shared_task(name="orders.give_up_lost_order_mails")
def give_up_lost_order_mails() -> None:
    order_mails.give_up_lost_order_mails()


@shared_task(name="orders.send_refunds")
def send_refunds() -> None:
    card_refunds.send_refunds()


@shared_task(name="orders.send_transfers")
def send_transfers() -> None:
    transfers.send_transfers()


@shared_task(name="orders.purge_old_news")
def purge_old_news() -> None:
    news.purge_old_news()
