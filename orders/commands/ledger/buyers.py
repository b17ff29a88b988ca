"""What buyers pay, and what they get back. Amounts in whole đồng."""

from datetime import datetime

from orders.commands.ledger.posting import Side, post
from orders.commands.ledger.sellers import take_back
from orders.models import Account, Collector, Payment, PaymentMethod, PostingKind, Refund, SellerOrder


def post_received(payment: Payment, amount: int, now: datetime) -> None:
    """Money has come to the marketplace. After `received` has grown by it: that sum tells one arrival from the next.

    Cash is none of it: it lies with the shop (`post_collected`).
    """
    if payment.method == PaymentMethod.COD:
        return
    key = f"received:{payment.pk}:{payment.received}"
    sides = [Side(Account.BUYER, -amount), Side(Account.ESCROW, amount)]
    post(PostingKind.RECEIVED, key, sides, now, payment=payment)


def post_collected(part: SellerOrder, now: datetime) -> None:
    """Cash was taken in: it is kept for the order like any money, only that it lies with the shop, or the carrier."""
    if part.order.payment_method != PaymentMethod.COD:
        return
    is_carriers = part.collected_by == Collector.CARRIER
    held = Side(Account.CARRIER, -part.due) if is_carriers else Side(Account.CASH, -part.due, part.seller_id)
    sides = [held, Side(Account.ESCROW, part.due)]
    post(PostingKind.COLLECTED, f"collected:{part.pk}", sides, now, seller_order=part)


def post_remitted(part: SellerOrder, amount: int, now: datetime) -> None:
    """A carrier has handed it over. After `remitted` has grown by it: that sum tells one batch from the next."""
    sides = [Side(Account.CARRIER, amount), Side(Account.BUYER, -amount)]
    post(PostingKind.REMITTED, f"remitted:{part.pk}:{part.remitted}", sides, now, seller_order=part)


def post_owed(refund: Refund, part: SellerOrder | None, now: datetime) -> None:
    """Out of what is held for the order; once the shop has been credited, out of what it was credited.

    Of a part that is locked. Raises MoreThanPosted.
    """
    if part is not None and take_back(part, refund, now):
        return
    sides = [Side(Account.ESCROW, -refund.amount), Side(Account.REFUND, refund.amount)]
    about = {"payment": refund.payment, "seller_order": part, "refund": refund}
    post(PostingKind.REFUND_OWED, f"owed:{refund.pk}", sides, now, **about)


def post_sent(refund: Refund, now: datetime) -> None:
    sides = [Side(Account.REFUND, -refund.amount), Side(Account.BUYER, refund.amount)]
    about = {"payment": refund.payment, "seller_order": refund.seller_order, "refund": refund}
    post(PostingKind.REFUND_SENT, f"sent:{refund.pk}", sides, now, **about)
