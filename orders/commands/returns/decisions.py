"""Returns on which buyer and shop do not agree, or somebody says nothing: the office, and the clock."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from marketplace.commands.authority import Actor
from marketplace.errors import Invalid
from marketplace.events import ReturnCancelled, ReturnDecided, ReturnDisputed
from marketplace.texts import required_text
from orders.commands.moves import locked
from orders.commands.payments.refunds import locked_payment
from orders.commands.returns.steps import check_office, give_pieces_up, locked_return, part_of, pay_back, stepped
from orders.models import Return, ReturnStatus
from orders.return_states import OVERDUE
from orders.states import Side

BATCH = 500
DECISIONS = (ReturnStatus.APPROVED, ReturnStatus.REFUSED)


@transaction.atomic
def decide_return(
    *, actor: Actor, return_id: int, decision: ReturnStatus, note: str, now: datetime | None = None
) -> Return:
    """By an officer who looks after the shop. What is granted is paid back at once where the goods were sent already.

    Raises Unauthenticated, PermissionDenied, NotFound, Required, Invalid, WrongState.
    """
    now, part_id = now or timezone.now(), part_of(return_id)
    locked_payment(part_id)
    part = locked(part_id)
    row = locked_return(return_id)
    officer = check_office(actor, row.seller_order.seller_id)
    if decision not in DECISIONS or part is None:
        raise Invalid(field=["decision"])
    row.answer = required_text(note, field="note", longest=1000)
    is_paid = decision == ReturnStatus.APPROVED and row.sent_at is not None
    to = ReturnStatus.REFUNDED if is_paid else decision
    given = (to, Side.OFFICER, officer, "decide_return", ReturnDecided)
    row = stepped(row, *given, now, decision=to.value, note=row.answer)
    if is_paid:
        pay_back(row, now)
    return row


def pass_deadlines(*, now: datetime | None = None) -> int:
    """Those whose time is over; says how many. Each in a transaction of its own."""
    now = now or timezone.now()
    due = Return.objects.filter(status__in=OVERDUE, deadline_at__lte=now).order_by("deadline_at", "pk")
    return sum(_passed(pk, now) for pk in list(due.values_list("pk", flat=True)[:BATCH]))


@transaction.atomic
def _passed(return_id: int, now: datetime) -> bool:
    locked(part_of(return_id))
    row = locked_return(return_id)
    if row.status not in OVERDUE or row.deadline_at is None or row.deadline_at > now:
        return False
    to, by = OVERDUE[row.status], Side.CLOCK.value
    if to == ReturnStatus.CANCELLED:
        stepped(row, to, Side.CLOCK, None, "cancel_return", ReturnCancelled, now, by=by)
        give_pieces_up(row)
    else:
        stepped(row, to, Side.CLOCK, None, "dispute_return", ReturnDisputed, now, by=by, note="")
    return True
