"""One step of a return: whose it is, checked, written, noted in the trail, told."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import F

from marketplace.commands.audit import record
from marketplace.commands.authority import Actor, authorised_officer, check_decides
from marketplace.commands.outbox import publish
from marketplace.errors import NotFound
from marketplace.events import ReturnEvent
from marketplace.models import User
from orders.commands.access import buyers_part, sellers_part
from orders.commands.payments.refunds import locked_payment, owe
from orders.models import OrderLine, RefundReason, Return, ReturnStatus
from orders.return_states import DAYS, check_return
from orders.states import Side
from sellers.models import Seller

PERMISSION = "orders.change_return"


def part_of(return_id: int) -> int:
    """Raises NotFound."""
    pk = Return.objects.filter(pk=return_id).values_list("seller_order", flat=True).first()
    if pk is None:
        raise NotFound(field=["return"])
    return pk


def locked_return(return_id: int) -> Return:
    """After its part, whose row keeps two returns of one part apart."""
    rows = Return.objects.select_for_update(of=["self"]).select_related("seller_order__order")
    return rows.get(pk=return_id)


def sellers_return(actor: Actor, return_id: int) -> tuple[Return, User | None]:
    """Locked with its part. Raises Unauthenticated, NotFound, PermissionDenied."""
    _part, user = sellers_part(actor, part_of(return_id), field="return")
    return locked_return(return_id), user


def buyers_return(actor: Actor, return_id: int, token: str | None) -> tuple[Return, User | None]:
    """Locked with its part. Raises NotFound."""
    _part, user = buyers_part(actor, part_of(return_id), token, field="return")
    return locked_return(return_id), user


def check_office(actor: Actor, seller_id: int) -> User:
    """Raises Unauthenticated, PermissionDenied, NotFound."""
    officer = authorised_officer(actor, PERMISSION)
    check_decides(officer, Seller.objects.values_list("place", flat=True).get(pk=seller_id), field="return")
    return officer


def stepped(
    row: Return,
    to: ReturnStatus,
    side: Side,
    user: User | None,
    action: str,
    event: Callable[..., ReturnEvent],
    now: datetime,
    **told: Any,
) -> Return:
    """`told` goes with the event and into the trail."""
    check_return(row.status, to, side)
    before = row.status
    row.status, row.status_changed_at = to, now
    is_final = to == ReturnStatus.REFUSED and side is Side.OFFICER
    row.deadline_at = None if is_final else deadline_of(to, now)
    row.save()
    record(actor=user, action=action, subject=row, before={"status": before}, after={"status": to.value, **told})
    publish(event(**told_of_return(row), **told))
    return row


def deadline_of(status: ReturnStatus, now: datetime) -> datetime | None:
    name = DAYS.get(status)
    return None if name is None else now + timedelta(days=getattr(settings, name))


def told_of_return(row: Return) -> dict[str, Any]:
    """The fields that every event of a return has."""
    part = row.seller_order
    return {
        "return_id": row.pk,
        "seller_order_id": part.pk,
        "seller_id": part.seller_id,
        "number": row.number,
        "user_id": part.order.user_id,
    }


def give_pieces_up(row: Return) -> None:
    """They may be returned another time."""
    for line in row.lines.order_by("order_line"):
        OrderLine.objects.filter(pk=line.order_line_id).update(returned=F("returned") - line.quantity)


def pay_back(row: Return, now: datetime) -> None:
    """Of a return whose payment was locked before: its lines' constraint and the payment's hold what goes back."""
    for line in row.lines.order_by("order_line"):
        OrderLine.objects.filter(pk=line.order_line_id).update(refunded=F("refunded") + line.amount)
    payment = locked_payment(row.seller_order_id)
    owe(payment, row.amount, RefundReason.RETURNED, now, part=row.seller_order, to=row.refund_to)
