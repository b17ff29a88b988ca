"""Orders that nobody pays: their pieces are free again."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from marketplace.events import SellerOrderLapsed
from marketplace.models import User
from orders.commands.moves import moved
from orders.commands.payments.refunds import owe
from orders.commands.stock import give_free
from orders.commands.vouchers.giving_back import give_back
from orders.models import Payment, PaymentStatus, RefundReason, SellerOrder, SellerOrderStatus
from orders.states import Side, check_payment_move

BATCH = 500


def lapse(payment: Payment, user: User | None, side: Side, reason: str, now: datetime) -> None:
    """All parts of its order are cancelled; what came of the money goes back. The payment is locked and pending."""
    check_payment_move(payment.status, PaymentStatus.CLOSED)
    payment.status = PaymentStatus.CLOSED
    payment.save(update_fields=["status"])
    parts = SellerOrder.objects.select_for_update(of=["self"]).select_related("order")
    rows = list(parts.filter(order=payment.order_id, status=SellerOrderStatus.UNPAID).order_by("pk"))
    for row in rows:
        row.status_reason, row.waived = reason, row.total
        told = {"by": side.value, "reason": reason}
        to, event = SellerOrderStatus.CANCELLED, SellerOrderLapsed
        moved(row, user, to, side, "lapse_unpaid_order", event, now, told=told)
        give_free(row, now)
    give_back(rows, now)  # vouchers are locked after all stock
    owe(payment, payment.received - payment.refunded, RefundReason.CANCELLED, now)


def expire_unpaid(*, now: datetime | None = None) -> int:
    """Those whose time is over; says how many. Each in a transaction of its own."""
    now = now or timezone.now()
    due = Payment.objects.filter(status=PaymentStatus.PENDING, expires_at__lte=now).order_by("expires_at", "pk")
    return sum(_expired(pk, now) for pk in list(due.values_list("pk", flat=True)[:BATCH]))


@transaction.atomic
def _expired(pk: int, now: datetime) -> bool:
    wanted = Payment.objects.select_for_update(of=["self"], skip_locked=True).select_related("order")
    payment = wanted.filter(pk=pk, status=PaymentStatus.PENDING).first()
    if payment is None:
        return False
    with translation.override(payment.order.language):
        lapse(payment, None, Side.CLOCK, _("It was not paid in time."), now)
    return True
