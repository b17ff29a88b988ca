"""Waiting for the money of an order."""

import secrets
from datetime import datetime, timedelta

from django.conf import settings

from orders.models import Order, Payment

PREFIX, LENGTH = "OCOP", 10  # together within the 19 characters that every bank carries
LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"  # none that looks like another


def open_payment(order: Order, now: datetime) -> Payment:
    """`purpose` cannot be guessed, and no other payment has it."""
    return Payment.objects.create(
        order=order,
        method=order.payment_method,
        amount=order.total,
        purpose=PREFIX + "".join(secrets.choice(LETTERS) for _n in range(LENGTH)),
        expires_at=now + timedelta(minutes=settings.PAYMENT_MINUTES),
    )
