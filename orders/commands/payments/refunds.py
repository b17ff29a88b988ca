"""Money that has to go back. What was received is the most that ever does: a constraint holds it."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from marketplace.commands.audit import record
from marketplace.commands.authority import Actor, authorised_officer
from marketplace.errors import NotFound
from marketplace.texts import required_text
from orders.commands.payments.cash import let_go
from orders.models import Payment, PaymentMethod, PaymentStatus, Refund, RefundReason, RefundStatus, SellerOrder
from orders.states import WrongState

PERMISSION = "orders.change_payment"


def locked_payment(seller_order_id: int) -> Payment | None:
    """That of a part's order; None where nothing was to be paid. Before the part itself, as who takes money does."""
    wanted = Payment.objects.select_for_update(of=["self"]).filter(order__parts=seller_order_id)
    return wanted.select_related("order").first()


def owe(
    payment: Payment | None,
    amount: int,
    reason: RefundReason,
    now: datetime,
    *,
    part: SellerOrder | None = None,
    to: str = "",
) -> None:
    """Of a locked payment: nothing where nothing was paid. An officer sends it."""
    if payment is None or amount == 0 or (part is not None and not _was_paid(payment, part)):
        return
    payment.refunded += amount
    payment.save(update_fields=["refunded"])
    Refund.objects.create(
        payment=payment, seller_order=part, amount=amount, reason=reason, send_to=to, created_at=now
    )


def waive(payment: Payment | None, part: SellerOrder, amount: int, reason: RefundReason, now: datetime) -> None:
    """So much of a locked part is not due any more: it goes back, or is not collected."""
    part.waived += amount
    part.save(update_fields=["waived"])
    if payment is None or amount == 0:
        return
    if payment.method == PaymentMethod.COD and part.collected_at is None:
        let_go(payment, amount, now)
    else:
        owe(payment, amount, reason, now, part=part)


def _was_paid(payment: Payment, part: SellerOrder) -> bool:
    if payment.method == PaymentMethod.COD:
        return part.collected_at is not None
    return payment.status == PaymentStatus.PAID


@transaction.atomic
def record_refund(*, actor: Actor, refund_id: int, reference: str, now: datetime | None = None) -> Refund:
    """It was sent: `reference` is the bank's.

    Raises Unauthenticated, PermissionDenied, NotFound, Required, WrongState.
    """
    officer = authorised_officer(actor, PERMISSION)
    reference = required_text(reference, field="reference", longest=80)
    refund = Refund.objects.select_for_update().filter(pk=refund_id).first()
    if refund is None:
        raise NotFound(field=["refund"])
    if refund.status != RefundStatus.PENDING:
        raise WrongState
    refund.status, refund.reference = RefundStatus.SENT, reference
    refund.sent_at, refund.sent_by = now or timezone.now(), officer
    refund.save()
    after = {"amount": refund.amount, "reference": reference}
    record(actor=officer, action="record_refund", subject=refund, after=after)
    return refund
