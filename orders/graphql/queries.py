import graphene

from marketplace.graphql.connections import first_row
from marketplace.graphql.context import Context
from marketplace.graphql.ids import pk_of
from marketplace.graphql.info import Info
from marketplace.graphql.nodes import register
from marketplace.graphql.rows import Row
from marketplace.graphql.selection import Selection, selected
from marketplace.models import User
from orders.commands.carts import find_cart
from orders.graphql.carts import CartType, Open
from orders.graphql.delivery_methods import DeliveryMethodQueries
from orders.graphql.ledger import LedgerQueries
from orders.graphql.payments import PaymentQueries
from orders.graphql.payouts import PayoutQueries
from orders.graphql.rates import RateQueries
from orders.graphql.remittances import RemittanceQueries
from orders.graphql.returns import ReturnQueries
from orders.graphql.review_moderation import ModerationQueries
from orders.graphql.rows import ORDERS, SELLER_ORDERS
from orders.graphql.types import OrderType, SellerOrderType
from orders.graphql.vouchers import quotes
from orders.graphql.vouchers.queries import VoucherQueries
from orders.models import Order, SellerOrder
from orders.queries import parts_for_shops
from orders.tokens import opens
from sellers.queries import member_of
from sellers.rights import RIGHTS, Right

__all__ = ["OrderQueries", "order_row", "quotes"]


class OrderQueries(
    PaymentQueries,
    DeliveryMethodQueries,
    VoucherQueries,
    LedgerQueries,
    PayoutQueries,
    RateQueries,
    RemittanceQueries,
    ReturnQueries,
    ModerationQueries,
):
    cart = graphene.Field(
        CartType,
        token=graphene.String(description="Of who has no account; without it one's own"),
        description="Null while nothing was put in",
    )
    order = graphene.Field(
        OrderType,
        id=graphene.ID(required=True),
        token=graphene.String(description="As placeOrder gave it, for who has no account"),
        description="For its buyer; null for all others",
    )

    @staticmethod
    def resolve_cart(root: None, info: Info, *, token: str | None = None) -> Open | None:
        info.context.forbid_caching()
        cart = find_cart(info.context.viewer, token)
        return None if cart is None else Open(cart, info.context.now)

    @staticmethod
    def resolve_order(root: None, info: Info, *, id: str, token: str | None = None) -> Row | None:
        return order_row(info.context, pk_of(id, "Order"), selected(info), token)


def _seller_order_row(context: Context, pk: int, selection: Selection) -> Row | None:
    """For those who handle the shop's orders, and for its buyer."""
    context.forbid_caching()
    part = SellerOrder.objects.filter(pk=pk).select_related("order").first()
    viewer = context.viewer
    if part is None or not isinstance(viewer, User) or not viewer.is_active:
        return None
    member = member_of(viewer, part.seller_id)
    handles = member is not None and Right.ORDERS in RIGHTS[member.role]
    if part.order.user_id == viewer.pk or (handles and parts_for_shops().filter(pk=pk).exists()):
        return first_row(SELLER_ORDERS, {"id": pk}, selection)
    return None


def order_row(context: Context, pk: int, selection: Selection, token: str | None = None) -> Row | None:
    context.forbid_caching()
    order = Order.objects.filter(pk=pk).first()
    viewer = context.viewer
    is_theirs = order is not None and isinstance(viewer, User) and viewer.is_active and order.user_id == viewer.pk
    if order is None or not (is_theirs or (token and opens(token, order.number))):
        return None
    return first_row(ORDERS, {"id": pk}, selection)


register(OrderType, order_row)
register(SellerOrderType, _seller_order_row)
