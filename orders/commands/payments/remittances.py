"""What carriers hand over of the cash that they took in, and what officers do with what does not fit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from marketplace.commands.audit import record
from marketplace.commands.authority import Actor, authorised_officer
from marketplace.errors import Invalid, NotFound
from marketplace.models import User
from marketplace.texts import required_text
from orders.commands.ledger.buyers import post_remitted
from orders.commands.moves import locked
from orders.commands.payments.refunds import PERMISSION
from orders.commands.payments.statements import read_amount, read_lines
from orders.commands.refusals import StatementInvalid
from orders.models import CodRemittance, Collector, RemittanceOutcome, SellerOrder
from orders.states import WrongState

NEEDED = ("reference", "code", "amount")
LONGEST = 80
COUNTED = (RemittanceOutcome.MATCHED, RemittanceOutcome.UNDER, RemittanceOutcome.OVER)  # OVER with what was due


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A line of a carrier's list; `code`: a tracking number, or the number of a shop's order."""

    reference: str
    code: str
    amount: int


def import_remittances(*, actor: Actor, text: str, now: datetime | None = None) -> Sequence[CodRemittance]:
    """Those that were not known yet, each in a transaction of its own: the rest may be sent again.

    Raises Unauthenticated, PermissionDenied, StatementInvalid: then nothing was taken.
    """
    officer, now = authorised_officer(actor, PERMISSION), now or timezone.now()
    taken = [_taken(one, officer, now) for one in read_lines(text, NEEDED, _handed_over)]
    return [one for one in taken if one is not None]


def _handed_over(row: Mapping[str, object], number: int) -> HandedOver:
    said = {name: str(row.get(name) or "").strip() for name in NEEDED}
    amount = read_amount(said["amount"])
    is_known = all(0 < len(said[name]) <= LONGEST and "\0" not in said[name] for name in ("reference", "code"))
    if amount is None or not is_known:
        message = _("Line %(number)d cannot be read: it needs a reference, a parcel, and an amount in whole đồng.")
        raise StatementInvalid(message % {"number": number}, field=["csv", str(number)])
    return HandedOver(said["reference"], said["code"], amount)


@transaction.atomic
def _taken(one: HandedOver, officer: User, now: datetime) -> CodRemittance | None:
    """The part is locked before the line is looked for: the same line twice at once is taken once."""
    part = _meant(one.code)
    given = {"amount": one.amount, "taken_at": now, "outcome": RemittanceOutcome.UNKNOWN}
    row, is_new = CodRemittance.objects.get_or_create(reference=one.reference, code=one.code, defaults=given)
    if not is_new:
        return None
    if part is not None:
        _place(row, part, now, None)
    after = {"reference": row.reference, "code": row.code, "outcome": str(row.outcome)}
    record(actor=officer, action="import_cod_remittance", subject=row, after=after)
    return row


def _meant(code: str) -> SellerOrder | None:
    """By its own number, or by a tracking number that it alone has."""
    found = list(SellerOrder.objects.filter(number=code).values_list("pk", flat=True))
    found = found or list(SellerOrder.objects.filter(tracking_number=code).values_list("pk", flat=True)[:2])
    return locked(found[0]) if len(found) == 1 else None


def _place(row: CodRemittance, part: SellerOrder, now: datetime, officer: User | None) -> None:
    """What fits is settled, and with it what came of the same parcel before; all else waits for an officer."""
    row.seller_order, row.outcome = part, _outcome(part, row.amount)
    if row.outcome in COUNTED:
        before, part.remitted = part.remitted, min(part.due, part.remitted + row.amount)
        part.save(update_fields=["remitted"])
        post_remitted(part, part.remitted - before, now)
    if part.remitted == part.due and row.outcome in COUNTED:
        earlier = part.remittances.filter(outcome=RemittanceOutcome.UNDER, settled_at=None)
        earlier.update(settled_at=now, settlement=row.reference)
    if row.outcome == RemittanceOutcome.MATCHED:
        row.settled_at, row.settled_by = now, officer
    row.save()


def _outcome(part: SellerOrder, amount: int) -> RemittanceOutcome:
    if part.collected_by != Collector.CARRIER:
        return RemittanceOutcome.UNEXPECTED
    if part.remitted >= part.due:
        return RemittanceOutcome.REPEATED
    awaited = part.due - part.remitted
    if amount == awaited:
        return RemittanceOutcome.MATCHED
    return RemittanceOutcome.UNDER if amount < awaited else RemittanceOutcome.OVER


@transaction.atomic
def match_remittance(*, actor: Actor, remittance_id: int, number: str, now: datetime | None = None) -> CodRemittance:
    """An officer knows of which order it is; or looks again, once the shop has said that the parcel arrived.

    Raises Unauthenticated, PermissionDenied, NotFound, Invalid; WrongState for one that is settled or counted.
    """
    officer, now = authorised_officer(actor, PERMISSION), now or timezone.now()
    part = _meant(number.strip())
    if part is None:
        raise Invalid(_("No order of a shop is known by that."), field=["number"])
    row = _waiting(remittance_id)
    if row.outcome in COUNTED:
        raise WrongState
    _place(row, part, now, officer)
    after = {"number": part.number, "outcome": str(row.outcome)}
    record(actor=officer, action="match_cod_remittance", subject=row, after=after)
    return row


@transaction.atomic
def settle_remittance(*, actor: Actor, remittance_id: int, note: str, now: datetime | None = None) -> CodRemittance:
    """It was cleared up with the carrier; `note` says how. Raises as `match_remittance` does, and Required."""
    officer = authorised_officer(actor, PERMISSION)
    row = _waiting(remittance_id)
    row.settlement = required_text(note, field="note", longest=300)
    row.settled_at, row.settled_by = now or timezone.now(), officer
    row.save()
    record(actor=officer, action="settle_cod_remittance", subject=row, after={"note": row.settlement})
    return row


def _waiting(remittance_id: int) -> CodRemittance:
    row = CodRemittance.objects.select_for_update(of=["self"]).filter(pk=remittance_id).first()
    if row is None:
        raise NotFound(field=["remittance"])
    if row.settled_at is not None:
        raise WrongState
    return row
