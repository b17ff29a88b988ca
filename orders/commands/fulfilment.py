"""What becomes of a shop's part of an order: confirmed, sent, handed over, taken back, each move with what it does to
the stock. Which move is whose stands in `orders.states`."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.models import Listing
from marketplace.commands.authority import Actor
from marketplace.errors import NotFound
from marketplace.events import (
    SellerOrderCompleted,
    SellerOrderConfirmed,
    SellerOrderDelivered,
    SellerOrderFailed,
    SellerOrderShipped,
)
from marketplace.models import User
from marketplace.texts import optional_text, required_text
from orders.commands.access import buyers_part, sellers_part
from orders.commands.delivery.shipments import end_shipment, hand_over
from orders.commands.ledger.buyers import post_collected
from orders.commands.ledger.sellers import release
from orders.commands.moves import CarriersWord, cancelled, locked, moved
from orders.commands.payments.cash import collect
from orders.commands.payments.closing import lapse
from orders.commands.payments.refunds import locked_payment, waive
from orders.commands.pieces import chosen_pieces, noted_pieces
from orders.commands.stock import bring_back, give_free, open_pieces, take_out
from orders.commands.vouchers.giving_back import give_back
from orders.models import DeliveryKind, PaymentMethod, RefundReason, SellerOrder, ShipmentStatus
from orders.models import SellerOrderStatus as Status
from orders.queries import open_returns
from orders.states import Side, WrongState, check_move

TIME_TO_OBJECT = timedelta(days=3)  # after delivery; then the order is complete


@transaction.atomic
def confirm_order(*, actor: Actor, seller_order_id: int, now: datetime | None = None) -> SellerOrder:
    """Raises Unauthenticated, NotFound, PermissionDenied, WrongState; as do all that sellers do."""
    row, user = sellers_part(actor, seller_order_id)
    return moved(row, user, Status.CONFIRMED, Side.SELLER, "confirm_seller_order", SellerOrderConfirmed, now)


@transaction.atomic
def ship_order(
    *,
    actor: Actor | CarriersWord,
    seller_order_id: int,
    carrier: str = "",
    tracking_number: str = "",
    lines: Mapping[int, int] | None = None,
    now: datetime | None = None,
) -> SellerOrder:
    """Handed to a carrier; pieces leave the stock: all that are still to be sent, or so many of each of `lines`.

    Raises WrongState also where the buyer comes for them, where another carrier is booked, and where nothing is left
    to be sent; NotFound, Invalid.
    """
    row, user, side = _acting(actor, seller_order_id)
    pieces = chosen_pieces(row, lines)
    if row.delivery_kind != DeliveryKind.DELIVERY or not pieces:
        raise WrongState
    row.carrier = optional_text(carrier, field="carrier", longest=80)
    row.tracking_number = optional_text(tracking_number, field="trackingNumber", longest=80)
    hand_over(row, now or timezone.now())
    told = {"carrier": row.carrier, "tracking_number": row.tracking_number}
    noted = noted_pieces(pieces) if lines is not None else None
    action, event = "ship_seller_order", SellerOrderShipped
    row = moved(row, user, Status.SHIPPED, side, action, event, now, told=told, noted=noted)
    take_out(row, user, now, pieces)
    return row


@transaction.atomic
def record_delivery(*, actor: Actor | CarriersWord, seller_order_id: int, now: datetime | None = None) -> SellerOrder:
    """The buyer has it, and has paid where that was due. Without a carrier: handed over at the shop.

    Of several parcels it is the last: raises WrongState while pieces are still to be sent.
    """
    now = now or timezone.now()
    payment = locked_payment(seller_order_id)
    row, user, side = _acting(actor, seller_order_id)
    is_from_shop = row.status == Status.CONFIRMED
    if is_from_shop and row.delivery_kind != DeliveryKind.PICKUP:
        raise WrongState
    check_move(row.status, Status.DELIVERED, side)
    if not is_from_shop and open_pieces(row):
        raise WrongState(_("Please send the rest first, or cancel it."))
    collect(payment, row, now)
    post_collected(row, now)
    row.delivered_at = now
    row = moved(row, user, Status.DELIVERED, side, "record_delivery", SellerOrderDelivered, now)
    end_shipment(row, ShipmentStatus.DELIVERED, now)
    if is_from_shop:
        take_out(row, user, now)
    for line in row.lines.order_by("product_id_then"):
        Listing.objects.filter(pk=line.product_id_then).update(sold_count=F("sold_count") + line.shipped)
    return row


@transaction.atomic
def record_failed_delivery(
    *,
    actor: Actor | CarriersWord,
    seller_order_id: int,
    reason: str,
    is_lost: bool = False,
    now: datetime | None = None,
) -> SellerOrder:
    """It came back, all that was sent: its pieces are in the stock again, what was still to be sent is free.

    What was paid for goods goes back; for delivery not. `is_lost`: by the carrier. There is nothing to put back, and
    all that was paid goes back.
    """
    payment = locked_payment(seller_order_id)
    row, user, side = _acting(actor, seller_order_id)
    row.status_reason = required_text(reason, field="reason", longest=300)
    told = {"reason": row.status_reason}
    now = now or timezone.now()
    row = moved(row, user, Status.FAILED, side, "record_failed_delivery", SellerOrderFailed, now, told=told)
    end_shipment(row, ShipmentStatus.RETURNED, now, row.status_reason)
    if not is_lost:
        bring_back(row, user, now)
    give_free(row, now)
    give_back([row], now)
    # Carriers want to be paid for the way: who has paid before loses the delivery, unless the parcel was lost.
    is_cash = row.order.payment_method == PaymentMethod.COD
    kept = 0 if is_cash or is_lost else row.total - row.goods_paid
    waive(payment, row, row.due - kept, RefundReason.FAILED, now)
    release(row, now)
    return row


@transaction.atomic
def cancel_as_seller(*, actor: Actor, seller_order_id: int, reason: str, now: datetime | None = None) -> SellerOrder:
    """Its pieces are free again. The buyer is told the reason."""
    payment = locked_payment(seller_order_id)
    row, user = sellers_part(actor, seller_order_id)
    row = cancelled(row, user, Side.SELLER, required_text(reason, field="reason", longest=300), now)
    waive(payment, row, row.due, RefundReason.CANCELLED, now or timezone.now())
    return row


@transaction.atomic
def cancel_as_buyer(
    *, actor: Actor, seller_order_id: int, token: str | None, reason: str = "", now: datetime | None = None
) -> SellerOrder:
    """Until the shop has confirmed; before it is paid, the whole order. Raises NotFound for orders of others,
    WrongState."""
    payment = locked_payment(seller_order_id)
    row, user = buyers_part(actor, seller_order_id, token)
    reason = optional_text(reason, field="reason", longest=300)
    if payment is not None and row.status == Status.UNPAID:
        lapse(payment, user, Side.BUYER, reason, now or timezone.now())
        row.refresh_from_db()
        return row
    row = cancelled(row, user, Side.BUYER, reason, now)
    waive(payment, row, row.due, RefundReason.CANCELLED, now or timezone.now())
    return row


@transaction.atomic
def confirm_receipt(
    *, actor: Actor, seller_order_id: int, token: str | None, now: datetime | None = None
) -> SellerOrder:
    """The buyer is content: complete. Raises NotFound, WrongState; also while they want to give something back."""
    now = now or timezone.now()
    row, user = buyers_part(actor, seller_order_id, token)
    if open_returns(now).filter(seller_order=row).exists():
        raise WrongState
    row = moved(row, user, Status.COMPLETED, Side.BUYER, "confirm_receipt", SellerOrderCompleted, now)
    release(row, now)
    return row


def complete_delivered(*, now: datetime | None = None) -> int:
    """Those about which nobody has said anything for long enough; says how many. One at a time.

    While goods of it may go back, none is complete.
    """
    now = now or timezone.now()
    due = SellerOrder.objects.filter(status=Status.DELIVERED, status_changed_at__lte=now - TIME_TO_OBJECT)
    due = due.exclude(pk__in=open_returns(now).values("seller_order"))
    return sum(_completed(pk, now) for pk in list(due.order_by("pk").values_list("pk", flat=True)[:1_000]))


@transaction.atomic
def _completed(pk: int, now: datetime) -> bool:
    row = locked(pk)
    if row is None or row.status != Status.DELIVERED or open_returns(now).filter(seller_order=row).exists():
        return False
    release(moved(row, None, Status.COMPLETED, Side.CLOCK, "complete_delivered", SellerOrderCompleted, now), now)
    return True


def _acting(actor: Actor | CarriersWord, seller_order_id: int) -> tuple[SellerOrder, User | None, Side]:
    if not isinstance(actor, CarriersWord):
        return *sellers_part(actor, seller_order_id), Side.SELLER
    row = locked(seller_order_id)
    if row is None:
        raise NotFound(field=["order"])
    return row, None, Side.CARRIER
