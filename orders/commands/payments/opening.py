"""Waiting for the money of an order."""

from datetime import datetime, timedelta

from django.conf import settings

from orders.models import Order, Payment, PaymentMethod
from orders.tokens import random_letters

PREFIX, LENGTH = "OCOP", 10  # together within the 19 characters that every bank carries


def open_payment(order: Order, now: datetime) -> Payment | None:
    """`purpose` cannot be guessed, and no other payment has it. None where there is nothing to pay.

    Cash is awaited without an end: it comes when its parts arrive (`payments.cash`).
    """
    if not order.total:
        return None
    is_prepaid = PaymentMethod(order.payment_method).is_prepaid
    return Payment.objects.create(
        order=order,
        method=order.payment_method,
        amount=order.total,
        purpose=PREFIX + random_letters(LENGTH),
        expires_at=now + timedelta(minutes=settings.PAYMENT_MINUTES) if is_prepaid else None,
    )
