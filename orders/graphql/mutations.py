"""What shops and buyers do with an order."""

from collections.abc import Mapping, Sequence
from typing import Any

import graphene

from marketplace.graphql.context import Context
from marketplace.graphql.ids import pk_of
from marketplace.graphql.mutations import Mutation
from marketplace.graphql.rows import Row
from orders.commands import fulfilment, pieces
from orders.commands.delivery import booking
from orders.graphql.card_mutations import CardMutations
from orders.graphql.checkout_mutations import CheckoutMutations
from orders.graphql.delivery_methods import DeliveryMethodMutations
from orders.graphql.payloads import row_field
from orders.graphql.payment_mutations import PaymentMutations
from orders.graphql.payout_mutations import PayoutMutations
from orders.graphql.pieces import OrderLinePieces, pieces_of
from orders.graphql.return_mutations import ReturnMutations
from orders.graphql.review_mutations import ReviewMutations
from orders.graphql.rows import SELLER_ORDERS
from orders.graphql.types import SellerOrderType
from orders.graphql.vouchers.mutations import VoucherMutations


class OfSellerOrder(Mutation):
    """The base of what is done with a shop's part of an order."""

    class Meta:
        abstract = True

    seller_order = row_field(SellerOrderType, SELLER_ORDERS, "seller_order")


def _pk(order: str) -> int:
    return pk_of(order, "SellerOrder", field="order")


class ConfirmSellerOrder(OfSellerOrder):
    """The shop takes the order on."""

    is_repeatable = True

    class Input:
        order = graphene.ID(required=True)

    @classmethod
    def write(cls, context: Context, *, order: str) -> Row:
        row = fulfilment.confirm_order(actor=context.viewer, seller_order_id=_pk(order), now=context.now)
        return {"seller_order": row.pk}


class ShipSellerOrder(OfSellerOrder):
    """Handed to a carrier; its pieces leave the stock. What is not named in `lines` may follow in another parcel."""

    is_repeatable = True

    class Input:
        order = graphene.ID(required=True)
        carrier = graphene.String(default_value="")
        tracking_number = graphene.String(default_value="")
        lines = graphene.List(
            graphene.NonNull(OrderLinePieces), description="Without it: all that is still to be sent"
        )

    @classmethod
    def write(
        cls, context: Context, *, order: str, lines: Sequence[Mapping[str, Any]] | None = None, **given: str
    ) -> Row:
        row = fulfilment.ship_order(
            actor=context.viewer,
            seller_order_id=_pk(order),
            lines=None if lines is None else pieces_of(lines, "lines"),
            now=context.now,
            **given,
        )
        return {"seller_order": row.pk}


class CancelOrderLines(OfSellerOrder):
    """Pieces that the shop cannot send, before or after others were sent: their money goes back."""

    is_repeatable = True

    class Input:
        order = graphene.ID(required=True)
        lines = graphene.List(graphene.NonNull(OrderLinePieces), required=True)
        reason = graphene.String(required=True)

    @classmethod
    def write(cls, context: Context, *, order: str, lines: Sequence[Mapping[str, Any]], reason: str) -> Row:
        row = pieces.cancel_lines(
            actor=context.viewer,
            seller_order_id=_pk(order),
            lines=pieces_of(lines, "lines"),
            reason=reason,
            now=context.now,
        )
        return {"seller_order": row.pk}


class RecordDelivery(OfSellerOrder):
    """The buyer has it, and has paid where that was due; also of what was picked up at the shop."""

    is_repeatable = True

    class Input:
        order = graphene.ID(required=True)

    @classmethod
    def write(cls, context: Context, *, order: str) -> Row:
        row = fulfilment.record_delivery(actor=context.viewer, seller_order_id=_pk(order), now=context.now)
        return {"seller_order": row.pk}


class RecordFailedDelivery(OfSellerOrder):
    """It came back: its pieces are in the stock again."""

    is_repeatable = True

    class Input:
        order = graphene.ID(required=True)
        reason = graphene.String(required=True)

    @classmethod
    def write(cls, context: Context, *, order: str, reason: str) -> Row:
        row = fulfilment.record_failed_delivery(
            actor=context.viewer, seller_order_id=_pk(order), reason=reason, now=context.now
        )
        return {"seller_order": row.pk}


class RejectSellerOrder(OfSellerOrder):
    """The shop cannot deliver; the buyer is told why."""

    is_repeatable = True

    class Input:
        order = graphene.ID(required=True)
        reason = graphene.String(required=True)

    @classmethod
    def write(cls, context: Context, *, order: str, reason: str) -> Row:
        row = fulfilment.cancel_as_seller(
            actor=context.viewer, seller_order_id=_pk(order), reason=reason, now=context.now
        )
        return {"seller_order": row.pk}


class CancelOrder(OfSellerOrder):
    """The buyer thinks again, until the shop has confirmed."""

    is_repeatable = True

    class Input:
        order = graphene.ID(required=True, description="A SellerOrder")
        token = graphene.String(description="Of the order, for who has no account")
        reason = graphene.String(default_value="")

    @classmethod
    def write(cls, context: Context, *, order: str, reason: str, token: str | None = None) -> Row:
        row = fulfilment.cancel_as_buyer(
            actor=context.viewer, seller_order_id=_pk(order), token=token, reason=reason, now=context.now
        )
        return {"seller_order": row.pk}


class ConfirmReceipt(OfSellerOrder):
    """The buyer is content: the order is complete. Three days after delivery it is so by itself."""

    is_repeatable = True

    class Input:
        order = graphene.ID(required=True, description="A SellerOrder")
        token = graphene.String(description="Of the order, for who has no account")

    @classmethod
    def write(cls, context: Context, *, order: str, token: str | None = None) -> Row:
        row = fulfilment.confirm_receipt(
            actor=context.viewer, seller_order_id=_pk(order), token=token, now=context.now
        )
        return {"seller_order": row.pk}


class BookParcel(OfSellerOrder):
    """The carrier of the order's way of delivery is asked to fetch it. How that went stands in `shipments`, soon."""

    is_repeatable = True

    class Input:
        order = graphene.ID(required=True)

    @classmethod
    def write(cls, context: Context, *, order: str) -> Row:
        row = booking.book_parcel(actor=context.viewer, seller_order_id=_pk(order), now=context.now)
        return {"seller_order": row.pk}


class CallOffParcel(OfSellerOrder):
    """The carrier is told not to come; then the parcel can be sent otherwise."""

    is_repeatable = True

    class Input:
        order = graphene.ID(required=True)

    @classmethod
    def write(cls, context: Context, *, order: str) -> Row:
        row = booking.call_off_parcel(actor=context.viewer, seller_order_id=_pk(order), now=context.now)
        return {"seller_order": row.pk}


class OrderMutations(
    CheckoutMutations,
    CardMutations,
    PaymentMutations,
    PayoutMutations,
    ReturnMutations,
    ReviewMutations,
    DeliveryMethodMutations,
    VoucherMutations,
):
    confirm_seller_order = ConfirmSellerOrder.Field()
    book_parcel = BookParcel.Field()
    call_off_parcel = CallOffParcel.Field()
    ship_seller_order = ShipSellerOrder.Field()
    cancel_order_lines = CancelOrderLines.Field()
    record_delivery = RecordDelivery.Field()
    record_failed_delivery = RecordFailedDelivery.Field()
    reject_seller_order = RejectSellerOrder.Field()
    cancel_order = CancelOrder.Field()
    confirm_receipt = ConfirmReceipt.Field()
