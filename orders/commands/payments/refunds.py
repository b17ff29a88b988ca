"""Money that has to go back. What was received is the most that ever does: a constraint holds it."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from marketplace.commands.audit import record
from marketplace.commands.authority import Actor, authorised_officer
from marketplace.errors import NotFound
from marketplace.models import User
from marketplace.texts import required_text
from orders.commands.ledger.buyers import post_owed, post_sent
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
    """Of a locked payment and part: nothing where nothing was paid. An officer sends it. Raises MoreThanPosted."""
    if payment is None or amount == 0 or (part is not None and not _was_paid(payment, part)):
        return
    payment.refunded += amount
    payment.save(update_fields=["refunded"])
    refund = Refund.objects.create(
        payment=payment, seller_order=part, amount=amount, reason=reason, send_to=to, created_at=now
    )
    post_owed(refund, part, now)


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

    What goes to a card goes by itself, unless that failed: WrongState, else it would go twice.
    Raises Unauthenticated, PermissionDenied, NotFound, Required, WrongState.
    """
    officer = authorised_officer(actor, PERMISSION)
    reference = required_text(reference, field="reference", longest=80)
    refund = Refund.objects.select_for_update(of=["self"]).select_related("payment").filter(pk=refund_id).first()
    if refund is None:
        raise NotFound(field=["refund"])
    is_by_hand = refund.status == RefundStatus.FAILED or refund.payment.method != PaymentMethod.CARD
    if refund.status == RefundStatus.SENT or not is_by_hand:
        raise WrongState
    return mark_sent(refund, officer, reference, "record_refund", now or timezone.now())


def mark_sent(refund: Refund, officer: User | None, reference: str, action: str, now: datetime) -> Refund:
    """Of a locked refund; without an officer: by the card's provider."""
    before = refund.status
    refund.status, refund.reference, refund.failure = RefundStatus.SENT, reference, ""
    refund.sent_at, refund.sent_by = now, officer
    refund.save()
    post_sent(refund, now)
    after = {"status": refund.status, "amount": refund.amount, "reference": reference}
    record(actor=officer, action=action, subject=refund, before={"status": before}, after=after)
    return refund
