"""One step of a shop's part of an order: checked, written, noted in the trail, told."""

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone

from marketplace.commands.audit import record
from marketplace.commands.authority import Actor
from marketplace.commands.outbox import publish
from marketplace.errors import NotFound
from marketplace.events import SellerOrderCancelled, SellerOrderEvent
from marketplace.models import User
from orders.commands.checkout import told_of
from orders.commands.stock import allocate, pieces_of
from orders.commands.vouchers.giving_back import give_back
from orders.models import SellerOrder
from orders.models import SellerOrderStatus as Status
from orders.queries import parts_for_shops
from orders.states import Side, check_move
from sellers.queries import access_seller
from sellers.rights import Right


class CarriersWord:
    """Who acts where a carrier says what has become of a parcel: nobody with an account."""


CARRIER = CarriersWord()


def part_for_shop(actor: Actor, seller_order_id: int) -> tuple[SellerOrder, User | None]:
    """Locked, for those who handle the shop's orders. Raises Unauthenticated, NotFound, PermissionDenied."""
    seller_id = parts_for_shops().filter(pk=seller_order_id).values_list("seller_id", flat=True).first()
    access_seller(actor=actor, seller_id=seller_id or 0, right=Right.ORDERS, field="order")
    row = locked(seller_order_id)
    if row is None:
        raise NotFound(field=["order"])
    return row, actor if isinstance(actor, User) else None


def locked(pk: int) -> SellerOrder | None:
    return SellerOrder.objects.select_for_update(of=["self"]).select_related("order").filter(pk=pk).first()


def moved(
    row: SellerOrder,
    user: User | None,
    to: Status,
    side: Side,
    action: str,
    event: Callable[..., SellerOrderEvent],
    now: datetime | None,
    *,
    told: dict[str, str] | None = None,
) -> SellerOrder:
    check_move(row.status, to, side)
    before = row.status
    row.status, row.status_changed_at = to, now or timezone.now()
    row.save()
    details = {name: value for name, value in (told or {}).items() if value}
    record(actor=user, action=action, subject=row, before={"status": before}, after={"status": to.value, **details})
    publish(event(**told_of(row, row.order), **(told or {})))
    return row


def cancelled(row: SellerOrder, user: User | None, side: Side, reason: str, now: datetime | None) -> SellerOrder:
    row.status_reason = reason
    told = {"by": side.value, "reason": reason}
    action = "cancel_order" if side is Side.BUYER else "reject_seller_order"
    moved(row, user, Status.CANCELLED, side, action, SellerOrderCancelled, now, told=told)
    give_free(row, now or timezone.now())
    give_back([row], now or timezone.now())
    return row


def give_free(row: SellerOrder, now: datetime) -> None:
    pieces, stock = pieces_of(row)
    allocate({variant: -number for variant, number in pieces.items()}, stock, now)
    row.lines.update(allocated=0)
