"""What the bank says has come in, and what officers do with what the machine cannot place."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from marketplace.commands.audit import record
from marketplace.commands.authority import Actor, authorised_officer
from marketplace.errors import Invalid, NotFound
from marketplace.models import User
from marketplace.texts import required_text
from orders.commands.payments.opening import LENGTH, PREFIX
from orders.commands.payments.refunds import PERMISSION
from orders.commands.payments.settling import take_money
from orders.models import BankTransfer, Payment, PaymentMethod, TransferOutcome
from orders.states import WrongState
from orders.tokens import LETTERS

_PLAIN = re.compile(r"[^A-Z0-9]")
_PURPOSE = re.compile(f"(?={PREFIX}([{LETTERS}]{{{LENGTH}}}))")


@dataclass(frozen=True, slots=True)
class Booked:
    """A line of a statement; `amount` in whole đồng, above zero."""

    reference: str
    amount: int
    booked_at: datetime
    purpose: str = ""
    payer: str = ""


def take_transfers(
    booked: Iterable[Booked], *, officer: User | None = None, now: datetime | None = None
) -> Sequence[BankTransfer]:
    """Those that were not known yet, each in a transaction of its own: the rest may be sent again."""
    now = now or timezone.now()
    taken = (_taken(one, officer, now) for one in booked)
    return [one for one in taken if one is not None]


@transaction.atomic
def _taken(one: Booked, officer: User | None, now: datetime) -> BankTransfer | None:
    """The payment is locked before the reference is looked for: the same line twice at once is taken once."""
    payment = _meant(one.purpose)
    transfer, is_new = BankTransfer.objects.get_or_create(
        reference=one.reference,
        defaults={
            "amount": one.amount,
            "purpose": one.purpose[:300],
            "payer": one.payer[:200],
            "booked_at": one.booked_at,
            "taken_at": now,
            "outcome": TransferOutcome.UNMATCHED,
        },
    )
    if not is_new:
        return None
    if officer is not None:
        after = {"reference": one.reference}
        record(actor=officer, action="import_bank_statement", subject=transfer, after=after)
    if payment is not None:
        _place(transfer, payment, now)
    return transfer


def _meant(purpose: str) -> Payment | None:
    """Banks add words of their own, and drop blanks."""
    said = [PREFIX + code for code in _PURPOSE.findall(_PLAIN.sub("", purpose.upper()))]
    return _by_transfer().select_for_update().filter(purpose__in=said).order_by("pk").first()


def _by_transfer() -> QuerySet[Payment]:
    """Cash that was to be paid at the door does not come this way: an officer looks at it."""
    return Payment.objects.exclude(method=PaymentMethod.COD)


def _place(transfer: BankTransfer, payment: Payment, now: datetime, officer: User | None = None) -> None:
    transfer.payment, transfer.outcome = payment, take_money(payment, transfer.amount, now)
    transfer.settled_at, transfer.settled_by = now, officer
    transfer.save()


@transaction.atomic
def match_transfer(*, actor: Actor, transfer_id: int, purpose: str, now: datetime | None = None) -> BankTransfer:
    """An officer knows what it is for: the purpose of a payment, or its order's number.

    Raises Unauthenticated, PermissionDenied, NotFound, Invalid; WrongState for one that is settled.
    """
    officer, now = authorised_officer(actor, PERMISSION), now or timezone.now()
    wanted = purpose.strip().upper()
    known = _by_transfer().filter(Q(purpose=wanted) | Q(order__number=wanted))
    pk = known.values_list("pk", flat=True).first()
    if pk is None:
        raise Invalid(_("No payment is known by that."), field=["purpose"])
    payment = Payment.objects.select_for_update().get(pk=pk)
    transfer = _waiting(transfer_id)
    _place(transfer, payment, now, officer)
    after = {"payment": payment.purpose, "outcome": transfer.outcome}
    record(actor=officer, action="match_transfer", subject=transfer, after=after)
    return transfer


@transaction.atomic
def settle_transfer(*, actor: Actor, transfer_id: int, note: str, now: datetime | None = None) -> BankTransfer:
    """It is for no order: sent back, or not ours. Raises as `match_transfer` does, and Required."""
    officer = authorised_officer(actor, PERMISSION)
    transfer = _waiting(transfer_id)
    transfer.settlement = required_text(note, field="note", longest=300)
    transfer.settled_at, transfer.settled_by = now or timezone.now(), officer
    transfer.save()
    record(actor=officer, action="settle_transfer", subject=transfer, after={"note": transfer.settlement})
    return transfer


def _waiting(transfer_id: int) -> BankTransfer:
    transfer = BankTransfer.objects.select_for_update().filter(pk=transfer_id).first()
    if transfer is None:
        raise NotFound(field=["transfer"])
    if transfer.settled_at is not None:
        raise WrongState
    return transfer
