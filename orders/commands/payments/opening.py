"""Waiting for the money of an order."""

from datetime import datetime, timedelta

from django.conf import settings

from orders.models import Order, Payment
from orders.tokens import random_letters

PREFIX, LENGTH = "OCOP", 10  # together within the 19 characters that every bank carries


def open_payment(order: Order, now: datetime) -> Payment:
    """`purpose` cannot be guessed, and no other payment has it."""
    return Payment.objects.create(
        order=order,
        method=order.payment_method,
        amount=order.total,
        purpose=PREFIX + random_letters(LENGTH),
        expires_at=now + timedelta(minutes=settings.PAYMENT_MINUTES),
    )
