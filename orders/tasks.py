"""Background jobs of orders. Each calls one command."""

from celery import shared_task

from orders.commands import carts, fulfilment
from orders.commands.payments import closing
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
    closing.expire_unpaid()
