"""What became of a payout, as an officer learns it from the bank, or the worker from Stripe."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from marketplace.commands.audit import record
from marketplace.commands.authority import Actor, authorised_officer
from marketplace.commands.outbox import publish
from marketplace.errors import NotFound
from marketplace.events import PayoutFailed, PayoutSent
from marketplace.models import User
from marketplace.texts import required_text
from orders.commands.ledger.posting import Side, post
from orders.commands.payments.refunds import PERMISSION
from orders.models import Account, Payout, PayoutStatus, PayoutWay, PostingKind
from orders.states import WrongState
from sellers.commands.locks import locked_seller, refuse_own

MOST_TRIES = 12  # of a transfer, over some 33 hours: then an officer looks into it


@transaction.atomic
def record_payout_sent(*, actor: Actor, payout_id: int, reference: str, now: datetime | None = None) -> Payout:
    """The bank has carried it out: `reference` is the bank's.

    Raises Unauthenticated, NotFound, PermissionDenied (also to who works for the shop), Required, WrongState.
    """
    officer, now = authorised_officer(actor, PERMISSION), now or timezone.now()
    reference = required_text(reference, field="reference", longest=80)
    payout = _locked_by(officer, payout_id)
    if payout.status != PayoutStatus.DRAWN or is_on_its_way(payout, now):
        raise WrongState
    mark_sent(payout, officer, reference, now)
    return payout


def mark_sent(payout: Payout, officer: User | None, reference: str, now: datetime) -> None:
    """Of a locked one that was drawn up; None: by the worker."""
    payout.status, payout.reference = PayoutStatus.SENT, reference
    payout.settled_at, payout.settled_by = now, officer
    payout.save()
    _move(payout, PostingKind.PAYOUT_SENT, f"payout-sent:{payout.pk}", Account.PAYOUT, Account.PAID, now)
    record(actor=officer, action="record_payout_sent", subject=payout, after={"reference": reference})
    publish(PayoutSent(**_told_of(payout), reference=reference))


@transaction.atomic
def record_payout_failed(*, actor: Actor, payout_id: int, reason: str, now: datetime | None = None) -> Payout:
    """It was not carried out, or has come back: the money is the seller's again, and comes into the next batch.

    Raises as `record_payout_sent` does.
    """
    officer, now = authorised_officer(actor, PERMISSION), now or timezone.now()
    reason = required_text(reason, field="reason", longest=300)
    payout = _locked_by(officer, payout_id)
    if payout.status == PayoutStatus.FAILED or is_on_its_way(payout, now):
        raise WrongState
    mark_failed(payout, officer, reason, now)
    return payout


def mark_failed(payout: Payout, officer: User | None, reason: str, now: datetime) -> None:
    """Of a locked one that has not failed; None: by the worker."""
    was_at = Account.PAID if payout.status == PayoutStatus.SENT else Account.PAYOUT
    payout.status, payout.failure = PayoutStatus.FAILED, reason
    payout.settled_at, payout.settled_by = now, officer
    payout.save()
    _move(payout, PostingKind.PAYOUT_RETURNED, f"payout-returned:{payout.pk}", was_at, Account.SELLER, now)
    record(actor=officer, action="record_payout_failed", subject=payout, after={"reason": reason})
    publish(PayoutFailed(**_told_of(payout), reason=reason))


def is_on_its_way(payout: Payout, now: datetime) -> bool:
    """The worker sends it, or may be at it: what an officer said meanwhile would be paid twice."""
    if payout.way != PayoutWay.TRANSFER or payout.status != PayoutStatus.DRAWN:
        return False
    is_tried = payout.next_try_at is not None and payout.next_try_at > now
    return is_tried or (bool(settings.CARD_GATEWAY) and payout.tries < MOST_TRIES)


def locked_payout(payout_id: int) -> Payout:
    """Its seller's row before it, as whoever draws up does. Raises NotFound."""
    locked_seller(_seller_of(payout_id), field="payout")
    return Payout.objects.select_for_update().get(pk=payout_id)


def _locked_by(officer: User, payout_id: int) -> Payout:
    refuse_own(officer, _seller_of(payout_id), field="payout")
    return locked_payout(payout_id)


def _seller_of(payout_id: int) -> int:
    seller_id = Payout.objects.filter(pk=payout_id).values_list("seller", flat=True).first()
    if seller_id is None:
        raise NotFound(field=["payout"])
    return seller_id


def _told_of(payout: Payout) -> dict[str, Any]:
    about = {"seller_id": payout.seller_id, "payout_id": payout.pk}
    return {**about, "amount": payout.amount, "number": payout.masked_number}


def _move(payout: Payout, kind: PostingKind, key: str, source: Account, to: Account, now: datetime) -> None:
    seller = payout.seller_id
    post(kind, key, [Side(source, -payout.amount, seller), Side(to, payout.amount, seller)], now, payout=payout)
