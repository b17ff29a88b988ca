"""What buyers do about goods that they want to give back. Guests show the order's token, as everywhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from marketplace.commands.audit import record
from marketplace.commands.authority import Actor
from marketplace.commands.outbox import publish
from marketplace.errors import Invalid, NotFound, Required
from marketplace.events import ReturnCancelled, ReturnDisputed, ReturnRequested, ReturnSent
from marketplace.texts import optional_paragraphs, optional_text
from orders.commands.access import buyers_part
from orders.commands.returns.steps import buyers_return, deadline_of, give_pieces_up, stepped, told_of_return
from orders.models import OrderLine, PaymentMethod, Return, ReturnLine, ReturnReason, ReturnStatus, SellerOrder
from orders.models import SellerOrderStatus as Status
from orders.return_states import WrongReturnState
from orders.states import Side, WrongState

RETURNABLE = (Status.DELIVERED, Status.COMPLETED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """As typed; `lines`: how many pieces of which."""

    reason: ReturnReason
    lines: Mapping[int, int]
    note: str = ""
    refund_to: str = ""


@transaction.atomic
def request_return(
    *, actor: Actor, seller_order_id: int, token: str | None, wish: Wish, now: datetime | None = None
) -> Return:
    """Some days after delivery. A piece is asked back once: a refusal is disputed, not asked again.

    Raises NotFound for orders of others and lines of other orders, WrongState before delivery and after the term,
    Invalid for more pieces than there are, Required where cash was paid and no bank account is named.
    """
    now = now or timezone.now()
    part, user = buyers_part(actor, seller_order_id, token)
    _check_term(part, now)
    pieces = _chosen(part, wish.lines)
    amount = sum(line.price_of(number) for line, number in pieces.items())
    note = optional_paragraphs(wish.note, field="note", longest=1000)
    row = Return(seller_order=part, reason=wish.reason, note=note, amount=amount, requested_at=now)
    row.refund_to = optional_text(wish.refund_to, field="refundTo", longest=200)
    if amount and part.order.payment_method == PaymentMethod.COD and not row.refund_to:
        raise Required(_("Please name the bank account to which the money is to go."), field=["refundTo"])
    row.number = f"{part.number}-R{part.returns.count() + 1}"
    row.status_changed_at, row.deadline_at = now, deadline_of(ReturnStatus.REQUESTED, now)
    row.save()
    _write(row, pieces)
    after = {"reason": row.reason, "amount": amount, "pieces": {line.sku: number for line, number in pieces.items()}}
    record(actor=user, action="request_return", subject=row, after=after)
    publish(ReturnRequested(**told_of_return(row)))
    return row


@transaction.atomic
def cancel_return(*, actor: Actor, return_id: int, token: str | None, now: datetime | None = None) -> Return:
    """Until the goods are sent. Raises NotFound, WrongState."""
    row, user = buyers_return(actor, return_id, token)
    given = (ReturnStatus.CANCELLED, Side.BUYER, user, "cancel_return", ReturnCancelled)
    row = stepped(row, *given, now or timezone.now(), by=Side.BUYER.value)
    give_pieces_up(row)
    return row


@transaction.atomic
def record_return_sent(
    *,
    actor: Actor,
    return_id: int,
    token: str | None,
    carrier: str = "",
    tracking_number: str = "",
    now: datetime | None = None,
) -> Return:
    """The buyer has handed the goods over. Raises NotFound, WrongState."""
    now = now or timezone.now()
    row, user = buyers_return(actor, return_id, token)
    row.carrier = optional_text(carrier, field="carrier", longest=80)
    row.tracking_number = optional_text(tracking_number, field="trackingNumber", longest=80)
    row.sent_at = now
    return stepped(row, ReturnStatus.SENT, Side.BUYER, user, "record_return_sent", ReturnSent, now)


@transaction.atomic
def dispute_as_buyer(
    *, actor: Actor, return_id: int, token: str | None, note: str, now: datetime | None = None
) -> Return:
    """The shop has refused, and the buyer asks the office. Raises NotFound; WrongState after the term."""
    now = now or timezone.now()
    row, user = buyers_return(actor, return_id, token)
    if row.is_over(now):
        raise WrongReturnState
    told = optional_paragraphs(note, field="note", longest=1000)
    given = (ReturnStatus.DISPUTED, Side.BUYER, user, "dispute_return", ReturnDisputed)
    return stepped(row, *given, now, by=Side.BUYER.value, note=told)


def _check_term(part: SellerOrder, now: datetime) -> None:
    if part.status not in RETURNABLE or part.delivered_at is None:
        raise WrongState(_("You can give back what has arrived."), field=["order"])
    if now > part.delivered_at + timedelta(days=settings.RETURN_DAYS):
        raise WrongState(_("The time for giving this order back is over."), field=["order"])


def _chosen(part: SellerOrder, lines: Mapping[int, int]) -> dict[OrderLine, int]:
    if not lines:
        raise Invalid(_("Please say how many of which goods."), field=["lines"])
    own = {line.pk: line for line in part.lines.order_by("pk")}
    for number, (pk, wanted) in enumerate(lines.items()):
        if pk not in own:
            raise NotFound(field=["lines", str(number), "line"])
        left = own[pk].shipped - own[pk].returned
        if not 1 <= wanted <= left:
            message = _("Of %(name)s %(left)d can be given back.") % {"name": own[pk].product_name, "left": left}
            raise Invalid(message, field=["lines", str(number), "quantity"])
    return {line: lines[pk] for pk, line in own.items() if pk in lines}


def _write(row: Return, pieces: Mapping[OrderLine, int]) -> None:
    ReturnLine.objects.bulk_create(
        ReturnLine(order_return=row, order_line=line, quantity=number, amount=line.price_of(number))
        for line, number in pieces.items()
    )
    for line, number in pieces.items():
        line.returned += number
    OrderLine.objects.bulk_update(pieces, ["returned"])
