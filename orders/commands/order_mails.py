"""Mails to the address that was given with an order.

They wait in rows, written where the event is delivered: an event that comes twice writes none twice.

The rule: who orders is told at once, also before a payment (with how to pay), and again when a payment has come. What
becomes of each parcel afterwards is mailed to those without an account; accounts have their notices for that.
"""

from datetime import datetime
from typing import Any

from marketplace.commands.notices.mail_queue import MailQueue
from orders.mailing import mail_of
from orders.models import Order, OrderMail, OrderMailKind, PaymentMethod
from orders.states import Side

ORDER_MAILS = MailQueue(OrderMail, mail_of, ("order__user", "part"))


def note_received(event: Any) -> None:
    """Of OrderAwaitsPayment, and of OrderPlaced where nothing is paid before."""
    order = _order(event.order_id)
    if order is not None:
        _note(order, OrderMailKind.RECEIVED)


def note_placed(event: Any) -> None:
    order = _order(event.order_id)
    if order is not None:
        is_paid = PaymentMethod(order.payment_method).is_prepaid
        _note(order, OrderMailKind.PAID if is_paid else OrderMailKind.RECEIVED)


def note_shipped(event: Any) -> None:
    _note_part(event, OrderMailKind.SHIPPED)


def note_failed(event: Any) -> None:
    _note_part(event, OrderMailKind.FAILED)


def note_cancelled(event: Any) -> None:
    """By the shop: buyers know what they do themselves."""
    if event.by == Side.SELLER:
        _note_part(event, OrderMailKind.CANCELLED)


def note_lapsed(event: Any) -> None:
    """Once for the whole order, however many parts it has."""
    order = Order.objects.filter(parts=event.seller_order_id, user=None).exclude(email="").first()
    if order is not None and event.by == Side.CLOCK:
        _note(order, OrderMailKind.LAPSED)


def send_order_mails(*, seconds: float = 20.0) -> int:
    return ORDER_MAILS.send_due(seconds=seconds)


def give_up_lost_order_mails(*, now: datetime | None = None) -> int:
    return ORDER_MAILS.give_up_lost(now=now)


def _order(pk: int) -> Order | None:
    return Order.objects.filter(pk=pk).first()


def _note(order: Order, kind: OrderMailKind, part_id: int | None = None) -> None:
    OrderMail.objects.bulk_create([OrderMail(order=order, part_id=part_id, kind=kind)], ignore_conflicts=True)


def _note_part(event: Any, kind: OrderMailKind) -> None:
    order = Order.objects.filter(parts=event.seller_order_id, user=None).exclude(email="").first()
    if order is not None:
        _note(order, kind, event.seller_order_id)
