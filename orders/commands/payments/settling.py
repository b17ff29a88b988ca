"""The one way in which money comes in, whoever brings the news, in whatever order and however often."""

from datetime import datetime

from marketplace.commands.outbox import publish
from marketplace.events import OrderPlaced, SellerOrderPlaced
from orders.commands.ledger.buyers import post_received
from orders.commands.moves import moved
from orders.commands.payments.refunds import owe
from orders.models import (
    OrderLine,
    Payment,
    PaymentStatus,
    RefundReason,
    SellerOrder,
    SellerOrderStatus,
    TransferOutcome,
)
from orders.states import Side, check_payment_move


def take_money(payment: Payment, amount: int, now: datetime) -> TransferOutcome:
    """Of a locked payment; once for each arrival. What is too much, or too late, is owed back at once."""
    payment.received += amount
    payment.save(update_fields=["received"])
    post_received(payment, amount, now)
    if payment.status == PaymentStatus.CLOSED:
        owe(payment, amount, RefundReason.LATE, now)
        return TransferOutcome.LATE
    if payment.status == PaymentStatus.PAID:
        owe(payment, amount, RefundReason.OVERPAID, now)
        return TransferOutcome.REPEATED
    if payment.received < payment.amount:
        return TransferOutcome.UNDER
    excess = payment.received - payment.amount
    _settle(payment, now)
    owe(payment, excess, RefundReason.OVERPAID, now)
    return TransferOutcome.OVER if excess else TransferOutcome.EXACT


def _settle(payment: Payment, now: datetime) -> None:
    """The shops see it now."""
    check_payment_move(payment.status, PaymentStatus.PAID)
    payment.status, payment.paid_at = PaymentStatus.PAID, now
    payment.save(update_fields=["status", "paid_at"])
    parts = SellerOrder.objects.select_for_update(of=["self"]).select_related("order")
    for row in parts.filter(order=payment.order_id).order_by("pk"):
        moved(row, None, SellerOrderStatus.PLACED, Side.PAYMENT, "receive_payment", SellerOrderPlaced, now)
    lines = OrderLine.objects.filter(seller_order__order=payment.order_id).order_by("pk")
    products = dict.fromkeys(lines.values_list("product_id_then", flat=True))
    publish(OrderPlaced(order_id=payment.order_id, product_ids=tuple(products)))
