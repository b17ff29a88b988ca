"""What becomes of a shop's part of an order: confirmed, sent, handed over, taken back, each move with what it does to
the stock. Which move is whose stands in `orders.states`."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from catalog.commands.locks import locked_products
from catalog.models import Listing, StockItem, StockMovement, StockReason
from marketplace.commands.audit import record
from marketplace.commands.authority import Actor
from marketplace.commands.outbox import publish
from marketplace.errors import NotFound
from marketplace.events import (
    SellerOrderCancelled,
    SellerOrderCompleted,
    SellerOrderConfirmed,
    SellerOrderDelivered,
    SellerOrderEvent,
    SellerOrderFailed,
    SellerOrderShipped,
)
from marketplace.models import User
from marketplace.texts import optional_text, required_text
from orders.commands.checkout import told_of
from orders.commands.stock import allocate, tell_availability
from orders.models import DeliveryKind, PaymentMethod, SellerOrder
from orders.models import SellerOrderStatus as Status
from orders.states import Side, WrongState, check_move
from orders.tokens import opens
from sellers.queries import access_seller
from sellers.rights import Right

TIME_TO_OBJECT = timedelta(days=3)  # after delivery; then the order is complete


@transaction.atomic
def confirm_order(*, actor: Actor, seller_order_id: int, now: datetime | None = None) -> SellerOrder:
    """Raises Unauthenticated, NotFound, PermissionDenied, WrongState; as do all that sellers do."""
    row, user = _sellers(actor, seller_order_id)
    return _moved(row, user, Status.CONFIRMED, Side.SELLER, "confirm_seller_order", SellerOrderConfirmed, now)


@transaction.atomic
def ship_order(
    *, actor: Actor, seller_order_id: int, carrier: str = "", tracking_number: str = "", now: datetime | None = None
) -> SellerOrder:
    """Handed to a carrier; its pieces leave the stock. Raises WrongState also where the buyer comes for them."""
    row, user = _sellers(actor, seller_order_id)
    if row.delivery_kind != DeliveryKind.DELIVERY:
        raise WrongState
    row.carrier = optional_text(carrier, field="carrier", longest=80)
    row.tracking_number = optional_text(tracking_number, field="trackingNumber", longest=80)
    told = {"carrier": row.carrier, "tracking_number": row.tracking_number}
    moved = _moved(row, user, Status.SHIPPED, Side.SELLER, "ship_seller_order", SellerOrderShipped, now, told=told)
    _take_out(row, user, now)
    return moved


@transaction.atomic
def record_delivery(*, actor: Actor, seller_order_id: int, now: datetime | None = None) -> SellerOrder:
    """The buyer has it, and has paid where that was due. Without a carrier: handed over at the shop."""
    row, user = _sellers(actor, seller_order_id)
    is_from_shop = row.status == Status.CONFIRMED
    if is_from_shop and row.delivery_kind != DeliveryKind.PICKUP:
        raise WrongState
    if row.order.payment_method == PaymentMethod.COD:
        row.collected_at = now or timezone.now()
    moved = _moved(row, user, Status.DELIVERED, Side.SELLER, "record_delivery", SellerOrderDelivered, now)
    if is_from_shop:
        _take_out(row, user, now)
    for line in row.lines.order_by("product_id_then"):
        Listing.objects.filter(pk=line.product_id_then).update(sold_count=F("sold_count") + line.quantity)
    return moved


@transaction.atomic
def record_failed_delivery(
    *, actor: Actor, seller_order_id: int, reason: str, now: datetime | None = None
) -> SellerOrder:
    """It came back: its pieces are in the stock again."""
    row, user = _sellers(actor, seller_order_id)
    row.status_reason = required_text(reason, field="reason", longest=300)
    told = {"reason": row.status_reason}
    moved = _moved(row, user, Status.FAILED, Side.SELLER, "record_failed_delivery", SellerOrderFailed, now, told=told)
    _bring_back(row, user, now)
    return moved


@transaction.atomic
def cancel_as_seller(*, actor: Actor, seller_order_id: int, reason: str, now: datetime | None = None) -> SellerOrder:
    """Its pieces are free again. The buyer is told the reason."""
    row, user = _sellers(actor, seller_order_id)
    return _cancelled(row, user, Side.SELLER, required_text(reason, field="reason", longest=300), now)


@transaction.atomic
def cancel_as_buyer(
    *, actor: Actor, seller_order_id: int, token: str | None, reason: str = "", now: datetime | None = None
) -> SellerOrder:
    """Until the shop has confirmed. Raises NotFound for orders of others, WrongState."""
    row, user = _buyers(actor, seller_order_id, token)
    return _cancelled(row, user, Side.BUYER, optional_text(reason, field="reason", longest=300), now)


@transaction.atomic
def confirm_receipt(
    *, actor: Actor, seller_order_id: int, token: str | None, now: datetime | None = None
) -> SellerOrder:
    """The buyer is content: complete. Raises NotFound, WrongState."""
    row, user = _buyers(actor, seller_order_id, token)
    return _moved(row, user, Status.COMPLETED, Side.BUYER, "confirm_receipt", SellerOrderCompleted, now)


def complete_delivered(*, now: datetime | None = None) -> int:
    """Those about which nobody has said anything for long enough; says how many. One at a time."""
    now = now or timezone.now()
    due = SellerOrder.objects.filter(status=Status.DELIVERED, status_changed_at__lte=now - TIME_TO_OBJECT)
    return sum(_completed(pk, now) for pk in list(due.order_by("pk").values_list("pk", flat=True)[:1_000]))


@transaction.atomic
def _completed(pk: int, now: datetime) -> bool:
    row = _locked(pk)
    if row is None or row.status != Status.DELIVERED:
        return False
    _moved(row, None, Status.COMPLETED, Side.CLOCK, "complete_delivered", SellerOrderCompleted, now)
    return True


def _locked(pk: int) -> SellerOrder | None:
    return SellerOrder.objects.select_for_update(of=["self"]).select_related("order").filter(pk=pk).first()


def _sellers(actor: Actor, seller_order_id: int) -> tuple[SellerOrder, User | None]:
    seller_id = SellerOrder.objects.filter(pk=seller_order_id).values_list("seller_id", flat=True).first()
    access_seller(actor=actor, seller_id=seller_id or 0, right=Right.ORDERS, field="order")
    row = _locked(seller_order_id)
    if row is None:
        raise NotFound(field=["order"])
    return row, actor if isinstance(actor, User) else None


def _buyers(actor: Actor, seller_order_id: int, token: str | None) -> tuple[SellerOrder, User | None]:
    row = _locked(seller_order_id)
    user = actor if isinstance(actor, User) and actor.is_active else None
    is_theirs = row is not None and user is not None and row.order.user_id == user.pk
    if row is None or not (is_theirs or (token and opens(token, row.order.number))):
        raise NotFound(field=["order"])
    return row, user


def _moved(
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


def _cancelled(row: SellerOrder, user: User | None, side: Side, reason: str, now: datetime | None) -> SellerOrder:
    row.status_reason = reason
    told = {"by": side.value, "reason": reason}
    action = "cancel_order" if side is Side.BUYER else "reject_seller_order"
    _moved(row, user, Status.CANCELLED, side, action, SellerOrderCancelled, now, told=told)
    pieces, stock = _pieces(row)
    allocate({variant: -number for variant, number in pieces.items()}, stock, now or timezone.now())
    row.lines.update(allocated=0)
    return row


def _take_out(row: SellerOrder, user: User | None, now: datetime | None) -> None:
    """What was promised leaves the shop: nothing changes in what others may buy."""
    pieces, stock = _pieces(row)
    for variant, number in pieces.items():
        stock[variant].on_hand -= number
        stock[variant].allocated -= number
    StockItem.objects.bulk_update(list(stock.values()), ["on_hand", "allocated"])
    _note_movements(pieces, stock, -1, StockReason.SHIPPED, row, user, now)
    row.lines.update(allocated=0)


def _bring_back(row: SellerOrder, user: User | None, now: datetime | None) -> None:
    pieces, stock = _pieces(row, of_all=True)
    noticed = {variant for variant, item in stock.items() if item.available <= 0}
    for variant, number in pieces.items():
        stock[variant].on_hand += number
    StockItem.objects.bulk_update(list(stock.values()), ["on_hand"])
    _note_movements(pieces, stock, 1, StockReason.RETURNED, row, user, now)
    tell_availability(noticed, stock, now or timezone.now())


def _pieces(row: SellerOrder, *, of_all: bool = False) -> tuple[dict[int, int], dict[int, StockItem]]:
    """Promised pieces by variant, or all of them, with the locked stock; of variants that are still there."""
    lines = [line for line in row.lines.all() if line.variant_id is not None]
    locked_products(line.product_id_then for line in lines)
    rows = StockItem.objects.select_for_update(no_key=True).filter(pk__in=[line.variant_id for line in lines])
    stock = {item.pk: item for item in rows.order_by("pk")}
    pieces = {line.variant_id or 0: line.quantity if of_all else line.allocated for line in lines}
    return {pk: number for pk, number in pieces.items() if pk in stock and number}, stock


def _note_movements(
    pieces: dict[int, int],
    stock: dict[int, StockItem],
    sign: int,
    reason: StockReason,
    row: SellerOrder,
    user: User | None,
    now: datetime | None,
) -> None:
    StockMovement.objects.bulk_create(
        StockMovement(
            stock=stock[variant],
            delta=sign * number,
            reason=reason,
            note=row.number,
            actor=user,
            created_at=now or timezone.now(),
        )
        for variant, number in pieces.items()
    )
