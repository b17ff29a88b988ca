"""What shops do about goods that come back to them: those with the right to orders."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from marketplace.commands.authority import Actor
from marketplace.errors import Invalid, NotFound
from marketplace.events import ReturnApproved, ReturnDisputed, ReturnReceived, ReturnRefunded, ReturnRefused
from marketplace.models import User
from marketplace.texts import optional_paragraphs, required_text
from orders.commands.payments.refunds import locked_payment
from orders.commands.returns.steps import part_of, pay_back, sellers_return, stepped
from orders.commands.stock import bring_back
from orders.models import Return, ReturnStatus
from orders.states import Side


@transaction.atomic
def approve_return(*, actor: Actor, return_id: int, note: str = "", now: datetime | None = None) -> Return:
    """The buyer is to send the goods. Raises Unauthenticated, NotFound, PermissionDenied, WrongState; as all here."""
    row, user = sellers_return(actor, return_id)
    row.answer = optional_paragraphs(note, field="note", longest=1000)
    given = (ReturnStatus.APPROVED, Side.SELLER, user, "approve_return", ReturnApproved)
    return stepped(row, *given, now or timezone.now(), note=row.answer)


@transaction.atomic
def refuse_return(*, actor: Actor, return_id: int, note: str, now: datetime | None = None) -> Return:
    """The buyer is told why, and may ask the office. Raises Required besides."""
    row, user = sellers_return(actor, return_id)
    row.answer = required_text(note, field="note", longest=1000)
    given = (ReturnStatus.REFUSED, Side.SELLER, user, "refuse_return", ReturnRefused)
    return stepped(row, *given, now or timezone.now(), note=row.answer)


@transaction.atomic
def receive_return(
    *, actor: Actor, return_id: int, restocked: Mapping[int, int] | None = None, now: datetime | None = None
) -> Return:
    """The goods are here. `restocked`: by line of the order, how many of them can be sold again.

    Raises NotFound for other lines, Invalid for more than came back.
    """
    now = now or timezone.now()
    row, user = sellers_return(actor, return_id)
    row = stepped(row, ReturnStatus.RECEIVED, Side.SELLER, user, "receive_return", ReturnReceived, now)
    if restocked:
        _restock(row, user, restocked, now)
    return row


@transaction.atomic
def refund_return(*, actor: Actor, return_id: int, now: datetime | None = None) -> Return:
    """The money goes back: after the goods came, or without wanting them."""
    now = now or timezone.now()
    locked_payment(part_of(return_id))
    row, user = sellers_return(actor, return_id)
    given = (ReturnStatus.REFUNDED, Side.SELLER, user, "refund_return", ReturnRefunded)
    row = stepped(row, *given, now, amount=row.amount)
    pay_back(row, now)
    return row


@transaction.atomic
def dispute_as_seller(*, actor: Actor, return_id: int, note: str, now: datetime | None = None) -> Return:
    """What came back, or did not, is not what was agreed: the office decides. Raises Required besides."""
    row, user = sellers_return(actor, return_id)
    row.answer = required_text(note, field="note", longest=1000)
    given = (ReturnStatus.DISPUTED, Side.SELLER, user, "dispute_return", ReturnDisputed)
    return stepped(row, *given, now or timezone.now(), by=Side.SELLER.value, note=row.answer)


def _restock(row: Return, user: User | None, restocked: Mapping[int, int], now: datetime) -> None:
    lines = {line.order_line_id: line for line in row.lines.select_related("order_line").order_by("order_line")}
    for number, (pk, wanted) in enumerate(restocked.items()):
        if pk not in lines:
            raise NotFound(field=["restocked", str(number), "line"])
        if not 0 <= wanted <= lines[pk].quantity:
            message = _("%(number)d of them came back.") % {"number": lines[pk].quantity}
            raise Invalid(message, field=["restocked", str(number), "quantity"])
        lines[pk].restocked = wanted
        lines[pk].save(update_fields=["restocked"])
    pieces = {line.order_line: line.restocked for line in lines.values() if line.restocked}
    bring_back(row.seller_order, user, now, pieces)
