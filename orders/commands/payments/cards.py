"""Payments by card. The provider is asked for the truth, outside of any transaction, and each charge is booked once.

So it does not matter who asks (the buyer's page, a poll, a webhook, the clock), in what order, or how often.
"""

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from marketplace.commands.authority import Actor
from marketplace.errors import NotFound
from marketplace.models import User
from orders.commands.payments.settling import take_money
from orders.commands.refusals import PaymentMethodUnavailable, ProviderDown
from orders.gateways.choice import card_gateway
from orders.gateways.protocol import GatewayDown, GatewayRefused, Intent
from orders.models import (
    CardCharge,
    CardIntent,
    CardStatus,
    Order,
    Payment,
    PaymentMethod,
    PaymentStatus,
    TransferOutcome,
)
from orders.tokens import opens

BATCH = 100


def confirm_order_payment(
    *, actor: Actor, order_id: int, token: str | None, now: datetime | None = None
) -> Intent | None:
    """For the buyer: where the card stands, and while it is awaited what to pay with. None for other ways to pay.

    Raises NotFound for orders of others, ProviderDown, PaymentMethodUnavailable.
    """
    order = order_of_buyer(actor=actor, order_id=order_id, token=token)
    payment: Payment | None = getattr(order, "payment", None)
    if payment is None:
        return None
    try:
        seen = confirm_payment(payment_id=payment.pk, now=now)
    except GatewayDown as error:
        raise ProviderDown from error
    except GatewayRefused as error:
        raise PaymentMethodUnavailable(field=["order"]) from error
    is_awaited = Payment.objects.filter(pk=payment.pk, status=PaymentStatus.PENDING).exists()
    return seen if seen is None or is_awaited else replace(seen, secret="")


def order_of_buyer(*, actor: Actor, order_id: int, token: str | None) -> Order:
    """By account, or by the order's token. Raises NotFound."""
    order = Order.objects.filter(pk=order_id).select_related("payment").first()
    is_theirs = isinstance(actor, User) and actor.is_active and order is not None and order.user_id == actor.pk
    if order is None or not (is_theirs or (token and opens(token, order.number))):
        raise NotFound(field=["order"])
    return order


def confirm_payment(*, payment_id: int, reference: str = "", now: datetime | None = None) -> Intent | None:
    """`reference`: of an intent that the provider says is this payment's. None where there is nothing to ask about.

    Raises GatewayDown, GatewayRefused.
    """
    now = now or timezone.now()
    payment = Payment.objects.filter(pk=payment_id, method=PaymentMethod.CARD).select_related("card_intent").first()
    if payment is None:
        return None
    known: CardIntent | None = getattr(payment, "card_intent", None)
    if known is not None and CardStatus(known.status).is_final:
        return Intent(known.reference, CardStatus(known.status), payment.purpose, secret="")
    seen = _asked(payment, known.reference if known is not None else reference, now)
    return None if seen is None else _booked(payment, seen, now)


def _asked(payment: Payment, reference: str, now: datetime) -> Intent | None:
    if reference:
        seen = card_gateway().look_up(reference)
        return seen if seen.purpose == payment.purpose else None
    if payment.status != PaymentStatus.PENDING or payment.expires_at is None or payment.expires_at <= now:
        return None
    return card_gateway().open(purpose=payment.purpose, amount=payment.amount)


def _booked(payment: Payment, seen: Intent, now: datetime) -> Intent:
    """Two who opened at once may hold two: the one that was written down is the payment's."""
    kept = _book(payment.pk, seen, now)
    if kept != seen.reference:
        seen = card_gateway().look_up(kept)
        _book(payment.pk, seen, now)
    return seen


@transaction.atomic
def _book(payment_id: int, seen: Intent, now: datetime) -> str:
    """The reference that is this payment's. What was over is not begun again by news that come late."""
    payment = Payment.objects.select_for_update().get(pk=payment_id)
    first = {"reference": seen.reference, "status": seen.status, "asked_at": now}
    intent, _is_new = CardIntent.objects.get_or_create(payment=payment, defaults=first)
    if intent.reference != seen.reference:
        return intent.reference
    if not CardStatus(intent.status).is_final:
        intent.status, intent.asked_at = seen.status, now
        intent.save(update_fields=["status", "asked_at"])
    if seen.charge:
        _take(payment, intent, seen, now)
    return intent.reference


def _take(payment: Payment, intent: CardIntent, seen: Intent, now: datetime) -> None:
    """The payment is locked: the same charge twice at once is taken once."""
    first = {"intent": intent, "amount": seen.received, "outcome": TransferOutcome.EXACT, "taken_at": now}
    charge, is_new = CardCharge.objects.get_or_create(reference=seen.charge, defaults=first)
    if is_new:
        charge.outcome = take_money(payment, seen.received, now)
        charge.save(update_fields=["outcome"])


def close_ended(*, now: datetime | None = None) -> int:
    """Cards whose time is over, or whose order is cancelled, can pay no more; says how many were asked about.

    Before the order lapses, so that money which came in time, with nobody to tell of it, still counts. While the
    provider is down the goods are free all the same, and what is paid then is late: it goes back.
    """
    now = now or timezone.now()
    is_over = ~Q(payment__status=PaymentStatus.PENDING) | Q(payment__expires_at__lte=now)
    final = [status for status in CardStatus if status.is_final]
    due = CardIntent.objects.filter(is_over).exclude(status__in=final).select_related("payment")
    asked = 0
    for intent in list(due.order_by("asked_at", "pk")[:BATCH]):
        try:
            seen = card_gateway().cancel(intent.reference)
        except GatewayDown:
            return asked
        except GatewayRefused:  # another's turn: this one must not hold up the queue
            CardIntent.objects.filter(pk=intent.pk).update(asked_at=now)
            continue
        _book(intent.payment_id, seen, now)
        asked += 1
    return asked
