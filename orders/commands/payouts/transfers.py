"""Payouts to sellers' accounts at Stripe. The purpose is one idempotency key: however often sent, it goes once."""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from orders.commands.payouts.outcomes import MOST_TRIES, locked_payout, mark_failed, mark_sent
from orders.gateways.choice import card_gateway
from orders.gateways.protocol import GatewayDown, GatewayRefused
from orders.models import Payout, PayoutStatus, PayoutWay

logger = logging.getLogger(__name__)
BATCH = 100
FIRST_WAIT = timedelta(minutes=2)  # above the longest call: meanwhile nobody else sends it
LONGEST_WAIT = timedelta(hours=6)
NO_REASON = "Stripe gave no reason."


def send_transfers(*, now: datetime | None = None) -> int:
    """Those that are due; says how many went."""
    now = now or timezone.now()
    is_due = Q(next_try_at=None) | Q(next_try_at__lte=now)
    due = Payout.objects.filter(
        is_due, status=PayoutStatus.DRAWN, way=PayoutWay.TRANSFER, tries__lt=MOST_TRIES
    ).order_by("pk")
    sent = 0
    for pk in list(due.values_list("pk", flat=True)[:BATCH]):
        try:
            sent += send_transfer(payout_id=pk, now=now)
        except GatewayDown:
            break
    return sent


def send_transfer(*, payout_id: int, now: datetime | None = None) -> bool:
    """False where it did not go, or where somebody else is at it. What Stripe refuses is the seller's again.

    Raises GatewayDown: the next try is later, and later each time; after MOST_TRIES an officer looks into it.
    """
    now, gateway = now or timezone.now(), card_gateway()
    payout = _claimed(payout_id, now)
    if payout is None:
        return False
    try:
        reference = gateway.transfer(
            destination=payout.stripe_account,
            purpose=payout.purpose,
            amount=payout.amount,
            is_first=payout.tries == 1,
        )
    except GatewayRefused as error:
        _note_refused(payout.pk, str(error), now)
        return False
    return _note_sent(payout.pk, reference, now)


@transaction.atomic
def _claimed(payout_id: int, now: datetime) -> Payout | None:
    """The next try is put off before this one begins: a process that dies on it leaves it to a later one."""
    wanted = Payout.objects.select_for_update(skip_locked=True)
    waiting = wanted.filter(pk=payout_id, way=PayoutWay.TRANSFER, status=PayoutStatus.DRAWN, tries__lt=MOST_TRIES)
    payout = waiting.first()
    if payout is None or (payout.next_try_at is not None and payout.next_try_at > now):
        return None
    payout.next_try_at = now + min(FIRST_WAIT * 2**payout.tries, LONGEST_WAIT)
    payout.tries += 1
    payout.save(update_fields=["tries", "next_try_at"])
    return payout


@transaction.atomic
def _note_sent(payout_id: int, reference: str, now: datetime) -> bool:
    payout = locked_payout(payout_id)
    if payout.status == PayoutStatus.DRAWN:
        mark_sent(payout, None, reference, now)
        return True
    if payout.reference != reference:
        logger.error("Payout %s is settled otherwise, and %s went: look at Stripe.", payout, reference)
    return False


@transaction.atomic
def _note_refused(payout_id: int, reason: str, now: datetime) -> None:
    payout = locked_payout(payout_id)
    if payout.status == PayoutStatus.DRAWN:
        mark_failed(payout, None, reason[:300] or NO_REASON, now)
