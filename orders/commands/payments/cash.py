"""Cash on delivery: what is taken in at the door, part by part, and what never will be.

Once nothing is awaited any more the payment is PAID with what came, or CLOSED where nothing did.
"""

from datetime import datetime

from django.utils import timezone

from orders.models import Collector, Payment, PaymentMethod, PaymentStatus, SellerOrder
from orders.states import check_payment_move


def collect(payment: Payment | None, part: SellerOrder, now: datetime | None) -> None:
    """All that is due of a part; both are locked, and the part is saved by who calls. Nothing where it was prepaid.

    A carrier that was named has the cash until it hands it over; else the shop has it.
    """
    if part.order.payment_method != PaymentMethod.COD:
        return
    part.collected_at = now or timezone.now()
    part.collected_by = Collector.CARRIER if part.carrier else Collector.SHOP
    if payment is not None:
        payment.received += part.due
        _settle(payment, part.collected_at)


def let_go(payment: Payment, amount: int, now: datetime) -> None:
    """Of a locked payment in cash: so much of it will not be collected."""
    payment.waived += amount
    _settle(payment, now)


def _settle(payment: Payment, now: datetime) -> None:
    if payment.received + payment.waived == payment.amount:
        to = PaymentStatus.PAID if payment.received else PaymentStatus.CLOSED
        check_payment_move(payment.status, to)
        payment.status = to
        payment.paid_at = now if payment.received else None
    payment.save(update_fields=["received", "waived", "status", "paid_at"])
